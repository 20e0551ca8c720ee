"""The one field catalogue: what a record has, declared once."""
