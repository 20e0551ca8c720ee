"""Between password and code: a secret that stands for a right password, and opens nothing by itself."""

import secrets
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from headgate.core.edge import digest
from headgate.kit import clock
from headgate.records.members.entering import CodeNeeded
from headgate.records.members.tables import pending_signins
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

LIFE = timedelta(minutes=10)


@shape()
def insert_pending() -> sa.Insert:
    return insert_into(pending_signins)


@shape()
def pending_by_digest() -> sa.Select[Any]:
    p = pending_signins.c
    return sa.select(p.identity_id).where(p.digest == P("digest"), p.expires_at > P("now"))


@shape()
def delete_pending() -> Any:
    p = pending_signins.c
    return (
        sa.delete(pending_signins)
        .where(p.digest == P("digest"), p.expires_at > P("now"))
        .returning(p.identity_id)
    )


@shape()
def delete_pending_of() -> sa.Delete:
    return sa.delete(pending_signins).where(pending_signins.c.identity_id == P("identity"))


def ask(tx: Tx, identity_id: str) -> CodeNeeded:
    """A new secret; an earlier one of the identity ends."""
    secret, until = secrets.token_urlsafe(32), clock.now() + LIFE
    forget(tx, identity_id)
    tx.run(insert_pending(), digest=digest(secret), identity_id=identity_id, expires_at=until)
    return CodeNeeded(secret, until)


def whose(tx: Tx, secret: str) -> str | None:
    """The identity that waits for its code; None when it is unknown, used or too old."""
    found: str | None = tx.one(pending_by_digest(), digest=digest(secret), now=clock.now())
    return found


def use(tx: Tx, secret: str) -> str | None:
    """The same, used up by this."""
    found: str | None = tx.one(delete_pending(), digest=digest(secret), now=clock.now())
    return found


def forget(tx: Tx, identity_id: str) -> None:
    """Ends what the identity has waiting."""
    tx.run(delete_pending_of(), identity=identity_id)
