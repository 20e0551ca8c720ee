"""The few places where the two engines need different text."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import Join
from sqlalchemy.sql.functions import FunctionElement

from headgate.store.statements import P
from headgate.store.types import ListOf, words


class _Among(FunctionElement[bool]):
    """`column IN (list given as one parameter)`; the text is the same for any length, none included."""

    inherit_cache = True
    name = "among"
    type = sa.Boolean()


def among(column: Any, name: str) -> Any:
    """True where the column is in the list value `name`. (`in_()` has no constant text.)"""
    return _Among(column, P(name, ListOf(column.type)))


@compiles(_Among, "sqlite")
def _among_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    column, values = element.clauses
    return (
        f"{compiler.process(column, **kw)} IN (SELECT value FROM json_each({compiler.process(values, **kw)}))"
    )


@compiles(_Among, "postgresql")
def _among_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **kw)} = ANY({compiler.process(values, **kw)})"


class _Custom(FunctionElement[Any]):
    """A custom field's value out of the JSON beside the record; a value of another kind counts as none."""

    inherit_cache = False
    name = "custom"

    def __init__(self, column: Any, key: str, kind: str) -> None:
        if not key.isidentifier() or not key.isascii():
            raise ValueError(f"{key!r} is not a field key")
        self.key, self.kind = key, kind
        self.type: Any = {"number": sa.Double(), "flag": sa.SmallInteger()}.get(kind, words())
        super().__init__(column)


def custom(column: Any, key: str, kind: str) -> Any:
    """The custom field `key` (a checked identifier, written into the text so that an index can serve it).

    `kind` is "number", "flag" or "text".
    """
    return _Custom(column, key, kind)


@compiles(_Custom, "sqlite")
def _custom_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    (column,) = element.clauses
    source, path = compiler.process(column, **kw), f"'$.{element.key}'"
    kinds = {"number": "'integer','real'", "flag": "'true','false'"}.get(element.kind, "'text'")
    value = f"json_extract({source}, {path})"
    if element.kind == "number":
        value = f"CAST({value} AS REAL)"
    return f"CASE WHEN json_type({source}, {path}) IN ({kinds}) THEN {value} END"


@compiles(_Custom, "postgresql")
def _custom_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    (column,) = element.clauses
    source, key = compiler.process(column, **kw), f"'{element.key}'"
    kind, cast = {
        "number": ("number", "::float8"),
        "flag": ("boolean", "::boolean::int::smallint"),
    }.get(element.kind, ("string", ' COLLATE "C"'))
    return f"CASE WHEN jsonb_typeof({source} -> {key}) = '{kind}' THEN ({source} ->> {key}){cast} END"


def starts_with(column: Any, name: str) -> Any:
    """True where the text column begins with the value `name`; bounds, so that an index serves it."""
    given = P(name, sa.Text())
    return sa.and_(column >= given, column < given + sa.literal_column("'\U0010ffff'", sa.Text()))


def whole(expression: Any) -> Any:
    """A sum as an integer on both engines (PostgreSQL sums bigint into a decimal)."""
    return sa.cast(expression, sa.BigInteger)


class _Contains(FunctionElement[bool]):
    """`column` holds the text `value`, without regard to the case of A to Z."""

    inherit_cache = True
    name = "contains_text"
    type = sa.Boolean()


def contains_text(column: Any, name: str) -> Any:
    """True where the text column holds the value `name`; letters A to Z match in either case."""
    return _Contains(column, P(name, sa.Text()))


@compiles(_Contains, "sqlite")
def _contains_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    column, value = (compiler.process(part, **kw) for part in element.clauses)
    return f"instr(lower({column}), lower({value})) > 0"


@compiles(_Contains, "postgresql")
def _contains_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    column, value = (compiler.process(part, **kw) for part in element.clauses)
    return f'strpos(lower({column} COLLATE "C"), lower({value} COLLATE "C")) > 0'


def insert_or(table: sa.Table) -> postgresql.Insert:
    """An INSERT that may end in `.on_conflict_do_update(…)` or `.on_conflict_do_nothing()`.

    The one construct compiles on both engines; the other engine's own does not.
    """
    return postgresql.insert(table)


def upsert(table: sa.Table) -> Any:
    """An insert that can say `on_conflict_do_update(index_elements=…, set_=…)`.

    PostgreSQL's construct compiles on both engines, SQLite's does not; a test keeps watch.
    """
    return postgresql.insert(table)


class _Holds(FunctionElement[bool]):
    """`column` holds the text `value`, byte by byte."""

    inherit_cache = True
    name = "holds_text"
    type = sa.Boolean()


def holds_text(column: Any, name: str) -> Any:
    """True where the text column holds the value `name` exactly as it is."""
    return _Holds(column, P(name, sa.Text()))


@compiles(_Holds, "sqlite")
def _holds_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    column, value = (compiler.process(part, **kw) for part in element.clauses)
    return f"instr({column}, {value}) > 0"


@compiles(_Holds, "postgresql")
def _holds_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    column, value = (compiler.process(part, **kw) for part in element.clauses)
    return f'strpos({column}, {value} COLLATE "C") > 0'


class _Each(FunctionElement[Any]):
    """The values of a list given as one parameter, as rows."""

    inherit_cache = True
    name = "each_of"


def each_of(name: str, type_: Any) -> Any:
    """A table with the one column `value`: the items of the list value `name`."""
    return _Each(P(name, ListOf(type_))).table_valued(sa.column("value", type_))


@compiles(_Each, "sqlite")
def _each_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    (values,) = element.clauses
    return f"(SELECT value FROM json_each({compiler.process(values, **kw)}))"


@compiles(_Each, "postgresql")
def _each_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    (values,) = element.clauses
    return f"(SELECT unnest({compiler.process(values, **kw)}) AS value)"


class _InOrder(Join):
    """A join of which the left side is read first."""

    inherit_cache = True


def joined_in_order(left: Any, right: Any, on: Any) -> Any:
    """Left and right joined, for each row of the left a look-up on the right. SQLite has no statistics of a
    list and would begin at the other end."""
    return _InOrder(left, right, on)


@compiles(_InOrder)
def _in_order(element: Any, compiler: Any, **kw: Any) -> str:
    return str(compiler.visit_join(element, **kw))


@compiles(_InOrder, "sqlite")
def _in_order_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return str(compiler.visit_join(element, **kw)).replace(" JOIN ", " CROSS JOIN ", 1)
