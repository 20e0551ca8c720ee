"""The text of each migration, one file an engine; frozen once released."""
