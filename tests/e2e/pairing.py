"""A pair of server processes over one database, and listeners to what each of them tells."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from headgate.core.journal.entries import head, since
from headgate.core.search.verify import verify as verify_search
from headgate.records.activities import next_step
from headgate.records.deals.verify import verify
from headgate.store.engine import Store

SEEN_SECONDS = 20


@dataclass
class Pair:
    """Two servers, the store under them, and who is signed in to both."""

    store: Store
    ws: str
    urls: tuple[str, str]
    cookies: dict[str, str]

    def client(self, number: int) -> httpx.Client:
        base = f"{self.urls[number % 2]}/api/v1"
        return httpx.Client(base_url=base, cookies=self.cookies, headers={"X-Headgate": "1"}, timeout=30)

    def seq(self) -> int:
        return self.store.read(lambda tx: tx.one(head(), ws=self.ws)) or 0

    def check(self) -> None:
        """All that is derived is what the journal says, and the journal has every number once, in time."""
        for look in (verify, verify_search):
            assert list(look(self.store, self.ws)) == []
        assert self.store.read(lambda tx: next_step.differences(tx, self.ws)) == []
        entries = self.store.read(lambda tx: tx.all(since(), ws=self.ws, since=0, n=100_000))
        assert [entry.seq for entry in entries] == list(range(1, self.seq() + 1))


def until_there(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if httpx.get(f"{url}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


@dataclass
class Listener:
    """Listens to one server's stream until it has heard of a number."""

    pair: Pair
    number: int
    begun: threading.Event = field(default_factory=threading.Event)
    ids: set[str] = field(default_factory=set)
    seq: int = 0
    wanted: int | None = None

    def listen(self) -> "Listener":
        with self.pair.client(self.number) as client, client.stream("GET", "/events") as answer:
            for line in answer.iter_lines():
                self.begun.set()
                if line.startswith("data: "):
                    moment = json.loads(line.removeprefix("data: "))
                    assert moment["seq"] > self.seq, "in order, each once"
                    self.seq = moment["seq"]
                    self.ids.update(moment["ids"])
                if self.wanted is not None and self.seq >= self.wanted:
                    return self
        raise AssertionError("the stream ended")


class Listening:
    """A listener at each server, while something is done; then both know of all of it."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.both = [Listener(pair, number) for number in range(2)]

    def __enter__(self) -> "Listening":
        self.start = self.pair.seq()
        self.threads = ThreadPoolExecutor(2)
        self.jobs = [self.threads.submit(each.listen) for each in self.both]
        for each in self.both:
            assert each.begun.wait(SEEN_SECONDS)
        return self

    def __exit__(self, kind: Any, *rest: Any) -> None:
        for each in self.both:
            each.wanted = self.pair.seq() if kind is None else 0
        # One more change, for who had heard the last one before it was asked for.
        with self.pair.client(0) as client:
            client.post("/companies", json={"name": "The last word"})
        for job in self.jobs:
            job.result(SEEN_SECONDS)
        self.threads.shutdown()

    def check(self) -> None:
        entries = self.pair.store.read(
            lambda tx: tx.all(since(), ws=self.pair.ws, since=self.start, n=100_000)
        )
        for each in self.both:
            known = {entry.subject_id for entry in entries if entry.seq <= (each.wanted or 0)}
            assert known <= each.ids
