"""Addresses of people: fit to keep, each once, with the marks that they are found by."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headgate.core.fields.given import line, words, wrong
from headgate.kit.addresses import email_mark, is_email, is_phone, phone_mark

__all__ = ["checked_emails", "checked_phones", "email_mark", "marks", "phone_mark"]


def checked_emails(given: Sequence[Any], place: str) -> list[dict[str, Any]]:
    """The addresses, each once, with their labels. Raises 422 that names the place."""
    found: dict[str, dict[str, Any]] = {}
    for i, each in enumerate(given):
        address = line(each.address, f"{place}/{i}/address", 254)
        if not is_email(address):
            raise wrong(f"{place}/{i}/address", f"“{address}” is not an address such as ada@example.com.")
        kept = {"address": address, "label": words(each.label, f"{place}/{i}/label", 40)}
        found.setdefault(email_mark(address), kept)
    return list(found.values())


def checked_phones(given: Sequence[Any], place: str) -> list[dict[str, Any]]:
    """The numbers, each once, with their labels. Raises 422 that names the place."""
    found: dict[str, dict[str, Any]] = {}
    for i, each in enumerate(given):
        number = line(each.number, f"{place}/{i}/number", 40)
        if not is_phone(number):
            raise wrong(f"{place}/{i}/number", f"“{number}” is not a telephone number.")
        kept = {"number": number, "label": words(each.label, f"{place}/{i}/label", 40)}
        found.setdefault(phone_mark(number), kept)
    return list(found.values())


def marks(emails: Iterable[Mapping[str, Any]], phones: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """(kind, mark) of every address."""
    found = {("email", email_mark(each["address"])) for each in emails}
    found |= {("phone", phone_mark(each["number"])) for each in phones}
    return {(kind, mark) for kind, mark in found if mark}
