"""One-time links: an invitation, or the sign-in link that the command line prints."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from headgate.core.edge import digest
from headgate.kit import clock
from headgate.records.members.tables import one_time_links as links
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape
from headgate.store.types import Instant

LinkKind = Literal["signin", "invite"]
INVITATION = timedelta(days=7)


class Link(msgspec.Struct):
    kind: LinkKind
    workspace_id: str
    member_id: str


@shape()
def insert_link() -> sa.Insert:
    return insert_into(links)


@shape()
def delete_links() -> sa.Delete:
    return sa.delete(links).where(links.c.workspace_id == P("ws"), links.c.member_id == P("member"))


def usable() -> list[Any]:
    return [
        links.c.digest == P("digest"),
        links.c.kind == P("kind"),
        links.c.used_at.is_(None),
        links.c.expires_at > P("now", Instant()),
    ]


@shape(Link)
def link_by_digest() -> sa.Select[Any]:
    return sa.select(links.c.kind, links.c.workspace_id, links.c.member_id).where(*usable())


@shape(Link)
def use_link() -> Any:
    return (
        sa.update(links)
        .where(*usable())
        .values(used_at=P("now", Instant()))
        .returning(links.c.kind, links.c.workspace_id, links.c.member_id)
    )


def create_link(tx: Tx, ws: str, member_id: str, kind: LinkKind, minutes: int) -> str:
    """Gives the secret of a new link, good once within that time; the member's earlier links end.

    Who has it signs in as the member (`signin`) or takes the member up (`invite`).
    """
    return made(tx, ws, member_id, kind, timedelta(minutes=minutes))[0]


def cancel(tx: Tx, ws: str, member_id: str) -> None:
    """Ends every link of the member."""
    tx.run(delete_links(), ws=ws, member=member_id)


def made(tx: Tx, ws: str, member_id: str, kind: LinkKind, life: timedelta) -> tuple[str, datetime]:
    secret, at = secrets.token_urlsafe(24), clock.now()
    cancel(tx, ws, member_id)
    tx.run(
        insert_link(),
        digest=digest(secret),
        kind=kind,
        workspace_id=ws,
        member_id=member_id,
        created_at=at,
        expires_at=at + life,
        used_at=None,
    )
    return secret, at + life


def open_link(tx: Tx, secret: str, kind: LinkKind) -> Link | None:
    """The link, if it can still be used."""
    return tx.one(link_by_digest(), digest=digest(secret), kind=kind, now=clock.now())


def use(tx: Tx, secret: str, kind: LinkKind) -> Link | None:
    """The link, used up by this; None when it is unknown, too old or used already."""
    return tx.one(use_link(), digest=digest(secret), kind=kind, now=clock.now())
