"""The statements of the search: each reads a bounded number of rows, however common the words are."""

from typing import Any

import sqlalchemy as sa

from headgate.core.search.tables import docs, places
from headgate.store.dialect import among, each_of, holds_text, starts_with
from headgate.store.statements import P, shape
from headgate.store.types import words

RARE = 10_000
"""A beginning of words that stands in so many places or fewer is looked up in all of them."""
WALKED = 20_000
"""Where every word asked for is more common than that, so many of the newest records are read instead."""
COMMON = 500
"""A word that stands in so many places is thought of by whoever asks."""


@shape()
def counted() -> sa.Select[Any]:
    here = sa.select(places.c.id).where(places.c.workspace_id == P("ws"), starts_with(places.c.word, "t0"))
    return sa.select(sa.func.count()).select_from(here.limit(RARE + 1).subquery())


def tests(text: Any, others: int) -> list[Any]:
    return [holds_text(text, f"s{i}") for i in range(others)]


def of_owner(columns: Any) -> Any:
    return sa.or_(columns.owner_id.is_(None), among(columns.owner_id, "owners"))


def fitting(here: Any, others: int, owned: bool) -> sa.Select[Any]:
    """The places whose record also has the other beginnings, and may be seen. A look-up for each place: a
    join would tempt the planner to read all records."""
    found = here.subquery()
    if not others and not owned:
        return sa.select(found.c.kind, found.c.id)
    d = docs.c
    of_place = sa.and_(d.workspace_id == P("ws"), d.kind == found.c.kind, d.id == found.c.id)
    seen = [of_owner(d)] if owned else []
    look_up: sa.Select[Any] = sa.select(sa.literal_column("1")).where(
        of_place, *tests(d.words, others), *seen
    )
    return sa.select(found.c.kind, found.c.id).where(look_up.scalar_subquery() == sa.literal_column("1"))


@shape()
def begun(others: int, owned: bool) -> sa.Select[Any]:
    p = places.c
    here = sa.select(p.kind, p.id).where(p.workspace_id == P("ws"), starts_with(p.word, "t0"))
    return fitting(here.limit(RARE), others, owned)


@shape()
def exactly(owned: bool) -> sa.Select[Any]:
    p = places.c
    here = sa.select(p.kind, p.id).where(p.workspace_id == P("ws"), among(p.word, "words"))
    return fitting(here.limit(RARE), 0, owned)


@shape()
def newest(others: int, owners: str) -> sa.Select[Any]:
    """The newest records of a kind that have the beginnings, among so many of the newest; `owners`: of
    everybody ("all"), of one ("one") or of several ("some")."""
    d = docs.c
    of = {"all": [], "one": [d.owner_id == P("owner")], "some": [among(d.owner_id, "owners")]}[owners]
    looked = (
        sa.select(d.id, d.words)
        .where(d.workspace_id == P("ws"), d.kind == P("kind"), *of)
        .order_by(d.id.desc())
        .limit(P("walked", sa.Integer))
        .subquery()
    )
    return (
        sa.select(looked.c.id)
        .where(*tests(looked.c.words, others))
        .order_by(looked.c.id.desc())
        .limit(P("most", sa.Integer))
    )


@shape()
def standing(owned: bool) -> sa.Select[Any]:
    """The words among `words` that stand in a record which may be seen; very common ones as well."""
    word, p = each_of("words", words()), places.c
    of_word = sa.select(p.kind, p.id).where(
        p.workspace_id == P("ws"), p.word == word.c.value, among(p.kind, "kinds")
    )
    here = of_word.limit(COMMON).correlate(word)
    common = sa.select(sa.func.count()).select_from(here.subquery()).correlate(word).scalar_subquery()
    seen = fitting(here, 0, owned).correlate(word).exists()
    return sa.select(word.c.value).where(sa.or_(seen, common == sa.literal_column(str(COMMON))))
