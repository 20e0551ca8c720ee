"""Readings are given back only as they still are, and never take more room than allowed."""

from headgate.insight.shelf import Shelf


def test_a_reading_is_given_back_until_the_journal_grows() -> None:
    shelf: Shelf[str] = Shelf()
    shelf.put("a", 1, "old")
    assert (shelf.get("a", 1), shelf.get("a", 2), shelf.get("b", 1)) == ("old", None, None)
    shelf.put("a", 2, "new")
    assert (shelf.get("a", 1), shelf.get("a", 2), len(shelf.kept)) == (None, "new", 1)


def test_the_one_longest_unused_goes_first() -> None:
    shelf: Shelf[str] = Shelf(readings=2)
    for key in "ab":
        shelf.put(key, 1, key)
    shelf.get("a", 1)
    shelf.put("c", 1, "c")
    assert list(shelf.kept) == ["a", "c"]


def test_rows_are_bounded_but_the_latest_reading_always_stays() -> None:
    shelf: Shelf[str] = Shelf(rows=5)
    for key, reading in (("a", "xx"), ("b", "xxx"), ("c", "x")):
        shelf.put(key, 1, reading)
    assert list(shelf.kept) == ["b", "c"]
    shelf.put("d", 1, "x" * 9)
    assert list(shelf.kept) == ["d"]
