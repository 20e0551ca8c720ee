"""The table of the lines of deals."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Number, words

lines = table(
    "deal_line",
    column("id", Id("line")),
    column("deal_id", Id("deal")),
    column("product_id", Id("prod"), null=True),
    column("name", words()),
    column("quantity", sa.Text()),
    column("unit_price", Number),
    column("currency", sa.Text()),
    column("discount", sa.Text()),
    column("sum", Number),
    column("rank", words()),
    column("external_id", sa.Text(), null=True),
    column("created_at", Instant()),
    column("standing", sa.Text()),
    column("version", Number),
    index("deal_line_deal", "deal_id"),
    index("deal_line_product", "product_id"),
)
"""Quantity and discount are decimals as text, so that they stay exact; the sum follows from them and the
price. The currency is the deal's: a deal whose lines are in another one is refused."""
