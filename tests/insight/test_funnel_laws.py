"""Laws of the way through a pipeline, over random histories with skips, steps back, reopenings, deletions,
undo and backdating, on both engines (metrics 1.20)."""

from collections.abc import Callable
from datetime import timedelta
from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.insight.funnel.behind import Part
from headgate.insight.funnel.schemas import Mode
from headgate.kit import clock
from headgate.records.deals.schemas import MergeDeals, MoveDeal, NewDeal
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import NewPipeline
from headgate.store.engine import Store
from tests.insight.walks import (
    corrected,
    deleted_and_restored,
    merged_and_unmerged,
    open_deals,
    paged,
    renamed,
    said,
    way,
)
from tests.records.deals.test_life import START, STEPS, Player, play

END = START + timedelta(days=90)
Steps = list[tuple[str, int, int, int, bool]]
PARTS: tuple[Part, ...] = ("entered", "advanced", "lost", "open", "moved")
KNOWN = ("advance", "skip", "won", "lost", "moved")
"""The ways out of a stage that are a step on, the loss, or no end at all; else a deal went back."""
MODES = st.sampled_from(["reached", "touched"])


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
