"""A change taken back within ten minutes leaves no trace, and nothing else of what was said is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.kit import clock
from headgate.records.deals.queries import deal_of, visits
from headgate.records.deals.schemas import Deal, EditDeal, MoveDeal, NewDeal, ReopenDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.store.engine import Store
from tests.world import World, found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(START):
        return found(store)


def play(world: World, *steps: tuple[str, Any]) -> Deal:
    """A deal of 100, then the steps a minute apart, all by the same actor."""
    with clock.frozen(START):
        deal = world.do("deal.create", NewDeal(name="A", amount=100)).results[0]
    for minute, (verb, body) in enumerate(steps, start=60):
        body.id = deal
        with clock.frozen(START + timedelta(minutes=minute)):
            world.do(verb, body)
    assert list(verify(world.store, world.ws)) == []
    found: Deal = world.store.read(lambda tx: deal_of(tx, world.actor, deal))
    return found


def stays(world: World, deal: Deal) -> list[str]:
    read = world.store.read(lambda tx: visits(tx, world.actor, deal.id, clock.now()))
    return [visit.stage_name for visit in read]


def test_a_reopened_deal_closed_again_at_another_value_keeps_the_second_close(world: World) -> None:
    deal = play(
        world,
        ("deal.win", WinDeal(amount=10)),
        ("deal.edit", EditDeal(amount=20)),
        ("deal.reopen", ReopenDeal(reason="Too soon")),
        ("deal.win", WinDeal(amount=70)),
    )
    assert (deal.amount, deal.status, deal.closed_at) == (70, "won", START + timedelta(minutes=63))
    assert stays(world, deal) == ["Lead generation", "Won"]


def test_what_was_filled_in_on_the_way_and_back_stays(world: World) -> None:
    first, second = world.stages[0].id, world.stages[1].id
    deal = play(
        world,
        ("deal.move", MoveDeal(stage_id=second, values=EditDeal(source="web"))),
        ("deal.move", MoveDeal(stage_id=first, values=EditDeal(deal_type="new"))),
    )
    assert (deal.source, deal.deal_type) == ("web", "new")
    assert stays(world, deal) == ["Lead generation"]
