"""The table of activities."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Flag, Id, Instant, Json, Number, words

activities = table(
    "activity",
    column("id", Id("act")),
    column("deal_id", Id("deal"), null=True),
    column("company_id", Id("co"), null=True),
    column("kind", sa.Text()),
    column("status", sa.Text()),
    column("subject", words()),
    column("body", sa.Text(), null=True),
    column("due_at", Instant(), null=True),
    column("due_precision", sa.Text(), null=True),
    column("done_at", Instant(), null=True),
    column("direction", sa.Text(), null=True),
    column("human", Flag()),
    column("owner_id", Id("mem"), null=True),
    column("outcome", sa.Text(), null=True),
    column("custom", Json(), default="{}"),
    column("created_at", Instant()),
    column("standing", sa.Text()),
    column("version", Number),
    index("activity_deal", "deal_id", "status", "due_at"),
    index("activity_company", "company_id", where="company_id IS NOT NULL"),
    index("activity_owner", "owner_id", "status", "due_at"),
)
