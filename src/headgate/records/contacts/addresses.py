"""Addresses of people: fit to keep, and the marks by which two spellings of one are found to be the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headgate.core.fields.given import line, words, wrong

ADDRESS = re.compile(r"[^\s@<>,;]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,63}")
DIALLED = re.compile(r"[+0-9()\[\]/.\-\s]+(?:(?:ext\.?|x|#)\s*\d+)?", re.IGNORECASE)
FEWEST_DIGITS = 3
TELLING_DIGITS = 9
"""One number is written with its country's code and without: its last digits tell it apart."""


def email_mark(address: str) -> str:
    """`Ada@Example.COM` and `ada@example.com` are one address. Nothing is said of dots or `+tags`."""
    return address.strip().casefold()


def phone_mark(number: str) -> str:
    """`+49 (0)30 901820-0` and `030 9018200` are one number; an extension belongs to it."""
    main, _, extension = re.sub(r"(?i)\s*(?:ext\.?|x|#)\s*(?=\d+$)", "x", number.strip()).partition("x")
    digits = re.sub(r"\D", "", main.replace("(0)", ""))[-TELLING_DIGITS:]
    return digits.lstrip("0") + (f"x{extension}" if extension else "")


def checked_emails(given: Sequence[Any], place: str) -> list[dict[str, Any]]:
    """The addresses, each once, with their labels. Raises 422 that names the place."""
    found: dict[str, dict[str, Any]] = {}
    for i, each in enumerate(given):
        address = line(each.address, f"{place}/{i}/address", 254)
        if not ADDRESS.fullmatch(address):
            raise wrong(f"{place}/{i}/address", f"“{address}” is not an address such as ada@example.com.")
        kept = {"address": address, "label": words(each.label, f"{place}/{i}/label", 40)}
        found.setdefault(email_mark(address), kept)
    return list(found.values())


def checked_phones(given: Sequence[Any], place: str) -> list[dict[str, Any]]:
    """The numbers, each once, with their labels. Raises 422 that names the place."""
    found: dict[str, dict[str, Any]] = {}
    for i, each in enumerate(given):
        number = line(each.number, f"{place}/{i}/number", 40)
        if not DIALLED.fullmatch(number) or len(re.sub(r"\D", "", number)) < FEWEST_DIGITS:
            raise wrong(f"{place}/{i}/number", f"“{number}” is not a telephone number.")
        kept = {"number": number, "label": words(each.label, f"{place}/{i}/label", 40)}
        found.setdefault(phone_mark(number), kept)
    return list(found.values())


def marks(emails: Iterable[Mapping[str, Any]], phones: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """(kind, mark) of every address."""
    found = {("email", email_mark(each["address"])) for each in emails}
    found |= {("phone", phone_mark(each["number"])) for each in phones}
    return {(kind, mark) for kind, mark in found if mark}
