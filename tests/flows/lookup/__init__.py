"""Looking things up across nouns."""
