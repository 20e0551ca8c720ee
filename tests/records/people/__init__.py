"""Tests of the people on a deal."""
