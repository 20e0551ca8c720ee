"""Statements: Core builds them, a shape is compiled once, the driver runs text, rows become structs."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Generic, ParamSpec, TypeVar, cast, overload

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.base import PGCompiler
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler, SQLiteTypeCompiler
from sqlalchemy.sql.compiler import SQLCompiler

from headgate.store.kept import Kept, keeping
from headgate.store.types import RowType

T = TypeVar("T")
A = ParamSpec("A")


class _StrictTypes(SQLiteTypeCompiler):
    """STRICT tables know INTEGER, REAL, TEXT and BLOB, and refuse every other word."""

    def visit_BIGINT(self, type_: Any, **kw: Any) -> str:
        return "INTEGER"

    def visit_SMALLINT(self, type_: Any, **kw: Any) -> str:
        return "INTEGER"

    def visit_DOUBLE(self, type_: Any, **kw: Any) -> str:
        return "REAL"


class _OneType(SQLCompiler):
    """Refuses a value that stands for two types: its last user's would be taken, without a word.

    Looked at while compiling, since a value set into a column gets its type only then.
    """

    seen: dict[str, Any]

    def visit_bindparam(self, bindparam: Any, *args: Any, **kw: Any) -> Any:
        if bindparam.required:
            self.seen = getattr(self, "seen", {})
            first = self.seen.setdefault(bindparam.key, bindparam.type)
            if repr(first) != repr(bindparam.type):
                raise TypeError(f"P({bindparam.key!r}) stands for two types: {first!r}, {bindparam.type!r}")
        return cast(Any, super()).visit_bindparam(bindparam, *args, **kw)


class _SqliteCompiler(_OneType, SQLiteCompiler):
    """Text for SQLite."""


class _PostgresCompiler(_OneType, PGCompiler):
    """Text for PostgreSQL."""


SQLITE = sqlite.dialect(paramstyle="qmark")
SQLITE.statement_compiler = _SqliteCompiler
SQLITE.type_compiler_instance = cast(Any, _StrictTypes)(SQLITE)
# Else a boolean construct renders "(...) = 1" and loses its index.
SQLITE.supports_native_boolean = True
POSTGRESQL = cast(Any, postgresql.dialect)(paramstyle="numeric_dollar")
POSTGRESQL.statement_compiler = _PostgresCompiler
DIALECTS: dict[str, sa.Dialect] = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def P(name: str, type_: Any = None) -> Any:
    """A value given at run time. Whatever is not a P is part of the shape."""
    return sa.bindparam(name, type_=type_, required=True)


def insert_into(table: sa.Table) -> sa.Insert:
    """A whole row, each column from the parameter of its name."""
    return sa.insert(table).values({c.name: P(c.name) for c in table.columns})


class Plan:
    """One shape on one engine: text, a function values -> arguments, a function rows -> structs."""

    def __init__(self, stmt: Any, row: type | None, engine: str, kept: Kept[Any] | None = None) -> None:
        dialect = DIALECTS[engine]
        compiled = stmt.compile(dialect=dialect)
        _refuse_traps(stmt, compiled)
        self.sql: str = compiled.string
        self.places = len(compiled.positiontup or ())
        self.args = _argument_maker(compiled, dialect)
        columns = getattr(stmt, "exported_columns", None)
        self.rows: Callable[[list[tuple[Any, ...]]], list[Any]] = (
            _row_maker(row, list(columns), engine, kept) if columns is not None and len(columns) else _no_rows
        )


def _no_rows(rows: list[tuple[Any, ...]]) -> list[Any]:
    return rows


def _refuse_traps(stmt: Any, compiled: Any) -> None:
    """What would run wrongly or slowly as fixed text is a TypeError when the shape is made."""
    if compiled.post_compile_params:
        raise TypeError("in_() has no constant text: use among()")
    if stmt.is_dml and (compiled.insert_prefetch or compiled.update_prefetch):
        raise TypeError("Python-side column defaults do not run here")


def _argument_maker(compiled: Any, dialect: sa.Dialect) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    env: dict[str, Any] = {}
    out, names = [], set()
    for i, name in enumerate(compiled.positiontup or ()):
        bind = compiled.binds[name]
        process = _own_or(bind.type, dialect).bind_processor(dialect)
        if bind.required:
            names.add(name)
            env[f"k{i}"] = process
            out.append(f"k{i}(v[{name!r}])," if process else f"v[{name!r}],")
        else:
            env[f"k{i}"] = process(bind.effective_value) if process else bind.effective_value
            out.append(f"k{i},")
    fast: Callable[[dict[str, Any]], tuple[Any, ...]] = eval(f"lambda v: ({''.join(out)})", env)

    count = len(names)

    def arguments(values: dict[str, Any]) -> tuple[Any, ...]:
        # As many values as names, and each name found: they are the same names. Comparing them costs more.
        if len(values) == count:
            try:
                return fast(values)
            except KeyError:
                if values.keys() == names:
                    raise
        unknown, missing = values.keys() - names, names - values.keys()
        raise TypeError(f"unknown values {sorted(unknown)}, missing {sorted(missing)}")

    return arguments


def _own_or(type_: Any, dialect: sa.Dialect) -> Any:
    return type_ if isinstance(type_, sa.types.TypeDecorator) else type_.dialect_impl(dialect)


def _row_maker(
    row: type | None, columns: list[Any], engine: str, kept: Kept[Any] | None = None
) -> Callable[[list[Any]], list[Any]]:
    """Columns are checked against the struct once; then rows are made with no look-up per row."""
    fields = getattr(row, "__struct_fields__", None)
    if fields is not None and [c.key for c in columns] != list(fields):
        raise TypeError(f"{row!r} wants {list(fields)}, the statement gives {[c.key for c in columns]}")
    env: dict[str, Any] = {"R": row if fields is not None else _bare}
    out = []
    for i, column in enumerate(columns):
        code, used = _cell(column.type, engine)
        env.update(used)
        out.append(f"c{i}" if code is None else "(" + _rename(code, f"c{i}") + ")")
    names = "".join(f"c{i}," for i in range(len(columns)))
    if kept:
        one: Callable[[Any], Any] = eval(f"lambda row: [R({','.join(out)}) for ({names}) in (row,)][0]", env)
        return keeping(one, kept)
    made: Callable[[list[Any]], list[Any]] = eval(
        f"lambda rows: [R({','.join(out)}) for ({names}) in rows]", env
    )
    return made


def _cell(type_: Any, engine: str) -> tuple[str | None, dict[str, Any]]:
    """The source text that makes a value of a fetched cell, None for the cell itself, and names it uses."""
    if isinstance(type_, RowType):
        return type_.cell_code(engine), type_.cell_names()
    if engine == "sqlite" and isinstance(type_, sa.Boolean):
        return "c if c is None else c != 0", {}
    return None, {}


def _rename(code: str, name: str) -> str:
    """Puts the cell's name in the place of the lone `c` of a type's expression."""
    return re.sub(r"(?<![\w'])c(?![\w'])", name, code)


def _bare(*values: Any) -> Any:
    return values if len(values) > 1 else values[0]


class Query(Generic[T]):
    """A statement with the struct of its rows, compiled on first use for each engine."""

    def __init__(self, stmt: Any, row: type[Any] | None = None, kept: Kept[Any] | None = None) -> None:
        self.stmt, self.row, self.kept = stmt, row, kept
        self.plans: dict[str, Plan] = {}

    def on(self, engine: str) -> Plan:
        plan = self.plans.get(engine)
        if plan is None:
            plan = self.plans[engine] = Plan(self.stmt, self.row, engine, self.kept)
        return plan


SHAPES: list[Callable[..., Query[Any]]] = []
"""Every shape of the program, for the test that builds them all on both engines."""


@overload
def shape(row: type[T]) -> Callable[[Callable[A, Any]], Callable[A, Query[T]]]: ...
@overload
def shape(row: type[Any], *, kept: Kept[T]) -> Callable[[Callable[A, Any]], Callable[A, Query[T]]]: ...
@overload
def shape() -> Callable[[Callable[A, Any]], Callable[A, Query[Any]]]: ...
def shape(
    row: type[Any] | None = None, *, kept: Kept[Any] | None = None
) -> Callable[[Callable[A, Any]], Callable[A, Query[Any]]]:
    """A function that builds a statement, cached by its arguments: those that change the text.

    Values are never arguments: they are `P(name)`, given when the statement runs. With no struct, rows are
    tuples, or bare values where there is one column. `kept`: for rows that are read again and again.
    """

    def wrap(build: Callable[A, Any]) -> Callable[A, Query[Any]]:
        @lru_cache(maxsize=1024)
        def make(*args: Any, **options: Any) -> Query[Any]:
            return Query(build(*args, **options), row, kept)

        made = cast("Callable[A, Query[Any]]", wraps(build)(make))
        SHAPES.append(made)
        return made

    return wrap
