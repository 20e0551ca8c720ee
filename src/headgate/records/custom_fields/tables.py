"""The tables of custom fields, and of their values where they are asked for."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Flag, Id, Instant, Json, Number, Real, words

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
    index("custom_field_name", "record", "key", unique=True),
)
"""The values themselves are JSON beside each record, in its column `custom`, by `key`."""

field_values = table(
    "field_value",
    column("field_id", Id("field")),
    column("record_id", Number),
    column("part", Number),
    column("text", words(), null=True),
    column("number", Real(), null=True),
    column("instant", Instant(), null=True),
    column("mark", words(), null=True),
    index("field_value_text", "field_id", "text", "record_id", where="text IS NOT NULL"),
    index("field_value_number", "field_id", "number", "record_id", where="number IS NOT NULL"),
    index("field_value_instant", "field_id", "instant", "record_id", where="instant IS NOT NULL"),
    index("field_value_mark", "field_id", "mark", where="mark IS NOT NULL"),
    key=("field_id", "record_id", "part"),
    narrow=True,
)
"""The values of the fields that are filterable or unique, once more, in the order in which they are asked
for; `mark`: the form in which two values of a unique field are compared."""
