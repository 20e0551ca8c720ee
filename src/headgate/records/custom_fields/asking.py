"""The fields of the workspace's own as entries of the catalogue, which conditions, sorts and lists read."""

from dataclasses import replace
from typing import Any

from headgate.core.fields.catalogue import RECORDS, Ability, Field, FieldType, Kept, Record, Scope
from headgate.records.custom_fields.kinds import ASKED_AS
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.schemas import OWNERS, CustomField, FieldKind
from headgate.store.engine import Tx

TYPES: dict[FieldKind, FieldType] = {
    "text": "text",
    "long_text": "text",
    "number": "number",
    "money": "money",
    "date": "date",
    "instant": "instant",
    "choice": "choice",
    "choices": "choice",
    "member": "user",
    "link": "link",
    "flag": "flag",
    "url": "text",
    "email": "text",
    "phone": "text",
}
SORTED: frozenset[FieldKind] = frozenset(
    ("text", "number", "money", "date", "instant", "flag", "url", "email", "phone")
)
"""Not choices, whose order is that of their options, nor links, which are read by name."""
GROUPED: frozenset[FieldKind] = frozenset(("text", "choice", "member", "link"))
"""Of which figures may be split: one value a record, and several records a value."""
STEM = "custom."


def nowhere(scope: Scope) -> Any:
    raise LookupError("a field of the workspace's own is asked for by `kept`")


def entry(field: CustomField) -> Field:
    """The field as the catalogue has it, under its key behind `custom.`."""
    abilities: set[Ability] = {"edit", "import"}
    if field.filterable:
        abilities.add("filter")
        if field.kind in SORTED:
            abilities.add("sort")
        if field.kind in GROUPED and not field.unique:
            abilities.add("group")
    return Field(
        f"{STEM}{field.key}",
        field.name,
        TYPES[field.kind],
        nowhere,
        frozenset(abilities),
        tuple((option.value, option.label) for option in field.options),
        "member" if field.kind == "member" else field.links,
        kept=Kept(field.id, ASKED_AS.get(field.kind, "text"), field.kind == "choices"),
    )


def may_name(asked: object) -> bool:
    """Whether a filter, as JSON or as a tree, or a sort names a field of the workspace's own: for certain
    where it is false."""
    text = asked if isinstance(asked, str) else repr(asked)
    # A letter that is escaped in JSON could be one of the stem's.
    return STEM in text or "\\u" in text


def known(tx: Tx, ws: str, record: str, *asked: object) -> Record:
    """The kind of record with the fields that the workspace has given it. `asked`: the filters and sorts that
    may name one of them; nothing is read where none does."""
    kind = RECORDS[record]
    if record not in OWNERS or (asked and not any(map(may_name, asked))):
        return kind
    own = [entry(field) for field in fields_of(tx, ws, record) if not field.archived]
    return replace(kind, fields={**kind.fields, **{field.name: field for field in own}})
