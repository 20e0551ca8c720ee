"""Products: what is sold, with its list price."""
