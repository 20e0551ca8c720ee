"""Contacts: the people whom deals are made with."""
