"""Floor 4: the nouns, in order; each may use those before it."""
