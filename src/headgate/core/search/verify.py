"""Compares what the index says with the records, and the words of the index with each other."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import sqlalchemy as sa

from headgate.core.search.index import is_spelt, kept, spelt, wanted
from headgate.core.search.rebuild import AT_ONCE, records_after
from headgate.core.search.registry import SEARCHED, Searched
from headgate.core.search.tables import docs, places, spellings, unfilled
from headgate.kit import ids
from headgate.store.dialect import among, whole
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape

Said = tuple[list[str], Any]
"""Sentences, and the place to go on at; None at the end."""


@shape()
def docs_after() -> sa.Select[Any]:
    d = docs.c
    found = sa.select(d.id).where(d.workspace_id == P("ws"), d.kind == P("kind"), d.id > P("last"))
    return found.order_by(d.id).limit(AT_ONCE)


@shape()
def places_after() -> sa.Select[Any]:
    p = places.c
    after = sa.tuple_(p.word, p.kind, p.id) > sa.tuple_(P("word"), P("kind"), P("last"))
    found = sa.select(p.word, p.kind, p.id).where(p.workspace_id == P("ws"), after)
    return found.order_by(p.word, p.kind, p.id).limit(AT_ONCE)


@shape()
def spellings_after() -> sa.Select[Any]:
    s = spellings.c
    found = sa.select(s.word, s.mirror).where(s.workspace_id == P("ws"), s.word > P("last"))
    return found.order_by(s.word).limit(AT_ONCE)


@shape()
def standing_words() -> sa.Select[Any]:
    """Those of the words that stand somewhere."""
    somewhere = sa.exists().where(
        places.c.workspace_id == spellings.c.workspace_id, places.c.word == spellings.c.word
    )
    return sa.select(spellings.c.word).where(
        spellings.c.workspace_id == P("ws"), among(spellings.c.word, "words"), somewhere
    )


@shape()
def counted_words() -> sa.Select[Any]:
    """The words that the records have, and the places of words; in one snapshot."""
    d = docs.c
    spaces = sa.func.length(d.words) - sa.func.length(sa.func.replace(d.words, " ", ""))
    of_docs = sa.select(whole(sa.func.coalesce(sa.func.sum(spaces), 0))).where(d.workspace_id == P("ws"))
    of_places = sa.select(sa.func.count()).select_from(places).where(places.c.workspace_id == P("ws"))
    return sa.select(of_docs.scalar_subquery(), of_places.scalar_subquery())


@shape()
def unfilled_here() -> sa.Select[Any]:
    return sa.select(unfilled.c.workspace_id).where(unfilled.c.workspace_id == P("ws"))


def verify(store: Store, ws: str) -> Iterator[str]:
    """Sentences that name each difference; nothing where all is well. Reads in short snapshots."""
    if store.read(lambda tx: tx.one(unfilled_here(), ws=ws)):
        yield "search: the index is not filled yet; `headgate reindex` fills it"
        return
    for kind in SEARCHED.values():
        yield from pieces(store, partial(of_records, ws=ws, kind=kind), ids.to_text(kind.prefix, 0))
        yield from pieces(store, partial(of_docs, ws=ws, kind=kind), -1)
    yield from pieces(store, partial(of_places, ws=ws), ("", 0, -1))
    yield from pieces(store, partial(of_spellings, ws=ws), "")
    words, found = store.read(lambda tx: tx.one(counted_words(), ws=ws)) or (0, 0)
    if words != found:
        yield f"search: the records have {words} words, {found} are in the index"


def pieces(store: Store, check: Any, start: Any) -> Iterator[str]:
    while start is not None:
        said, start = store.read(partial(check, after=start))
        yield from said


def of_records(tx: Tx, *, ws: str, kind: Searched, after: str) -> Said:
    """Whether records are found by the words that follow from what they are."""
    some: list[str] = tx.all(records_after(kind.record), ws=ws, last=after)
    new = wanted(tx, ws, kind, some)
    old = kept(tx, ws, kind, list(new))
    wrong = [n for n in new if old.get(n) != new[n]]
    said = [f"search: {ids.to_text(kind.prefix, n)} is not found by{new[n].words}" for n in wrong]
    return said, some[-1] if some else None


def of_docs(tx: Tx, *, ws: str, kind: Searched, after: int) -> Said:
    """Whether what is in the index is in use."""
    some: list[int] = tx.all(docs_after(), ws=ws, kind=kind.number, last=after)
    texts = [ids.to_text(kind.prefix, n) for n in some]
    there = wanted(tx, ws, kind, texts)
    said = [
        f"search: {text} is found, and is not in use"
        for n, text in zip(some, texts, strict=True)
        if n not in there
    ]
    return said, some[-1] if some else None


def of_places(tx: Tx, *, ws: str, after: tuple[str, int, int]) -> Said:
    """Whether each place of a word is one of a record's, and each word is spelt."""
    some = tx.all(places_after(), ws=ws, word=after[0], kind=after[1], last=after[2])
    said = []
    for kind in SEARCHED.values():
        mine = [(word, n) for word, number, n in some if number == kind.number]
        found = kept(tx, ws, kind, sorted({n for _, n in mine}))
        said += [
            f"search: {ids.to_text(kind.prefix, n)} is found by “{word}”, which it does not have"
            for word, n in mine
            if n not in found or word not in found[n].each()
        ]
    words = {word for word, _, _ in some if is_spelt(word)}
    said += [
        f"search: “{word}” is not spelt"
        for word in sorted(words - set(tx.all(spelt(), ws=ws, words=sorted(words))))
    ]
    return said, some[-1] if some else None


def of_spellings(tx: Tx, *, ws: str, after: str) -> Said:
    """Whether each spelling is of a word that stands somewhere."""
    some = tx.all(spellings_after(), ws=ws, last=after)
    standing = set(tx.all(standing_words(), ws=ws, words=[word for word, _ in some]))
    said = [
        f"search: “{word}” is spelt wrongly, or stands nowhere"
        for word, mirror in some
        if word not in standing or mirror != word[::-1]
    ]
    return said, some[-1][0] if some else None
