"""Lines of a deal: which products it is about, how many, at what price."""
