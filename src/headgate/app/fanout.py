"""One fan-out a process: news of commits comes in from any thread, moments go out to each open stream."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from functools import partial

import msgspec
import structlog

from headgate.app.reach import LIMIT, gathered, reach_of
from headgate.core.access.actor import Actor
from headgate.core.journal.entries import Entry
from headgate.store.engine import Busy, News, Store

WAITING = 100
CLIENTS = 2000
GATHER_SECONDS = 0.05
"""How long news gathers before it is told: an import commits hundreds of times a second."""

log = structlog.get_logger("headgate.live")


READ = {"stage": "pipeline.read", "lost_reason": "pipeline.read", "team": "member.read"} | {
    record: f"{record}.read"
    for record in ("deal", "activity", "company", "contact", "product", "pipeline", "member", "workspace")
}
READ |= {
    "participant": "deal.read",
    "collaborator": "deal.read",
    "deal_line": "deal.read",
    "deal_role": "pipeline.read",
    "source": "source.read",
    "member_role": "member.read",
    "target": "metric.read",
    "exchange_rate": "workspace.read",
}
"""What one must be allowed to read to hear of a record; for all others it is the journal."""


class Moment(msgspec.Struct):
    """Up to `seq`, these records have changed in these ways; with `reset`, load again what is shown."""

    seq: int
    ids: list[str]
    kinds: list[str]
    reset: bool | msgspec.UnsetType = msgspec.UNSET


class Client:
    """One open stream, told of everything up to `seq`."""

    def __init__(self, actor: Actor, seq: int) -> None:
        self.actor, self.seq = actor, seq
        self.moments: deque[Moment] = deque()
        self.news = asyncio.Event()
        self.ended = False

    def give(self, moment: Moment) -> None:
        """Queues it; a client too slow to take them gets one `reset` in place of all that wait."""
        if len(self.moments) >= WAITING:
            self.moments.clear()
            moment = Moment(moment.seq, [], [], reset=True)
        self.moments.append(moment)
        self.news.set()

    async def take(self) -> list[Moment]:
        """Waits for moments and gives all that there are; none when the stream is to end."""
        await self.news.wait()
        self.news.clear()
        taken = list(self.moments)
        self.moments.clear()
        return taken

    def end(self) -> None:
        self.ended = True
        self.news.set()


class Hub:
    """The listening clients of each workspace, fed by one reader a workspace."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.loop = asyncio.get_running_loop()
        self.clients: dict[str, set[Client]] = defaultdict(set)
        self.heads: dict[str, int] = {}
        self.readers: dict[str, asyncio.Task[None]] = {}
        store.listen(self.hear)

    def hear(self, news: News) -> None:
        """From any thread; once the loop is closed nobody listens any more."""
        if not news.work and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.told, news)

    def told(self, news: News) -> None:
        if news.workspace_id:
            self.advance(news.workspace_id, news.seq)
            return
        for ws in list(self.clients):  # some news was lost: look at each journal
            self.advance(ws, self.heads.get(ws, 0) + 1)

    def advance(self, ws: str, seq: int) -> None:
        if not self.clients.get(ws):
            return
        self.heads[ws] = max(self.heads.get(ws, 0), seq)
        if ws not in self.readers:
            self.readers[ws] = self.loop.create_task(self.read(ws))

    def join(self, actor: Actor, after: int) -> Client:
        """A stream that begins after that number. Raises Busy when there are too many."""
        if sum(map(len, self.clients.values())) >= CLIENTS:
            raise Busy("too many event streams are open")
        client = Client(actor, after)
        self.clients[actor.workspace_id].add(client)
        return client

    def catch_up(self, client: Client, seq: int) -> None:
        if client.seq < seq:
            self.advance(client.actor.workspace_id, seq)

    def leave(self, client: Client) -> None:
        ws = client.actor.workspace_id
        self.clients[ws].discard(client)
        if not self.clients[ws]:
            del self.clients[ws]
            self.heads.pop(ws, None)

    async def read(self, ws: str) -> None:
        """Reads the journal for all clients of a workspace until they know everything."""
        try:
            while True:
                await asyncio.sleep(GATHER_SECONDS)
                behind = self.behind(ws)
                if not behind:
                    return
                reaches = {reach for client in behind if (reach := reach_of(client.actor))}
                first = min(client.seq for client in behind)
                entries, seen = await self.store.reading(partial(gathered, ws, first, reaches))
                if not entries:
                    self.heads[ws] = first
                for client in behind:
                    deliver(client, entries, seen.get(reach_of(client.actor)))
        except Busy as error:
            log.warning("changes are told later", reason=str(error))
        finally:
            del self.readers[ws]

    def behind(self, ws: str) -> list[Client]:
        """Those who do not know all; who is too far behind is told to load again, and then knows."""
        head = self.heads.get(ws, 0)
        late = [client for client in self.clients.get(ws, ()) if client.seq < head]
        for client in late:
            if head - client.seq > LIMIT:
                client.give(Moment(head, [], [], reset=True))
                client.seq = head
        return [client for client in late if client.seq < head]

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        for clients in self.clients.values():
            for client in clients:
                client.end()


def deliver(client: Client, entries: Sequence[Entry], seen: set[str] | None) -> None:
    """`seen`: the deals and activities within the client's reach, None for all."""
    new = [entry for entry in entries if entry.seq > client.seq]
    if not new:
        return
    client.seq = new[-1].seq
    told = [entry for entry in new if may_know(client.actor, entry, seen)]
    if told:
        ids = dict.fromkeys(entry.subject_id for entry in told)
        client.give(Moment(client.seq, list(ids), list(dict.fromkeys(entry.kind for entry in told))))


NARROWED = ("deal", "activity", "participant", "deal_line", "collaborator", "target")


def may_know(actor: Actor, entry: Entry, seen: set[str] | None) -> bool:
    if not actor.may(READ.get(entry.record, "journal.read")):
        return False
    if actor.owners is None or entry.record not in NARROWED:
        return True
    if seen is not None and entry.subject_id in seen:
        return True
    # Who has just lost sight of a deal must hear of it once more.
    if entry.record == "collaborator":
        return entry.facts().get("member_id") == actor.member_id
    return (
        entry.record == "deal"
        and "owner_id" in (changes := entry.changed())
        and changes["owner_id"][0] in actor.owners
    )
