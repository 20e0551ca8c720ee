"""Reading roles, and the people on a deal."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.listing.pages import archived
from headgate.records.companies.tables import companies
from headgate.records.contacts.tables import contacts
from headgate.records.deals.queries import deal_of
from headgate.records.people.schemas import DealRole, Participant
from headgate.records.people.tables import participants, roles
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


def joined(table: sa.Table, to: Any) -> Any:
    return sa.and_(table.c.workspace_id == participants.c.workspace_id, table.c.id == to)


WITH_NAMES = (
    participants.join(contacts, joined(contacts, participants.c.contact_id))
    .outerjoin(companies, joined(companies, contacts.c.company_id))
    .outerjoin(roles, joined(roles, participants.c.role_id))
)
SPECIAL = {
    "name": contacts.c.name,
    "job_title": contacts.c.job_title,
    "email": contacts.c.email,
    "phone": contacts.c.phone,
    "company_name": companies.c.name.label("company_name"),
    "contact_archived": archived(contacts).label("contact_archived"),
    "role_name": roles.c.name.label("role_name"),
    "main": sa.type_coerce(sa.literal_column("0"), archived(contacts).type).label("main"),
}


def columns() -> list[Any]:
    return [
        SPECIAL[name] if name in SPECIAL else participants.c[name] for name in Participant.__struct_fields__
    ]


@shape(Participant)
def people_of() -> sa.Select[Any]:
    """The people on a deal, the main one first."""
    p = participants.c
    return (
        sa.select(*columns())
        .select_from(WITH_NAMES)
        .where(p.workspace_id == P("ws"), p.deal_id == P("deal"), p.standing == sa.literal_column("'live'"))
        .order_by(p.main_since.is_(None), p.main_since.desc(), p.created_at, p.id)
    )


@shape(Participant)
def left() -> sa.Select[Any]:
    p = participants.c
    return sa.select(*columns()).select_from(WITH_NAMES).where(p.workspace_id == P("ws"), p.id == P("id"))


@shape()
def ever_on() -> sa.Select[Any]:
    """All who are or were on a deal: their entries belong to its history."""
    p = participants.c
    return sa.select(sa.type_coerce(p.id, sa.BigInteger)).where(
        p.workspace_id == P("ws"), p.deal_id == P("deal")
    )


@shape()
def held_by_contact() -> sa.Select[Any]:
    p = participants.c
    live = p.standing == sa.literal_column("'live'")
    return sa.select(p.id).where(p.workspace_id == P("ws"), p.contact_id == P("id"), live).limit(1)


@shape()
def held_by_role() -> sa.Select[Any]:
    p = participants.c
    live = p.standing == sa.literal_column("'live'")
    return sa.select(p.id).where(p.workspace_id == P("ws"), p.role_id == P("id"), live).limit(1)


@shape()
def all_roles() -> sa.Select[Any]:
    r = roles.c
    return (
        sa.select(r.id, r.name, r.position, r.standing, r.version)
        .where(r.workspace_id == P("ws"))
        .order_by(r.position, r.id)
    )


def roles_of(tx: Tx, ws: str) -> list[DealRole]:
    """In their order, retired ones included and marked."""
    return [
        DealRole(id_, name, position, standing != "live", version)
        for id_, name, position, standing, version in tx.all(all_roles(), ws=ws)
        if standing != "removed"
    ]


def people(tx: Tx, ws: str, deal_id: str) -> list[Participant]:
    found = tx.all(people_of(), ws=ws, deal=deal_id)
    for first in found[:1]:
        first.main = True
    return found


def people_seen(tx: Tx, actor: Actor, deal_id: str) -> list[Participant]:
    """The people on a deal, the main one first. Raises 404 for a deal that the actor does not see."""
    deal_of(tx, actor, deal_id)
    return people(tx, actor.workspace_id, deal_id)


def participant_left(tx: Tx, ws: str, id_: str) -> Participant:
    """A person as a change left it, also one that the change took off."""
    found = tx.one(left(), ws=ws, id=id_)
    if found is None:
        raise LookupError(f"no participant {id_}")
    found.main = any(each.id == id_ and each.main for each in people(tx, ws, found.deal_id))
    return found
