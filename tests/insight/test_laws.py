"""Laws of the figures, over random lives of deals, on both engines (metrics 1.20)."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.insight.metrics.registry import FIGURES
from headgate.insight.schemas import Figure, Rows
from headgate.kit import clock
from headgate.records.deals.schemas import ReopenDeal
from headgate.records.rates.schemas import NewRate
from headgate.store.engine import Store
from tests.insight.lives import LATER, LIFE, LIVES, TODAY, Life, add, every, live, opened, said
from tests.insight.played import Player
from tests.records.deals.test_life import START, STEPS, play

PERIODS = st.sampled_from(["all", "2025-Q2", "2025-03-01..2025-10-01"])
ADDITIVE = ("won_value", "won_count", "lost_count", "open_value", "deal_count", "stage_counts")
MONEY = tuple(name for name, made in FIGURES.items() if made.metric.unit == "money")


def sayings(figures: dict[str, Figure]) -> list[tuple[Any, ...]]:
    return [said(figure) for figure in figures.values()]


@given(lives=LIVES, seed=st.integers(0, 99))
def test_the_order_of_deals_does_not_matter(store: Store, lives: list[Life], seed: int) -> None:
    shuffled = lives[:]
    Random(seed).shuffle(shuffled)
    with clock.frozen(TODAY):
        first = every(live(store, lives), segment="deal_type")
        second = every(live(store, shuffled), segment="deal_type")
    assert sayings(first) == sayings(second)


@given(lives=LIVES, more=st.lists(LIFE, max_size=4), period=PERIODS)
def test_open_deals_move_no_win_rate_and_only_widen_bounds(
    store: Store, lives: list[Life], more: list[Life], period: str
) -> None:
    made = live(store, lives)
    with clock.frozen(TODAY):
        before = every(made, period=period)
        add(made, [replace(life, outcome="open") for life in more])
        after = every(made, period=period)
    for name in ("won_value", "won_count", "average_deal_size", "cycle_median", "cycle_mean", "lost_count"):
        assert (after[name].value, after[name].interval) == (before[name].value, before[name].interval), name
    rate, was = after["win_rate"], before["win_rate"]
    assert (rate.value, rate.interval, rate.n) == (was.value, was.interval, was.n)
    then, now = before["win_rate_cohort"].parts, after["win_rate_cohort"].parts
    if then["deals"]:
        assert (now["lower"] or 0) <= (then["lower"] or 0)
        assert (now["upper"] or 0) >= (then["upper"] or 0)


@given(lives=LIVES, period=PERIODS)
def test_shares_and_bounds_belong_together(store: Store, lives: list[Life], period: str) -> None:
    made = live(store, lives)
    with clock.frozen(TODAY):
        cohort = made.ask("win_rate_cohort", period=period)
    parts = {name: value or 0 for name, value in cohort.parts.items()}
    if cohort.value is None:
        return
    assert parts["lower"] <= parts["resolved_only"] <= parts["upper"] or not cohort.n
    if cohort.parts["won_by_90"] is not None:
        assert parts["won_by_90"] + parts["lost_by_90"] + parts["left_at_90"] == pytest.approx(1)


@given(lives=LIVES, factor=st.sampled_from([2, 10, 1000]), period=PERIODS)
def test_scaled_money_scales_money_and_leaves_rates(
    store: Store, lives: list[Life], factor: int, period: str
) -> None:
    def times(value: int | None) -> int | None:
        return None if value is None else value * factor

    larger = [replace(x, value=times(x.value), close_value=times(x.close_value)) for x in lives]
    with clock.frozen(TODAY):
        small, large = every(live(store, lives), period=period), every(live(store, larger), period=period)
    for name, figure in small.items():
        scale = factor if name in MONEY else 1
        expected = None if figure.value is None else pytest.approx(figure.value * scale)
        assert large[name].value == expected, name
        assert large[name].n == figure.n, name


@given(lives=st.lists(LIFE, min_size=1, max_size=8), which=st.integers(0, 7))
def test_a_reopened_deal_has_no_outcome(store: Store, lives: list[Life], which: int) -> None:
    place = which % len(lives)
    closed = replace(lives[place], outcome="won", archived=False, close_value=lives[place].value)
    with clock.frozen(TODAY):
        never = every(live(store, [*lives[:place], replace(closed, outcome="open"), *lives[place + 1 :]]))
        made = live(store, [*lives[:place], closed, *lives[place + 1 :]])
        deal = newest(made, place, len(lives))
        made.do("deal.reopen", ReopenDeal(id=deal, reason="They called back"))
        assert sayings(every(made)) == sayings(never)


def newest(made: Player, place: int, count: int) -> str:
    """The deal made in that place: ids grow in the order in which they are made."""
    found: list[str] = sorted(deal.id for deal in opened(made, {"all": []}))
    assert len(found) == count
    return found[place]


@given(lives=LIVES, more=st.lists(LIFE, min_size=1, max_size=4))
def test_a_past_reading_ignores_what_came_later(store: Store, lives: list[Life], more: list[Life]) -> None:
    """Also the money of a closed period: as it was known, no late entry or reopening changes it."""
    made = live(store, lives)
    then = {"known_at": f"{TODAY:%Y-%m-%dT%H:%M:%SZ}"}
    with clock.frozen(TODAY):
        now = every(made)
    with clock.frozen(TODAY + LATER):
        add(made, more)
        for deal in opened(made, {"field": "status", "op": "ne", "value": "open"}):
            if deal.standing == "live":
                made.do("deal.reopen", ReopenDeal(id=deal.id, reason="They called back"))
        assert sayings(every(made, **then)) == sayings(now)


@given(lives=LIVES, period=PERIODS, field=st.sampled_from(["owner_id", "deal_type", "currency", "stage_id"]))
def test_the_whole_is_the_sum_of_its_segments(
    store: Store, lives: list[Life], period: str, field: str
) -> None:
    made = live(store, lives)
    with clock.frozen(TODAY):
        for name in ADDITIVE:
            figure = made.ask(name, period=period, segment=field)
            assert sum(s.value or 0 for s in figure.segments or ()) == figure.value, name


def check_rows(made: Player, name: str, rows: Rows | None, value: Any, **asked: Any) -> None:
    assert rows is not None
    assert len(opened(made, rows.filter)) == rows.count, rows.filter
    if name != "revenue_velocity":  # its rows are the won deals, it reads the others too
        assert made.ask(name, filter=rows.filter, **asked).value == value, rows.filter


@given(
    lives=LIVES,
    period=PERIODS,
    field=st.sampled_from(["owner_id", "deal_type", "team_id", "region"]),
    rated=st.lists(st.dates(date(2024, 6, 1), date(2026, 7, 1)), unique=True, max_size=2),
    pinned=st.none() | st.dates(date(2024, 6, 1), date(2026, 7, 1)),
)
def test_rows_open_exactly_what_is_counted(
    store: Store, lives: list[Life], period: str, field: str, rated: list[date], pinned: date | None
) -> None:
    """`rated`: days from which the other currency has a rate, some to come; `pinned`: the day all go by."""
    made = live(store, lives)
    asked = {"period": period, "rates_on": pinned and pinned.isoformat()}
    with clock.frozen(TODAY):
        for place, day in enumerate(rated):
            made.world.do("exchange_rate.create", NewRate("EUR", day.isoformat(), f"1.0{place + 3}7"))
        for name, figure in every(made, **asked, segment=field).items():
            check_rows(made, name, figure.rows, figure.value, **asked)
            for segment in figure.segments or ():
                check_rows(made, name, segment.rows, segment.value, **asked)


@given(steps=STEPS)
def test_as_of_now_equals_live(store: Store, steps: list[tuple[str, int, int, int, bool]]) -> None:
    """After any life, with late entries, corrections, undo, deletions: read as the past it is the present."""
    world = play(store, steps).world
    made = Player(world)
    now = START + timedelta(days=90)
    with clock.frozen(now):
        live_ones = every(made, segment="owner_id")
        past = every(made, segment="owner_id", as_of=f"{now:%Y-%m-%dT%H:%M:%SZ}")
    assert sayings(past) == sayings(live_ones)
