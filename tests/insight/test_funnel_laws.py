"""Laws of the way through a pipeline, over random histories with skips, steps back, reopenings, deletions,
undo and backdating, on both engines (metrics 1.20)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from math import isclose
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.access.actor import system
from headgate.core.verbs.undo import Undo
from headgate.insight.funnel.answer import funnel
from headgate.insight.funnel.behind import Part, behind
from headgate.insight.funnel.schemas import Funnel, Mode
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.records.deals.queries import deal_left
from headgate.records.deals.schemas import Deal, DeleteDeal, MergeDeals, MoveDeal, NameDeal, NewDeal
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import EditPipeline, EditStage, NewPipeline
from headgate.store.engine import Store
from tests.records.deals.test_life import START, STEPS, Player, play

END = START + timedelta(days=90)
Steps = list[tuple[str, int, int, int, bool]]
PARTS: tuple[Part, ...] = ("entered", "advanced", "lost", "open", "moved")
KNOWN = ("advance", "skip", "won", "lost", "moved")
"""The ways out of a stage that are a step on, the loss, or no end at all; else a deal went back."""
MODES = st.sampled_from(["reached", "touched"])


def way(player: Player, mode: Mode = "reached", age: int = 30, **asked: Any) -> Funnel:
    world = player.world
    question = Asked(pipeline_id=world.pipeline, **asked)
    return world.store.read(lambda tx: funnel(tx, system(world.ws), question, mode, age))


def said(found: Funnel) -> dict[str, Any]:
    """What it says, without when and of whom it was asked and how things are called."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for name in ("snapshot", "caption", "scope"):
        del told[name]
    for stage in told["stages"]:
        del stage["name"]
    return told


@given(steps=STEPS, mode=MODES)
def test_shares_add_up_and_bounds_enclose(store: Store, steps: Steps, mode: Mode) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        found = way(player, mode)
    for stage in found.stages:
        c, s = stage.conversion, stage.stay
        assert c.entered == c.advanced + c.lost + c.open + c.moved
        # What went through without touching the stage has no age in it, and no part in its curve.
        if mode == "touched" and c.lower is not None and c.ultimate is not None and c.upper is not None:
            assert c.lower <= c.ultimate + 1e-9 and c.ultimate <= c.upper + 1e-9
        elsewhere = sum(count for name, count in stage.flow.exits.items() if name not in KNOWN)
        for day, went_on in s.went_on.items():
            whole = went_on + s.lost[day] + s.still[day]
            assert whole <= 1 + 1e-9 if elsewhere else whole == pytest.approx(1)
        left = [1.0, *(step.left for step in s.curve)]
        assert left == sorted(left, reverse=True)
        shares = list(c.by_age.values())
        assert shares == sorted(shares)


@given(steps=STEPS, mode=MODES, limit=st.integers(1, 3))
def test_the_deals_behind_are_those_that_are_counted(
    store: Store, steps: Steps, mode: Mode, limit: int
) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        for stage in way(player, mode).stages:
            pages = {part: paged(player, mode, stage.stage_id, part, limit) for part in PARTS}
            counted = {part: getattr(stage.conversion, part) for part in PARTS}
            assert {part: len(found) for part, found in pages.items()} == counted
            rest = [id_ for part in PARTS[1:] for id_ in pages[part]]
            assert sorted(rest) == sorted(set(pages["entered"]))


def paged(player: Player, mode: Mode, stage_id: str, part: Part, limit: int) -> list[str]:
    """All of them, page by page."""
    asked = Asked(pipeline_id=player.world.pipeline)
    found: list[str] = []
    cursor: str | None = None
    who = system(player.world.ws)
    while True:
        page = player.world.store.read(
            partial(
                behind,
                actor=who,
                asked=asked,
                mode=mode,
                stage_id=stage_id,
                part=part,
                cursor=cursor,
                limit=limit,
            )
        )
        found += [deal.id for deal in page.items]
        cursor = page.next
        if cursor is None:
            return found


@given(steps=STEPS)
def test_fewer_reach_each_further_stage(store: Store, steps: Steps) -> None:
    """And what the stages let through, multiplied, is what the whole lets through."""
    player = play(store, steps)
    with clock.frozen(END):
        found = way(player)
    entered = [stage.conversion.entered for stage in found.stages]
    assert entered == sorted(entered, reverse=True)
    product = 1.0
    for stage in found.stages:
        product *= stage.conversion.lower or 0
    assert isclose(product, found.whole.lower or 0, abs_tol=1e-9)


@given(steps=STEPS, stages=st.lists(st.integers(0, 5), min_size=1, max_size=4), mode=MODES)
def test_open_deals_only_widen_the_bounds(store: Store, steps: Steps, stages: list[int], mode: Mode) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        before = way(player, mode)
        for place, at in enumerate(stages):
            player.world.do("deal.create", NewDeal(name=f"New {place}", stage_id=player.world.stages[at].id))
        after = way(player, mode)
    pairs = [(was.conversion, now.conversion) for was, now in zip(before.stages, after.stages, strict=True)]
    # A deal made in a later stage has passed those before it, which is an advance there and no open one.
    for was, now in pairs[max(stages) :]:
        if was.entered:
            assert (now.lower or 0) <= (was.lower or 0) and (now.upper or 0) >= (was.upper or 0)


