"""Opaque cursors for keyset paging: the sort values of the last row, bound to one list."""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zlib import crc32

import msgspec

from headgate.kit import errors

Key = str | int | float | bool | None
_LONGEST = 4096


def encode(values: tuple[Key, ...], tag: str) -> str:
    """A URL-safe cursor for the row with these sort values; `tag` names the list, filter and order."""
    body = msgspec.json.encode([_mark(tag), *values])
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def decode(text: str, tag: str) -> list[Any]:
    """The sort values of a cursor; Problem 400 `bad_cursor` when damaged or made for another list."""
    if len(text) > _LONGEST:
        raise errors.bad_request("The cursor is too long to be one of ours.", "bad_cursor")
    try:
        body = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        mark, *values = msgspec.json.decode(body, type=list[Key])
    except (binascii.Error, UnicodeError, ValueError) as problem:
        raise errors.bad_request("The cursor is damaged.", "bad_cursor") from problem
    if mark != _mark(tag):
        raise errors.bad_request("The cursor belongs to another list or order.", "bad_cursor")
    return values


def place(text: str, tag: str, *makers: Callable[[Any], Any]) -> list[Any]:
    """The values of a cursor, each as its maker makes it: `number`, `instant`, `words`, or one more that
    raises ValueError. A forged one must not reach the store. Problem 400 `bad_cursor`."""
    values = decode(text, tag)
    try:
        return [make(value) for make, value in zip(makers, values, strict=True)]
    except (ValueError, TypeError, AttributeError):
        raise errors.bad_request("The cursor is damaged.", "bad_cursor") from None


def number(value: Any) -> int:
    """A number that the store can hold, from its text."""
    found = int(value)
    if not 0 <= found < 1 << 63:
        raise ValueError("out of range")
    return found


def instant(value: Any) -> datetime:
    """An instant with its offset, from its text."""
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("an instant without its offset")
    return found


def words(value: Any) -> str:
    """A text that any engine takes."""
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError("not a text")
    return value


def _mark(tag: str) -> str:
    # Guards against mixing lists up, not against forgery: a cursor grants nothing.
    return f"{crc32(tag.encode()):08x}"
