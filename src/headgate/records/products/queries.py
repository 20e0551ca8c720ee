"""Reading products: one, lists, and matches for what a file or a form names."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.listing.pages import Listing, archived, listed
from headgate.kit.text import squash
from headgate.records.products import fields
from headgate.records.products.schemas import Product
from headgate.records.products.tables import products
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


def columns() -> list[Any]:
    own = {"archived": archived(products)}
    return [own.get(name, products.c.get(name)) for name in Product.__struct_fields__]


PRODUCTS = listed(Listing(fields.PRODUCT, Product, columns, products))


@shape()
def by_match() -> sa.Select[Any]:
    p = products.c
    return (
        sa.select(p.match_key, p.id, p.name)
        .where(p.workspace_id == P("ws"), p.standing != "removed", among(p.match_key, "keys"))
        .order_by(p.standing.desc(), p.id)
    )


def products_matching(tx: Tx, ws: str, names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Squashed name (`GTX Pro` is `gtxpro`) -> (id, name) of the products so called, archived ones last."""
    found: dict[str, list[tuple[str, str]]] = {}
    keys = sorted({squash(name) for name in names} - {""})
    for key, id_, name in tx.all(by_match(), ws=ws, keys=keys):
        found.setdefault(key, []).append((id_, name))
    return found
