"""The one condition language: data checked against the catalogue, compiled, and said as a sentence."""
