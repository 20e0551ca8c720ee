"""Deals that may be one and the same: of one company, called alike or for one product at one time."""

from datetime import timedelta
from difflib import SequenceMatcher
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.access.seeing import Narrowed, narrowing, within
from headgate.kit.text import fold
from headgate.records.deals.queries import deal_of, linked
from headgate.records.deals.schemas import Currency, Deal, Status
from headgate.records.deals.tables import deals
from headgate.records.pipelines.tables import stages
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

ENOUGH = 0.6
"""How like two names are at least: the share of letters that run alike in both."""
NEAR = timedelta(days=60)
MOST, SHOWN = 300, 10


class AlikeDeal(msgspec.Struct):
    """A deal that may be the same one; `why` says what speaks for it, `likeness` of the names is 0 to 1."""

    id: str
    number: int
    name: str
    status: Status
    stage_name: str
    amount: int | None
    currency: Currency
    why: str
    likeness: float


class AlikeDeals(msgspec.Struct):
    items: list[AlikeDeal]


@shape()
def of_company(named: bool, narrowed: Narrowed) -> sa.Select[Any]:
    """Deals in use of the company, or those of no company that are called the same; `narrowed`: if seen."""
    d = deals.c
    found = (
        sa.select(
            d.id, d.number, d.name, d.status, stages.c.name, d.amount, d.currency, d.product_id, d.created_at
        )
        .select_from(deals.join(stages, linked(stages, d.stage_id)))
        .where(d.workspace_id == P("ws"), d.id != P("id"), d.standing == sa.literal_column("'live'"))
    )
    if named:
        found = found.where(d.company_id.is_(None), d.name_key == P("name"))
    else:
        found = found.where(d.company_id == P("company"))
    if narrowed:
        found = found.where(within(narrowed, d))
    return found.order_by(d.id.desc()).limit(P("n", sa.Integer))


def alike(tx: Tx, actor: Actor, deal_id: str) -> list[AlikeDeal]:
    """Of those that the actor sees, the likeliest first. Raises 404."""
    deal = deal_of(tx, actor, deal_id)
    narrowed, seen = narrowing(actor)
    if deal.company_id is None:
        asked: dict[str, Any] = {"name": fold(deal.name)}
    else:
        asked = {"company": deal.company_id}
    query = of_company("name" in asked, narrowed)
    rows = tx.all(query, ws=actor.workspace_id, id=deal.id, n=MOST, **asked, **seen)
    found = []
    for id_, number, name, status, stage, amount, currency, product, created in rows:
        likeness = like(deal.name, name)
        why = reason(deal, likeness, status, product, created)
        if why:
            found.append(AlikeDeal(id_, number, name, status, stage, amount, currency, why, likeness))
    found.sort(key=lambda each: -each.likeness)
    return found[:SHOWN]


def like(one: str, other: str) -> float:
    """Letters without their case and marks; the order of the two does not matter."""
    first, second = sorted((fold(one), fold(other)))
    return round(SequenceMatcher(None, first, second, autojunk=False).ratio(), 3)


def reason(deal: Deal, likeness: float, status: str, product: str | None, created: Any) -> str:
    """What speaks for it, empty where nothing does."""
    company = "The same company" if deal.company_id is not None else "No company on either"
    if likeness >= ENOUGH:
        return f"{company}, and " + ("the same name." if likeness == 1 else "a similar name.")
    both_open = deal.status == status == "open"
    near = abs(created - deal.created_at) <= NEAR
    same = deal.company_id is not None and product is not None and product == deal.product_id
    if same and both_open and near:
        return "The same company and product, begun within 60 days."
    return ""
