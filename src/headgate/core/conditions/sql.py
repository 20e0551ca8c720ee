"""A condition's shape as SQL over a scope."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from headgate.core.conditions.clauses import OPPOSITE, clause
from headgate.core.conditions.kept import leading, there
from headgate.core.conditions.tree import Shape
from headgate.core.fields.catalogue import Record, Scope

NEVER = sa.literal_column("(1 = 0)", sa.Boolean())
ALWAYS = sa.literal_column("(1 = 1)", sa.Boolean())
"""Not `sa.false()` and `sa.true()`: Core would leave out what stands beside them, and with it values that are
given."""


def where(shape: Shape, record: Record, scope: Scope) -> Any:
    """The boolean expression of a shape from `split`, None where it asks nothing.

    Its values are the `P`s that the split names.
    """
    match shape:
        case ("all", *parts):
            asked = [test for part in parts if (test := where(part, record, scope)) is not None]
            return sa.and_(*asked) if asked else None
        case ("any", *parts):
            tests = [where(part, record, scope) for part in parts]
            return sa.or_(*(ALWAYS if test is None else test for test in tests)) if tests else NEVER
        case ("not", part):
            inner = where(part, record, scope)
            return NEVER if inner is None else sa.not_(sa.func.coalesce(inner, NEVER))
        case ("is", name, op, *values):
            field = record.field(name)
            if field.each is not None:
                return one_of(*field.each(scope), op, values)
            return clause(field.expression(scope), op, values)
        case ("kept", column, _, op, ref, *values):
            return there(scope, column, op, ref, values)
        case ("led", column, _, op, ref, *values):
            return leading(scope, column, op, ref, values)
    raise ValueError(f"not a shape: {shape!r}")


def one_of(column: Any, there_is: Callable[[Any], Any], op: str, values: list[str]) -> Any:
    """A comparison with several values: it holds when one of them fits; “is not” when none of them is."""
    if op in OPPOSITE:
        return sa.not_(there_is(clause(column, OPPOSITE[op], values)))
    return there_is(clause(column, op, values))
