"""Every statement of the program compiles, fits its struct and is understood by a real store of each engine."""

import importlib
import inspect
import types
import typing
from datetime import datetime
from pkgutil import walk_packages
from typing import Any

import msgspec
import sqlalchemy as sa

import headgate
from headgate.store.engine import Store
from headgate.store.statements import SHAPES, Query
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
    for module in walk_packages(headgate.__path__, "headgate."):
        importlib.import_module(module.name)
    return {f"{made.__module__.removeprefix('headgate.')}.{made.__name__}": made for made in SHAPES}


def built() -> list[tuple[str, Query[Any]]]:
    found = []
    for name, made in sorted(shapes().items()):
        takes = inspect.signature(made).parameters
        calls = SAMPLES.get(name, []) if takes else [()]
        assert calls, f"{name} takes {list(takes)}: give it sample arguments in shape_samples.py"
        found += [(f"{name}{arguments}", made(*arguments)) for arguments in calls]
    return found


def python_type(type_: Any) -> type | None:
    return next((python for own, python in PYTHON if isinstance(type_, own)), None)


def plain(annotation: Any) -> tuple[set[Any], bool]:
    """The types of an annotation, literals as the type of their values, and whether it takes None."""
    parts = (
        typing.get_args(annotation)
        if typing.get_origin(annotation) in (typing.Union, types.UnionType)
        else (annotation,)
    )
    flat: set[Any] = set()
    for part in parts:
        if typing.get_origin(part) is typing.Literal:
            flat |= {type(value) for value in typing.get_args(part)}
        else:
            flat.add(part)
    return flat - {types.NoneType}, types.NoneType in flat


def misfits(row: type, columns: list[Any]) -> list[str]:
    """Fields of the struct whose type is not that of the column, or that take no None where it may be empty."""
    said = []
    hints = typing.get_type_hints(row)
    for column in columns:
        wanted, takes_none = plain(hints[column.key])
        gives = python_type(column.type)
        if wanted != {gives} and wanted != {Any}:
            said.append(f"{row.__name__}.{column.key}: {wanted} is said, {column.type!r} gives {gives}")
        if isinstance(column, sa.Column) and column.nullable and not takes_none and wanted != {Any}:
            said.append(f"{row.__name__}.{column.key}: the column may be empty")
    return said


def test_samples_name_shapes_that_there_are() -> None:
    assert sorted(SAMPLES.keys() - shapes().keys()) == []


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
        plan = query.on(store.engine)
        empty = (None,) * plan.places
        error = store.write(lambda tx, text=plan.sql, empty=empty: explained(tx, text, empty))
        wrong += [f"{name}: {error}"] if error else []
    assert wrong == []


class Wrong(msgspec.Struct):
    """Nothing of this fits."""

    id: int
    at: datetime
    kind: typing.Literal["a", "b"]
    open: bool | None


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
    assert [each.partition(":")[0] for each in said] == ["Wrong.id", "Wrong.at"]
