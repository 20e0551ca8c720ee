"""A backup that either engine writes and either takes: all tables in one file, and how to put it back."""
