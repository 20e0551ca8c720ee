"""The table of exchange rates."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Number

exchange_rates = table(
    "exchange_rate",
    column("id", Id("rate")),
    column("currency", sa.Text()),
    column("base", sa.Text()),
    column("starts_on", sa.Text()),
    column("rate", sa.Text()),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("exchange_rate_day", "base", "currency", "starts_on"),
)
"""One unit of `currency` is `rate` (a decimal) of `base`, from the day `starts_on` until the next one's."""
