"""Fills the index in short pieces of work: for records that are older than it, or all of it anew."""

from functools import partial
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.tables import journal_head
from headgate.core.search.index import sync
from headgate.core.search.registry import SEARCHED, Searched
from headgate.core.search.tables import docs, places, spellings, unfilled
from headgate.kit import ids
from headgate.store.dialect import insert_or
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape

AT_ONCE = 1_000
TABLES = {"search_word": (places, "word"), "search_doc": (docs, "id"), "search_spelling": (spellings, "word")}


@shape()
def head_locked() -> sa.Select[Any]:
    """Whoever writes the index of a workspace holds its journal's counter."""
    h = journal_head.c
    return sa.select(h.seq).where(h.workspace_id == P("ws")).with_for_update()


@shape()
def records_after(record: str) -> sa.Select[Any]:
    t = RECORDS[record].table.c
    found = sa.select(t.id).where(t.workspace_id == P("ws"), t.id > P("last"), t.standing == "live")
    return found.order_by(t.id).limit(AT_ONCE)


@shape()
def some(name: str) -> sa.Select[Any]:
    """The value at which the next piece of a table ends."""
    table, by = TABLES[name]
    return (
        sa.select(table.c[by])
        .where(table.c.workspace_id == P("ws"))
        .order_by(table.c[by])
        .limit(1)
        .offset(AT_ONCE)
    )


@shape()
def drop_until(name: str, all_of_it: bool) -> sa.Delete:
    table, by = TABLES[name]
    gone = sa.delete(table).where(table.c.workspace_id == P("ws"))
    return gone if all_of_it else gone.where(table.c[by] <= P("last"))


@shape()
def waiting() -> sa.Select[Any]:
    return sa.select(unfilled.c.workspace_id)


@shape()
def filled() -> sa.Delete:
    return sa.delete(unfilled).where(unfilled.c.workspace_id == P("ws"))


@shape()
def mark_unfilled() -> Any:
    return insert_or(unfilled).values(workspace_id=P("ws")).on_conflict_do_nothing()


def fill_waiting(store: Store) -> None:
    """Fills the index of the workspaces that are older than it, or whose filling was broken off."""
    for ws in store.read(lambda tx: tx.all(waiting())):
        fill_all(store, ws)


def fill_all(store: Store, ws: str) -> None:
    for kind in SEARCHED.values():
        fill(store, ws, kind)
    store.write(lambda tx: tx.run(filled(), ws=ws))


def rebuild(store: Store, ws: str) -> None:
    """Empties the index of a workspace and fills it from the records; searches find less meanwhile. Where it
    is broken off, the next start of a server ends it."""
    store.write(lambda tx: tx.run(mark_unfilled(), ws=ws))
    for name in TABLES:
        while store.write(partial(emptied, ws=ws, name=name), lane="slow"):
            pass
    fill_all(store, ws)


def emptied(tx: Tx, *, ws: str, name: str) -> bool:
    """Takes one piece away; whether there is more."""
    tx.one(head_locked(), ws=ws)
    last = tx.one(some(name), ws=ws)
    if last is None:
        tx.run(drop_until(name, True), ws=ws)
        return False
    tx.run(drop_until(name, False), ws=ws, last=last)
    return True


def fill(store: Store, ws: str, kind: Searched) -> None:
    last: str | None = ids.to_text(kind.prefix, 0)
    while last is not None:
        last = store.write(partial(filled_some, ws=ws, kind=kind, last=last), lane="slow")


def filled_some(tx: Tx, *, ws: str, kind: Searched, last: str) -> str | None:
    tx.one(head_locked(), ws=ws)
    some_ids: list[str] = tx.all(records_after(kind.record), ws=ws, last=last)
    sync(tx, ws, kind, some_ids)
    return some_ids[-1] if some_ids else None
