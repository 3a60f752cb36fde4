"""Maps: the base map, its layers, server-rendered SVG, and the pages around them. Refuses outside tiles of its own accord."""
