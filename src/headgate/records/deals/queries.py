"""Reading deals: one by id, lists, and what stands around them."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor, visible
from headgate.core.listing.listing import ask, given_filter
from headgate.core.listing.pages import Listing, Page, listed, page
from headgate.kit.errors import Problem, not_found
from headgate.records.companies.tables import companies
from headgate.records.custom_fields.asking import known
from headgate.records.deals.fields import DEAL
from headgate.records.deals.schemas import Deal, Visit
from headgate.records.deals.tables import FOREVER, FOREVER_MICROS, deals, stage_visits
from headgate.records.members.tables import members
from headgate.records.pipelines.tables import stages
from headgate.records.products.tables import products
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

OWN = tuple(name for name in Deal.__struct_fields__ if name in deals.c)


def linked(table: sa.Table, key: Any) -> Any:
    return sa.and_(table.c.workspace_id == deals.c.workspace_id, table.c.id == key)


def with_names() -> Any:
    """Deals joined to what they point to, for the names."""
    return (
        deals.join(stages, linked(stages, deals.c.stage_id))
        .outerjoin(companies, linked(companies, deals.c.company_id))
        .outerjoin(products, linked(products, deals.c.product_id))
        .outerjoin(members, linked(members, deals.c.owner_id))
    )


def columns() -> list[Any]:
    names = [
        stages.c.name.label("stage_name"),
        companies.c.name.label("company_name"),
        products.c.name.label("product_name"),
        members.c.name.label("owner_name"),
    ]
    return [*(deals.c[name] for name in OWN), *names]


@shape(Deal)
def by_id() -> sa.Select[Any]:
    return (
        sa.select(*columns())
        .select_from(with_names())
        .where(deals.c.workspace_id == P("ws"), deals.c.id == P("id"))
    )


def deal_left(tx: Tx, ws: str, deal_id: str) -> Deal | None:
    """The deal as a change left it, also one that the change took out."""
    return tx.one(by_id(), ws=ws, id=deal_id)


def deal_of(tx: Tx, actor: Actor, deal_id: str) -> Deal:
    """The deal. Raises 404 when it is not there or the actor may not see it."""
    try:
        found = tx.one(by_id(), ws=actor.workspace_id, id=deal_id)
    except ValueError:
        found = None
    if found is None or not actor.sees_deal(found.id, found.owner_id):
        raise not_found("deal")
    if found.merged_into_id is not None and found.standing == "removed":
        raise gone_into(tx, actor, found.merged_into_id)
    if found.standing == "removed":
        raise not_found("deal")
    return found


def gone_into(tx: Tx, actor: Actor, deal_id: str) -> Problem:
    """The 404 problem for a deal that was merged: with the one that it is in now, if the actor sees it."""
    survivor = tx.one(by_id(), ws=actor.workspace_id, id=deal_id)
    while survivor is not None and survivor.standing == "removed" and survivor.merged_into_id is not None:
        survivor = tx.one(by_id(), ws=actor.workspace_id, id=survivor.merged_into_id)
    if (
        survivor is None
        or survivor.standing == "removed"
        or not actor.sees_deal(survivor.id, survivor.owner_id)
    ):
        return not_found("deal")
    detail = f"This deal was merged into “{survivor.name}”."
    return Problem(404, "merged", "Merged", detail, extra={"merged_into": survivor.id})


DEALS = listed(Listing(DEAL.name, Deal, columns, with_names(), "-created_at"))


def deleted_page(tx: Tx, actor: Actor, *, filter: str | None, cursor: str | None, limit: int) -> Page[Deal]:
    """Deleted deals that may be restored, the last deleted first: those out of all history and those that
    count as lost; not those merged into another deal."""
    asked: list[Any] = [
        {"field": "removal", "op": "not_empty"},
        {"field": "removal", "op": "ne", "value": "merged"},
    ]
    if (seen := visible(actor)) is not None:
        asked.append(seen)
    wanted = ask(
        known(tx, actor.workspace_id, DEAL.name, filter),
        filter=given_filter(filter),
        visible={"all": asked},
        default_sort="-removed_at",
        cursor=cursor,
        limit=limit,
    )
    return page(tx, actor.workspace_id, DEALS, wanted)


@shape()
def visits_of_deal() -> sa.Select[Any]:
    v = stage_visits.c
    joined = stage_visits.join(
        stages, sa.and_(stages.c.workspace_id == v.workspace_id, stages.c.id == v.stage_id)
    )
    return (
        sa.select(v.stage_id, stages.c.name, v.valid_from, v.valid_to, v.exit, v.truncated)
        .select_from(joined)
        .where(
            v.workspace_id == P("ws"),
            v.deal_id == P("deal"),
            v.known_to == sa.literal_column(str(FOREVER_MICROS)),
        )
        .order_by(v.valid_from, v.version, v.part)
    )


def visits(tx: Tx, actor: Actor, deal_id: str, now: Any) -> list[Visit]:
    """The deal's stays in stages, as we believe them now. Raises 404."""
    deal_of(tx, actor, deal_id)
    return [
        Visit(
            stage_id=stage_id,
            stage_name=name,
            entered_at=start,
            left_at=None if end == FOREVER else end,
            exit=way_out,
            days=((now if end == FOREVER else end) - start).total_seconds() / 86_400,
            truncated=bool(truncated),
        )
        for stage_id, name, start, end, way_out, truncated in tx.all(
            visits_of_deal(), ws=actor.workspace_id, deal=deal_id
        )
    ]
