"""How many requests of the API a minute one client may make, counted in the memory of each process."""

import time
from collections import OrderedDict

from litestar import Request
from litestar.types import Message, Scope

from headgate.app.openapi import BASE
from headgate.app.settings import Settings
from headgate.core.edge import AnyRequest, cookie
from headgate.kit.errors import too_many
from headgate.records.members.attempts import address

MINUTE = 60.0
KEYS = 50_000
"""Clients remembered at most; the one that was quiet for longest is forgotten first."""


class Allowance:
    """So many at once, and again as many in every minute."""

    def __init__(self, a_minute: int) -> None:
        self.share = MINUTE / a_minute
        self.until: OrderedDict[str | int, float] = OrderedDict()

    def wait(self, key: str | int, now: float) -> float:
        """Seconds until one more is allowed; 0 or less when it is now."""
        return self.until.get(key, 0.0) + self.share - now - MINUTE

    def count(self, key: str | int, now: float) -> None:
        self.until[key] = max(self.until.get(key, 0.0), now) + self.share
        self.until.move_to_end(key)
        if len(self.until) > KEYS:
            self.until.popitem(last=False)


class Limits:
    """By token, by session, and by address for whoever shows neither or one that is not known: made-up
    tokens would each have an allowance of their own."""

    def __init__(self, settings: Settings) -> None:
        self.tokens = Allowance(settings.limit_token)
        self.sessions = Allowance(settings.limit_session)
        self.addresses = Allowance(settings.limit_address)

    async def begin(self, request: AnyRequest) -> None:
        """Counts a request of the API. Raises 429 with the seconds to wait."""
        if not request.scope["path"].startswith(BASE):
            return
        now = time.monotonic()
        shown = credential(request)
        if shown is None:
            self.spend(self.addresses, address(request), now)
            return
        if self.addresses.until:
            refuse(self.addresses.wait(address(request), now))
        kind, secret = shown
        # Its hash: no secret is to be remembered, and a good digest costs more than the rest.
        self.spend(self.tokens if kind == "token" else self.sessions, hash(secret), now)

    def spend(self, allowance: Allowance, key: str | int, now: float) -> None:
        refuse(allowance.wait(key, now))
        allowance.count(key, now)

    async def answered(self, message: Message, scope: Scope) -> None:
        """A credential that nobody has counts for the address that shows it."""
        if message["type"] != "http.response.start" or message["status"] != 401:
            return
        request: AnyRequest = Request(scope)
        if credential(request) is not None:
            self.addresses.count(address(request), time.monotonic())


def refuse(seconds: float) -> None:
    if seconds > 0:
        raise too_many(retry_after=int(seconds) + 1)


def credential(request: AnyRequest) -> tuple[str, str] | None:
    """What is shown, unread and unproven."""
    for name, value in request.scope["headers"]:
        if name == b"authorization":
            return "token", value.decode("latin-1")
        if name == b"cookie" and (secret := cookie(value.decode("latin-1"))):
            return "session", secret
    return None
