"""The kinds of custom fields: what a value of each must be, how it is compared, what it is asked by."""

import hashlib
import math
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from headgate.core.fields.catalogue import PREFIXES
from headgate.core.fields.given import FIRST_YEAR, LAST_YEAR, check_instant, is_id, words, wrong
from headgate.kit.addresses import email_mark, is_email, is_phone, phone_mark
from headgate.kit.text import fold
from headgate.records.custom_fields.schemas import LARGEST, PROSE, TEXT, URL, CustomField

WANTS = {
    "text": "a text",
    "long_text": "a text",
    "number": "a number",
    "money": "a whole number of minor units",
    "date": "a date such as 2026-11-24",
    "instant": "an instant such as 2026-11-24T09:00:00Z",
    "choice": "one of its options",
    "choices": "a list of its options",
    "member": "a member's id",
    "link": "a record's id",
    "flag": "true or false",
    "url": "an address such as https://example.com/page",
    "email": "an address such as ada@example.com",
    "phone": "a telephone number",
}


def checked(field: CustomField, value: Any, place: str, had: Any = None) -> Any:
    """The value as it is kept; None where nothing is left of it. `had`: what was there, since an option that
    was retired may stay. Raises 422 that names the place."""
    refused = wrong(place, f"“{field.name}” takes {WANTS[field.kind]}.")
    if value is None:
        return None
    match field.kind:
        case "number" | "money":
            return number(field.kind, value, place, refused)
        case "flag":
            if not isinstance(value, bool):
                raise refused
            return value
        case "choices":
            if not isinstance(value, list):
                raise refused
            return chosen(field, value, place, had or ()) or None
    if not isinstance(value, str):
        raise refused
    if field.kind == "long_text":
        return words(value, place, PROSE, lines=True)
    text = words(value, place, URL if field.kind == "url" else TEXT)
    return None if text is None else line_of(field, text, place, had, refused)


def line_of(field: CustomField, text: str, place: str, had: Any, refused: Exception) -> str:
    """A text of one line as its kind wants it."""
    match field.kind:
        case "date":
            if not is_date(text):
                raise refused
        case "instant":
            return instant(text, place, refused)
        case "choice":
            return chosen(field, [text], place, [had])[0]
        case "member" | "link":
            if not is_id(PREFIXES[field.links or "member"], text):
                raise refused
        case "url":
            return url(text, refused)
        case "email":
            if len(text) > 254 or not is_email(text):
                raise refused
        case "phone":
            if len(text) > 40 or not is_phone(text):
                raise refused
    return text


def number(kind: str, value: Any, place: str, refused: Exception) -> int | float:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole and (kind == "money" or not isinstance(value, float) or not math.isfinite(value)):
        raise refused
    if abs(value) > LARGEST:
        raise wrong(place, f"It lies between {-LARGEST} and {LARGEST}.")
    return int(value) if value == int(value) else float(value)


def is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR
    except ValueError:
        return False


def instant(text: str, place: str, refused: Exception) -> str:
    """In UTC, to the second: texts that are kept so stand in the order of time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise refused from None
    check_instant(found, place)
    return found.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def chosen(field: CustomField, values: Collection[Any], place: str, had: Collection[Any]) -> list[str]:
    """The options chosen, each once, in the field's order. Raises 422."""
    offered = [option.value for option in field.options if not option.retired or option.value in had]
    for value in values:
        if value not in offered:
            names = ", ".join(option.value for option in field.options if not option.retired) or "none"
            raise wrong(place, f"“{str(value)[:40]}” is no option of “{field.name}”: {names}.")
    return [value for value in offered if value in values]


def url(text: str, refused: Exception) -> str:
    """With its scheme; only the two that lead to a page."""
    full = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(full)
        good = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if not good or any(sign.isspace() for sign in full):
        raise refused
    ascii_only = quote(full, safe="%/:=&?~#+!$,;'@()*[]")
    if len(ascii_only) > URL:
        raise refused
    return ascii_only


def mark(field: CustomField, value: Any) -> str:
    """The form in which two values of a unique field are compared; short whatever they are."""
    match field.kind:
        case "email":
            form = email_mark(value)
        case "phone":
            form = phone_mark(value)
        case "text":
            form = fold(value)
        case _:
            form = str(value)
    return hashlib.blake2b(form.encode(), digest_size=16).hexdigest()


ASKED_AS: dict[str, Literal["number", "instant"]] = {
    "number": "number",
    "money": "number",
    "flag": "number",
    "instant": "instant",
}
"""The column in which a kind is kept a second time; all others are texts."""


def parts(field: CustomField, value: Any) -> list[tuple[str, Any]]:
    """(column, value) of each row that a kept value is asked by; none for what is not asked."""
    if value is None or field.kind == "long_text":
        return []
    column = ASKED_AS.get(field.kind, "text")
    if column == "number":
        return [(column, float(value))]
    if column == "instant":
        return [(column, datetime.fromisoformat(value))]
    return [(column, each) for each in (value if isinstance(value, list) else [value])]
