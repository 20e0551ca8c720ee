"""The fields of custom fields themselves."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.custom_fields.schemas import KINDS, OWNERS
from headgate.records.custom_fields.tables import custom_fields

CUSTOM_FIELD = "custom_field"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
NONE: frozenset[Ability] = frozenset()
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(CUSTOM_FIELD, "custom fields", "field", custom_fields)
declare(
    CUSTOM_FIELD,
    column("name", "Name", "text", order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("record", "Of", "choice", choices=tuple((each, each.capitalize()) for each in OWNERS)),
    column("key", "Key", "text", abilities=READ),
    column("kind", "Kind", "choice", choices=KINDS),
    column("help", "Help", "text"),
    column("required", "Required", "flag"),
    column("unique", "Unique", "flag"),
    column("filterable", "Filterable", "flag"),
    column("edited_by", "Changed by", "text", abilities=NONE),
    column("position", "Place", "number", abilities=READ),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
