"""Members and teams, and how they sign in."""
