"""One comparison as SQL, whatever its expression is."""

from typing import Any

import sqlalchemy as sa

from headgate.store.dialect import among, contains_text
from headgate.store.statements import P

OPPOSITE = {"ne": "eq", "not_in": "in", "is_empty": "not_empty"}
"""The operators that hold where another does not; they hold for what is empty too."""


def clause(expression: Any, op: str, values: list[str]) -> Any:
    """One comparison; “is not” holds for what is empty too."""
    given = [P(name, expression.type) for name in values]
    match op:
        case "eq":
            return expression == given[0]
        case "ne":
            return sa.or_(expression != given[0], expression.is_(None))
        case "in":
            return among(expression, values[0])
        case "not_in":
            return sa.or_(sa.not_(among(expression, values[0])), expression.is_(None))
        case "lt":
            return expression < given[0]
        case "le":
            return expression <= given[0]
        case "gt":
            return expression > given[0]
        case "ge":
            return expression >= given[0]
        case "between":
            return sa.and_(expression >= given[0], expression <= given[1])
        case "contains":
            return contains_text(expression, values[0])
        case "starts_with":
            return sa.and_(expression >= given[0], expression < given[0].concat("\U0010ffff"))
        case "is_empty":
            return expression.is_(None)
        case "not_empty":
            return expression.is_not(None)
    raise ValueError(f"not an operator: {op}")
