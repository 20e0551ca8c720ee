"""Reading sources: whole, since they are few and short; and what a deal's word means among them."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs.work import Work
from headgate.kit.text import fold
from headgate.records.sources.schemas import Source
from headgate.records.sources.tables import source_words, sources, sources_above
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

SHOWN = tuple(name for name in Source.__struct_fields__ if name != "archived")


@shape()
def all_sources() -> sa.Select[Any]:
    s = sources.c
    return (
        sa.select(*(s[name] for name in SHOWN), s.standing)
        .where(s.workspace_id == P("ws"), s.standing != "removed")
        .order_by(s.name_key, s.id)
    )


@shape()
def all_words() -> sa.Select[Any]:
    w = source_words.c
    return sa.select(w.word, w.source_id).where(w.workspace_id == P("ws"))


@shape()
def all_above() -> sa.Select[Any]:
    a = sources_above.c
    return sa.select(a.source_id, a.above_id).where(a.workspace_id == P("ws"))


@shape()
def insert_word() -> sa.Insert:
    return insert_into(source_words)


@shape()
def insert_above() -> sa.Insert:
    return insert_into(sources_above)


@shape()
def drop_word() -> sa.Delete:
    w = source_words.c
    return sa.delete(source_words).where(w.workspace_id == P("ws"), w.word == P("word"))


@shape()
def drop_above() -> sa.Delete:
    a = sources_above.c
    return sa.delete(sources_above).where(
        a.workspace_id == P("ws"), a.source_id == P("source_id"), a.above_id == P("above_id")
    )


def sources_of(tx: Tx, ws: str) -> list[Source]:
    """By name, archived ones included and marked."""
    found = []
    for *cells, standing in tx.all(all_sources(), ws=ws):
        values = dict(zip(SHOWN, cells, strict=True))
        values["words"] = msgspec.json.decode(values["words"], type=list[str])
        found.append(Source(**values, archived=standing != "live"))
    return found


def spelled(work: Work, word: str | None) -> str | None:
    """A deal's word for its source as the source is called now; a word that names none stays as it is."""
    if word is None:
        return None
    names: dict[str, str] | None = work.scratch.get("sources")
    if names is None:
        names = work.scratch["sources"] = {}
        for source in sources_of(work.tx, work.ws):
            names |= {fold(each): source.name for each in source.words}
        names |= {fold(source.name): source.name for source in sources_of(work.tx, work.ws)}
    return names.get(fold(word), word)
