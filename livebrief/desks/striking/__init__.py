"""The parts of the attacks desk: what sentences say of attacks, and attacks told in many places joined into one."""
