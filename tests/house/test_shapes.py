"""Every statement of the program compiles, fits its struct, and is understood by either engine."""

import inspect
import types
import typing
from datetime import datetime
from functools import partial
from typing import Any, cast

import apsw
import msgspec
import psycopg
import sqlalchemy as sa

from headgate.app import api
from headgate.store.engine import Store, Tx
from headgate.store.postgres import PostgresTx
from headgate.store.sqlite import SqliteTx
from headgate.store.statements import SHAPES, Plan, Query
from headgate.store.types import Flag, Id, Instant, Json
from tests.house.shape_samples import SAMPLES

PYTHON: list[tuple[type, type]] = [
    (Id, str),
    (Instant, datetime),
    (Flag, bool),
    (Json, msgspec.Raw),
    (sa.Boolean, bool),
    (sa.Integer, int),
    (sa.Float, float),
    (sa.Text, str),
]


def shapes() -> dict[str, Any]:
    """Every shape by the name of its module and function."""
    api.handlers()
    return {
        f"{made.__module__.removeprefix('headgate.')}.{made.__name__}": made
        for made in SHAPES
        if made.__module__.startswith("headgate.")
    }


def built() -> list[tuple[str, Query[Any]]]:
    found = []
    for name, made in sorted(shapes().items()):
        takes = inspect.signature(made).parameters
        calls = SAMPLES.get(name, []) if takes else [()]
        found += [(f"{name}{arguments}", made(*arguments)) for arguments in calls]
    return found


def python_type(type_: Any) -> type | None:
    return next((python for own, python in PYTHON if isinstance(type_, own)), None)


def plain(annotation: Any) -> set[Any]:
    """The types of an annotation without None, literals as the type of their values."""
    union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    flat: set[Any] = set()
    for part in typing.get_args(annotation) if union else (annotation,):
        if typing.get_origin(part) is typing.Literal:
            flat |= {type(value) for value in typing.get_args(part)}
        else:
            flat.add(part)
    return flat - {types.NoneType}


def misfits(row: type, columns: list[Any]) -> list[str]:
    """Fields whose type is not that of their column."""
    said = []
    hints = typing.get_type_hints(row)
    for column in columns:
        wanted, gives = plain(hints[column.key]), python_type(column.type)
        if wanted not in ({gives}, {Any}):
            said.append(f"{row.__name__}.{column.key}: {wanted} is said, {column.type!r} gives {gives}")
    return said


def test_shapes_with_arguments_have_samples() -> None:
    """A new one is given some in shape_samples.py."""
    takes = {name for name, made in shapes().items() if inspect.signature(made).parameters}
    assert sorted(takes ^ SAMPLES.keys()) == []


def test_structs_fit_their_columns() -> None:
    said = []
    for name, query in built():
        if query.row is not None and hasattr(query.row, "__struct_fields__"):
            said += [f"{name}: {each}" for each in misfits(query.row, list(query.stmt.exported_columns))]
    assert said == []


def test_the_store_understands_every_statement(store: Store) -> None:
    """Each is explained, with no value given: names and types are checked as when it runs."""
    wrong = []
    for name, query in built():
        try:
            said = store.write(partial(refusal, query.on(store.engine)))
        except TypeError as error:
            said = str(error)
        wrong += [f"{name}: {said}"] if said else []
    assert wrong == []


def refusal(plan: Plan, tx: Tx) -> str:
    """What the engine says against a statement, empty when it takes it."""
    execute = tx.connection.execute if isinstance(tx, SqliteTx) else cast(PostgresTx, tx).cursor.execute
    try:
        with tx.attempt():
            execute(f"EXPLAIN {plan.sql}", (None,) * plan.places).fetchall()
    except (apsw.Error, psycopg.Error) as error:
        return str(error)
    return ""


class Wrong(msgspec.Struct):
    """Half of this does not fit."""

    id: int
    at: datetime | None
    kind: typing.Literal["a", "b"]
    open: int


def test_a_struct_that_lies_is_seen() -> None:
    table = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", Id("deal"), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("open", Flag(), nullable=False),
    )
    said = misfits(Wrong, list(table.columns))
    assert [each.partition(":")[0] for each in said] == ["Wrong.id", "Wrong.open"]
