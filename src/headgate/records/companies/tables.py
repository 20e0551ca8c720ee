"""The table of companies."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number, words

companies = table(
    "company",
    column("id", Id("co")),
    column("name", words()),
    column("name_key", words()),
    column("match_key", words()),
    column("domain", words(), null=True),
    column("sector", words(), null=True),
    column("country", words(), null=True),
    column("region", words(), null=True),
    column("revenue", Number, null=True),
    column("currency", sa.Text()),
    column("employees", Number, null=True),
    column("founded", Number, null=True),
    column("parent_id", Id("co"), null=True),
    column("owner_id", Id("mem"), null=True),
    column("custom", Json()),
    column("external_source", sa.Text(), null=True),
    column("external_id", sa.Text(), null=True),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("company_name", "name_key", "id"),
    index("company_match", "match_key"),
    index("company_parent", "parent_id"),
    index("company_owner", "owner_id"),
    index("company_external", "external_source", "external_id", where="external_id IS NOT NULL"),
)
