"""Search by the beginning of a name, over deals and companies, for the command palette."""

from typing import Any, Literal

import sqlalchemy as sa
from msgspec import Struct

from headgate.core.access.actor import Actor
from headgate.kit.text import fold
from headgate.records.companies.tables import companies
from headgate.records.deals.tables import deals
from headgate.records.pipelines.tables import stages
from headgate.store.dialect import among, starts_with
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

SHOWN = 8


class Hit(Struct):
    """A record found. `subtitle` says where it stands."""

    type: Literal["deal", "company"]
    id: str
    title: str
    subtitle: str | None


class Hits(Struct):
    items: list[Hit]


@shape()
def deals_named(own: bool, numbered: bool) -> sa.Select[Any]:
    joined = deals.join(
        stages, sa.and_(stages.c.workspace_id == deals.c.workspace_id, stages.c.id == deals.c.stage_id)
    )
    test = deals.c.number == P("number") if numbered else starts_with(deals.c.name_key, "q")
    statement = (
        sa.select(deals.c.id, deals.c.name, stages.c.name)
        .select_from(joined)
        .where(deals.c.workspace_id == P("ws"), deals.c.standing == "live", test)
        .order_by(deals.c.name_key, deals.c.id)
        .limit(SHOWN)
    )
    return statement.where(among(deals.c.owner_id, "owners")) if own else statement


@shape()
def companies_named() -> sa.Select[Any]:
    c = companies.c
    return (
        sa.select(c.id, c.name, c.sector)
        .where(c.workspace_id == P("ws"), c.standing == "live", starts_with(c.name_key, "q"))
        .order_by(c.name_key, c.id)
        .limit(SHOWN)
    )


def search(tx: Tx, actor: Actor, text: str) -> Hits:
    """Deals (those that the actor sees) and companies whose name begins with the text; `#12` is a number."""
    ws, key = actor.workspace_id, fold(text)
    if not key:
        return Hits([])
    seen: dict[str, Any] = {} if actor.owners is None else {"owners": actor.owners}
    digits = key.removeprefix("#")
    if digits.isascii() and digits.isdigit() and len(digits) < 12:
        numbered = tx.all(deals_named(bool(seen), True), ws=ws, number=int(digits), **seen)
    else:
        numbered = []
    named = tx.all(deals_named(bool(seen), False), ws=ws, q=key, **seen)
    hits = [Hit("deal", *row) for row in dict.fromkeys([*numbered, *named])]
    return Hits(hits + [Hit("company", *row) for row in tx.all(companies_named(), ws=ws, q=key)])
