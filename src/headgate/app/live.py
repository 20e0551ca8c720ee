"""The event stream: which records have changed, told to whoever may know of them; never the values."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from typing import Annotated

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import HeaderParameter
from litestar.response import Stream

from headgate.app.fanout import Client, Hub, Moment
from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, actor_of, credentials, house
from headgate.core.journal.entries import head
from headgate.kit.errors import Problem, bad_input
from headgate.store.engine import Busy, Tx

PING_SECONDS = 15.0
LONGEST = 19
"""Digits of the largest number that a journal can reach."""
PERMISSION = "deal.read"


def frame(moment: Moment) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (moment.seq, msgspec.json.encode(moment))


@get(
    "/events",
    operation_id="listenToChanges",
    summary="Changes as they happen, as server-sent events",
    description=(
        "Each event has the journal's number as its id, and `ids` and `kinds` of what changed. With `since` "
        "or the header `Last-Event-ID` it begins after that number. `reset` means that too much has "
        "changed to list: load again what is shown."
    ),
    tags=["Live"],
    media_type="text/event-stream",
    opt={"permission": PERMISSION},
)
async def events(
    request: AnyRequest,
    since: int | None = None,
    last: Annotated[str | None, HeaderParameter(name="Last-Event-ID")] = None,
) -> Stream:
    own, given = house(request), credentials(request)
    after = place(last) if last else since

    def allowed(tx: Tx) -> tuple[Actor, int]:
        actor = actor_of(tx, own, given)
        actor.require(PERMISSION)
        return actor, int(tx.one(head(), ws=actor.workspace_id) or 0)

    actor, now = await own.store.reading(allowed)
    hub: Hub = request.app.state.hub
    client = hub.join(actor, min(after, now) if after is not None else now)
    hub.catch_up(client, now)

    async def body() -> AsyncIterator[bytes]:
        try:
            yield b"retry: 2000\n\n"
            asked = time.monotonic()
            while not client.ended:
                moments = await waited(client)
                # By the clock and not only in a lull: a busy workspace must not keep an ended session's open.
                if (not moments or time.monotonic() - asked > PING_SECONDS) and not client.ended:
                    client.actor, seq = await own.store.reading(allowed)
                    asked = time.monotonic()
                    hub.catch_up(client, seq)
                    yield b": ping\n\n"
                for moment in moments:
                    yield frame(moment)
        except (Problem, Busy):
            return  # the session has ended, or the store is away: the browser asks again
        finally:
            hub.leave(client)

    return Stream(body(), media_type="text/event-stream", headers=STREAMING)


STREAMING = {"cache-control": "no-store", "x-accel-buffering": "no"}


async def waited(client: Client) -> Iterable[Moment]:
    """What has come for the client, nothing when it is time for a ping."""
    try:
        async with asyncio.timeout(PING_SECONDS):
            return await client.take()
    except TimeoutError:
        return []


def place(text: str) -> int:
    if not text.isdecimal() or len(text) > LONGEST:
        raise bad_input("“Last-Event-ID” is a number.")
    return int(text)


routes: list[HTTPRouteHandler] = [events]
