"""Tests of the performance harness; none of them measures a time."""
