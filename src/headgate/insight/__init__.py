"""Floor 5: figures and findings; writes only its own tables."""
