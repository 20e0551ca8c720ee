"""Cells that are words of one kind: a domain, one of several choices, a currency, an address."""

from headgate.kit import money
from headgate.kit.addresses import is_email, is_phone
from headgate.kit.errors import Problem
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
