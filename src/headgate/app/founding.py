"""What a new store starts with, and what an operator does for a person: sign-in link, second factor reset."""

from typing import Any

import sqlalchemy as sa

from headgate.app import nouns
from headgate.core.access.actor import system
from headgate.core.verbs.perform import perform
from headgate.core.verbs.work import Work
from headgate.kit.errors import Problem, conflict, not_found
from headgate.records.members import identities, pending, second_factor
from headgate.records.members.joining import enroll
from headgate.records.members.links import create_link
from headgate.records.members.queries import Person, person
from headgate.records.members.second_factor_change import MemberFactor
from headgate.records.members.tables import members
from headgate.records.people import roles
from headgate.records.pipelines.commands import set_up
from headgate.records.workspace.commands import found
from headgate.records.workspace.queries import columns, read
from headgate.records.workspace.schemas import Workspace
from headgate.records.workspace.tables import workspaces
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape

nouns.load()

OWNER_EMAIL = "owner@localhost.example"
LINK_MINUTES = 24 * 60


@shape()
def every_workspace() -> sa.Select[Any]:
    return sa.select(*columns()).order_by(workspaces.c.created_at, workspaces.c.workspace_id)


def every(tx: Tx) -> list[Workspace]:
    return [read(cells) for cells in tx.all(every_workspace())]


def workspaces_of(store: Store) -> list[Workspace]:
    """All of them, oldest first."""
    return store.read(every)


def empty_workspace(
    tx: Tx,
    *,
    name: str = "My workspace",
    currency: str = "USD",
    zone: str = "UTC",
    owner: str = "Owner",
    email: str = OWNER_EMAIL,
) -> tuple[str, str]:
    """Gives the workspace and its owner, who has no password until one is chosen."""
    ws = found(tx, name=name, currency=currency, zone=zone)
    member = enroll(tx, ws, name=owner, email=email)
    work = Work(tx, system(ws))
    set_up(work)
    roles.set_up(work)
    work.end()
    return ws, member


@shape(Person)
def people_who_may() -> sa.Select[Any]:
    """Active members who can sign in, owners first."""
    m = members.c
    return (
        sa.select(*(m[name] for name in Person.__struct_fields__))
        .where(
            m.workspace_id == P("ws"), m.status == "active", m.standing == "live", m.identity_id.is_not(None)
        )
        .order_by(sa.case((m.role == "owner", 0), else_=1), m.created_at, m.id)
    )


def member_for(tx: Tx, ws: str, email: str | None = None) -> Person:
    """The member with that e-mail, else an owner. Raises the 404 problem."""
    for each in tx.all(people_who_may(), ws=ws):
        if (email is None and each.role == "owner") or (email and each.email == email):
            return each
    raise not_found("member")


def link_for_owner(tx: Tx, address: str) -> str:
    """A sign-in link for an owner of the oldest workspace."""
    first = every(tx)[0]
    return signin_link(tx, address, first.id, member_for(tx, first.id).id)


def signin_link(tx: Tx, address: str, ws: str, member_id: str) -> str:
    """An address that signs in as the member, once, within a day."""
    return f"{address}/signin#link={create_link(tx, ws, member_id, 'signin', LINK_MINUTES)}"


def reset_second_factor(tx: Tx, email: str) -> None:
    """Takes the second factor from the person, and says so in each workspace. Raises 404, 409 without one."""
    identity = identities.by_email(tx, email)
    if identity is None:
        raise Problem(404, "not_found", "Not found", f"Nobody signs in with the e-mail {email}.")
    if second_factor.confirmed(tx, identity.id) is None:
        raise conflict(f"{email} has no second factor.")
    for ws, member_id in tx.all(identities.memberships_of(), identity=identity.id):
        if person(tx, ws, member_id):
            perform(tx, system(ws), "second_factor.reset", [MemberFactor(member_id)])
    second_factor.remove(tx, identity.id)
    pending.forget(tx, identity.id)
