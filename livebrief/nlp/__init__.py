"""Language pieces that several stages share, and learned components behind ports, loaded lazily, pinned by digest."""
