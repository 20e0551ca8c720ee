"""A table for the store's own tests, outside the program's metadata."""

import threading
from concurrent.futures import Future
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.store.engine import Store, Tx
from headgate.store.sqlite import SqliteStore
from headgate.store.statements import P, Query
from headgate.store.types import Flag, Id, Instant, Json, Number, words
from tests.stores import model

METADATA = sa.MetaData()
things = sa.Table(
    "thing",
    METADATA,
    sa.Column("id", Id("thing"), nullable=False, autoincrement=False),
    sa.Column("name", words(), nullable=False),
    sa.Column("open", Flag(), nullable=False),
    sa.Column("at", Instant()),
    sa.Column("data", Json()),
    sa.Column("size", Number),
    sa.PrimaryKeyConstraint("id"),
    sqlite_strict=True,
)


class Thing(msgspec.Struct):
    id: str
    name: str
    open: bool
    at: datetime | None
    data: msgspec.Raw | None
    size: int | None


ALL: Query[Thing] = Query(sa.select(*things.columns).order_by(things.c.id), Thing)
NAMES: Query[str] = Query(sa.select(things.c.name).order_by(things.c.id))
COUNT: Query[int] = Query(sa.select(sa.func.count().label("n")).select_from(things))
INSERT: Query[Any] = Query(sa.insert(things).values({c.name: P(c.name) for c in things.columns}))
RENAME: Query[Any] = Query(sa.update(things).where(things.c.id == P("which")).values(name=P("to")))


def row(number: int, name: str = "a", **values: Any) -> dict[str, Any]:
    full: dict[str, Any] = {"open": True, "at": None, "data": None, "size": None, **values}
    return {"id": f"thing_{number:x}", "name": name, **full}


def put(tx: Tx, number: int, name: str = "a", **values: Any) -> None:
    tx.run(INSERT, **row(number, name, **values))


def names(store: Store) -> list[str]:
    return store.read(lambda tx: tx.all(NAMES))


def build(store: Store) -> Store:
    store.write(lambda tx: tx.script(list(model(store.engine, METADATA))))
    return store


def count(store: Store) -> int | None:
    return store.read(lambda tx: tx.one(COUNT))


def held(store: SqliteStore) -> tuple[threading.Event, Future[None]]:
    """A job that keeps the writer busy until the event is set; what is queued meanwhile is one batch."""
    go, begun = threading.Event(), threading.Event()

    def work(tx: Tx) -> None:
        begun.set()
        assert go.wait(10)

    waiting = store.writer.submit(work, "interactive")
    assert begun.wait(10)
    return go, waiting
