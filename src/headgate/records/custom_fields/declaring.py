"""What is said of a custom field: its key, its options, and whether all of it goes together."""

import re
from collections.abc import Sequence
from typing import Any

from headgate.core.access.actor import Actor
from headgate.core.fields.given import line, wrong
from headgate.core.verbs import rows
from headgate.kit.text import fold
from headgate.records.custom_fields.schemas import (
    CHOOSING,
    MAY_BE_UNIQUE,
    MOST_OPTIONS,
    NO_DEFAULT,
    CustomField,
    GivenOption,
    Option,
)

HUES = (212, 152, 32, 280, 350, 96, 184, 56, 248, 8)
"""The colours that new options get in turn."""


def slug(text: str, fallback: str, taken: set[str]) -> str:
    """`Budget (EUR)` is `budget_eur`, with a number behind where that is taken."""
    bare = re.sub(r"[^a-z0-9]+", "_", fold(text)).strip("_")[:32].strip("_")
    start = bare if bare and bare[0].isalpha() else f"{fallback}_{bare}".strip("_")
    found, number = start, 1
    while found in taken:
        number += 1
        found = f"{start}_{number}"
    return found


def options_of(given: Sequence[GivenOption], had: Sequence[Option], place: str) -> list[Option]:
    """The options in their new order; those left out come after, retired. Raises 422."""
    known = {option.value: option for option in had}
    taken, labels = set(known), set[str]()
    found: list[Option] = []
    for i, each in enumerate(given):
        here = f"{place}/options/{i}"
        label = line(each.label, f"{here}/label", 80)
        if ";" in label:
            raise wrong(f"{here}/label", "An option has no “;” in it: that stands between several.")
        if fold(label) in labels:
            raise wrong(f"{here}/label", f"There are two options called “{label}”.")
        labels.add(fold(label))
        value = each.value or slug(label, "option", taken)
        if any(value == option.value for option in found):
            raise wrong(f"{here}/value", f"There are two options of the value “{value}”.")
        taken.add(value)
        before = known.get(value)
        hue = each.hue if each.hue is not None else before.hue if before else HUES[len(taken) % len(HUES)]
        found.append(Option(value, label, hue))
    kept = {option.value for option in found}
    found += [Option(o.value, o.label, o.hue, True) for o in had if o.value not in kept]
    if len(found) > MOST_OPTIONS:
        raise wrong(f"{place}/options", f"A field has at most {MOST_OPTIONS} options, retired ones included.")
    return found


def check_whole(field: CustomField, place: str) -> None:
    """Raises 422 where what is said of a field does not go together."""
    offered = [option for option in field.options if not option.retired]
    if field.kind in CHOOSING and not offered:
        raise wrong(f"{place}/options", "Name what can be chosen.")
    if field.kind not in CHOOSING and field.options:
        raise wrong(f"{place}/options", "Only a choice has options.")
    if (field.kind == "link") != (field.links is not None):
        raise wrong(f"{place}/links", "A link says what kind of record it leads to; nothing else does.")
    if field.kind != "money" and field.currency is not None:
        raise wrong(f"{place}/currency", "Only money has a currency.")
    if field.unique and field.kind not in MAY_BE_UNIQUE:
        raise wrong(f"{place}/unique", "Texts, numbers and addresses can be unique.")
    if field.default is not None and (field.unique or field.kind in NO_DEFAULT):
        raise wrong(f"{place}/default", "A unique field, a member and a link have no default.")


def of_row(row: rows.Row) -> CustomField:
    """A row as the field that it says."""
    own = {name: row[name] for name in CustomField.__struct_fields__ if name in row}
    options = [o if isinstance(o, Option) else Option(**o) for o in own.pop("options")]
    return CustomField(**own, options=options, archived=row["standing"] != rows.LIVE)


def stored_options(options: Sequence[Option]) -> list[dict[str, Any]]:
    return [{name: getattr(o, name) for name in Option.__struct_fields__} for o in options]


def may_change(actor: Actor, field: CustomField) -> bool:
    """Whether the actor's role is one of those that change the field's values; owners and the program do."""
    if field.edited_by is None or actor.member_id is None or actor.role == "owner":
        return True
    return (actor.own_role_id or actor.role) in field.edited_by
