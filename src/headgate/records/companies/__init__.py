"""Companies that a workspace sells to."""
