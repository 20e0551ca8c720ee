"""Tests of the lines of deals."""
