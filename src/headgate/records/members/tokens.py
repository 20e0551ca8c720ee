"""API tokens: the verbs that make and revoke them, and reading them."""

import secrets
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.access.roles import SCOPES
from headgate.core.edge import digest
from headgate.core.fields.given import at, check_instant, is_id, line, wrong
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import clock, ids
from headgate.kit.errors import forbidden, not_found
from headgate.records.members import events
from headgate.records.members.access import keep_uses
from headgate.records.members.schemas import NewToken, RevokeToken, Scope, Token
from headgate.records.members.tables import api_tokens
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

PREFIX = "hgt_"
SHOWN = ("id", "member_id", "name", "scopes", "created_at", "expires_at", "last_used_at")


@shape()
def insert_token() -> sa.Insert:
    return insert_into(api_tokens)


def select_tokens(*where: Any) -> sa.Select[Any]:
    """Tokens of the workspace that are not revoked, newest first."""
    t = api_tokens.c
    narrowed = sa.select(*(t[name] for name in SHOWN)).where(t.workspace_id == P("ws"), *where)
    return narrowed.where(t.revoked_at.is_(None)).order_by(t.id.desc())


@shape()
def all_tokens() -> sa.Select[Any]:
    return select_tokens()


@shape()
def tokens_of_member() -> sa.Select[Any]:
    return select_tokens(api_tokens.c.member_id == P("member"))


@shape()
def token_by_id() -> sa.Select[Any]:
    return select_tokens(api_tokens.c.id == P("id"))


@shape()
def revoke_token() -> sa.Update:
    return (
        sa.update(api_tokens)
        .where(
            api_tokens.c.workspace_id == P("ws"),
            api_tokens.c.id == P("id"),
            api_tokens.c.revoked_at.is_(None),
        )
        .values(revoked_at=P("at"))
    )


def a_token(cells: Sequence[Any]) -> Token:
    values = dict(zip(SHOWN, cells, strict=True))
    values["scopes"] = msgspec.json.decode(values["scopes"], type=list[Scope])
    return Token(**values)


def tokens_of(tx: Tx, actor: Actor) -> list[Token]:
    """The actor's own tokens; for who may edit members, those of everybody. In a change: it first writes
    down when they were used."""
    keep_uses(tx)
    if actor.may("member.edit"):
        return [a_token(cells) for cells in tx.all(all_tokens(), ws=actor.workspace_id)]
    found = tx.all(tokens_of_member(), ws=actor.workspace_id, member=actor.member_id)
    return [a_token(cells) for cells in found]


def token_of(tx: Tx, ws: str, token_id: str) -> Token:
    """Raises 404 for one that is not there or revoked."""
    cells = tx.one(token_by_id(), ws=ws, id=token_id) if is_id("tok", token_id) else None
    if cells is None:
        raise not_found("token")
    return a_token(cells)


@verb("token.create", permission="token.edit", payload=NewToken, inverse="token.revoke")
def create(work: Work, batch: Sequence[NewToken]) -> list[tuple[str, str]]:
    """Makes tokens for the actor; gives (id, secret). Raises 422 for an end in the past."""
    made = []
    for place, new in at(batch):
        name = line(new.name, f"{place}/name")
        if work.actor.member_id is None:
            raise forbidden("A token belongs to a member.")
        if unknown := set(new.scopes) - SCOPES.keys():
            raise wrong(f"{place}/scopes", f"“{min(unknown)}” is not a scope.")
        check_instant(new.expires_at, f"{place}/expires_at")
        if new.expires_at is not None and new.expires_at <= clock.now():
            raise wrong(f"{place}/expires_at", "A token ends at an instant that is still to come.")
        id_, secret = ids.new("tok"), PREFIX + secrets.token_urlsafe(32)
        scopes = sorted(set(new.scopes))
        work.tx.run(
            insert_token(),
            digest=digest(secret),
            workspace_id=work.ws,
            member_id=work.actor.member_id,
            id=id_,
            name=name,
            scopes=scopes,
            created_at=work.at,
            expires_at=new.expires_at,
            last_used_at=None,
            revoked_at=None,
        )
        work.note(events.TOKEN_CREATED, id_, {"name": (None, name), "scopes": (None, scopes)}, name=name)
        made.append((id_, secret))
    return made


@verb(
    "token.revoke",
    permission="token.edit",
    payload=RevokeToken,
    inverse=None,
    because="who had the token must not get its powers back",
)
def revoke(work: Work, batch: Sequence[RevokeToken]) -> list[str]:
    """Ends tokens: one's own, or anybody's for who may edit members. Raises 404."""
    for change in batch:
        found = token_of(work.tx, work.ws, change.id)
        if found.member_id != work.actor.member_id and not work.actor.may("member.edit"):
            raise not_found("token")
        work.tx.run(revoke_token(), ws=work.ws, id=change.id, at=work.at)
        work.note(events.TOKEN_REVOKED, change.id, name=found.name)
    return [change.id for change in batch]
