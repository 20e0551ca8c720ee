"""Whom a written name means: known by the very name, by its folded form, without its signs, or nearly so."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from headgate.kit.text import fold, squash

NEAR = 0.82
"""Share of equal letters from which a name is offered as what may be meant; never taken without a person."""
COMPARED = 2_000


class Meant(NamedTuple):
    """Whom a value may mean. Certainty 3 and 2 are taken unless a person says otherwise, 1 is an offer."""

    name: str | None
    certainty: int
    why: str


class Names:
    """The names of one kind of record, to look written values up in."""

    def __init__(self, names: Iterable[str]) -> None:
        self.exact: set[str] = set()
        self.folded: dict[str, str] = {}
        self.squashed: dict[str, str] = {}
        for name in names:
            self.add(name)

    def __len__(self) -> int:
        return len(self.exact)

    def add(self, name: str) -> None:
        self.exact.add(name)
        self.folded.setdefault(fold(name), name)
        self.squashed.setdefault(squash(name), name)

    def meant(self, value: str, *, near: bool = True) -> Meant:
        """Whom the value means; with `near`, an offer where nobody is called so."""
        if value in self.exact:
            return Meant(value, 3, "known by this name")
        if (key := fold(value)) and (found := self.folded.get(key)):
            return Meant(found, 3, "differs in capitals, accents or spaces only")
        if (key := squash(value)) and (found := self.squashed.get(key)):
            return Meant(found, 2, apart(fold(value), fold(found)))
        if near and (found := self.nearest(value)):
            return Meant(found, 1, "spelt alike; please look")
        return Meant(None, 0, "nobody is known by this name")

    def nearest(self, value: str) -> str | None:
        """The name spelt most alike, if it is alike enough."""
        key = fold(value)
        best, found = NEAR, None
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        for i, (other, name) in enumerate(self.folded.items()):
            if i >= COMPARED:
                break
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
                continue
            if (ratio := matcher.ratio()) >= best:
                best, found = ratio, name
        return found


def apart(written: str, known: str) -> str:
    """How two names that are equal without their signs differ: “1 space off”."""
    signs = abs(len(written) - len(known))
    spaces = abs(written.count(" ") - known.count(" "))
    if spaces and spaces == signs:
        return f"{spaces} space{'s' if spaces > 1 else ''} off"
    return "differs in its signs only"
