"""The table of custom fields."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Flag, Id, Instant, Json, Number, words

custom_fields = table(
    "custom_field",
    column("id", Id("field")),
    column("record", sa.Text()),
    column("key", words()),
    column("name", words()),
    column("name_key", words()),
    column("kind", sa.Text()),
    column("help", sa.Text(), null=True),
    column("required", Flag()),
    column("unique", Flag()),
    column("filterable", Flag()),
    column("options", Json()),
    column("links", sa.Text(), null=True),
    column("currency", sa.Text(), null=True),
    column("default", Json(), null=True),
    column("position", Number),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    column("edited_by", Json(), null=True),
    index("custom_field_name", "record", "key", unique=True),
)
"""Their values are JSON beside each record, in its column `custom`, by `key`; those that are asked for lie in
`field_value` too."""
