"""The edge: one request is one actor and one transaction; commit happens here and nowhere else."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

import msgspec
from litestar import Request

from headgate.core.access.actor import Actor
from headgate.core.verbs import idempotency
from headgate.core.verbs.perform import Outcome, perform
from headgate.core.verbs.registry import VERBS
from headgate.kit.errors import forbidden, unauthenticated
from headgate.kit.sealing import Sealer
from headgate.store.engine import Store, Tx

T = TypeVar("T")
COOKIE = "headgate_session"
GUARD_HEADER = "x-headgate"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request brings: a session cookie or an API token, as the hash that the store keeps."""

    kind: Literal["session", "token"]
    digest: str


@dataclass(frozen=True)
class House:
    """What routes need: the store, how credentials become an actor, and what seals small secrets. Lives in
    `app.state.house`.

    `public_url`: the address at which people reach the server, where the operator has named it. `proxies`:
    how many stand before it.
    """

    store: Store
    resolve: Callable[[Tx, Credentials], Actor | None]
    sealer: Sealer
    public_url: str | None = None
    proxies: int = 0


def digest(secret: str) -> str:
    """Secrets of 128 random bits and more are kept as their SHA-256; nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def credentials(request: AnyRequest) -> Credentials:
    """Raises 401 without credentials, 403 for a changing request that carries only a cookie.

    A cookie travels with forged requests too; the header does not, since a browser asks before it sends one
    across origins, and we never say yes.
    """
    secret, guarded = "", request.method in SAFE
    # The raw pairs: a dictionary of all headers and of all cookies costs more than a deal by its id.
    for name, value in request.scope["headers"]:
        if name == b"authorization":
            scheme, _, secret = value.decode("latin-1").partition(" ")
            if scheme.lower() != "bearer" or not secret:
                raise unauthenticated("Send “Authorization: Bearer” and the token.")
            return Credentials("token", digest(secret.strip()))
        if name == b"cookie":
            secret = cookie(value.decode("latin-1")) or secret
        elif name == b"x-headgate":
            guarded = True
    if not secret:
        raise unauthenticated()
    if not guarded:
        raise forbidden("Requests that change something need the header “X-Headgate: 1”.")
    return Credentials("session", digest(secret))


def cookie(header: str) -> str:
    """The secret of our session among the cookies that a browser sends, empty when it is not there."""
    for part in header.split(";"):
        name, _, value = part.partition("=")
        if name.strip() == COOKIE:
            return value.strip().strip('"')
    return ""


def house(request: AnyRequest) -> House:
    found: House = request.app.state.house
    return found


def actor_of(tx: Tx, own: House, given: Credentials) -> Actor:
    actor = own.resolve(tx, given)
    if actor is None:
        raise unauthenticated("Your session has ended or the token is not valid. Sign in again.")
    return actor


async def read(
    request: AnyRequest, permission: str, work: Callable[[Tx, Actor], T], *, bounded: bool = True
) -> T:
    """Runs a read as the request's actor on one snapshot. `bounded`: see Store.reading."""
    own, given = house(request), credentials(request)

    def within(tx: Tx) -> T:
        actor = actor_of(tx, own, given)
        if permission not in actor.grants:
            actor.require(permission)
        return work(tx, actor)

    return await own.store.reading(within, bounded=bounded)


async def change(
    request: AnyRequest,
    permission: str,
    work: Callable[[Tx, Actor], T],
    *,
    kept: Callable[[T], Any] | None = None,
    keyed: bool = True,
    sent: bytes | None = None,
) -> T:
    """Runs a change as the request's actor in one transaction, once for each `Idempotency-Key`.

    `kept`: what of the answer is stored under the key, where it carries a secret. Not `keyed`: a request
    that carries a secret itself leaves no mark. `sent`: what stands for the body of a form, which is read
    once and in parts.
    """
    own, given = house(request), credentials(request)
    key = request.headers.get("idempotency-key") if keyed else None
    body = b"" if not key else await request.body() if sent is None else sent
    mark = idempotency.mark(request.method, request.url.path, body) if key else ""

    def within(tx: Tx) -> T:
        actor = actor_of(tx, own, given)
        actor.require(permission)
        if given.kind == "token":
            actor = replace(actor, origin="api")
        if not key:
            return work(tx, actor)
        known = idempotency.answer(tx, actor, key, mark)
        if known is not None:
            return known  # type: ignore[return-value]  # the very bytes that the first call was answered with
        result = work(tx, actor)
        idempotency.keep(tx, actor, key, mark, msgspec.json.encode(kept(result) if kept else result))
        return result

    return await own.store.writing(within)


async def act(
    request: AnyRequest,
    verb: str,
    payload: Any,
    answer: Callable[[Tx, Actor, Outcome], T],
    *,
    occurred_at: datetime | None = None,
    kept: Callable[[T], Any] | None = None,
    sent: bytes | None = None,
) -> T:
    """Performs a verb on one payload, and answers from the same transaction. `kept`, `sent`: see
    `change`."""

    def work(tx: Tx, actor: Actor) -> T:
        return answer(tx, actor, perform(tx, actor, verb, [payload], occurred_at=occurred_at))

    # Not “self.edit”: a token of the scope “write” has the verb's permission and not that one.
    return await change(request, VERBS[verb].permission, work, kept=kept, sent=sent)
