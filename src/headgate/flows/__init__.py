"""Floor 5: what happens because something happened, or across nouns."""
