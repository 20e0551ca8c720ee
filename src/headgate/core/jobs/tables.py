"""Durable work: rows written in the same transaction as the change that asks for it."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number

jobs = table(
    "job",
    column("id", Id("job")),
    column("kind", sa.Text()),
    column("payload", Json()),
    column("state", sa.Text()),
    column("due_at", Instant()),
    column("lease_until", Instant(), null=True),
    column("attempts", Number),
    column("dedupe", sa.Text(), null=True),
    column("error", sa.Text(), null=True),
    column("created_at", Instant()),
    index("job_due", "state", "due_at"),
    index("job_dedupe", "kind", "dedupe", unique=True, where="dedupe IS NOT NULL AND state = 'waiting'"),
)
