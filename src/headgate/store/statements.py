"""Statements: Core builds them, a shape is compiled once, the driver runs text, rows become structs."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any, Generic, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import visitors

from headgate.store.types import RowType

T = TypeVar("T")
A = ParamSpec("A")

SQLITE = sqlite.dialect(paramstyle="qmark")
# Else a boolean construct renders "(...) = 1" and loses its index.
SQLITE.supports_native_boolean = True
POSTGRESQL = postgresql.dialect(paramstyle="numeric_dollar")
DIALECTS: dict[str, sa.Dialect] = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def P(name: str, type_: Any = None) -> Any:
    """A value given at run time. Whatever is not a P is part of the shape."""
    return sa.bindparam(name, type_=type_, required=True)


class Plan:
    """One shape on one engine: text, a function values -> arguments, a function rows -> structs."""

    def __init__(self, stmt: Any, row: type | None, engine: str) -> None:
        dialect = DIALECTS[engine]
        compiled = stmt.compile(dialect=dialect)
        _refuse_traps(stmt, compiled)
        self.sql: str = compiled.string
        self.args = _argument_maker(compiled, dialect)
        columns = getattr(stmt, "exported_columns", None)
        self.rows: Callable[[Iterable[tuple[Any, ...]]], list[Any]] = (
            _row_maker(row, list(columns), engine) if columns is not None and len(columns) else _no_rows
        )


def _no_rows(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    return list(rows)


def _refuse_traps(stmt: Any, compiled: Any) -> None:
    """What would run wrongly or slowly as fixed text is a TypeError when the shape is made."""
    seen: dict[str, Any] = {}
    for bind in visitors.iterate(stmt):
        if isinstance(bind, sa.BindParameter) and bind.required:
            first = seen.setdefault(bind.key, bind.type)
            if repr(first) != repr(bind.type):
                raise TypeError(f"P({bind.key!r}) stands for two types: {first!r}, {bind.type!r}")
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
    env["wrong"] = _wrong_names(names)
    text = f"lambda v: ({''.join(out)}) if len(v) == {len(names)} else wrong(v)"
    return eval(text, env)  # type: ignore[no-any-return]


def _wrong_names(names: set[str]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    def wrong(values: dict[str, Any]) -> tuple[Any, ...]:
        unknown, missing = values.keys() - names, names - values.keys()
        raise TypeError(f"unknown values {sorted(unknown)}, missing {sorted(missing)}")

    return wrong


def _own_or(type_: Any, dialect: sa.Dialect) -> Any:
    return type_ if isinstance(type_, sa.types.TypeDecorator) else type_.dialect_impl(dialect)


def _row_maker(row: type | None, columns: list[Any], engine: str) -> Callable[[Iterable[Any]], list[Any]]:
    """Columns are checked against the struct once; then rows are made with no look-up per row."""
    fields = getattr(row, "__struct_fields__", None)
    if fields is not None and [c.key for c in columns] != list(fields):
        raise TypeError(f"{row!r} wants {list(fields)}, the statement gives {[c.key for c in columns]}")
    env: dict[str, Any] = {"R": row if fields is not None else _bare}
    out = []
    for i, column in enumerate(columns):
        code = column.type.cell_code(engine) if isinstance(column.type, RowType) else None
        if code is None:
            out.append(f"c{i}")
            continue
        env.update(column.type.cell_names)
        out.append("(" + _rename(code, f"c{i}") + ")")
    names = "".join(f"c{i}," for i in range(len(columns)))
    return eval(f"lambda rows: [R({','.join(out)}) for ({names}) in rows]", env)  # type: ignore[no-any-return]


def _rename(code: str, name: str) -> str:
    """Puts the cell's name in the place of the lone `c` of a type's expression."""
    import re

    return re.sub(r"(?<![\w'])c(?![\w'])", name, code)


def _bare(*values: Any) -> Any:
    return values if len(values) > 1 else values[0]


class Query(Generic[T]):
    """A statement with the struct of its rows, compiled on first use for each engine."""

    def __init__(self, stmt: Any, row: type[T] | None = None) -> None:
        self.stmt, self.row = stmt, row
        self.plans: dict[str, Plan] = {}

    def on(self, engine: str) -> Plan:
        plan = self.plans.get(engine)
        if plan is None:
            plan = self.plans[engine] = Plan(self.stmt, self.row, engine)
        return plan


SHAPES: list[Callable[..., Query[Any]]] = []
"""Every shape of the program, for the test that builds them all on both engines."""


def shape(row: type[T] | None = None) -> Callable[[Callable[A, Any]], Callable[A, Query[T]]]:
    """A function that builds a statement, cached by its arguments: those that change the text.

    Values are never arguments: they are `P(name)`, given when the statement runs. With no struct, rows are
    tuples, or bare values where there is one column.
    """

    def wrap(build: Callable[A, Any]) -> Callable[A, Query[T]]:
        @lru_cache(maxsize=1024)
        def make(*args: Any, **options: Any) -> Query[T]:
            return Query(build(*args, **options), row)

        made = wraps(build)(make)
        SHAPES.append(made)
        return made  # type: ignore[return-value]

    return wrap
