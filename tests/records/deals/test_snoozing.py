"""Snoozing: until a day, of open deals alone; woken by hand, by reopening, and taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.verbs.undo import Undo
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals.queries import deal_of
from headgate.records.deals.schemas import NameDeal, NewDeal, ReopenDeal, SnoozeDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.store.engine import Store
from tests.world import World, found

START = datetime(2026, 3, 2, 22, tzinfo=UTC)
"""23:00 in Vienna."""


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(START):
        return found(store, zone="Europe/Vienna")


@pytest.fixture
def deal(world: World) -> str:
    with clock.frozen(START - timedelta(days=1)):
        return str(world.do("deal.create", NewDeal(name="Pump", amount=500)).results[0])


def do(world: World, verb: str, body: Any, at: datetime = START) -> int:
    with clock.frozen(at):
        seq = world.do(verb, body).last
    assert list(verify(world.store, world.ws)) == []
    return seq


def until(world: World, deal: str) -> str | None:
    day: str | None = world.store.read(lambda tx: deal_of(tx, world.actor, deal)).snoozed_until
    return day


def test_snoozed_woken_and_undone(world: World, deal: str) -> None:
    do(world, "deal.snooze", SnoozeDeal(id=deal, until="2026-03-20", note="After their fair"))
    seq = do(world, "deal.wake", NameDeal(id=deal), START + timedelta(days=1))
    assert until(world, deal) is None
    do(world, "undo", Undo(seq=seq), START + timedelta(days=2))
    assert until(world, deal) == "2026-03-20"


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-01", "2027-03-04", "2026-02-30"])
def test_only_until_a_day_to_come_within_a_year(world: World, deal: str, day: str) -> None:
    with pytest.raises(Problem) as refused:
        do(world, "deal.snooze", SnoozeDeal(id=deal, until=day))
    assert refused.value.status == 422 and refused.value.fields[0]["pointer"] == "/until"


def test_today_is_that_of_the_workspace(world: World, deal: str) -> None:
    do(world, "deal.snooze", SnoozeDeal(id=deal, until="2026-03-03"))
    with pytest.raises(Problem):
        do(
            world,
            "deal.snooze",
            SnoozeDeal(id=deal, until="2026-03-03"),
            START + timedelta(hours=1, minutes=1),
        )


def test_a_closed_deal_does_not_sleep_and_a_reopened_one_is_awake(world: World, deal: str) -> None:
    do(world, "deal.snooze", SnoozeDeal(id=deal, until="2026-03-20"))
    do(world, "deal.win", WinDeal(id=deal))
    with pytest.raises(Problem) as refused:
        do(world, "deal.snooze", SnoozeDeal(id=deal, until="2026-03-25"))
    assert refused.value.status == 409
    do(world, "deal.reopen", ReopenDeal(id=deal, reason="They called"), START + timedelta(hours=3))
    assert until(world, deal) is None


def test_nothing_to_change_is_no_entry(world: World, deal: str) -> None:
    do(world, "deal.snooze", SnoozeDeal(id=deal, until="2026-03-20"))
    assert do(world, "deal.snooze", SnoozeDeal(id=deal, until="2026-03-20")) == 0
    do(world, "deal.wake", NameDeal(id=deal))
    assert do(world, "deal.wake", NameDeal(id=deal)) == 0
