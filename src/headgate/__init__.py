"""Headgate, the sales pipeline you own: stages, gates, the history of every move and its figures."""

__version__ = "0.1.0"
