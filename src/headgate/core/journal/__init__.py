"""The one journal: every change is an entry written in the same transaction."""
