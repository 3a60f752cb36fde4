"""One file per change of the schema, numbered; a published file never changes."""
