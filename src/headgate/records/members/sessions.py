"""Sessions: opened at sign-in, good for thirty days from the last visit, ended by signing out."""

import secrets
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.edge import digest
from headgate.kit import clock, ids
from headgate.records.members.devices import UNKNOWN, Device
from headgate.records.members.tables import sessions
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

LIFE = timedelta(days=30)
EXTENDED_AFTER = timedelta(hours=1)


class Stay(msgspec.Struct):
    """A session as it is stored."""

    identity_id: str
    workspace_id: str
    member_id: str
    by_link: bool
    created_at: datetime
    seen_at: datetime


class Seen(msgspec.Struct):
    """A session as its owner sees it, and the digest that tells which one it is."""

    id: str
    digest: str
    browser: str | None
    system: str | None
    by_link: bool
    created_at: datetime
    seen_at: datetime


@shape()
def insert_session() -> sa.Insert:
    return insert_into(sessions)


@shape(Stay)
def session_by_digest() -> sa.Select[Any]:
    columns = [sessions.c[name] for name in Stay.__struct_fields__]
    return sa.select(*columns).where(sessions.c.digest == P("digest"))


@shape()
def extend_session() -> sa.Update:
    values: dict[str, Any] = {"seen_at": P("at"), "expires_at": P("until")}
    return sa.update(sessions).where(sessions.c.digest == P("digest")).values(values)


@shape()
def switch_session() -> sa.Update:
    values: dict[str, Any] = {"workspace_id": P("ws"), "member_id": P("member")}
    return sa.update(sessions).where(sessions.c.digest == P("digest")).values(values)


@shape()
def delete_session() -> sa.Delete:
    return sa.delete(sessions).where(sessions.c.digest == P("digest"))


@shape()
def delete_sessions_of_member() -> sa.Delete:
    return sa.delete(sessions).where(sessions.c.workspace_id == P("ws"), sessions.c.member_id == P("member"))


@shape()
def delete_other_sessions() -> sa.Delete:
    return sa.delete(sessions).where(
        sessions.c.identity_id == P("identity"), sessions.c.digest != P("digest")
    )


@shape()
def delete_session_by_id() -> Any:
    """Of that identity alone."""
    return (
        sa.delete(sessions)
        .where(sessions.c.identity_id == P("identity"), sessions.c.id == P("id"))
        .returning(sessions.c.id)
    )


@shape(Seen)
def sessions_of_identity() -> sa.Select[Any]:
    s = sessions.c
    columns = [s[name] for name in Seen.__struct_fields__]
    return (
        sa.select(*columns)
        .where(s.identity_id == P("identity"), s.expires_at > P("now"))
        .order_by(s.seen_at.desc(), s.id.desc())
    )


@shape()
def delete_old_sessions() -> sa.Delete:
    return sa.delete(sessions).where(
        sessions.c.identity_id == P("identity"), sessions.c.expires_at <= P("now")
    )


@shape()
def last_place() -> sa.Select[Any]:
    return (
        sa.select(sessions.c.workspace_id)
        .where(sessions.c.identity_id == P("identity"))
        .order_by(sessions.c.seen_at.desc())
        .limit(1)
    )


def open_session(
    tx: Tx,
    *,
    identity_id: str,
    workspace_id: str,
    member_id: str,
    by_link: bool = False,
    device: Device = UNKNOWN,
) -> str:
    """Gives the secret that the cookie carries; only its hash is kept. Old sessions of the identity go."""
    secret, at = secrets.token_urlsafe(32), clock.now()
    tx.run(delete_old_sessions(), identity=identity_id, now=at)
    tx.run(
        insert_session(),
        digest=digest(secret),
        id=ids.new("ses"),
        identity_id=identity_id,
        workspace_id=workspace_id,
        member_id=member_id,
        by_link=by_link,
        browser=device.browser,
        system=device.system,
        created_at=at,
        expires_at=at + LIFE,
        seen_at=at,
    )
    return secret


def stay(tx: Tx, session_digest: str) -> Stay | None:
    return tx.one(session_by_digest(), digest=session_digest)


def extend(tx: Tx, session_digest: str) -> None:
    """Another thirty days from now."""
    at = clock.now()
    tx.run(extend_session(), digest=session_digest, at=at, until=at + LIFE)
