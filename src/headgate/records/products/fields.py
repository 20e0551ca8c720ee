"""The fields of products."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.products.tables import products

PRODUCT = "product"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(PRODUCT, "products", "prod", products)
declare(
    PRODUCT,
    column("name", "Name", "text", order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("series", "Series", "text"),
    column("list_price", "List price", "money", currency="currency"),
    column("currency", "Currency", "text"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
