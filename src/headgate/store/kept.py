"""Rows that are read again and again: what is made of one, and of a whole answer, is remembered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from headgate.store.types import Memo

T = TypeVar("T")
MOST_ANSWERS = 64
"""Of one shape: some 300 kB each where they are boards."""


@dataclass(frozen=True)
class Kept(Generic[T]):
    """Rows that are remembered, at most so many, with what is made of each; nobody may change it.

    `together`: what is made of all that were found, remembered for some answers too; the query then gives
    that one value, and nothing where no row was found.
    """

    make: Callable[[Any], Any]
    most: int
    together: Callable[[list[Any]], T] | None = None


def keeping(one: Callable[[Any], Any], kept: Kept[Any]) -> Callable[[list[Any]], list[Any]]:
    """A function rows -> what they came to. `one` makes a struct of one row's cells."""
    find = Memo(lambda cells: kept.make(one(cells)), kept.most).__getitem__
    if kept.together is None:
        return lambda rows: list(map(find, rows))
    together, known = kept.together, dict[Any, tuple[list[Any], list[Any]]]()

    def answer(rows: list[Any]) -> list[Any]:
        if not rows:
            return []
        place = (rows[0][0], rows[-1][0], len(rows))
        last = known.get(place)
        # To see that all rows are the same costs half of finding each.
        if last is not None and last[0] == rows:
            return last[1]
        made = [together(list(map(find, rows)))]
        if len(known) >= MOST_ANSWERS:
            known.clear()
        known[place] = (rows, made)
        return made

    return answer
