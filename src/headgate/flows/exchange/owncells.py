"""Cells of the workspace's own fields, each kind in its way; what leads to a record stays its name."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from headgate.flows.exchange.plans import ColumnPlan
from headgate.flows.exchange.valuecells import amount, day, moment
from headgate.kit import money, periods
from headgate.kit.errors import Problem
from headgate.kit.text import clean, csv_unsafe, fold
from headgate.records.custom_fields.kinds import checked
from headgate.records.custom_fields.schemas import PROSE, CustomField

Read = Callable[[str, str], Any]
YES = frozenset("yes true y t 1 x on ja oui si sim".split())
NO = frozenset("no false n f 0 off nein non nao".split())
LONGEST = 2_000


def own_cell(field: CustomField, plan: ColumnPlan, zone: str) -> Read:
    """(cell, currency) -> the value as the verbs take it, a name for a link. Raises ValueError."""
    read = by_kind(field, plan, zone)

    def convert(cell: str, currency: str) -> Any:
        value = read(cell)
        if field.kind in ("member", "link"):
            return value
        try:
            return checked(field, value, "")
        except Problem as error:
            raise ValueError(error.detail) from None

    return convert


def by_kind(field: CustomField, plan: ColumnPlan, zone: str) -> Callable[[str], Any]:
    match field.kind:
        case "number":
            return lambda cell: number(cell, plan)
        case "money":
            return lambda cell: amount(cell, field.currency or "", plan.decimal, plan.scale)
        case "date":
            return lambda cell: day(moment(cell, plan, zone), zone)
        case "instant":
            return lambda cell: instant(cell, plan, zone)
        case "choice":
            return lambda cell: option(field, cell)
        case "choices":
            return lambda cell: options(field, cell)
        case "flag":
            return flag
        case "long_text":
            return lambda cell: clean(csv_unsafe(cell), PROSE, lines=True)
    return lambda cell: clean(csv_unsafe(cell), LONGEST)


def number(cell: str, plan: ColumnPlan) -> int | float:
    try:
        exact = Decimal(money.parse_decimal(cell, 6, plan.decimal)).scaleb(-6) * plan.scale
    except ValueError:
        raise ValueError(f"{cell[:40]!r} is not a number") from None
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def instant(cell: str, plan: ColumnPlan, zone: str) -> str:
    found = moment(cell, plan, zone)
    return (found if isinstance(found, datetime) else periods.day_start(found, zone)).isoformat()


def option(field: CustomField, cell: str) -> str:
    """By its label or what is stored, in capitals or not."""
    named = fold(csv_unsafe(cell))
    for each in field.options:
        if not each.retired and named in (fold(each.label), fold(each.value)):
            return each.value
    offered = ", ".join(each.label for each in field.options if not each.retired)
    raise ValueError(f"“{cell[:40]}” is no option of “{field.name}”: {offered or 'it has none'}")


def options(field: CustomField, cell: str) -> list[str]:
    """Several, parted by semicolons, else by commas or bars; one may have a comma in its own label."""
    try:
        return [option(field, cell)]
    except ValueError:
        sign = next((sign for sign in ";|," if sign in cell), None)
        if sign is None:
            raise
        return [option(field, part.strip()) for part in cell.split(sign) if part.strip()]


def flag(cell: str) -> bool:
    said = fold(cell)
    if said in YES or said in NO:
        return said in YES
    raise ValueError(f"“{cell[:40]}” is neither yes nor no")
