"""The parts of the alerts desk: what a sentence says of an alert."""
