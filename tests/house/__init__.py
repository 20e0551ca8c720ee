"""Rules of the house as tests: floors, sizes, words, oracles, the map and the lock files."""
