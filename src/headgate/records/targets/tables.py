"""The table of targets."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Number

targets = table(
    "target",
    column("id", Id("tgt")),
    column("starts_on", sa.Text()),
    column("ends_on", sa.Text()),
    column("pipeline_id", Id("pipe"), null=True),
    column("team_id", Id("team"), null=True),
    column("member_id", Id("mem"), null=True),
    column("amount", Number),
    column("currency", sa.Text()),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("target_days", "starts_on", "ends_on"),
)
"""The days are local dates, the end left out."""
