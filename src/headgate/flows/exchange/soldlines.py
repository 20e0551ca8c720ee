"""Lines of deals for their export: each with what tells its deal, so that the file can come back."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from headgate.records.deals.schemas import Deal
from headgate.records.lines.queries import of_deals
from headgate.records.lines.schemas import DealLine
from headgate.records.products.tables import products
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class SoldLine(NamedTuple):
    """`product`: its name as it is now, or the line's own."""

    deal: Deal
    line: DealLine
    product: str


@shape()
def product_names() -> sa.Select[Any]:
    p = products.c
    return sa.select(p.id, p.name).where(p.workspace_id == P("ws"), among(p.id, "ids"))


def sold(tx: Tx, ws: str, deals: Sequence[Deal]) -> list[SoldLine]:
    """The lines of these deals, in the order of the deals and of each deal's lines."""
    found: dict[str, list[DealLine]] = {}
    for line in tx.all(of_deals(), ws=ws, deals=[deal.id for deal in deals]):
        found.setdefault(line.deal_id, []).append(line)
    named = {line.product_id for lines in found.values() for line in lines if line.product_id}
    names = dict(tx.all(product_names(), ws=ws, ids=sorted(named))) if named else {}
    return [
        SoldLine(deal, line, names.get(line.product_id or "", line.name))
        for deal in deals
        for line in found.get(deal.id, ())
    ]
