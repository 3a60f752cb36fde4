"""The parts of the treaties desk: the words of standing, leaving, counting and conflict."""
