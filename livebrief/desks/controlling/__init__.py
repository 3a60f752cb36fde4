"""The parts of the control desk: what sentences say of who holds a place, and what layers of a series say of areas."""
