"""Moves to another pipeline and into the past: history, gates, totals, undo, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.verbs.undo import Undo
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals import answers
from headgate.records.deals.queries import deal_of, visits
from headgate.records.deals.schemas import (
    Deal,
    EditDeal,
    LoseDeal,
    MoveDeal,
    NewDeal,
    ReopenDeal,
    WinDeal,
)
from headgate.records.deals.verify import verify
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.pipelines.schemas import Criterion, NewPipeline, NewStage, Stage
from headgate.store.engine import Store
from tests.world import World, found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = START + timedelta(days=60)
RENEWALS = [
    NewStage("Due"),
    NewStage("Talked over", criteria=[Criterion("expected_close")]),
    NewStage("Agreed"),
    NewStage("Renewed", kind="won"),
    NewStage("Left", kind="lost"),
]


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(START):
        made = found(store)
        made.do("pipeline.create", NewPipeline("Renewals", RENEWALS))
    return made


@pytest.fixture
def deal(world: World) -> str:
    with clock.frozen(START):
        return str(world.do("deal.create", NewDeal(name="Pump", amount=500)).results[0])


def renewals(world: World) -> list[Stage]:
    every = world.store.read(lambda tx: pipelines_of(tx, world.ws))
    return next(p for p in every if p.name == "Renewals").stages


def do(world: World, verb: str, body: Any, at: datetime = TODAY, actor: Any = None) -> int:
    with clock.frozen(at):
        seq = world.do(verb, body, actor=actor).last
    assert list(verify(world.store, world.ws)) == []
    return seq


def read(world: World, deal: str) -> Deal:
    made: Deal = world.store.read(lambda tx: deal_of(tx, world.actor, deal))
    return made


def stays(world: World, deal: str) -> list[tuple[str, str | None]]:
    every = world.store.read(lambda tx: visits(tx, world.actor, deal, TODAY))
    return [(visit.stage_name, visit.exit) for visit in every]


def sums(world: World, pipeline: str) -> int:
    return world.store.read(lambda tx: answers.board_of(tx, world.actor, pipeline)).totals.amount


def test_a_move_to_another_pipeline_ends_the_stay_as_moved(world: World, deal: str) -> None:
    there = renewals(world)[0]
    do(world, "deal.move", MoveDeal(id=deal, stage_id=there.id))
    assert stays(world, deal) == [("Lead generation", "moved"), ("Due", None)]
    now = read(world, deal)
    assert (now.pipeline_id, now.created_at, now.stage_since) == (there.pipeline_id, START, TODAY)
    assert (sums(world, world.pipeline), sums(world, there.pipeline_id)) == (0, 500)


def test_each_gate_up_to_the_chosen_stage_holds(world: World, deal: str) -> None:
    agreed = renewals(world)[2]
    with pytest.raises(Problem) as refused:
        do(world, "deal.move", MoveDeal(id=deal, stage_id=agreed.id))
    assert [each["field"] for each in refused.value.extra["unmet"]] == ["expected_close"]
    assert read(world, deal).pipeline_id == world.pipeline
    filled = EditDeal(expected_close="2026-06-01")
    do(world, "deal.move", MoveDeal(id=deal, stage_id=agreed.id, values=filled))
    assert stays(world, deal)[-1] == ("Agreed", None)


def test_a_move_to_another_pipeline_is_undone(world: World, deal: str) -> None:
    was = read(world, deal)
    seq = do(world, "deal.move", MoveDeal(id=deal, stage_id=renewals(world)[0].id))
    do(world, "undo", Undo(seq=seq), TODAY + timedelta(hours=1))
    now = read(world, deal)
    assert (now.pipeline_id, now.stage_id, now.stage_since) == (was.pipeline_id, was.stage_id, START)
    assert stays(world, deal) == [("Lead generation", None)]
    assert sums(world, world.pipeline) == 500


def test_moved_back_within_ten_minutes_was_a_slip(world: World, deal: str) -> None:
    do(world, "deal.move", MoveDeal(id=deal, stage_id=renewals(world)[0].id))
    do(world, "deal.move", MoveDeal(id=deal, stage_id=world.stages[0].id), TODAY + timedelta(minutes=9))
    assert stays(world, deal) == [("Lead generation", None)]


def test_it_is_won_where_it_is(world: World, deal: str) -> None:
    do(world, "deal.move", MoveDeal(id=deal, stage_id=renewals(world)[0].id))
    do(world, "deal.win", WinDeal(id=deal, values=EditDeal(expected_close="2026-06-01")))
    assert read(world, deal).stage_name == "Renewed"


def test_a_pipeline_that_is_gone_takes_no_deal(world: World, deal: str) -> None:
    with clock.frozen(TODAY):
        made = world.do("pipeline.create", NewPipeline("Short-lived"))
    stage = next(
        p.stages[0]
        for p in world.store.read(lambda tx: pipelines_of(tx, world.ws))
        if p.name == "Short-lived"
    )
    for seq in range(made.last, made.first - 1, -1):
        do(world, "undo", Undo(seq=seq))
    with pytest.raises(Problem) as refused:
        do(world, "deal.move", MoveDeal(id=deal, stage_id=stage.id))
    assert refused.value.status == 404


def late(world: World, deal: str, verb: str, at: datetime) -> Any:
    reason = world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id
    return {
        "deal.move": MoveDeal(id=deal, stage_id=world.stages[1].id, occurred_at=at),
        "deal.win": WinDeal(id=deal, closed_at=at),
        "deal.lose": LoseDeal(id=deal, reason_id=reason, closed_at=at),
    }[verb]


@pytest.mark.parametrize("verb", ["deal.move", "deal.win", "deal.lose"])
def test_what_happened_before_is_entered_within_the_limit(world: World, deal: str, verb: str) -> None:
    ana = world.member("Ana", "admin")
    then = TODAY - timedelta(days=35)
    do(world, verb, late(world, deal, verb, then), actor=ana)
    assert read(world, deal).stage_since == then
    (first, second) = world.store.read(lambda tx: visits(tx, world.actor, deal, TODAY))
    assert (first.left_at, second.entered_at) == (then, then)


@pytest.mark.parametrize("verb", ["deal.move", "deal.win", "deal.lose"])
@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(days=35, minutes=1), "In this workspace the past can be entered up to 35 days back."),
        (timedelta(minutes=-1), "It cannot have happened in the future."),
    ],
)
def test_beyond_the_limit_it_is_refused(
    world: World, deal: str, verb: str, back: timedelta, said: str
) -> None:
    ana, was = world.member("Ana", "admin"), read(world, deal)
    with pytest.raises(Problem) as refused:
        do(world, verb, late(world, deal, verb, TODAY - back), actor=ana)
    assert (refused.value.status, refused.value.detail) == (422, said)
    assert read(world, deal) == was


@pytest.mark.parametrize("verb", ["deal.move", "deal.win", "deal.lose"])
def test_never_before_what_happened_last(world: World, deal: str, verb: str) -> None:
    do(world, "deal.edit", EditDeal(id=deal, amount=7), TODAY - timedelta(days=2))
    with pytest.raises(Problem) as refused:
        do(
            world,
            verb,
            late(world, deal, verb, TODAY - timedelta(days=3)),
            actor=world.member("Ana", "admin"),
        )
    assert str(refused.value.detail).startswith("The deal's previous event is of")


def test_the_first_day_of_the_limit_is_whole(world: World, deal: str) -> None:
    """A day is named, not an instant: all of the day that is 35 days back may be."""
    ana = world.member("Ana", "admin")
    day = f"{TODAY - timedelta(days=35):%Y-%m-%d}"
    do(world, "deal.move", MoveDeal(id=deal, stage_id=world.stages[1].id, occurred_on=day), actor=ana)
    before = f"{TODAY - timedelta(days=36):%Y-%m-%d}"
    with clock.frozen(START):
        other = world.do("deal.create", NewDeal(name="B")).results[0]
    with pytest.raises(Problem):
        do(world, "deal.win", WinDeal(id=other, closed_on=before), actor=ana)


@pytest.mark.parametrize("verb", ["deal.move", "deal.win", "deal.lose"])
def test_a_late_entry_taken_back_in_ten_minutes_leaves_no_trace(world: World, deal: str, verb: str) -> None:
    ana, then = world.member("Ana", "admin"), TODAY - timedelta(days=5)
    do(world, verb, late(world, deal, verb, then), actor=ana)
    back: Any = MoveDeal(id=deal, stage_id=world.stages[0].id, occurred_at=then + timedelta(minutes=5))
    if verb != "deal.move":
        back = ReopenDeal(id=deal, reason="Slip", occurred_at=then + timedelta(minutes=5))
    word = "deal.move" if verb == "deal.move" else "deal.reopen"
    do(world, word, back, TODAY + timedelta(minutes=5), actor=ana)
    assert stays(world, deal) == [("Lead generation", None)]
    assert read(world, deal).stage_since == START
