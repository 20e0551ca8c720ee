"""Tests of custom fields."""
