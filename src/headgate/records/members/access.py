"""How credentials become an actor: one query for a session or a token, others for own roles and a
manager's teams."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor, grants, owners_within
from headgate.core.access.roles import Reach, Role
from headgate.core.access.tables import collaborators
from headgate.core.edge import Credentials
from headgate.kit import clock
from headgate.records.members.queries import HERE, Person, team_of_manager, tree_of_manager
from headgate.records.members.roles import allowed
from headgate.records.members.tables import api_tokens, members, sessions
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Flag

USE_NOTED_AFTER = timedelta(hours=1)
USES: OrderedDict[str, datetime] = OrderedDict()
"""Token -> when it was last used, as far as the store does not know yet: reads cannot write."""
USES_KEPT = 10_000


class Holder(msgspec.Struct):
    """Whom a session or token stands for."""

    workspace_id: str
    id: str
    name: str
    role: Role
    own_role_id: str | None
    shares: bool


class SessionHolder(Holder):
    browser: str | None
    system: str | None


class TokenHolder(Holder):
    token: str
    scopes: msgspec.Raw
    last_used_at: datetime | None


SHARES = sa.exists().where(
    collaborators.c.workspace_id == members.c.workspace_id,
    collaborators.c.member_id == members.c.id,
    collaborators.c.standing == sa.literal_column("'live'"),
)
HOLDER = (
    members.c.workspace_id,
    members.c.id,
    members.c.name,
    members.c.role,
    members.c.own_role_id,
    sa.type_coerce(sa.case((SHARES, sa.literal_column("1")), else_=sa.literal_column("0")), Flag()).label(
        "shares"
    ),
)
ACTIVE = (members.c.status == "active", HERE)


def of_member(table: sa.Table) -> Any:
    own = sa.and_(members.c.workspace_id == table.c.workspace_id, members.c.id == table.c.member_id)
    return table.join(members, own)


@shape(SessionHolder)
def holder_of_session() -> sa.Select[Any]:
    return (
        sa.select(*HOLDER, sessions.c.browser, sessions.c.system)
        .select_from(of_member(sessions))
        .where(sessions.c.digest == P("digest"), sessions.c.expires_at > P("now"), *ACTIVE)
    )


@shape(TokenHolder)
def holder_of_token() -> sa.Select[Any]:
    t = api_tokens.c
    return (
        sa.select(*HOLDER, t.name.label("token"), t.scopes, t.last_used_at)
        .select_from(of_member(api_tokens))
        .where(t.digest == P("digest"), t.revoked_at.is_(None), *ACTIVE)
        .where(sa.or_(t.expires_at.is_(None), t.expires_at > P("now")))
    )


@shape()
def shared_with() -> sa.Select[Any]:
    c = collaborators.c
    live = c.standing == sa.literal_column("'live'")
    return (
        sa.select(c.deal_id, c.may_edit)
        .where(c.workspace_id == P("ws"), c.member_id == P("member"), live)
        .order_by(c.deal_id)
    )


@shape()
def note_use() -> sa.Update:
    return sa.update(api_tokens).where(api_tokens.c.digest == P("digest")).values(last_used_at=P("at"))


def resolve(tx: Tx, given: Credentials) -> Actor | None:
    """Who it is; None for what is unknown, ended, revoked, or of a member who is not active."""
    at = clock.now()
    if given.kind == "session":
        holder = tx.one(holder_of_session(), digest=given.digest, now=at)
        if holder is None:
            return None
        return actor_of(tx, holder, None, device_text(holder.browser, holder.system))
    token = tx.one(holder_of_token(), digest=given.digest, now=at)
    if token is None:
        return None
    if token.last_used_at is None or at - token.last_used_at > USE_NOTED_AFTER:
        USES[given.digest] = at
        while len(USES) > USES_KEPT:
            USES.popitem(last=False)
    scopes = tuple(msgspec.json.decode(token.scopes, type=list[str]))
    return actor_of(tx, token, scopes, f"Token {token.token}")


def device_text(browser: str | None, system: str | None) -> str | None:
    """As the journal keeps it: “Firefox, Linux”."""
    return ", ".join(filter(None, (browser, system))) or None


def actor_of(
    tx: Tx, holder: Holder | Person, scopes: tuple[str, ...] | None, device: str | None = None
) -> Actor:
    """The member at work; `scopes` of a token narrow what the role allows."""
    permissions, reach = allowed(tx, holder.workspace_id, holder.role, holder.own_role_id)
    owners = owners_within(reach, holder.id, managed(tx, holder, reach))
    shared: list[tuple[str, bool]] = []
    if owners is not None and (isinstance(holder, Person) or holder.shares):
        shared = tx.all(shared_with(), ws=holder.workspace_id, member=holder.id)
    return Actor(
        holder.workspace_id,
        holder.id,
        holder.role,
        holder.name,
        owners,
        scopes=scopes,
        grants=grants(permissions, scopes),
        device=device,
        own_role_id=holder.own_role_id,
        shared=tuple(deal for deal, _ in shared),
        changeable=frozenset(deal for deal, may_edit in shared if may_edit),
    )


def managed(tx: Tx, holder: Holder | Person, reach: Reach) -> tuple[str, ...]:
    """The members of the teams that one manages, as far as the role reaches."""
    if reach in ("own", "everyone"):
        return ()
    query = tree_of_manager() if reach == "tree" else team_of_manager()
    return tuple(tx.all(query, ws=holder.workspace_id, manager=holder.id))


def keep_uses(tx: Tx) -> None:
    """Writes down when tokens were last used; in a change, before tokens are listed or now and then."""
    noted = [{"digest": key, "at": at} for key, at in list(USES.items())]
    if noted:
        tx.many(note_use(), noted)
    for row in noted:
        USES.pop(str(row["digest"]), None)
