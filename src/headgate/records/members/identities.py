"""Identities: who can sign in, once for all workspaces; and where each is a member."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.kit import clock, ids
from headgate.records.members.entering import Place
from headgate.records.members.queries import email_key
from headgate.records.members.tables import identities, members, memberships
from headgate.records.workspace.tables import workspaces
from headgate.store.dialect import insert_or
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class Identity(msgspec.Struct):
    id: str
    email: str
    password_hash: str | None


@shape(Identity)
def identity_by_email() -> sa.Select[Any]:
    i = identities.c
    return sa.select(i.id, i.email, i.password_hash).where(i.email_key == P("email"))


@shape(Identity)
def identity_by_id() -> sa.Select[Any]:
    i = identities.c
    return sa.select(i.id, i.email, i.password_hash).where(i.id == P("id"))


@shape()
def insert_identity() -> Any:
    values = {c.name: P(c.name) for c in identities.columns}
    return insert_or(identities).values(values).on_conflict_do_nothing(index_elements=["email_key"])


@shape()
def set_password() -> sa.Update:
    return sa.update(identities).where(identities.c.id == P("id")).values(password_hash=P("hash"))


@shape()
def insert_membership() -> Any:
    statement = insert_or(memberships).values({c.name: P(c.name) for c in memberships.columns})
    return statement.on_conflict_do_update(
        index_elements=["identity_id", "workspace_id"], set_={"member_id": statement.excluded.member_id}
    )


@shape()
def memberships_of() -> sa.Select[Any]:
    m = memberships.c
    return (
        sa.select(m.workspace_id, m.member_id).where(m.identity_id == P("identity")).order_by(m.workspace_id)
    )


@shape()
def workspace_of_member() -> sa.Select[Any]:
    """The name of a workspace in which the member is active; one workspace at a time, as shards want it."""
    joined = workspaces.join(members, members.c.workspace_id == workspaces.c.workspace_id)
    return (
        sa.select(workspaces.c.name)
        .select_from(joined)
        .where(workspaces.c.workspace_id == P("ws"), members.c.id == P("id"))
        .where(members.c.status == "active", members.c.standing == "live")
    )


def by_email(tx: Tx, email: str) -> Identity | None:
    return tx.one(identity_by_email(), email=email_key(email))


def identity_for(tx: Tx, email: str, password_hash: str | None) -> str:
    """The identity of that e-mail, made if there is none; one without a password takes the one given."""
    key = email_key(email)
    tx.run(
        insert_identity(),
        id=ids.new("idn"),
        email_key=key,
        email=email.strip(),
        password_hash=password_hash,
        created_at=clock.now(),
    )
    found = tx.one(identity_by_email(), email=key)
    if found is None:
        raise LookupError("an identity that was just made is gone")
    if found.password_hash is None and password_hash is not None:
        tx.run(set_password(), id=found.id, hash=password_hash)
    return found.id


def places_of(tx: Tx, identity_id: str) -> list[tuple[Place, str]]:
    """The workspaces in which the identity is an active member, each with the member's id."""
    found = []
    for ws, member_id in tx.all(memberships_of(), identity=identity_id):
        name = tx.one(workspace_of_member(), ws=ws, id=member_id)
        if name is not None:
            found.append((Place(ws, name), member_id))
    return found
