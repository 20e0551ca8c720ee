"""Products and their list prices."""
