"""Mappings of files, kept for the next file of the same header."""
