"""Reading members and teams."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.roles import Role
from headgate.core.listing.pages import Listing, archived, listed
from headgate.kit.text import fold
from headgate.records.members import fields
from headgate.records.members.schemas import Member, Team
from headgate.records.members.tables import members, teams
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

MEMBERS = listed(
    Listing(fields.MEMBER, Member, lambda: [members.c[name] for name in Member.__struct_fields__], members)
)


def team_columns() -> list[Any]:
    t = teams.c
    return [t.id, t.name, t.manager_id, t.parent_id, t.region, archived(teams), t.version]


TEAMS = listed(Listing(fields.TEAM, Team, team_columns, teams))


class Person(msgspec.Struct):
    """What signing in needs to know of a member."""

    workspace_id: str
    id: str
    name: str
    email: str | None
    role: Role
    own_role_id: str | None
    status: str
    identity_id: str | None


PERSON = [members.c[name] for name in Person.__struct_fields__]
HERE = members.c.standing == sa.literal_column("'live'")


@shape(Person)
def person_by_id() -> sa.Select[Any]:
    return sa.select(*PERSON).where(members.c.workspace_id == P("ws"), members.c.id == P("id"), HERE)


def person(tx: Tx, ws: str, member_id: str) -> Person | None:
    return tx.one(person_by_id(), ws=ws, id=member_id)


@shape()
def team_of_manager() -> sa.Select[Any]:
    """The members of the teams in use that a member manages, former ones included: their deals remain."""
    return (
        sa.select(members.c.id)
        .select_from(
            members.join(
                teams,
                sa.and_(teams.c.workspace_id == members.c.workspace_id, teams.c.id == members.c.team_id),
            )
        )
        .where(members.c.workspace_id == P("ws"), teams.c.manager_id == P("manager"))
        .where(teams.c.standing == "live", members.c.standing == "live")
        .order_by(members.c.id)
    )


@shape()
def tree_of_manager() -> sa.Select[Any]:
    """The same, with the members of all teams below those."""
    top = sa.select(teams.c.id).where(
        teams.c.workspace_id == P("ws"), teams.c.manager_id == P("manager"), teams.c.standing == "live"
    )
    tree = top.cte("tree", recursive=True)
    # UNION and not UNION ALL: a circle, which no verb makes, would have no end.
    below = sa.select(teams.c.id).where(teams.c.workspace_id == P("ws"), teams.c.parent_id == tree.c.id)
    tree = tree.union(below.where(teams.c.standing == "live"))
    return (
        sa.select(members.c.id)
        .where(members.c.workspace_id == P("ws"), members.c.team_id.in_(sa.select(tree.c.id)))
        .where(members.c.standing == "live")
        .order_by(members.c.id)
    )


@shape()
def all_teams() -> sa.Select[Any]:
    """(team, what it is part of) of all that are in use or put away."""
    return sa.select(teams.c.id, teams.c.parent_id).where(
        teams.c.workspace_id == P("ws"), teams.c.standing != "removed"
    )


@shape()
def active_owners() -> sa.Select[Any]:
    return sa.select(members.c.id).where(
        members.c.workspace_id == P("ws"), members.c.role == "owner", members.c.status == "active", HERE
    )


@shape()
def by_email() -> sa.Select[Any]:
    return sa.select(members.c.email_key, members.c.id).where(
        members.c.workspace_id == P("ws"), among(members.c.email_key, "emails"), HERE
    )


@shape()
def by_name() -> sa.Select[Any]:
    return sa.select(members.c.name_key, members.c.id).where(
        members.c.workspace_id == P("ws"), among(members.c.name_key, "names"), HERE
    )


@shape()
def teams_by_name() -> sa.Select[Any]:
    return sa.select(teams.c.name_key, teams.c.id).where(
        teams.c.workspace_id == P("ws"), among(teams.c.name_key, "names"), teams.c.standing == "live"
    )


@shape()
def members_in_team() -> sa.Select[Any]:
    return sa.select(sa.func.count().label("count")).where(
        members.c.workspace_id == P("ws"),
        members.c.team_id == P("team"),
        members.c.status != "inactive",
        HERE,
    )


@shape()
def teams_managed_by() -> sa.Select[Any]:
    return sa.select(teams.c.id).where(
        teams.c.workspace_id == P("ws"), teams.c.manager_id == P("manager"), teams.c.standing == "live"
    )


@shape()
def count_members() -> sa.Select[Any]:
    return sa.select(sa.func.count().label("count")).where(members.c.workspace_id == P("ws"))


def members_named(tx: Tx, ws: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Folded name -> ids of the members so called, for matching what an import names."""
    return grouped(tx.all(by_name(), ws=ws, names=sorted({fold(name) for name in names})))


def members_by_email(tx: Tx, ws: str, emails: Sequence[str]) -> dict[str, str]:
    """E-mail in its compared form (see `email_key`) -> member."""
    return dict(tx.all(by_email(), ws=ws, emails=sorted({email_key(email) for email in emails})))


def teams_named(tx: Tx, ws: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Folded name -> ids of the teams in use."""
    return grouped(tx.all(teams_by_name(), ws=ws, names=sorted({fold(name) for name in names})))


def grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, id_ in pairs:
        found.setdefault(key, []).append(id_)
    return found


def email_key(email: str) -> str:
    """How e-mails are compared: without regard to case."""
    return email.strip().casefold()
