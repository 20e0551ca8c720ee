"""Whether the values of a column can be what a field takes, and how its numbers are written."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from headgate.flows.exchange.dateproof import Column
from headgate.flows.exchange.plans import Decimal
from headgate.flows.exchange.targets import Target
from headgate.kit import money
from headgate.kit.text import fold

LOOKED_AT = 500
_COMMA = re.compile(r"\d,\d{1,2}\D*$|\d,\d{4,}\D*$|\.\d{3},")
_POINT = re.compile(r"\d\.\d{1,2}\D*$|\d\.\d{4,}\D*$|,\d{3}\.")
_THREE = re.compile(r"\d[.,]\d{3}\D*$")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_CODE = re.compile(r"[A-Z]{3}")
_SIGN = re.compile(r"[€£¥₹]|[A-Z]{3}(?![A-Za-z])")
SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


def some(values: Sequence[str]) -> list[str]:
    """The first few hundred that are there."""
    found = []
    for value in values:
        if value:
            found.append(value)
            if len(found) >= LOOKED_AT:
                break
    return found


def fits(target: Target, values: Sequence[str]) -> float:
    """The share of the values, 0 to 1, that the field could take; 1 for an empty column."""
    given = some(values)
    if not given:
        return 1.0
    match target.type:
        case "date" | "instant":
            column = Column("", given)
            return max((column.valid(order) / column.total for order in column.orders), default=0.0)
        case "money" | "number":
            return share([value.rstrip("%").strip() for value in given], is_number)
        case "choice" if target.own is None or target.own.kind == "choice":
            known = {fold(word) for choice in target.choices for word in choice}
            return share(given, lambda value: fold(value) in known)
    if target.name in ("email", "email_2"):
        return share(given, lambda value: bool(_EMAIL.fullmatch(value)))
    if target.name == "domain":
        return share(given, lambda value: "." in value and not is_number(value))
    if target.name == "currency":
        return share(given, lambda value: bool(_CODE.fullmatch(value)) and money.known(value))
    if target.type in ("user", "link"):
        return 1 - share(given, lambda value: is_number(value) or bool(_EMAIL.fullmatch(value)))
    return 1.0


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values)


@lru_cache(maxsize=20_000)  # each value is held against each field
def is_number(value: str) -> bool:
    try:
        money.parse_amount(bare(value), "KWD")
    except ValueError:
        # More digits than any currency has are still a number.
        return re.fullmatch(r"-?\d+[.,]\d+", value) is not None
    return True


def bare(value: str) -> str:
    """An amount without the sign of its currency."""
    return _SIGN.sub("", value).replace("$", "").strip()


def decimal_sign(values: Sequence[str], currencies: Sequence[str] = ()) -> Decimal | None:
    """The sign before the decimals, where the values tell: `1.234,50` has a comma. Three digits behind a
    sign are thousands, unless a currency of the file has three decimals and all amounts are so written."""
    given = some(values)
    if any(money.known(code) and money.minor_digits(code) == 3 for code in currencies):
        sign: Decimal
        for sign in (".", ","):
            if all(_THREE.search(value) and sign in value for value in given):
                return sign
    commas = sum(1 for value in given if _COMMA.search(value))
    points = sum(1 for value in given if _POINT.search(value))
    if commas == points:
        return None
    return "," if commas > points else "."


def currency_in(values: Sequence[str]) -> str | None:
    """The currency whose sign or code stands with the amounts, if one does."""
    for value in some(values)[:50]:
        for found in _SIGN.finditer(value):
            code = SIGNS.get(found[0], found[0])
            if money.known(code):
                return code
    return None
