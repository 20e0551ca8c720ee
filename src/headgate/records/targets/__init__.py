"""Targets: what a period is to bring, for the whole workspace or a part of it."""
