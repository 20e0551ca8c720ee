"""Addresses of people: what looks like one, and the marks by which two spellings are found to be the same."""

import re

_EMAIL = re.compile(r"[^\s@<>,;]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,63}")
_DIALLED = re.compile(r"[+0-9()\[\]/.\-\s]+(?:(?:ext\.?|x|#)\s*\d+)?", re.IGNORECASE)
FEWEST_DIGITS = 3
TELLING_DIGITS = 9
"""One number is written with its country's code and without: its last digits tell it apart."""


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    return _DIALLED.fullmatch(text) is not None and len(re.sub(r"\D", "", text)) >= FEWEST_DIGITS


def email_mark(address: str) -> str:
    """`Ada@Example.COM` and `ada@example.com` are one address. Nothing is said of dots or `+tags`."""
    return address.strip().casefold()


def phone_mark(number: str) -> str:
    """`+49 (0)30 901820-0` and `030 9018200` are one number; an extension belongs to it."""
    main, _, extension = re.sub(r"(?i)\s*(?:ext\.?|x|#)\s*(?=\d+$)", "x", number.strip()).partition("x")
    digits = re.sub(r"\D", "", main.replace("(0)", ""))[-TELLING_DIGITS:]
    return digits.lstrip("0") + (f"x{extension}" if extension else "")
