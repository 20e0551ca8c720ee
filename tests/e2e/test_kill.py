"""Killed in the middle of its work, the server loses nothing that it said it had done."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import pytest
import sqlalchemy as sa

from headgate.app import founding
from headgate.core.journal.entries import head
from headgate.core.journal.tables import journal
from headgate.records.deals.tables import deals
from headgate.records.deals.verify import verify
from headgate.store.dialect import among
from headgate.store.engine import Store
from headgate.store.open import soundness
from headgate.store.statements import P, Query
from tests.server import Server, running
from tests.stores import Place

WRITERS = 16
ENOUGH = 60
"""Answers awaited before each kill."""
STAGES: Query[tuple[str, str]] = Query(
    sa.select(deals.c.id, deals.c.stage_id).where(deals.c.workspace_id == P("ws"), among(deals.c.id, "ids"))
)
NUMBERS: Query[int] = Query(
    sa.select(journal.c.seq).where(journal.c.workspace_id == P("ws")).order_by(journal.c.seq)
)


@dataclass
class Promised:
    """What the server has acknowledged: each deal with the stages that it may be in.

    A move that got no answer may or may not have happened; one that was answered has.
    """

    stages: dict[str, set[str]] = field(default_factory=dict)
    answers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, deal: str, *stages: str) -> None:
        with self.lock:
            self.stages[deal] = set(stages)
            self.answers += 1

    def ask(self, deal: str, stage: str) -> None:
        with self.lock:
            self.stages[deal].add(stage)


def write(server: Server, promised: Promised, stages: list[str], number: int) -> None:
    """Makes deals and moves them, with some refused requests between, until the server is gone."""
    chance = random.Random(number)
    with server.client() as client:
        for turn in range(100_000):
            try:
                made = client.post("/deals", json={"name": f"Deal {number}.{turn}"})
                if made.status_code == 503:
                    continue
                assert made.status_code == 201, made.text
                deal = made.json()["deal"]["id"]
                promised.say(deal, stages[0])
                if chance.random() < 0.2:
                    assert client.post("/deals", json={"name": ""}).status_code == 422
                target = chance.choice(stages)
                promised.ask(deal, target)
                moved = client.post(f"/deals/{deal}/move", json={"stage_id": target})
                if moved.status_code == 200:
                    promised.say(deal, target)
            except httpx.TransportError:
                return


def hold(store: Store, promised: Promised) -> None:
    """Every promise is kept, the journal has no gap, and what derives from it agrees with it."""
    (ws,) = (each.id for each in founding.workspaces_of(store))
    found = dict(store.read(lambda tx: tx.all(STAGES, ws=ws, ids=list(promised.stages))))
    assert sorted(promised.stages.keys() - found.keys()) == []
    assert [deal for deal, stage in found.items() if stage not in promised.stages[deal]] == []
    numbers = store.read(lambda tx: tx.all(NUMBERS, ws=ws))
    assert numbers == list(range(1, len(numbers) + 1))
    assert store.read(lambda tx: tx.one(head(), ws=ws)) == len(numbers)
    assert list(verify(store, ws)) == []


def kill_again_and_again(place: Place, times: int) -> None:
    promised = Promised()
    for round_ in range(times):
        with running(place.folder, place.url) as server:
            with server.client() as client:
                (pipeline,) = client.get("/pipelines").json()["items"]
            stages = [stage["id"] for stage in pipeline["stages"] if stage["kind"] == "open"]
            with ThreadPoolExecutor(WRITERS) as threads:
                seeds = range(round_ * WRITERS, (round_ + 1) * WRITERS)
                jobs = [threads.submit(write, server, promised, stages, seed) for seed in seeds]
                before = promised.answers
                while promised.answers < before + ENOUGH and not any(job.done() for job in jobs):
                    time.sleep(0.01)
                time.sleep(random.Random(round_).uniform(0.1, 0.8))
                server.kill()
            for job in jobs:
                job.result()
        if place.url is None:
            assert soundness(place.folder) == ""
        store = place.open()
        hold(store, promised)
        store.close()
    assert promised.answers >= times * ENOUGH


def test_three_kills(place: Place) -> None:
    kill_again_and_again(place, 3)


@pytest.mark.long
def test_twenty_kills(place: Place) -> None:
    kill_again_and_again(place, 20)
