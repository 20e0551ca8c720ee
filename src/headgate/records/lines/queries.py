"""Reading the lines of deals."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.records.deals.queries import deal_left, deal_of
from headgate.records.deals.schemas import Deal
from headgate.records.lines.schemas import DealLine, DealLines
from headgate.records.lines.tables import lines
from headgate.store.dialect import among, whole
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

LIVE = lines.c.standing == sa.literal_column("'live'")


class Ranked(msgspec.Struct, frozen=True):
    """Where a line stands or stood among those of its deal."""

    id: str
    rank: str
    standing: str


class Sum(msgspec.Struct, frozen=True):
    """What the lines of a deal come to; of a currency the first and the last, which are the same."""

    deal_id: str
    count: int
    sum: int
    currency: str
    other: str


def columns() -> list[Any]:
    return [lines.c[name] for name in DealLine.__struct_fields__]


@shape(DealLine)
def of_deals() -> sa.Select[Any]:
    """The lines of deals, each deal's in their order."""
    c = lines.c
    found = sa.select(*columns()).where(c.workspace_id == P("ws"), among(c.deal_id, "deals"), LIVE)
    return found.order_by(c.deal_id, c.rank, c.id)


@shape(DealLine)
def left() -> sa.Select[Any]:
    return sa.select(*columns()).where(lines.c.workspace_id == P("ws"), lines.c.id == P("id"))


@shape(Ranked)
def ranked() -> sa.Select[Any]:
    """All that stand or stood on a deal: what an undo brings back has its place for itself."""
    c = lines.c
    found = sa.select(c.id, c.rank, c.standing).where(c.workspace_id == P("ws"), c.deal_id == P("deal"))
    return found.order_by(c.rank, c.id)


@shape(Sum)
def sums() -> sa.Select[Any]:
    c = lines.c
    return (
        sa.select(
            c.deal_id,
            whole(sa.func.count()).label("count"),
            whole(sa.func.sum(c.sum)).label("sum"),
            sa.func.min(c.currency).label("currency"),
            sa.func.max(c.currency).label("other"),
        )
        .where(c.workspace_id == P("ws"), among(c.deal_id, "deals"), LIVE)
        .group_by(c.deal_id)
    )


@shape()
def ever_lines() -> sa.Select[Any]:
    """All that stand or stood on a deal: their entries belong to its history."""
    c = lines.c
    return sa.select(sa.type_coerce(c.id, sa.BigInteger)).where(
        c.workspace_id == P("ws"), c.deal_id == P("deal")
    )


@shape()
def held_by_product() -> sa.Select[Any]:
    c = lines.c
    return sa.select(c.id).where(c.workspace_id == P("ws"), c.product_id == P("id"), LIVE).limit(1)


def sums_of(tx: Tx, ws: str, deal_ids: Sequence[str]) -> dict[str, Sum]:
    """Deal -> what its lines come to; deals without lines are left out."""
    return {each.deal_id: each for each in tx.all(sums(), ws=ws, deals=sorted(deal_ids))}


def lines_in(tx: Tx, ws: str, deal_id: str) -> list[DealLine]:
    return tx.all(of_deals(), ws=ws, deals=[deal_id])


def told(tx: Tx, ws: str, deal: Deal) -> DealLines:
    items = lines_in(tx, ws, deal.id)
    total = sum(each.sum for each in items) if items else None
    return DealLines(items, total, deal.currency, deal.amount_from)


def lines_seen(tx: Tx, actor: Actor, deal_id: str) -> DealLines:
    """The lines of a deal. Raises 404 for a deal that the actor does not see."""
    return told(tx, actor.workspace_id, deal_of(tx, actor, deal_id))


def line_left(tx: Tx, ws: str, id_: str) -> tuple[DealLine, DealLines]:
    """A line as a change left it, also one that the change took off, and those of its deal."""
    found = tx.one(left(), ws=ws, id=id_)
    deal = deal_left(tx, ws, found.deal_id) if found else None
    if found is None or deal is None:
        raise LookupError(f"no line {id_}")
    return found, told(tx, ws, deal)
