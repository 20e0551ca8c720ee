"""Roles as the workspace has them: the presets, and its own, each standing on a preset."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.roles import GRANTS, REACH, ROLES, Reach, Role
from headgate.kit.errors import not_found
from headgate.records.members.fields import ROLES as NAMES
from headgate.records.members.schemas import MemberRole
from headgate.records.members.tables import members, roles
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

OWNERS_OWN = frozenset(("owner",))
"""What no role of one's own stands on: an owner may everything, always."""


@shape()
def permissions_of_role() -> sa.Select[Any]:
    r = roles.c
    return sa.select(r.permissions, r.reach).where(r.workspace_id == P("ws"), r.id == P("id"))


def columns() -> list[Any]:
    r = roles.c
    return [r.id, r.name, r.base, r.permissions, r.reach, r.standing, r.version]


@shape()
def own_roles() -> sa.Select[Any]:
    """Those in use; nobody has one that is put away."""
    r = roles.c
    return (
        sa.select(*columns())
        .where(r.workspace_id == P("ws"), r.standing == sa.literal_column("'live'"))
        .order_by(r.name_key, r.id)
    )


@shape()
def own_role() -> sa.Select[Any]:
    r = roles.c
    return sa.select(*columns()).where(r.workspace_id == P("ws"), r.id == P("id"), r.standing != "removed")


@shape()
def roles_by_name() -> sa.Select[Any]:
    r = roles.c
    return sa.select(r.id).where(
        r.workspace_id == P("ws"), r.name_key == P("key"), r.standing == sa.literal_column("'live'")
    )


@shape()
def members_with_role() -> sa.Select[Any]:
    m = members.c
    return sa.select(sa.func.count().label("count")).where(
        m.workspace_id == P("ws"), m.own_role_id == P("role"), m.standing == "live"
    )


def allowed(tx: Tx, ws: str, base: Role, own_role_id: str | None) -> tuple[frozenset[str], Reach]:
    """What a member with this role may do, and whose deals it sees."""
    own = own_role_id and tx.one(permissions_of_role(), ws=ws, id=own_role_id)
    if not own:
        return GRANTS[base], REACH[base]
    permissions, reach = own
    return known(msgspec.json.decode(permissions, type=list[str])), reach


def known(permissions: list[str]) -> frozenset[str]:
    """Those that there are still: a permission that the product has no more grants nothing."""
    return GRANTS["owner"].intersection(permissions)


def roles_of(tx: Tx, ws: str) -> list[MemberRole]:
    names = dict(NAMES)
    presets = [
        MemberRole(role, names[role], role, sorted(GRANTS[role]), REACH[role], True, False, 1)
        for role in ROLES
    ]
    return presets + [said(*row) for row in tx.all(own_roles(), ws=ws)]


def role_of(tx: Tx, ws: str, own_role_id: str) -> MemberRole:
    """One of the workspace's own. Raises 404."""
    row = tx.one(own_role(), ws=ws, id=own_role_id)
    if row is None:
        raise not_found("role")
    return said(*row)


def said(
    id_: str, name: str, base: Role, permissions: bytes, reach: Reach, standing: str, version: int
) -> MemberRole:
    granted = sorted(known(msgspec.json.decode(permissions, type=list[str])))
    return MemberRole(id_, name, base, granted, reach, False, standing == "archived", version)
