"""Money as integer minor units and an ISO 4217 code: digits, reading what people write, plain text."""

import re
import unicodedata

from headgate.kit import currencies

MAX_MINOR = 10**15

_LONGEST = 100
# Arabic separators, and the many minus signs and apostrophes.
_PLAIN = str.maketrans({"٫": ".", "٬": ",", "−": "-", "–": "-", "’": "'", "‘": "'", "´": "'", "ʼ": "'"})
_MARK_FRONT = re.compile(r"(?P<mark>[^0-9.,'()+\-\s]+)\.?")
_MARK_BACK = re.compile(r"(?P<mark>[^0-9.,'()+\-\s]+)\.?$")
_EVEN = re.compile(r"(?<=[0-9])[.,]--?$")  # 12.- and 12,-- are even amounts, not negative ones
_NUMBER = re.compile(r"[0-9][0-9.,' ]*|[.,][0-9]+")
_THOUSAND = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


def known(currency: str) -> bool:
    """Whether the code is a currency of ISO 4217 with a minor unit (those lately withdrawn included)."""
    return currency in currencies.DIGITS


def minor_digits(currency: str) -> int:
    """Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD; ValueError for an unknown code."""
    try:
        return currencies.DIGITS[currency]
    except KeyError:
        raise ValueError(f"{currency[:10]!r} is not a currency code") from None


def format_plain(minor: int, currency: str) -> str:
    """`1234.50`: a point, no grouping, the currency's own number of digits."""
    digits = minor_digits(currency)
    sign, text = "-" if minor < 0 else "", str(abs(minor)).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else sign + text


def parse_amount(text: str, currency: str, decimal: str | None = None) -> int:
    """Minor units of an amount as people write it; ValueError says what is wrong.

    Reads `1,234.50`, `1.234,50`, `€ 1 234`, `1'234.-`, `(12)`, `-12`, `12-`. One separator before exactly
    three digits groups thousands (`1,234`), unless `decimal` names the decimal sign. More digits after
    the decimal sign than the currency has are refused unless they are zeros.
    """
    minor = parse_decimal(text, minor_digits(currency), decimal, currency)
    if abs(minor) > MAX_MINOR:
        raise ValueError(f"{text.strip()!r} is larger than {format_plain(MAX_MINOR, currency)}")
    return minor


def parse_decimal(text: str, digits: int, decimal: str | None = None, currency: str = "") -> int:
    """A number as people write it, in units of the last of its `digits` decimals; see `parse_amount`.

    Without a currency it carries no mark of one.
    """
    if decimal not in (None, ".", ","):
        raise ValueError("the decimal sign is a point or a comma")
    if len(text) > _LONGEST:
        raise ValueError("the amount is too long to be a number")
    shown = text.strip()
    plain = " ".join(_ascii(shown).split())
    if not plain:
        raise ValueError("there is no amount")
    negative, body = _sign(plain, shown, currency)
    if not _NUMBER.fullmatch(body):
        raise ValueError(f"{shown!r} is not an amount")
    whole, fraction = _split(body, decimal, shown)
    kept, rest = fraction[:digits], fraction[digits:].strip("0")
    if rest:
        room = str(digits) if digits else "none"
        most = f"{currency} has {room}" if currency else f"the most is {room}"
        raise ValueError(f"{shown!r} has {len(fraction)} digits after the sign, {most}")
    minor = int((whole or "0") + kept.ljust(digits, "0"))
    return -minor if negative else minor


def _ascii(text: str) -> str:
    """Digits of every script, wide signs and all spaces as their plain counterparts."""
    # Not NFKC: it would turn a superscript into a digit, and 10² into 102.
    return "".join(_plain(c) for c in text.translate(_PLAIN))


def _plain(c: str) -> str:
    if c.isdecimal():
        return str(unicodedata.decimal(c))
    if c.isspace():
        return " "
    return unicodedata.normalize("NFKC", c) if unicodedata.decomposition(c).startswith("<wide>") else c


def _sign(plain: str, shown: str, currency: str) -> tuple[bool, str]:
    """Whether it is negative, and the digits left when signs, brackets and currency marks are gone."""
    minuses, negative, body = 0, False, plain
    while True:
        if _EVEN.search(body):
            body = _EVEN.sub("", body)
        elif body.startswith("(") and body.endswith(")"):
            minuses, negative, body = minuses + 1, True, body[1:-1].strip()
        elif body[:1] in ("-", "+") or body[-1:] == "-":
            end = body[:1] not in ("-", "+")
            minuses, negative = minuses + 1, negative or end or body[0] == "-"
            body = (body[:-1] if end else body[1:]).strip()
        elif (bare := _unmark(body, shown, currency)) != body:
            body = bare
        else:
            break
    if minuses > 1:
        raise ValueError(f"{shown!r} has more than one sign")
    return negative, body


def _unmark(body: str, shown: str, currency: str) -> str:
    """The text without the currency mark at its front or back; a foreign mark is refused."""
    found = _MARK_FRONT.match(body) or _MARK_BACK.search(body)
    if not found:
        return body
    mark = found["mark"]
    code = mark.upper()
    fits = code == currency if known(code) else currency in currencies.SIGNS.get(mark, ())
    if not fits:
        raise ValueError(f"{shown!r} carries {mark!r}, which is no mark of {currency}")
    return body[: found.start()].rstrip() + body[found.end() :].lstrip()


def _split(body: str, decimal: str | None, shown: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    sign = decimal or _decimal_sign(body)
    whole, _, fraction = body.partition(sign) if sign else (body, "", "")
    if fraction and not fraction.isdigit():
        raise ValueError(f"{shown!r} does not fit {sign!r} as the decimal sign")
    if whole and not whole.isdigit():
        if not _GROUPS.fullmatch(whole):
            raise ValueError(f"{shown!r} has digits that are not grouped in threes")
        whole = re.sub(r"[^0-9]", "", whole)
    return whole, fraction


def _decimal_sign(body: str) -> str:
    """The decimal sign that the separators themselves tell, or nothing."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return "." if body.rindex(".") > body.rindex(",") else ","
    if points + commas != 1:
        return ""
    sign = "." if points else ","
    return "" if _THOUSAND.fullmatch(body) else sign
