"""Sources: where deals come from, as a tree with campaigns."""
