"""Finds records by the beginnings of their words: first what is exact, then what begins so, then the near."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from headgate.core.search import reading, spelling
from headgate.core.search.words import asked
from headgate.store.engine import Tx

OWNERS_EACH = 20
"""The records of so few owners are read owner by owner."""
ENOUGH = 5
"""With fewer records than this, and none that is exact, mistyped words are thought of."""
CORRECTED, TURNS = 4, 6
"""So many words of a question are corrected, in so many ways."""
EXACT, BEGUN, NEAR = 0, 1, 2

Ref = tuple[int, int]
"""The number of a kind and of a record."""
Terms = tuple[str, ...]


@dataclass(frozen=True)
class Seeker:
    """Who asks. `kinds`: those that may be seen. `owned`: those of which only the records of `owners` are
    seen, where that is not None."""

    ws: str
    kinds: frozenset[int]
    owned: frozenset[int]
    owners: tuple[str, ...] | None
    shared: tuple[int, ...] = ()
    """Records that are seen beside those of the owners."""

    @property
    def reach(self) -> reading.Reach:
        return "all" if self.owners is None else "shared" if self.shared else "owned"

    @property
    def values(self) -> dict[str, Any]:
        if self.owners is None:
            return {"ws": self.ws}
        known: dict[str, Any] = {"ws": self.ws, "owners": (*self.owners, reading.EVERYBODY)}
        return {**known, "shared": self.shared} if self.shared else known


@dataclass(frozen=True)
class Found:
    """A record, how well it fits (EXACT, BEGUN, NEAR), and the beginnings of words that it has."""

    kind: int
    id: int
    tier: int
    terms: Terms


@dataclass
class Shelf:
    """What was found so far: each record once, of each kind no more than `most`."""

    kinds: frozenset[int]
    most: int
    found: list[Found] = field(default_factory=list)
    known: set[Ref] = field(default_factory=set)

    def add(self, refs: Iterable[Ref], tier: int, terms: Terms) -> None:
        """Takes what is new, the newest first."""
        for kind, id_ in sorted(set(refs) - self.known, reverse=True):
            if kind in self.kinds and self.room(kind):
                self.known.add((kind, id_))
                self.found.append(Found(kind, id_, tier, terms))

    def room(self, kind: int) -> int:
        return self.most - sum(1 for known, _ in self.known if known == kind)


def find(tx: Tx, seeker: Seeker, text: str, most: int) -> list[Found]:
    """The records that fit the text, best first, at most so many of each kind."""
    question = asked(text)
    shelf = Shelf(seeker.kinds, most)
    if question.exact:
        refs = tx.all(reading.exactly(seeker.reach), words=question.exact, **seeker.values)
        shelf.add(refs, EXACT, question.exact)
    for terms in question.readings:
        shelf.add(begun(tx, seeker, terms, most), BEGUN, terms)
    if not shelf.found and question.parts and question.parts not in question.readings:
        shelf.add(begun(tx, seeker, question.parts, most), BEGUN, question.parts)
    certain = any(each.tier == EXACT for each in shelf.found)
    if len(shelf.found) < ENOUGH and not certain:
        for terms in corrections(tx, seeker, question.parts):
            shelf.add(begun(tx, seeker, terms, most), NEAR, terms)
            if len(shelf.found) >= ENOUGH:
                break
    return shelf.found


def begun(tx: Tx, seeker: Seeker, terms: Terms, most: int) -> set[Ref]:
    """Records that have words with all these beginnings: all of them where one beginning is rare, else the
    newest that could be found in bounded time, `most` of each kind at most."""
    counts = {term: tx.one(reading.counted(), ws=seeker.ws, t0=term) or 0 for term in terms}
    rarest = min(terms, key=lambda term: (counts[term], -len(term)))
    if not counts[rarest]:
        return set()
    others = {f"s{i}": f" {other}" for i, other in enumerate(other for other in terms if other != rarest)}
    found: set[Ref] = set()
    if counts[rarest] > reading.RARE:
        for kind in seeker.kinds:
            of_word, values = reading.of_word(len(others), seeker.reach), {**others, **seeker.values}
            mine = set(tx.all(of_word, t0=rarest, kind=kind, most=most, **values))
            if len(mine) < most:
                mine |= set(newest(tx, seeker, kind, terms, most))
            found |= mine
        if all(sum(1 for known, _ in found if known == kind) >= most for kind in seeker.kinds):
            return found
    return found | set(tx.all(reading.begun(len(others), seeker.reach), t0=rarest, **others, **seeker.values))


def newest(tx: Tx, seeker: Seeker, kind: int, terms: Terms, most: int) -> list[Ref]:
    """The newest records of a kind with all these beginnings, among the newest that the seeker sees."""
    tests: dict[str, Any] = {f"s{i}": f" {term}" for i, term in enumerate(terms)}
    tests |= {"ws": seeker.ws, "kind": kind, "most": most}
    if seeker.owners is None or kind not in seeker.owned:
        return tx.all(reading.newest(len(terms), True), walked=reading.WALKED, **tests)
    shared: list[Ref] = []
    if seeker.shared:
        shared = tx.all(reading.newest_shared(len(terms)), shared=seeker.shared, **tests)
    if len(seeker.owners) > OWNERS_EACH:
        query = reading.newest(len(terms), False)
        return shared + tx.all(query, owners=seeker.owners, walked=reading.WALKED, **tests)
    query, each = reading.newest_of(len(terms)), reading.WALKED // max(1, len(seeker.owners))
    found = [ref for owner in seeker.owners for ref in tx.all(query, owner=owner, walked=each, **tests)]
    return shared + found


def corrections(tx: Tx, seeker: Seeker, terms: Terms) -> Iterable[Terms]:
    """Other words that can have been meant, those with the fewest mistakes first."""
    choices = [[(0, term), *meant(tx, seeker, term)] for term in terms[:CORRECTED]]
    ways = sorted(
        (sum(number for number, _ in way), tuple(word for _, word in way)) for way in product(*choices)
    )
    return islice((words + terms[CORRECTED:] for number, words in ways if number), TURNS)


def meant(tx: Tx, seeker: Seeker, term: str) -> list[tuple[int, str]]:
    """Words near to a mistyped one. Those that stand only where the seeker does not see leave no gap."""
    choices = spelling.meant(tx, seeker.ws, term)
    if choices:
        words, kinds = [word for _, word in choices], sorted(seeker.kinds)
        query = reading.standing(seeker.reach)
        seen = set(tx.all(query, words=words, kinds=kinds, **seeker.values))
        choices = [choice for choice in choices if choice[1] in seen]
    return spelling.offered(choices)
