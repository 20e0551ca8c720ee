"""The tests mirror src/headgate; beside them a small world, oracles, properties, house rules, end to end."""
