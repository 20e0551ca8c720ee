"""A gate holds on every path by which a deal can enter a stage, and asks for what is missing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.verbs.undo import Undo
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals.queries import deal_of
from headgate.records.deals.schemas import EditDeal, LoseDeal, MoveDeal, NewDeal, ReopenDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.records.pipelines.queries import reasons_of
from headgate.records.pipelines.schemas import Criterion, EditStage
from headgate.store.engine import Store
from tests.world import World, found

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def gated(store: Store) -> World:
    """A pipeline whose third stage asks for an expected close, and whose won stage for a source."""
    with clock.frozen(AT):
        world = found(store)
        for place, name in ((2, "expected_close"), (6, "source")):
            stage = EditStage(id=world.stages[place].id, criteria=[Criterion(field=name)])
            world.do("stage.edit", stage)
        world.reload()
    return world


def make(world: World, **fields: Any) -> str:
    return str(world.do("deal.create", NewDeal(name="Pump station", **fields)).results[0])


def reason(world: World) -> str:
    return world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id


def straight_in(world: World) -> None:
    make(world, stage_id=world.stages[2].id)


def by_move(world: World) -> None:
    world.do("deal.move", MoveDeal(id=make(world), stage_id=world.stages[2].id))


def by_skip(world: World) -> None:
    world.do("deal.move", MoveDeal(id=make(world), stage_id=world.stages[4].id))


def by_win(world: World) -> None:
    world.do("deal.win", WinDeal(id=make(world, source="web")))


def by_win_without_source(world: World) -> None:
    world.do("deal.win", WinDeal(id=make(world, expected_close="2026-06-01")))


def by_reopening_further_on(world: World) -> None:
    deal = make(world)
    world.do("deal.lose", LoseDeal(id=deal, reason_id=reason(world)))
    world.do("deal.reopen", ReopenDeal(id=deal, stage_id=world.stages[3].id, reason="They called"))


def by_undoing_a_step_back(world: World) -> None:
    deal = make(world, expected_close="2026-06-01")
    world.do("deal.move", MoveDeal(id=deal, stage_id=world.stages[3].id))
    with clock.frozen(AT + timedelta(hours=2)):
        back = world.do("deal.move", MoveDeal(id=deal, stage_id=world.stages[0].id)).last
        world.do("deal.edit", EditDeal(id=deal, expected_close=None))
        world.do("undo", Undo(seq=back))


PATHS: dict[Callable[[World], None], str] = {
    straight_in: "expected_close",
    by_move: "expected_close",
    by_skip: "expected_close",
    by_win: "expected_close",
    by_win_without_source: "source",
    by_reopening_further_on: "expected_close",
    by_undoing_a_step_back: "expected_close",
}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_every_path_is_refused(gated: World, path: Callable[[World], None]) -> None:
    with clock.frozen(AT), pytest.raises(Problem) as refused:
        path(gated)
    assert refused.value.status == 422 and refused.value.code == "gate_unmet"
    (unmet,) = refused.value.extra["unmet"]
    assert unmet["field"] == PATHS[path]
    assert unmet["sentence"] and unmet["how"] and unmet["who"]
    assert list(verify(gated.store, gated.ws)) == []


def test_the_missing_value_comes_with_the_move(gated: World) -> None:
    deal = make(gated)
    values = EditDeal(expected_close="2026-07-01")
    gated.do("deal.move", MoveDeal(id=deal, stage_id=gated.stages[2].id, values=values))
    now = gated.store.read(lambda tx: deal_of(tx, gated.actor, deal))
    assert (now.stage_id, now.expected_close) == (gated.stages[2].id, "2026-07-01")


def test_a_refused_move_keeps_no_value(gated: World) -> None:
    deal = make(gated)
    with pytest.raises(Problem):
        gated.do(
            "deal.move",
            MoveDeal(id=deal, stage_id=gated.stages[2].id, values=EditDeal(description="Call first")),
        )
    now = gated.store.read(lambda tx: deal_of(tx, gated.actor, deal))
    assert (now.stage_id, now.description, now.version) == (gated.stages[0].id, None, 1)


def test_losing_and_going_back_ask_nothing(gated: World) -> None:
    deal = make(gated, expected_close="2026-07-01")
    gated.do("deal.move", MoveDeal(id=deal, stage_id=gated.stages[3].id))
    gated.do("deal.edit", EditDeal(id=deal, expected_close=None))
    gated.do("deal.move", MoveDeal(id=deal, stage_id=gated.stages[2].id))
    gated.do("deal.lose", LoseDeal(id=deal, reason_id=reason(gated)))
    gated.do("deal.reopen", ReopenDeal(id=deal, reason="They called"))


def test_one_refusal_refuses_the_batch(gated: World) -> None:
    ready, bare = make(gated, expected_close="2026-07-01"), make(gated)
    target = gated.stages[2].id
    with pytest.raises(Problem):
        gated.do("deal.move", MoveDeal(id=ready, stage_id=target), MoveDeal(id=bare, stage_id=target))
    now = gated.store.read(lambda tx: deal_of(tx, gated.actor, ready))
    assert now.stage_id == gated.stages[0].id
