"""Cells that are figures, days and moments, read as their column's plan says."""

import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from headgate.flows.exchange.datereading import NAMES, parse
from headgate.flows.exchange.plans import ColumnPlan
from headgate.kit import money, periods

_MACHINE = re.compile(r"-?\d{1,15}\.\d{6,20}")
_FLOAT = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?")


def amount(cell: str, currency: str, decimal: str | None, scale: int) -> int:
    """Minor units. With a scale, `1.25` millions are read exactly, though no currency has such decimals."""
    if scale > 1 and len(cell) < 100 and (found := _FLOAT.fullmatch(cell)):
        digits = money.minor_digits(currency) + len(str(scale)) - 1
        fraction = found[3] or ""
        if len(fraction.rstrip("0")) > digits:
            raise ValueError(f"{cell!r} has too many digits")
        minor = int(found[2] + fraction[:digits].ljust(digits, "0"))
        return within(-minor if found[1] == "-" else minor, cell)
    if len(cell) < 100 and (found := _MACHINE.fullmatch(cell)):
        # A program that counts in binary fractions wrote it; nobody means the sixth part of a cent.
        exact = Decimal(cell).scaleb(money.minor_digits(currency))
        return within(int(exact.to_integral_value(ROUND_HALF_EVEN)), cell)
    if not any(sign.isdecimal() for sign in cell):
        raise ValueError(f"{cell[:40]!r} is not an amount")
    return within(money.parse_amount(cell, currency, decimal) * scale, cell)


def within(minor: int, cell: str) -> int:
    if abs(minor) > money.MAX_MINOR:
        raise ValueError(f"{cell[:40]!r} is too large")
    return minor


def price(cell: str, currency: str, decimal: str | None, scale: int) -> int:
    found = amount(cell, currency, decimal, scale)
    if found < 0:
        raise ValueError(f"{cell[:40]!r} is less than nothing")
    return found


def number(cell: str, decimal: str | None, low: int, high: int) -> int:
    found = money.parse_amount(cell, "JPY", decimal)
    if not low <= found <= high:
        raise ValueError(f"{cell[:40]!r} does not lie between {low:,} and {high:,}")
    return found


def moment(cell: str, plan: ColumnPlan, zone: str) -> str | datetime:
    """A day, or an instant where a time of day is written."""
    if plan.date_order is None:
        raise ValueError("the order of day, month and year of this column is not chosen")
    try:
        found = parse(cell, plan.date_order, zone)
    except OverflowError:
        raise ValueError(f"{cell!r} is not a date {NAMES[plan.date_order]}") from None
    if isinstance(found, datetime) and found < EARLIEST:
        raise ValueError(f"{cell!r} lies before 1900")
    if isinstance(found, str) and found < "1900":
        raise ValueError(f"{cell!r} lies before 1900")
    return found


EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


def day(found: str | datetime, zone: str) -> str:
    return found if isinstance(found, str) else periods.day_of(found, zone)
