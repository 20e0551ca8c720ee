"""The table of saved mappings."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number

import_mappings = table(
    "import_mapping",
    column("id", Id("map")),
    column("name", sa.Text()),
    column("fingerprint", sa.Text()),
    column("mapping", Json()),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("import_mapping_fingerprint", "fingerprint"),
)
"""`fingerprint`: of the titles of a file's columns. `mapping`: what becomes of them."""
