"""The parts of the harm desk: figure chains joined into incidents, and explosive hazards read from the text."""
