"""Companies: whom deals are made with."""
