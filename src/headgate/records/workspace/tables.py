"""The table of workspaces, one row each."""

import sqlalchemy as sa

from headgate.store.schema import column, table
from headgate.store.types import Instant, Json, Number, words

USUAL = '{"days": [1, 2, 3, 4, 5], "opens": "09:00", "closes": "17:00", "holidays": []}'
"""From Monday to Friday, nine to five, as JSON."""

workspaces = table(
    "workspace",
    column("name", words()),
    column("base_currency", sa.Text()),
    column("zone", sa.Text()),
    column("fiscal_month", Number),
    column("week_start", Number),
    column("backdating_days", Number),
    column("calendar", Json(), default=USUAL),
    column("created_at", Instant()),
    column("version", Number),
    key=(),
)
