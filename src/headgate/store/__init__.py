"""Floor 2: the only floor that knows database engines."""
