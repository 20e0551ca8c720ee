"""Opaque cursors for keyset paging: the sort values of the last row, bound to one list."""

import base64
import binascii
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


def _mark(tag: str) -> str:
    # Guards against mixing lists up, not against forgery: a cursor grants nothing.
    return f"{crc32(tag.encode()):08x}"
