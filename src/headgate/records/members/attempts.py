"""Failed attempts to prove who one is, counted in the store, for all processes that share it."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Any

import sqlalchemy as sa

from headgate.core.edge import AnyRequest, house
from headgate.kit import clock
from headgate.kit.errors import too_many
from headgate.records.members.tables import signin_attempts
from headgate.store.dialect import upsert
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape
from headgate.store.types import Number

LIMIT = 10
WINDOW = timedelta(minutes=15)
SHARE = WINDOW / LIMIT
"""Ten at once, then one for each share of the window that has passed."""
SWEEP = timedelta(minutes=5)
SHARE_MICROS = sa.literal_column(str(SHARE // timedelta(microseconds=1)), Number)
a = signin_attempts.c


@shape()
def count() -> Any:
    """Counts one and gives nothing where there are too many; one statement, so that two processes cannot
    both see the last place free."""
    made = upsert(signin_attempts).values(digest=P("digest"), until=P("first", Number))
    # A clock that was ahead, and is right again, locks nobody out for as long.
    strange = a.until > P("strange", Number)
    at = P("at", Number)
    begun = sa.case((sa.or_(a.until <= at, strange), at), else_=a.until)
    return made.on_conflict_do_update(
        index_elements=["digest"],
        set_={"until": begun + SHARE_MICROS},
        where=sa.or_(a.until <= P("full", Number), strange),
    ).returning(a.until)


@shape()
def until() -> sa.Select[Any]:
    return sa.select(a.until).where(a.digest == P("digest"))


@shape()
def take_back() -> sa.Update:
    return sa.update(signin_attempts).where(a.digest == P("digest")).values(until=a.until - SHARE_MICROS)


@shape()
def sweep() -> sa.Delete:
    return sa.delete(signin_attempts).where(a.until <= P("at", Number))


class Attempts:
    """Attempts by e-mail, by session and by client address."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.swept = clock.now()

    async def begin(self, *keys: str) -> None:
        """Counts an attempt before it is checked, so that many at once gain nothing. Raises 429."""
        at = clock.now()
        await self.store.writing(lambda tx: begin(tx, at, keys))
        if not timedelta(0) <= at - self.swept < SWEEP:
            self.swept = at
            await self.store.writing(lambda tx: tx.run(sweep(), at=clock.to_micros(at)))

    async def succeeded(self, *keys: str) -> None:
        """Takes the attempt back: only failures count."""

        def work(tx: Tx) -> None:
            for digest in digests(keys):
                tx.run(take_back(), digest=digest)

        await self.store.writing(work)


def digests(keys: tuple[str, ...]) -> list[str]:
    """What the keys are kept as: the store need not know who failed. In order, so that nobody waits in a
    circle."""
    return sorted(hashlib.sha256(key.encode()).hexdigest() for key in keys)


def begin(tx: Tx, at: datetime, keys: tuple[str, ...]) -> None:
    """Raises 429 where one of the keys has too many; then none is counted."""
    times = {"at": at, "first": at + SHARE, "full": at + WINDOW - SHARE, "strange": at + 2 * WINDOW}
    values = {name: clock.to_micros(time) for name, time in times.items()}
    for digest in digests(keys):
        if tx.one(count(), digest=digest, **values) is None:
            left = clock.from_micros(tx.one(until(), digest=digest) or 0) - (at + WINDOW - SHARE)
            wait = max(1, int(left.total_seconds()) + 1)
            raise too_many("Too many attempts. Wait a while and try again.", wait)


def attempts(request: AnyRequest) -> Attempts:
    found: Attempts | None = request.app.state.get("attempts")
    if found is None:
        found = request.app.state.attempts = Attempts(house(request).store)
    return found


def code_keys(request: AnyRequest, identity_id: str) -> tuple[str, str]:
    """What attempts at a second factor's code are counted by, wherever it is given."""
    return (f"code {identity_id}", f"address {address(request)}")


def address(request: AnyRequest) -> str:
    """The client's address, of IPv6 the network, since one client has all of it.

    It is the one that the server sees, unless the operator has said that so many proxies stand before it:
    each of those writes whom it heard at the end of `X-Forwarded-For`, and what stands before is hearsay.
    """
    return network(client_of(request))


def client_of(request: AnyRequest) -> str:
    proxies = house(request).proxies
    if proxies:
        said = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
        if len(said) >= proxies and said[-proxies]:
            return said[-proxies]
    return request.client.host if request.client else ""


def network(host: str) -> str:
    try:
        found = ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return host