@given(steps=STEPS, weeks=st.integers(1, 200), mode=MODES)
def test_whole_weeks_later_all_is_the_same(store: Store, steps: Steps, weeks: int, mode: Mode) -> None:
    later = timedelta(weeks=weeks)
    with clock.frozen(END):
        first = said(way(play(store, steps), mode))
    player = play(store, steps, START + later)
    with clock.frozen(END + later):
        second = said(way(player, mode))
    for told in (first, second):
        del told["cohorts"], told["pipeline_id"]
        for stage in told["stages"]:
            del stage["stage_id"]
    assert second == first


def renamed(player: Player) -> None:
    world = player.world
    world.do("pipeline.edit", EditPipeline(id=world.pipeline, name="Another name"))
    for stage in world.stages:
        world.do("stage.edit", EditStage(id=stage.id, name=f"Now {stage.name}"))


def merged_and_unmerged(player: Player) -> None:
    one, other = open_deals(player, 2)
    done = player.world.do("deal.merge", MergeDeals(other, id=one))
    player.world.do("undo", Undo(seq=done.last))


def corrected(player: Player) -> None:
    (one,) = open_deals(player, 1)
    for stage in player.world.stages[2:4]:
        done = player.world.do("deal.move", MoveDeal(id=one, stage_id=stage.id))
        if done.last:
            player.world.do("undo", Undo(seq=done.last))


def deleted_and_restored(player: Player) -> None:
    for deal in live_deals(player)[:3]:
        player.world.do("deal.delete", DeleteDeal(id=deal, reason="test"))
        player.world.do("deal.restore", NameDeal(id=deal))


def live_deals(player: Player) -> list[str]:
    return [deal.id for deal in deals(player) if deal.standing == "live"]


def deals(player: Player) -> list[Deal]:
    world = player.world
    found = world.store.read(lambda tx: [deal_left(tx, world.ws, id_) for id_ in player.deals])
    return [deal for deal in found if deal is not None]


def open_deals(player: Player, least: int) -> list[str]:
    """The last of those on the board; where too few are left, new ones."""
    found = [deal.id for deal in deals(player) if deal.standing == "live" and deal.status == "open"]
    for _ in range(len(found), least):
        made = player.world.do("deal.create", NewDeal(name="One more")).results
        player.deals += made
        found += made
    return found[-least:]


@pytest.mark.parametrize("done", [renamed, merged_and_unmerged, corrected, deleted_and_restored])
@given(steps=STEPS, mode=MODES)
def test_what_is_taken_back_leaves_every_figure(
    store: Store, done: Callable[[Player], None], steps: Steps, mode: Mode
) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        open_deals(player, 2)
        before = said(way(player, mode))
        done(player)
        assert said(way(player, mode)) == before


@given(steps=STEPS, more=STEPS, mode=MODES)
def test_a_past_reading_ignores_what_came_later(store: Store, steps: Steps, more: Steps, mode: Mode) -> None:
    """Late entries of what had happened before, deletions and undo among it."""
    player = play(store, steps)
    at = START + sum((timedelta(seconds=step[3]) for step in steps), timedelta(seconds=5))
    with clock.frozen(at):
        before = said(way(player, mode))
    player.go_on(more, at + timedelta(seconds=1))
    with clock.frozen(at + timedelta(days=100)):
        assert said(way(player, mode, known_at=f"{at:%Y-%m-%dT%H:%M:%SZ}")) == before


@given(steps=STEPS)
def test_a_merge_takes_one_open_deal_and_no_win(store: Store, steps: Steps) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        one, other = open_deals(player, 2)
        before = way(player)
        player.world.do("deal.merge", MergeDeals(other, id=one))
        after = way(player)
    assert after.whole.entered == before.whole.entered - 1
    assert (after.whole.won, after.whole.lost) == (before.whole.won, before.whole.lost)


@given(steps=STEPS)
def test_owners_add_up_to_the_whole(store: Store, steps: Steps) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        everybody = way(player).whole
        owners: list[Any] = [{"field": "owner_id", "op": "is_empty"}]
        owners += [
            {"field": "owner_id", "op": "eq", "value": who.member_id} for who in (player.ana, player.ben)
        ]
        each = [way(player, filter=owner).whole for owner in owners]
    for name in ("entered", "won", "lost", "open", "moved"):
        assert sum(getattr(one, name) for one in each) == getattr(everybody, name), name


@given(steps=STEPS)
def test_a_deal_gone_to_another_pipeline_stays_in_the_count(store: Store, steps: Steps) -> None:
    player = play(store, steps)
    with clock.frozen(END):
        (deal,) = open_deals(player, 1)
        before = way(player).whole
        made = player.world.do("pipeline.create", NewPipeline(name="Renewals")).results[0]
        pipelines = store.read(lambda tx: pipelines_of(tx, player.world.ws))
        (other,) = (each for each in pipelines if each.id == made)
        player.world.do("deal.move", MoveDeal(id=deal, stage_id=other.stages[0].id))
        after = way(player).whole
    assert (after.entered, after.won, after.lost) == (before.entered, before.won, before.lost)
    assert (after.open, after.moved) == (before.open - 1, before.moved + 1)
