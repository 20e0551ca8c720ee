"""Changes of many deals: what was asked, of which deals, and how far it has come."""

import sqlalchemy as sa

from headgate.store.schema import column, table
from headgate.store.types import Flag, Id, Instant, Json, Number

bulk_runs = table(
    "bulk_run",
    column("id", Id("bulk")),
    column("status", sa.Text()),
    column("created_at", Instant()),
    column("created_by", Id("mem"), null=True),
    column("verb", sa.Text()),
    column("payload", Json()),
    column("whole", Flag()),
    column("deals", Json()),
    column("total", Number),
    column("done", Number),
    column("result", Json()),
    column("stop", Flag()),
    column("error", sa.Text(), null=True),
    column("batch", Number),
    column("version", Number),
)
"""`deals`: their ids in order, the first one on top. `whole`: all or none. `batch`: the number that ties the
journal's entries together."""
