"""The parts of quantities: numbers, units, what is no quantity, heads, roles. Entry: livebrief.annotate.quantities."""
