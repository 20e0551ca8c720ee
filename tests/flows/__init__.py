"""Tests of what runs across nouns."""
