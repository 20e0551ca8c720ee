"""Reading who a deal is shared with."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.access.tables import collaborators
from headgate.kit.errors import not_found
from headgate.records.collaborators.schemas import Collaborator, Collaborators
from headgate.records.deals.queries import deal_of
from headgate.records.members.tables import members
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

WITH_NAMES = collaborators.join(
    members,
    sa.and_(
        members.c.workspace_id == collaborators.c.workspace_id, members.c.id == collaborators.c.member_id
    ),
)
LIVE = collaborators.c.standing == sa.literal_column("'live'")


def columns() -> list[Any]:
    theirs = {"name": members.c.name, "hue": members.c.hue}
    return [
        theirs[name] if name in theirs else collaborators.c[name] for name in Collaborator.__struct_fields__
    ]


@shape(Collaborator)
def of_deal() -> sa.Select[Any]:
    c = collaborators.c
    found = sa.select(*columns()).select_from(WITH_NAMES)
    return found.where(c.workspace_id == P("ws"), c.deal_id == P("deal"), LIVE).order_by(c.id)


@shape(Collaborator)
def left() -> sa.Select[Any]:
    c = collaborators.c
    found = sa.select(*columns()).select_from(WITH_NAMES)
    return found.where(c.workspace_id == P("ws"), c.id == P("id"))


@shape()
def ever_shared() -> sa.Select[Any]:
    """All who are or were collaborators of a deal: their entries belong to its history."""
    c = collaborators.c
    return sa.select(sa.type_coerce(c.id, sa.BigInteger)).where(
        c.workspace_id == P("ws"), c.deal_id == P("deal")
    )


@shape()
def how_many() -> sa.Select[Any]:
    """Deals that are shared with a member."""
    c = collaborators.c
    return sa.select(sa.func.count()).where(c.workspace_id == P("ws"), c.member_id == P("member"), LIVE)


@shape()
def held_by_member() -> sa.Select[Any]:
    c = collaborators.c
    return sa.select(c.id).where(c.workspace_id == P("ws"), c.member_id == P("member"), LIVE).limit(1)


def may_share(actor: Actor, owner_id: str | None) -> bool:
    """Who was shown a deal does not show it to others."""
    return actor.may("deal.edit") and actor.sees_owner(owner_id)


def collaborators_seen(tx: Tx, actor: Actor, deal_id: str) -> Collaborators:
    """Raises 404 for a deal that the actor does not see."""
    deal = deal_of(tx, actor, deal_id)
    found = tx.all(of_deal(), ws=actor.workspace_id, deal=deal_id)
    return Collaborators(found, may_share(actor, deal.owner_id), actor.changes_deal(deal.id, deal.owner_id))


def collaborator_left(tx: Tx, ws: str, id_: str) -> Collaborator:
    """As a change left it, also one that it took off."""
    found = tx.one(left(), ws=ws, id=id_)
    if found is None:
        raise not_found("collaborator")
    return found
