"""Deleting by each reason and restoring: lists, figures, history and totals, and what is in the way."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.verbs.undo import Undo
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals.queries import deal_left, deal_of, deleted_page, visits
from headgate.records.deals.schemas import (
    Deal,
    DeleteDeal,
    EditDeal,
    MoveDeal,
    NameDeal,
    NewDeal,
    Reason,
    WinDeal,
)
from headgate.records.deals.verify import verify
from headgate.records.pipelines.schemas import RetireStage
from headgate.store.engine import Store
from tests.world import World, found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = START + timedelta(days=3)


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(START):
        return found(store)


def create(world: World, stage: int = 1) -> str:
    with clock.frozen(START):
        new = NewDeal(name="Pump", amount=500, stage_id=world.stages[stage].id)
        return str(world.do("deal.create", new).results[0])


def do(world: World, verb: str, body: Any, at: datetime = LATER) -> int:
    with clock.frozen(at):
        seq = world.do(verb, body).last
    assert list(verify(world.store, world.ws)) == []
    return seq


def figures(world: World) -> dict[str, Any]:
    def ask(name: str) -> Any:
        return world.store.read(lambda tx: answers.figure(tx, world.actor, name, Asked(period="all"))).value

    with clock.frozen(LATER + timedelta(days=1)):
        return {name: ask(name) for name in ("won_count", "lost_count", "open_value", "deal_count")}


def left(world: World, deal: str) -> Deal:
    read = world.store.read(lambda tx: deal_left(tx, world.ws, deal))
    assert read is not None
    return read


def deleted(world: World) -> list[str]:
    read = world.store.read(lambda tx: deleted_page(tx, world.actor, filter=None, cursor=None, limit=50))
    assert read.total == len(read.items)
    return [deal.id for deal in read.items]


@pytest.mark.parametrize(
    ("reason", "stage", "age", "lost"),
    [
        ("test", 1, 3, 0),
        ("duplicate", 1, 3, 0),
        ("mistake", 1, 3, 0),
        ("other", 1, 3, 1),
        ("other", 0, 3, 0),  # a lead before the qualifying stage was never a deal
        ("other", 1, 1, 0),  # open for a day and no more
    ],
)
def test_what_a_reason_means_for_figures(
    world: World, reason: Reason, stage: int, age: int, lost: int
) -> None:
    deal = create(world, stage)
    do(world, "deal.delete", DeleteDeal(id=deal, reason=reason), START + timedelta(days=age))
    assert figures(world) == {"won_count": 0, "lost_count": lost, "open_value": 0, "deal_count": lost}
    assert left(world, deal).removal == reason
    assert left(world, deal).lost_reason_id is not None if lost else left(world, deal).status == "open"
    assert deleted(world) == [deal]


def test_a_win_stays_a_win(world: World) -> None:
    deal = create(world)
    do(world, "deal.win", WinDeal(id=deal))
    do(world, "deal.delete", DeleteDeal(id=deal, reason="other"))
    assert figures(world)["won_count"] == 1


@pytest.mark.parametrize("reason", ["mistake", "other"])
def test_restoring_leaves_no_gap(world: World, reason: Reason) -> None:
    deal = create(world)
    before, was = figures(world), left(world, deal)
    stays = world.store.read(lambda tx: visits(tx, world.actor, deal, LATER))
    do(world, "deal.delete", DeleteDeal(id=deal, reason=reason))
    do(world, "deal.restore", NameDeal(id=deal), LATER + timedelta(hours=30))
    now = left(world, deal)
    was.version = now.version
    assert now == was and figures(world) == before and deleted(world) == []
    assert world.store.read(lambda tx: visits(tx, world.actor, deal, LATER)) == stays


def test_restoring_can_be_undone_and_done_again(world: World) -> None:
    deal = create(world)
    do(world, "deal.delete", DeleteDeal(id=deal, reason="other"))
    seq = do(world, "deal.restore", NameDeal(id=deal), LATER + timedelta(hours=1))
    do(world, "undo", Undo(seq=seq), LATER + timedelta(hours=2))
    assert figures(world)["lost_count"] == 1 and deleted(world) == [deal]
    do(world, "deal.restore", NameDeal(id=deal), LATER + timedelta(hours=3))
    do(world, "deal.delete", DeleteDeal(id=deal, reason="test"), LATER + timedelta(hours=4))
    assert figures(world)["deal_count"] == 0
    do(world, "deal.restore", NameDeal(id=deal), LATER + timedelta(hours=5))
    assert figures(world)["open_value"] == 500


def test_a_deleted_deal_is_nobodys(world: World) -> None:
    deal = create(world)
    do(world, "deal.delete", DeleteDeal(id=deal, reason="test"))
    for verb, body in (
        ("deal.edit", EditDeal(id=deal, amount=1)),
        ("deal.delete", DeleteDeal(id=deal, reason="other")),
        ("deal.archive", NameDeal(id=deal)),
    ):
        with pytest.raises(Problem) as refused:
            do(world, verb, body)
        assert refused.value.status == 404
    with pytest.raises(Problem):
        world.store.read(lambda tx: deal_of(tx, world.actor, deal))


def test_a_stage_retired_meanwhile_is_in_the_way(world: World) -> None:
    deal = create(world)
    do(world, "deal.delete", DeleteDeal(id=deal, reason="test"))
    do(world, "stage.retire", RetireStage(id=world.stages[1].id))
    with pytest.raises(Problem) as refused:
        do(world, "deal.restore", NameDeal(id=deal))
    assert refused.value.status == 409 and "retired" in str(refused.value.detail)


def test_a_creation_that_was_undone_is_not_restored(world: World) -> None:
    deal = create(world)
    hour = START + timedelta(hours=1)
    seq = do(world, "deal.edit", EditDeal(id=deal, amount=1), hour)
    do(world, "undo", Undo(seq=seq), hour)
    do(world, "undo", Undo(seq=seq - 1), hour)
    with pytest.raises(Problem) as refused:
        do(world, "deal.restore", NameDeal(id=deal))
    assert refused.value.status == 404 and deleted(world) == []


def test_a_value_written_again_since_is_in_the_way_of_an_undo(world: World) -> None:
    """The same value, but said by a later change: history could not leave out the earlier one alone."""
    deal = create(world)
    hours = [LATER + timedelta(hours=n) for n in range(5)]
    first = do(world, "deal.edit", EditDeal(id=deal, amount=10), hours[0])
    do(world, "deal.edit", EditDeal(id=deal, amount=20), hours[1])
    do(world, "deal.edit", EditDeal(id=deal, amount=10), hours[2])
    with pytest.raises(Problem) as refused:
        do(world, "undo", Undo(seq=first), hours[3])
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Value was changed since."
    there = world.stages[2].id
    moved = do(world, "deal.move", MoveDeal(id=deal, stage_id=there), hours[3])
    do(world, "deal.move", MoveDeal(id=deal, stage_id=world.stages[3].id), hours[4])
    do(world, "deal.move", MoveDeal(id=deal, stage_id=there), hours[4] + timedelta(hours=1))
    with pytest.raises(Problem):
        do(world, "undo", Undo(seq=moved), hours[4] + timedelta(hours=2))
