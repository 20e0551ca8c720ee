"""Rows as lines of text and back, and sums by which two stores are compared."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.app.tables import metadata
from headgate.store import migrate
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant, Json

ROWS = 1000
SUM_BITS = 256
LARGEST = 1 << 63


class Content(msgspec.Struct):
    """Of one table: its rows, and the sum of their digests, which no order of rows changes."""

    rows: int
    sum: str


def tables() -> list[sa.Table]:
    """All but the marks of migrations, those first that others point to."""
    return [table for table in metadata.sorted_tables if table is not migrate.MARK]


def columns(table: sa.Table) -> tuple[str, ...]:
    return tuple(str(c.name) for c in table.columns)


@shape()
def rows_after(name: str, names: tuple[str, ...], on: bool) -> sa.Select[Any]:
    """Rows in the order of their key, from the beginning or after one."""
    table = metadata.tables[name]
    key = list(table.primary_key.columns)
    statement = sa.select(*(table.c[each] for each in names)).order_by(*key).limit(P("n", sa.Integer))
    if on:
        statement = statement.where(sa.tuple_(*key) > sa.tuple_(*(P(f"after_{c.name}", c.type) for c in key)))
    return statement


def every_row(tx: Tx, table: sa.Table, names: tuple[str, ...]) -> Iterator[Sequence[Any]]:
    """Those cells of each row, a page at a time."""
    key = [(f"after_{c.name}", names.index(c.name)) for c in table.primary_key.columns]
    after: dict[str, Any] = {}
    while True:
        page = tx.all(rows_after(table.name, names, bool(after)), n=ROWS, **after)
        yield from page
        if len(page) < ROWS:
            return
        after = {name: page[-1][place] for name, place in key}


def lines_of(tx: Tx, table: sa.Table, names: tuple[str, ...]) -> Iterator[bytes]:
    """Each row as text. A document stands in a list of its own, so that its “null” is told from none."""
    documents = [isinstance(table.c[name].type, Json) for name in names]
    for cells in every_row(tx, table, names):
        yield msgspec.json.encode(
            [
                [cell] if document and cell is not None else cell
                for document, cell in zip(documents, cells, strict=True)
            ]
        )


class Sum:
    """Counts rows and adds up their digests, whatever their order and the spelling of their documents."""

    def __init__(self) -> None:
        self.rows = self.total = 0

    def add(self, text: bytes) -> None:
        plain = msgspec.json.encode(alike(msgspec.json.decode(text)), order="deterministic")
        self.total = (self.total + int.from_bytes(hashlib.sha256(plain).digest())) % (1 << SUM_BITS)
        self.rows += 1

    def content(self) -> Content:
        return Content(self.rows, f"{self.total:0{SUM_BITS // 4}x}")


def alike(value: Any) -> Any:
    """One spelling for numbers: a database may keep 1.0 as 1, and 1e300 with all its digits."""
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST:
        return int(value)
    if isinstance(value, int) and abs(value) > LARGEST:
        with suppress(OverflowError):
            return float(value)
        return str(value)
    if isinstance(value, list):
        return [alike(each) for each in value]
    if isinstance(value, dict):
        return {key: alike(each) for key, each in value.items()}
    return value


def sum_of(tx: Tx, table: sa.Table, names: tuple[str, ...]) -> Content:
    """What a backup would say of those columns of a table."""
    own = Sum()
    for text in lines_of(tx, table, names):
        own.add(text)
    return own.content()


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def value_of(type_: Any, cell: Any) -> Any:
    """A cell of a line as its column takes it."""
    if cell is None:
        return None
    if isinstance(type_, Json):
        return msgspec.Raw(msgspec.json.encode(cell[0]))
    return instant(cell) if isinstance(type_, Instant) else cell
