"""The one write path: verbs that take a batch, with their permission, payload and inverse."""
