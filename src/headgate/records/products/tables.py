"""The table of products."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number, words

products = table(
    "product",
    column("id", Id("prod")),
    column("name", words()),
    column("name_key", words()),
    column("match_key", words()),
    column("series", words(), null=True),
    column("list_price", Number, null=True),
    column("currency", sa.Text()),
    column("custom", Json(), default="{}"),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("product_name", "name_key", "id"),
    index("product_match", "match_key"),
)
