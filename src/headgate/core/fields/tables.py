"""The second place of values that lie in JSON beside their records, in the order that they are asked in."""

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Number, Real, words

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
"""The values of the fields that are filterable or unique. `mark`: the form in which two values of a unique
field are compared; `part`: which of several values of one field."""
