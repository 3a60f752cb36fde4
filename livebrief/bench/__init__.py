"""Bench: speed and memory of the hot paths, each beside a named rival in the same run. Never a timed test."""
