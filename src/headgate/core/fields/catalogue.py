"""The one field catalogue: what each kind of record has, declared once, read by everything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa

FieldType = Literal["text", "number", "money", "date", "instant", "choice", "user", "link", "flag"]
Ability = Literal["filter", "sort", "group", "edit", "import"]
ALL: frozenset[Ability] = frozenset(("filter", "sort", "group", "edit", "import"))
DERIVED: frozenset[Ability] = frozenset(("filter", "group"))


@dataclass(frozen=True)
class Scope:
    """What an expression is written over: the rows of a table, live or as they were.

    `table` has the columns of the record's live table; `live` is False for rows of the past.
    """

    table: Any
    live: bool = True

    def __getattr__(self, name: str) -> Any:
        return self.table.c[name]


Each = Callable[[Scope], tuple[Any, Callable[[Any], Any]]]
"""Over a scope: (the column of the values, what makes of a test of it whether there is such a value)."""


@dataclass(frozen=True)
class Field:
    """One thing that a record has. `expression` gives its column or derived value over a scope."""

    name: str
    label: str
    type: FieldType
    expression: Callable[[Scope], Any]
    abilities: frozenset[Ability] = ALL
    choices: tuple[tuple[str, str], ...] = ()
    links: str | None = None
    currency: str | None = None
    """For money: the name of the field with its currency."""
    tracked: bool = False
    """Kept by version, so that the past can be asked for it."""
    order: Callable[[Scope], Any] | None = None
    """What lists are sorted by, where that is not the value itself: a name by its folded form."""
    each: Each | None = None
    """For a field of which a record may have several values: a condition holds when one of them fits."""
    kept: "Kept | None" = None
    """For a field of the workspace's own: where its values are asked for."""


@dataclass(frozen=True)
class Kept:
    """The values of the field of that id, in a column of `field_value`; `several` of one record, or one."""

    id: str
    column: Literal["text", "number", "instant"]
    several: bool = False


@dataclass(frozen=True)
class Record:
    """A kind of record: its table, the prefix of its ids, its fields in order."""

    name: str
    plural: str
    prefix: str
    table: sa.Table
    title: Callable[[Scope], Any]
    fields: dict[str, Field] = field(default_factory=dict)

    def field(self, name: str) -> Field:
        """The field of that name. KeyError if there is none."""
        return self.fields[name]


RECORDS: dict[str, Record] = {}
PREFIXES: dict[str, str] = {}


def record(name: str, plural: str, prefix: str, table: sa.Table, title: str = "name") -> Record:
    """Declares a kind of record."""
    made = RECORDS[name] = Record(name, plural, prefix, table, lambda scope: getattr(scope, title))
    PREFIXES[name] = prefix
    return made


def declare(record_name: str, *fields: Field) -> None:
    """Adds fields to a kind of record; a later noun adds to an earlier one the same way."""
    known = RECORDS[record_name].fields
    for item in fields:
        if item.name in known:
            raise ValueError(f"{record_name}.{item.name} is declared twice")
        known[item.name] = item


def column(
    name: str,
    label: str,
    type_: FieldType,
    *,
    abilities: frozenset[Ability] = ALL,
    choices: tuple[tuple[str, str], ...] = (),
    links: str | None = None,
    currency: str | None = None,
    tracked: bool = False,
    order: str | None = None,
) -> Field:
    """A field that is a column of the record's own table; `order` names the column that it is sorted by."""
    return Field(
        name,
        label,
        type_,
        lambda scope: getattr(scope, name),
        abilities,
        choices,
        links,
        currency,
        tracked,
        None if order is None else lambda scope: getattr(scope, order),
    )
