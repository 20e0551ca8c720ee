"""Lists and their pages, for any kind of record."""
