"""The table of workspaces, one row each."""

import sqlalchemy as sa

from headgate.store.schema import column, table
from headgate.store.types import Instant, Number, words

workspaces = table(
    "workspace",
    column("name", words()),
    column("base_currency", sa.Text()),
    column("zone", sa.Text()),
    column("fiscal_month", Number),
    column("week_start", Number),
    column("backdating_days", Number),
    column("created_at", Instant()),
    column("version", Number),
    key=(),
)
