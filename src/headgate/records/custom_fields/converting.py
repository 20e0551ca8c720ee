"""A value of a custom field as a field of another kind has it; refused where that is not certain."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from headgate.core.fields.given import wrong
from headgate.kit import money, periods
from headgate.kit.errors import Problem
from headgate.kit.text import fold
from headgate.records.custom_fields.kinds import WANTS, checked
from headgate.records.custom_fields.saying import AND, Names, said
from headgate.records.custom_fields.schemas import CHOOSING, LEADING, CustomField, FieldKind, GivenOption

NUMBER = re.compile(r"[+-]?\d{1,18}([.]\d{1,18})?")
YES, NO = ("yes", "true", "1"), ("no", "false", "0")
LABEL = 80
"""Characters of an option."""


def may_become(had: FieldKind, kind: FieldKind) -> bool:
    """Nothing is made a member or a record: who or what a text means is nothing to guess at."""
    return kind != had and kind not in LEADING


def converted(old: CustomField, new: CustomField, value: Any, names: Names, zone: str) -> Any:
    """The value as the new field has it. Raises 422 where it does not fit."""
    refused = wrong("", f"“{new.name}” would take {WANTS[new.kind]}.")
    try:
        read = reading(old, new, value, said(old, value, names).strip(), zone)
    except (ValueError, OverflowError):
        raise refused from None
    if read is None:
        raise refused
    try:
        found = checked(new, read, "")
    except Problem:
        raise refused from None
    if found is None:
        raise refused
    return found


def reading(old: CustomField, new: CustomField, value: Any, text: str, zone: str) -> Any:
    """What the value says in the new kind, not yet checked; None where it says nothing. Raises ValueError."""
    match new.kind:
        case "number" if old.kind == "money":
            return plain(Decimal(value).scaleb(-money.minor_digits(old.currency or "")))
        case "money" if old.kind == "number":
            return whole(Decimal(repr(value)).scaleb(money.minor_digits(new.currency or "")))
        case "money":
            return money.parse_amount(text, new.currency or "")
        case "number":
            return plain(Decimal(text)) if NUMBER.fullmatch(text) else None
        case "date" if old.kind == "instant":
            return periods.day_of(datetime.fromisoformat(value), zone)
        case "instant" if old.kind == "date":
            return periods.day_start(value, zone).isoformat()
        case "flag":
            word = fold(text)
            return word in YES if word in YES + NO else None
        case "choice" | "choices":
            chosen = [option_of(new, part) for part in labels_in(old, value, text)]
            if None in chosen or not chosen or (new.kind == "choice" and len(chosen) != 1):
                return None
            return chosen[0] if new.kind == "choice" else chosen
    return text


def plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise ValueError("a part of a minor unit")
    return int(value)


def labels_in(old: CustomField, value: Any, text: str) -> list[str]:
    """The options that a value names: several in a list of choices, or in a text with “;” between them."""
    if old.kind in CHOOSING:
        own = {option.value: option.label for option in old.options}
        return [own.get(each, str(each)) for each in (value if isinstance(value, list) else [value])]
    return [part.strip() for part in text.split(AND.strip()) if part.strip()]


def option_of(field: CustomField, label: str) -> str | None:
    wanted = fold(label)
    return next((option.value for option in field.options if fold(option.label) == wanted), None)


def options_for(old: CustomField, values: Iterable[Any], names: Names) -> list[GivenOption]:
    """The options of a choice that the values become: those there were, or one for each that they name."""
    found: dict[str, str] = {}
    used = {each for value in values for each in labels_in(old, value, said(old, value, names).strip())}
    if old.kind in CHOOSING:
        kept = [o for o in old.options if not o.retired or o.label in used]
        return [GivenOption(o.label, o.value, o.hue) for o in kept]
    for label in sorted(used, key=lambda each: (fold(each), each)):
        if len(label) <= LABEL and label.isprintable():
            found.setdefault(fold(label), label)
    return [GivenOption(label) for label in found.values()]


def fits(
    old: CustomField, new: CustomField, values: Mapping[str, Any], names: Names, zone: str
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """(record -> its value as the new field has it, record -> why it has none)."""
    good: dict[str, Any] = {}
    bad: dict[str, Problem] = {}
    for id_, value in values.items():
        try:
            good[id_] = converted(old, new, value, names, zone)
        except Problem as problem:
            bad[id_] = problem
    return good, bad
