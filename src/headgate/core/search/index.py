"""Keeps the index: after the journal has taken a change, the words of the records that it touched follow."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import Note
from headgate.core.journal.kinds import KINDS
from headgate.core.search.registry import SEARCHED, Searched
from headgate.core.search.tables import docs, places, spellings
from headgate.kit import ids
from headgate.store.dialect import among, insert_or
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape
from headgate.store.types import Json

SPELT = range(3, 33)
"""How long a word of letters is that a mistyped one can be meant for."""


class Doc(msgspec.Struct, frozen=True):
    """What a record is found by. `words` is as it is stored: each word after a space, in order."""

    owner_id: str | None
    words: str

    def each(self) -> list[str]:
        return self.words.split()


@shape()
def sources(record: str) -> sa.Select[Any]:
    kind, table = SEARCHED[record], RECORDS[record].table
    known: Any = sa.func.coalesce(table.c.owner_id, sa.literal_column("0")) if kind.owned else sa.null()
    owner = sa.type_coerce(known, docs.c.owner_id.type).label("owner_id")
    return sa.select(table.c.id, owner, *(table.c[name] for name in kind.columns)).where(
        table.c.workspace_id == P("ws"), among(table.c.id, "ids"), table.c.standing == "live"
    )


@shape()
def stored() -> sa.Select[Any]:
    return sa.select(docs.c.id, docs.c.owner_id, docs.c.words).where(
        docs.c.workspace_id == P("ws"), docs.c.kind == P("kind"), among(docs.c.id, "ids")
    )


@shape()
def insert_doc() -> sa.Insert:
    return insert_into(docs)


@shape()
def update_doc() -> sa.Update:
    return (
        sa.update(docs)
        .where(docs.c.workspace_id == P("ws"), docs.c.kind == P("kind"), docs.c.id == P("id"))
        .values(owner_id=P("owner_id"), words=P("words"))
    )


@shape()
def drop_doc() -> sa.Delete:
    return sa.delete(docs).where(
        docs.c.workspace_id == P("ws"), docs.c.kind == P("kind"), docs.c.id == P("id")
    )


@shape()
def insert_place() -> sa.Insert:
    return insert_into(places)


@shape()
def drop_place() -> sa.Delete:
    return sa.delete(places).where(
        places.c.workspace_id == P("ws"),
        places.c.word == P("word"),
        places.c.kind == P("kind"),
        places.c.id == P("id"),
    )


@shape()
def spelt() -> sa.Select[Any]:
    return sa.select(spellings.c.word).where(
        spellings.c.workspace_id == P("ws"), among(spellings.c.word, "words")
    )


@shape()
def insert_spelling() -> Any:
    made = insert_or(spellings).values({c.name: P(c.name) for c in spellings.columns})
    return made.on_conflict_do_nothing()


@shape()
def drop_spelling() -> sa.Delete:
    """Of a word that stands nowhere any more."""
    elsewhere = sa.exists().where(places.c.workspace_id == P("ws"), places.c.word == P("word"))
    return sa.delete(spellings).where(
        spellings.c.workspace_id == P("ws"), spellings.c.word == P("word"), ~elsewhere
    )


def follow(tx: Tx, ws: str, notes: Sequence[Note]) -> None:
    """Called with what the journal has just numbered: its counter is locked until the commit, so one writer
    of a workspace at a time is here. A change of nothing that is searched by writes nothing."""
    touched: dict[str, set[str]] = {}
    for note in notes:
        kind = SEARCHED.get(KINDS[note.kind].record)
        if kind is not None and not kind.watched.isdisjoint(note.changes):
            touched.setdefault(kind.record, set()).add(note.subject_id)
    for record, subjects in touched.items():
        sync(tx, ws, SEARCHED[record], sorted(subjects))


def wanted(tx: Tx, ws: str, kind: Searched, subjects: Sequence[str]) -> dict[int, Doc]:
    """What the index is to say of those records; those not in use are left out."""
    documents = [isinstance(RECORDS[kind.record].table.c[name].type, Json) for name in kind.columns]
    found = {}
    for id_, owner, *cells in tx.all(sources(kind.record), ws=ws, ids=subjects):
        values = [
            msgspec.json.decode(cell) if is_json else cell
            for cell, is_json in zip(cells, documents, strict=True)
        ]
        words = kind.words(dict(zip(kind.columns, values, strict=True)))
        found[ids.to_int(kind.prefix, id_)] = Doc(owner, "".join(f" {word}" for word in sorted(words)))
    return found


def kept(tx: Tx, ws: str, kind: Searched, numbers: Sequence[int]) -> dict[int, Doc]:
    """What the index says of those records."""
    rows = tx.all(stored(), ws=ws, kind=kind.number, ids=numbers)
    return {id_: Doc(owner, words) for id_, owner, words in rows}


def sync(tx: Tx, ws: str, kind: Searched, subjects: Sequence[str]) -> None:
    """Makes the index say of these records what they are."""
    new = wanted(tx, ws, kind, subjects)
    numbers = [ids.to_int(kind.prefix, id_) for id_ in subjects]
    old = kept(tx, ws, kind, numbers)
    changed = [n for n in numbers if new.get(n) != old.get(n)]
    key = {"kind": kind.number}
    many(
        tx,
        insert_doc(),
        (
            {"workspace_id": ws, **key, "id": n, "owner_id": new[n].owner_id, "words": new[n].words}
            for n in changed
            if n not in old
        ),
    )
    many(
        tx,
        update_doc(),
        (
            {"ws": ws, **key, "id": n, "owner_id": new[n].owner_id, "words": new[n].words}
            for n in changed
            if n in old and n in new
        ),
    )
    many(tx, drop_doc(), ({"ws": ws, **key, "id": n} for n in changed if n not in new))
    before = {(word, n) for n in changed if n in old for word in old[n].each()}
    after = {(word, n) for n in changed if n in new for word in new[n].each()}
    many(tx, drop_place(), ({"ws": ws, **key, "word": word, "id": n} for word, n in sorted(before - after)))
    fresh = sorted(after - before)
    many(tx, insert_place(), ({"workspace_id": ws, **key, "word": word, "id": n} for word, n in fresh))
    respell(tx, ws, {word for word, _ in before - after}, {word for word, _ in fresh})


def respell(tx: Tx, ws: str, gone: set[str], come: set[str]) -> None:
    """Words that came are spelt from now on, words that stand nowhere any more are not."""
    missing = {word for word in come if is_spelt(word)}
    if missing:
        missing -= set(tx.all(spelt(), ws=ws, words=sorted(missing)))
    many(
        tx,
        insert_spelling(),
        ({"workspace_id": ws, "word": word, "mirror": word[::-1]} for word in sorted(missing)),
    )
    many(tx, drop_spelling(), ({"ws": ws, "word": word} for word in sorted(gone - come) if is_spelt(word)))


def is_spelt(word: str) -> bool:
    """Only words of letters: a number or an address is right or wrong."""
    return len(word) in SPELT and word.isalpha()


def many(tx: Tx, query: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    given = [dict(row) for row in rows]
    if len(given) == 1:
        tx.run(query, **given[0])
    elif given:
        tx.many(query, given)
