"""Stored values as the numbers that figures read: ids, instants and days as they lie, words as codes."""

from typing import Any

import sqlalchemy as sa

from headgate.insight.arrays import NONE


def raw(expression: Any) -> Any:
    """The stored number as it lies, NONE where there is none: no id or instant is made of it."""
    number = sa.type_coerce(expression, sa.BigInteger)
    return sa.func.coalesce(number, sa.literal_column(str(NONE), sa.BigInteger))


def day_number(expression: Any) -> Any:
    """A stored day, 2026-03-31, as 20260331."""
    return raw(sa.cast(sa.func.replace(expression, "-", ""), sa.BigInteger))


def code(expression: Any, codes: dict[str, int], other: int) -> Any:
    return sa.case(*((expression == text, number) for text, number in codes.items()), else_=other)
