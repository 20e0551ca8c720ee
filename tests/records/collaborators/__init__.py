"""Tests of collaborators."""
