"""Laws that hold for whatever people do."""
