"""Durable work: rows that ask for it, and the thread that does it."""
