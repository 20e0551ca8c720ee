"""The one permission predicate: what an actor may see and do."""
