"""The statements of the search: each reads a bounded number of rows, however common the words are."""

from typing import Any, Literal

import sqlalchemy as sa

from headgate.core.search.tables import docs, places
from headgate.store.dialect import among, each_of, holds_text, starts_with
from headgate.store.statements import P, shape
from headgate.store.types import words

Reach = Literal["all", "owned", "shared"]
"""What is read: everything, what belongs to `owners`, or that and the records in `shared`."""
RARE = 4_000
"""A beginning of words that stands in so many places or fewer is looked up in all of them."""
WALKED = 4_000
"""Where every word asked for is more common than that, so many of the newest records are read instead."""
EVERYBODY = "mem_1"
"""Stands for the owner where everybody sees a record; no member has so small an id."""
COMMON = 500
"""A word that stands in so many places is thought of by whoever asks."""


@shape()
def counted() -> sa.Select[Any]:
    here = sa.select(places.c.id).where(places.c.workspace_id == P("ws"), starts_with(places.c.word, "t0"))
    return sa.select(sa.func.count()).select_from(here.limit(RARE + 1).subquery())


def tests(text: Any, others: int) -> list[Any]:
    return [holds_text(text, f"s{i}") for i in range(others)]


def fitting(here: Any, others: int, reach: Reach) -> sa.Select[Any]:
    """The places whose record also has the other beginnings, and may be seen. A look-up for each place: a
    join would tempt the planner to read all records. `owners` has EVERYBODY among them; the list is not
    within the look-up, where it would be read for each place."""
    found = here.subquery()
    places_found = sa.select(found.c.kind, found.c.id)
    if not others and reach == "all":
        return places_found
    d = docs.c
    of_place = sa.and_(d.workspace_id == P("ws"), d.kind == found.c.kind, d.id == found.c.id)
    whose = sa.func.coalesce(d.owner_id, sa.literal_column(EVERYBODY.removeprefix("mem_")))
    look_up: Any = sa.select(whose).where(of_place, *tests(d.words, others)).scalar_subquery()
    if reach == "all":
        return places_found.where(look_up.is_not(None))
    owned = among(sa.type_coerce(look_up, d.owner_id.type), "owners")
    if reach == "owned":
        return places_found.where(owned)
    return places_found.where(sa.or_(owned, sa.and_(among(found.c.id, "shared"), look_up.is_not(None))))


@shape()
def begun(others: int, reach: Reach) -> sa.Select[Any]:
    p = places.c
    here = sa.select(p.kind, p.id).where(p.workspace_id == P("ws"), starts_with(p.word, "t0"))
    return fitting(here.limit(RARE), others, reach)


@shape()
def of_word(others: int, reach: Reach) -> sa.Select[Any]:
    """The newest records of a kind with the whole word `t0`, and the other beginnings."""
    p = places.c
    here = sa.select(p.kind, p.id).where(p.workspace_id == P("ws"), p.word == P("t0"), p.kind == P("kind"))
    newest = fitting(here.order_by(p.id.desc()).limit(RARE), others, reach)
    return newest.order_by(newest.selected_columns.id.desc()).limit(P("most", sa.Integer))


@shape()
def exactly(reach: Reach) -> sa.Select[Any]:
    p = places.c
    here = sa.select(p.kind, p.id).where(p.workspace_id == P("ws"), among(p.word, "words"))
    return fitting(here.limit(RARE), 0, reach)


@shape()
def newest(others: int, all_owners: bool) -> sa.Select[Any]:
    """The newest records of a kind that have the beginnings, among so many of the newest, of the owners in
    `owners` unless of all."""
    d = docs.c
    here = sa.select(d.kind, d.id, d.words).where(d.workspace_id == P("ws"), d.kind == P("kind"))
    here = here if all_owners else here.where(among(d.owner_id, "owners"))
    looked = here.order_by(d.id.desc()).limit(P("walked", sa.Integer)).subquery()
    found = sa.select(looked.c.kind, looked.c.id).where(*tests(looked.c.words, others))
    return found.order_by(looked.c.id.desc()).limit(P("most", sa.Integer))


@shape()
def newest_shared(others: int) -> sa.Select[Any]:
    """The same among the records that are shared with who asks."""
    d = docs.c
    here = sa.select(d.kind, d.id).where(
        d.workspace_id == P("ws"), d.kind == P("kind"), among(d.id, "shared")
    )
    found = here.where(*tests(d.words, others))
    return found.order_by(d.id.desc()).limit(P("most", sa.Integer))


@shape()
def newest_of(others: int) -> sa.Select[Any]:
    """The same of one owner, found by the index of owners: who has few records has them read, whatever
    others have."""
    d = docs.c
    here = sa.select(d.kind, d.id).where(
        d.workspace_id == P("ws"), d.owner_id == P("owner"), d.kind == P("kind")
    )
    found = fitting(here.order_by(d.id.desc()).limit(P("walked", sa.Integer)), others, "all")
    return found.order_by(found.selected_columns.id.desc()).limit(P("most", sa.Integer))


@shape()
def standing(reach: Reach) -> sa.Select[Any]:
    """The words among `words` that stand in a record which may be seen; very common ones as well."""
    word, p = each_of("words", words()), places.c
    of_word = sa.select(p.kind, p.id).where(
        p.workspace_id == P("ws"), p.word == word.c.value, among(p.kind, "kinds")
    )
    here = of_word.limit(COMMON).correlate(word)
    common = sa.select(sa.func.count()).select_from(here.subquery()).correlate(word).scalar_subquery()
    seen = fitting(here, 0, reach).correlate(word).exists()
    return sa.select(word.c.value).where(sa.or_(seen, common == sa.literal_column(str(COMMON))))
