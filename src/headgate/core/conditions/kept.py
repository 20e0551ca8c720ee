"""Comparisons with values that are kept a second time: asked by their own index, or along the records."""

from typing import Any

import sqlalchemy as sa

from headgate.core.conditions.clauses import OPPOSITE, clause
from headgate.core.conditions.tree import Shape, Split
from headgate.core.fields.catalogue import Scope
from headgate.core.fields.tables import field_values
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Id

FEW = 8_000
"""Records with such a value, up to which they are fetched and put in order; above it the list is walked in
its order, and each record asked whether it has such a value. Measured at a million deals."""

LEAST = {"text": "''", "number": "-1e300", "instant": "-9000000000000000000"}
"""What no value lies below."""


def mine(values: Any, ref: str) -> Any:
    """The rows of the field whose id is the value `ref`."""
    return sa.and_(values.c.workspace_id == P("ws"), values.c.field_id == P(ref, Id("field")))


def there(scope: Scope, column: str, op: str, ref: str, names: list[str]) -> Any:
    """Whether the record has such a value; “is not” holds for what is empty too. KeyError for the past."""
    if not scope.live:
        raise KeyError("a custom field")
    values = field_values.alias("kept")
    one: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(values)
    # Not the bare column: an engine might go through all such values by their index, for each record.
    own = sa.func.coalesce(values.c[column], values.c[column])
    test = clause(own, OPPOSITE.get(op, op), names)
    asked = one.where(mine(values, ref), values.c.record_id == scope.id, test)
    # The offset keeps an engine from joining all such values first.
    found = sa.exists(asked.limit(sa.literal_column("1")).offset(sa.literal_column("0")))
    return sa.not_(found) if op in OPPOSITE else found


def leading(scope: Scope, column: str, op: str, ref: str, names: list[str]) -> Any:
    """`there` as a join, which starts from the values."""
    values = field_values.alias("leading")
    test = clause(values.c[column], op, names)
    if op == "not_empty":
        # As a range, or an engine might rather go along the list.
        test = values.c[column] >= sa.literal_column(LEAST[column], values.c[column].type)
    return sa.and_(mine(values, ref), values.c.record_id == scope.id, test)


def text_of(scope: Scope, ref: str) -> Any:
    """The record's value of a field that is kept as text and has one. KeyError for the past."""
    if not scope.live:
        raise KeyError("a custom field")
    values = field_values.alias("told")
    one: sa.Select[Any] = sa.select(values.c.text).select_from(values)
    first = values.c.part == sa.literal_column("0")
    return one.where(mine(values, ref), values.c.record_id == scope.id, first).scalar_subquery()


@shape()
def count_few(column: str, op: str, names: int) -> sa.Select[Any]:
    """How many records have such a value, counted up to FEW and one. Values `a0`, `a1`, of the field `f`."""
    one: sa.Select[Any] = sa.select(sa.literal_column("1").label("one")).select_from(field_values)
    test = clause(field_values.c[column], op, [f"a{i}" for i in range(names)])
    found = one.where(mine(field_values, "f"), test).limit(sa.literal_column(str(FEW + 1))).subquery("some")
    return sa.select(sa.func.count().label("count")).select_from(found)


def may_lead(part: Shape) -> bool:
    """Whether a comparison gives each record once at most, and not those without a value."""
    match part:
        case ("kept", _, several, op, *_):
            return op not in OPPOSITE and (not several or op == "eq")
    return False


def leaders(part: Shape) -> list[Shape]:
    """The comparisons that must hold, whatever else does."""
    if part[0] == "all":
        return [found for each in part[1:] for found in leaders(each)]
    return [part] if may_lead(part) else []


def is_led(part: Shape) -> bool:
    """Whether a comparison is in the lead."""
    return part[0] == "led" or (part[0] == "all" and any(map(is_led, part[1:])))


def unled(key: Any, condition: Shape) -> Any:
    """A sort key as it is; where values lead, one without an index that an engine might rather go along."""
    return sa.func.coalesce(key, key) if is_led(condition) else key


def led_by(part: Shape, leader: Shape) -> Shape:
    """The condition with one of its comparisons in the lead."""
    if part == leader:
        return ("led", *part[1:])
    return ("all", *(led_by(each, leader) for each in part[1:])) if part[0] == "all" else part


def led(tx: Tx, ws: str, condition: Split) -> tuple[Shape, Shape]:
    """The shape for a page of the list, and the shape for counting it.

    A page starts from the values where few records have one, else it goes along the list: no statistics tell
    the engines that. A count goes no further than its bound, so that it always starts from the values.
    """
    best: tuple[int, Shape] | None = None
    for part in leaders(condition.shape):
        _, column, _, op, ref, *names = part
        given = {f"a{i}": condition.values[name] for i, name in enumerate(names)}
        query = count_few(column, op, len(names))
        count = tx.one(query, ws=ws, f=condition.values[ref], **given) or 0
        if best is None or count < best[0]:
            best = (count, part)
    if best is None:
        return condition.shape, condition.shape
    starting = led_by(condition.shape, best[1])
    return (starting if best[0] <= FEW else condition.shape), starting
