"""The fields of lines, and what they add to deals."""

from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, Ability, Field, Scope, column, declare, record
from headgate.records.deals.fields import DEAL
from headgate.records.lines.tables import lines
from headgate.records.products.fields import PRODUCT

LINE = "deal_line"
ASKED: frozenset[Ability] = frozenset(("filter",))
record(LINE, "lines of deals", "line", lines)
declare(
    LINE,
    column("deal_id", "Deal", "link", links=DEAL.name),
    column("product_id", "Product", "link", links=PRODUCT),
    column("name", "Name", "text"),
    column("quantity", "Quantity", "text"),
    column("unit_price", "Unit price", "money", currency="currency"),
    column("discount", "Discount in percent", "text"),
    column("sum", "Sum", "money", currency="currency"),
    column("currency", "Currency", "text"),
    column("external_id", "External id", "text"),
    column("created_at", "Added", "instant"),
)


def on_deal(alias: str, scope: Scope) -> tuple[Any, Any]:
    """(the lines under another name, that they stand on the scope's deal now)."""
    own = lines.alias(alias)
    live = own.c.standing == sa.literal_column("'live'")
    return own, sa.and_(own.c.workspace_id == scope.workspace_id, own.c.deal_id == scope.id, live)


def first_product(scope: Scope) -> Any:
    own, here = on_deal("first_line", scope)
    return sa.select(own.c.product_id).where(here).order_by(own.c.rank, own.c.id).limit(1).scalar_subquery()


def any_product(scope: Scope) -> tuple[Any, Any]:
    own, here = on_deal("any_line", scope)
    return own.c.product_id, lambda test: sa.exists(sa.select(sa.literal_column("1")).where(here, test))


def how_many(scope: Scope) -> Any:
    own, here = on_deal("lines_counted", scope)
    return sa.select(sa.func.count()).select_from(own).where(here).scalar_subquery()


declare(
    DEAL.name,
    Field(
        "line_product_id",
        "Product on a line",
        "link",
        first_product,
        ASKED,
        links=PRODUCT,
        each=any_product,
    ),
    Field("lines", "Lines", "number", how_many, DERIVED),
)
