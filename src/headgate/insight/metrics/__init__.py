"""The one metric registry: each figure a versioned definition, one file a family."""
