"""Reading deals: one by id, lists, and what stands around them."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor, visible
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.listing import listing
from headgate.kit import paging
from headgate.kit.errors import not_found
from headgate.kit.text import fold
from headgate.records.companies.tables import companies
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
        .where(
            deals.c.workspace_id == P("ws"),
            deals.c.id == P("id"),
            deals.c.standing != sa.literal_column("'removed'"),
        )
    )


def deal_of(tx: Tx, actor: Actor, deal_id: str) -> Deal:
    """The deal. Raises 404 when it is not there or the actor may not see it."""
    try:
        found = tx.one(by_id(), ws=actor.workspace_id, id=deal_id)
    except ValueError:
        found = None
    if found is None or not actor.sees_owner(found.owner_id):
        raise not_found("deal")
    return found


@shape()
def page(wanted: tuple[Any, str, bool, bool]) -> sa.Select[Any]:
    scope = Scope(deals)
    return listing.select_page(columns(), RECORDS["deal"], scope, with_names(), wanted)


@shape()
def count(condition: Any) -> sa.Select[Any]:
    return listing.select_count(RECORDS["deal"], Scope(deals), deals, condition)


LIVE: dict[str, Any] = {"field": "standing", "op": "eq", "value": "live"}


def list_of(
    tx: Tx,
    actor: Actor,
    *,
    filter: Any = None,
    sort: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
    standing: Any = LIVE,
    beginning: str | None = None,
) -> tuple[list[Deal], str | None, int]:
    """A page of deals that the actor sees: (deals, next cursor, count up to the bound)."""
    named = {"field": "name_key", "op": "starts_with", "value": fold(beginning)} if beginning else None
    parts = [part for part in (standing, filter, named) if part is not None]
    ask = listing.ask(
        RECORDS["deal"],
        filter={"all": parts} if parts else None,
        visible=visible(actor),
        sort=sort,
        default_sort="-created_at",
        cursor=cursor,
        limit=limit,
    )
    wanted = (ask.condition.shape, ask.sort, ask.descending, ask.cursor is not None)
    place = {"k0": ask.cursor[0], "k1": ask.cursor[1]} if ask.cursor else {}
    rows = tx.all(page(wanted), ws=actor.workspace_id, n=limit + 1, **ask.condition.values, **place)
    total = tx.one(count(ask.condition.shape), ws=actor.workspace_id, **ask.condition.values)
    found = [Deal(*row[:-1]) for row in rows[:limit]]
    more = None
    if len(rows) > limit:
        name = ("-" if ask.descending else "") + ask.sort
        more = paging.encode((listing.key_text(rows[limit - 1][-1]), found[-1].id), f"deal:{name}")
    return found, more, int(total or 0)


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
