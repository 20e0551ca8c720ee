"""The catalogue of kinds of entry: what can happen, and the sentence that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """One kind of entry. The sentence may name members of the entry's data: `moved to {to}`."""

    name: str
    record: str
    sentence: str
    fold: bool = False
    """A change of fields, which a timeline may fold together with its neighbours."""
    together: bool = False
    """A part of a change of several records, which is undone as a whole: by its batch."""
    follows: bool = False
    """What follows from other changes, and is in the way of no undo."""


KINDS: dict[str, Kind] = {}


def kind(
    name: str, sentence: str, *, fold: bool = False, together: bool = False, follows: bool = False
) -> str:
    """Declares a kind (`noun.past`); gives its name."""
    if name in KINDS:
        raise ValueError(f"the kind {name} is declared twice")
    KINDS[name] = Kind(name, name.partition(".")[0], sentence, fold, together, follows)
    return name


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def say(name: str, data: Mapping[str, Any]) -> str:
    """The sentence of an entry, without its subject: “moved to Demo”."""
    words = {key: value for key, value in data.items() if value is not None}
    return KINDS[name].sentence.format_map(_Blank(words)).strip()
