"""Cells that are words of one kind: a domain, one of several choices, a currency, an address."""

from decimal import Decimal

from headgate.kit import money
from headgate.kit.addresses import is_email, is_phone
from headgate.kit.errors import Problem
from headgate.kit.prices import plain
from headgate.kit.text import clean, csv_unsafe, fold
from headgate.records.companies.commands import host


def domain(cell: str) -> str | None:
    """As the verb will keep it."""
    try:
        return host(csv_unsafe(cell), "")
    except Problem as error:
        raise ValueError(error.detail) from None


def choice(cell: str, choices: dict[str, str]) -> str:
    found = choices.get(fold(cell))
    if found is None:
        raise ValueError(f"{cell[:40]!r} is none of {', '.join(sorted(set(choices.values())))}")
    return found


def code(cell: str) -> str:
    found = cell.upper()
    if not money.known(found):
        raise ValueError(f"{cell[:10]!r} is not an ISO 4217 currency")
    return found


def email(cell: str) -> str:
    found = clean(csv_unsafe(cell), 254)
    if not is_email(found):
        raise ValueError(f"{found[:80]!r} is not an e-mail address")
    return found


def phone(cell: str) -> str:
    found = clean(csv_unsafe(cell), 40)
    if not is_phone(found):
        raise ValueError(f"{found[:80]!r} is not a telephone number")
    return found


MOST_PIECES = 10**9


def quantity(cell: str, decimal: str | None) -> str:
    """An exact decimal, more than nothing."""
    found = plain(str(Decimal(money.parse_decimal(cell, 6, decimal)).scaleb(-6)))
    if not 0 < Decimal(found) < MOST_PIECES:
        raise ValueError(f"{cell[:40]!r} is no quantity: it is more than 0")
    return found


def percent(cell: str, decimal: str | None, scale: int) -> str:
    """An exact decimal from 0 to 100; with a scale of 100 the cell has parts of one."""
    bare = cell.rstrip("%").strip()
    found = plain(str(Decimal(money.parse_decimal(bare, 6, decimal)).scaleb(-6) * scale))
    if not 0 <= Decimal(found) <= 100 or len(found.partition(".")[2]) > 4:
        raise ValueError(f"{cell[:40]!r} is no discount: it lies between 0 and 100 percent")
    return found
