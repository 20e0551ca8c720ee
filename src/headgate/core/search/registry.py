"""What can be searched for: a noun says by which of its columns its records are found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from headgate.core.fields.catalogue import RECORDS


@dataclass(frozen=True)
class Searched:
    """A kind of record that is found by its words. `number` stands for it in the index and never changes.

    `columns`: what the words follow from; the index is written when one of them, the standing or the owner
    changes. `owned`: seen only by those who see its owner.
    """

    record: str
    number: int
    columns: tuple[str, ...]
    words: Callable[[Mapping[str, Any]], set[str]]
    owned: bool
    watched: frozenset[str]

    @property
    def prefix(self) -> str:
        return RECORDS[self.record].prefix


SEARCHED: dict[str, Searched] = {}


def searched(
    record: str,
    number: int,
    columns: tuple[str, ...],
    words: Callable[[Mapping[str, Any]], set[str]],
    *,
    owned: bool = False,
) -> None:
    """Declares by which words a kind of record is found; `words` takes a row with those columns."""
    if record in SEARCHED or any(number == each.number for each in SEARCHED.values()):
        raise ValueError(f"{record} or {number} is searched already")
    watched = frozenset((*columns, "standing", *(("owner_id",) if owned else ())))
    SEARCHED[record] = Searched(record, number, columns, words, owned, watched)
