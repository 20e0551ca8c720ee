"""Activities: what was done with the buyer and what is next."""
