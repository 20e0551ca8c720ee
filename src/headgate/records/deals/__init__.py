"""Deals: their life from first touch to customer, its whole history, and the board."""
