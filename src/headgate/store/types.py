"""The column types of the store: few, over integers and text, the same on both engines."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from headgate.kit import ids

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_REMEMBERED = 50_000


class Memo(dict[Any, Any]):
    """Values made from cells, remembered: the same ids and instants are read again and again, and making one
    costs ten times as much as finding it. Emptied when full."""

    def __init__(self, make: Callable[[Any], Any], most: int = _REMEMBERED) -> None:
        super().__init__()
        self.make, self.most = make, most

    def __missing__(self, cell: Any) -> Any:
        value = None if cell is None else self.make(cell)
        if len(self) >= self.most:
            self.clear()
        self[cell] = value
        return value


@cache
def id_memo(prefix: str) -> Memo:
    """The texts of ids with that prefix."""
    return Memo(lambda number: f"{prefix}_{number:x}")


INSTANTS = Memo(lambda micros: EPOCH + timedelta(0, 0, micros))


class RowType(sa.types.TypeDecorator[Any]):
    """A type that knows how a fetched cell becomes a value, as source text for the row maker.

    `cell_code(engine)` gives an expression over the name `c` (None: the cell is the value already);
    names it uses come from `cell_names()`.
    """

    cache_ok = True

    def cell_code(self, engine: str) -> str | None:
        return None

    def cell_names(self) -> dict[str, Any]:
        return {}


class Id(RowType):
    """Prefixed text in Python (`deal_18f3`), a 63-bit integer in the store.

    ValueError for another prefix and for any second spelling of a number (capitals, leading zeros).
    """

    impl = sa.BigInteger

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def __repr__(self) -> str:
        return f"Id({self.prefix!r})"

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[str | None], int | None]:
        prefix, to_int = self.prefix, ids.to_int
        return lambda value: None if value is None else to_int(prefix, value)

    def cell_code(self, engine: str) -> str:
        return f"{self.prefix}_ids[c]"

    def cell_names(self) -> dict[str, Any]:
        return {f"{self.prefix}_ids": id_memo(self.prefix)}


class Instant(RowType):
    """An aware UTC datetime in Python, microseconds since 1970 in the store."""

    impl = sa.BigInteger

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[datetime | None], int | None]:
        return lambda value: None if value is None else (value - EPOCH) // _MICROSECOND

    def cell_code(self, engine: str) -> str:
        return "instants[c]"

    def cell_names(self) -> dict[str, Any]:
        return {"instants": INSTANTS}


class Flag(RowType):
    """True or false; 1 or 0 in the store, so that both engines index and compare it alike."""

    impl = sa.SmallInteger

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[bool | None], int | None]:
        return lambda value: None if value is None else int(value)

    def cell_code(self, engine: str) -> str:
        return "c if c is None else c != 0"


class Json(RowType):
    """JSON that goes out as it lies (`msgspec.Raw`); in, any value that msgspec can encode."""

    impl = sa.Text

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return postgresql.JSONB() if dialect.name == "postgresql" else sa.Text()

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], str | None]:
        return lambda value: None if value is None else msgspec.json.encode(value).decode()

    def cell_code(self, engine: str) -> str | None:
        return "None if c is None else Raw(c.encode())" if engine == "sqlite" else None

    def cell_names(self) -> dict[str, Any]:
        return {"Raw": msgspec.Raw}


class ListOf(RowType):
    """A list as one parameter: JSON text on SQLite, an array on PostgreSQL. See `among`."""

    impl = sa.Text

    def __init__(self, item: sa.types.TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def __repr__(self) -> str:
        return f"ListOf({self.item!r})"

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        if dialect.name != "postgresql":
            return sa.Text()
        inner = self.item.dialect_impl(dialect)
        return postgresql.ARRAY(inner.load_dialect_impl(dialect) if isinstance(inner, RowType) else inner)

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any]:
        own = self.item.bind_processor(dialect) if isinstance(self.item, RowType) else None
        as_json = dialect.name != "postgresql"

        def process(values: Any) -> Any:
            items = [own(v) for v in values] if own else list(values)
            return msgspec.json.encode(items).decode() if as_json else items

        return process


def words() -> sa.types.TypeEngine[Any]:
    """Text that both engines compare byte by byte."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


Number = sa.BigInteger
Real = sa.Double
