"""One change of many deals: tried out first, done in the background, undone as a whole."""
