"""Looking things up across nouns: the field catalogue, search by name, the journal."""
