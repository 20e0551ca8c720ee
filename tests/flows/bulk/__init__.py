"""Tests of one change of many deals."""
