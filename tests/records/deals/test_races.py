"""Two clients on one deal: no lost edit, no two open visits, no gap in the journal, totals right."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from headgate.core.journal.entries import head, since
from headgate.kit.errors import Problem
from headgate.records.activities import next_step
from headgate.records.activities.schemas import NewActivity
from headgate.records.deals.queries import deal_of
from headgate.records.deals.schemas import EditDeal, LoseDeal, MoveDeal, NewDeal, ReopenDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.records.pipelines.queries import reasons_of
from headgate.store.engine import Store
from tests.stores import Place
from tests.world import World, found

CLIENTS = 6
TURNS = 25


@pytest.fixture
def pair(place: Place) -> Iterator[list[Store]]:
    """Two stores on one database, as two processes would have; the embedded one has but one owner."""
    opened = [place.open() for _ in range(2 if place.engine == "postgresql" else 1)]
    yield opened
    for store in opened:
        store.close()


def check(world: World) -> None:
    assert list(verify(world.store, world.ws)) == []
    assert world.store.read(lambda tx: next_step.differences(tx, world.ws)) == []
    last = world.store.read(lambda tx: tx.one(head(), ws=world.ws))
    entries = world.store.read(lambda tx: tx.all(since(), ws=world.ws, since=0, n=100_000))
    assert [entry.seq for entry in entries] == list(range(1, (last or 0) + 1))


def test_no_edit_is_lost(pair: list[Store]) -> None:
    """Each client adds one, again and again, on the version that it read."""
    world = found(pair[0])
    (deal,) = world.do("deal.create", NewDeal(name="Counter", amount=0)).results

    def add(client: int) -> int:
        own = World(pair[client % len(pair)], world.ws, world.pipeline, world.stages)
        done = 0
        while done < TURNS:
            now = own.store.read(lambda tx: deal_of(tx, own.actor, deal))
            try:
                own.do("deal.edit", EditDeal(id=deal, version=now.version, amount=(now.amount or 0) + 1))
                done += 1
            except Problem as problem:
                assert problem.status == 409
        return done

    with ThreadPoolExecutor(CLIENTS) as clients:
        assert sum(clients.map(add, range(CLIENTS))) == CLIENTS * TURNS
    assert world.store.read(lambda tx: deal_of(tx, world.actor, deal)).amount == CLIENTS * TURNS
    check(world)


def test_everything_at_once(pair: list[Store]) -> None:
    world = found(pair[0])
    ids = world.do("deal.create", *(NewDeal(name=f"Deal {i}", amount=i * 100) for i in range(4))).results
    reason = world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id
    opened = [stage.id for stage in world.stages if stage.kind == "open"]

    def live(client: int) -> int:
        own = World(pair[client % len(pair)], world.ws, world.pipeline, world.stages)
        dice = random.Random(client)
        done = 0
        for _ in range(TURNS):
            deal, stage = dice.choice(ids), dice.choice(opened)
            verb, payload = dice.choice(
                [
                    ("deal.move", MoveDeal(id=deal, stage_id=stage)),
                    ("deal.move", MoveDeal(id=deal, stage_id=stage, after=dice.choice(ids))),
                    ("deal.edit", EditDeal(id=deal, amount=dice.randrange(1000))),
                    ("deal.win", WinDeal(id=deal)),
                    ("deal.lose", LoseDeal(id=deal, reason_id=reason)),
                    ("deal.reopen", ReopenDeal(id=deal, reason="Again")),
                    ("deal.create", NewDeal(name="New", amount=5)),
                    (
                        "activity.add",
                        NewActivity(kind="task", subject="Do", deal_id=deal, due_on="2027-01-01"),
                    ),
                ]
            )
            try:
                own.do(verb, payload)
                done += 1
            except Problem as problem:
                assert problem.status in (404, 409, 422), problem
        return done

    with ThreadPoolExecutor(CLIENTS) as clients:
        assert sum(clients.map(live, range(CLIENTS))) > CLIENTS
    check(world)
