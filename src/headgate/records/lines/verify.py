"""Whether deals that have their value from their lines have what these come to, in their currency."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from headgate.records.deals.tables import deals
from headgate.records.lines.queries import LIVE
from headgate.records.lines.tables import lines
from headgate.store.dialect import whole
from headgate.store.engine import Store
from headgate.store.statements import P, shape

MOST = 1_000
NOTHING: sa.ColumnElement[Any] = sa.literal_column(str(-(1 << 62)))
"""Stands for no amount where two are compared."""


@shape()
def unlike() -> sa.Select[Any]:
    d, c = deals.c, lines.c
    sums = (
        sa.select(c.deal_id, whole(sa.func.sum(c.sum)).label("sum"))
        .where(c.workspace_id == P("ws"), LIVE)
        .group_by(c.deal_id)
        .subquery()
    )
    differ = sa.func.coalesce(d.amount, NOTHING) != sa.func.coalesce(sums.c.sum, NOTHING)
    follows = d.amount_from == sa.literal_column("'lines'")
    return (
        sa.select(d.id, d.amount, sums.c.sum)
        .select_from(deals.outerjoin(sums, sums.c.deal_id == d.id))
        .where(d.workspace_id == P("ws"), d.standing != "removed", follows, differ)
        .order_by(d.id)
        .limit(P("n", sa.Integer))
    )


@shape()
def in_other_currency() -> sa.Select[Any]:
    d, c = deals.c, lines.c
    mine = sa.and_(d.workspace_id == c.workspace_id, d.id == c.deal_id)
    return (
        sa.select(c.id, c.currency, d.id, d.currency)
        .select_from(lines.join(deals, mine))
        .where(c.workspace_id == P("ws"), LIVE, d.standing != "removed", c.currency != d.currency)
        .order_by(c.id)
        .limit(P("n", sa.Integer))
    )


def verify(store: Store, ws: str) -> Iterator[str]:
    """Sentences that name the first differences; nothing where all is well."""
    for deal, amount, total in store.read(lambda tx: tx.all(unlike(), ws=ws, n=MOST), bounded=False):
        yield f"{deal}: its value is {amount}, its lines come to {total}"
    for line, code, deal, own in store.read(
        lambda tx: tx.all(in_other_currency(), ws=ws, n=MOST), bounded=False
    ):
        yield f"{line}: it is in {code}, its deal {deal} in {own}"
