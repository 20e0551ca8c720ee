"""Floor 3: the grammar that every noun speaks."""
