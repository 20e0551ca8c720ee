"""Survival and competing outcomes against the worked examples, and their laws on random samples."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import survival

ORACLES = Path(__file__).parents[1] / "oracles"
_CAUSES = {"open": 0, "won": 1, "lost": 2}
SAMPLE = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), min_size=1, max_size=40)


def _oracle(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    document = json.loads((ORACLES / f"{name}.json").read_text())
    return document["inputs"], document["expected"]


def test_stage_duration_example() -> None:
    inputs, expected = _oracle("02_stage_duration")
    days = [spell["days"] for spell in inputs["spells"]]
    causes = [{"open": 0, "advance": 1, "lost": 2}[spell["exit"]] for spell in inputs["spells"]]
    steps = survival.kaplan_meier(days, np.array(causes) != 0)
    table = [
        {"t": t, "at_risk": n, "exits": d, "S": pytest.approx(s)}
        for t, s, n, d in zip(steps.times, steps.survival, steps.at_risk, steps.events, strict=True)
    ]
    assert table == expected["km_any_exit"]
    assert survival.km_quantile(steps, 0.5) == expected["km_median_any_exit"]
    assert survival.km_quantile(steps, 0.75) == expected["km_p75_any_exit"]
    assert survival.rmst(steps, 30) == pytest.approx(expected["rmst_30"])
    assert survival.survival_at(steps, 30) == pytest.approx(expected["still_in_stage_30"])
    for cause, name in ((1, "cif_advance"), (2, "cif_lost")):
        curve = survival.cumulative_incidence(days, causes, cause)
        assert {k: survival.incidence_at(curve, float(k)) for k in expected[name]} == pytest.approx(
            expected[name]
        )
    advance = survival.cumulative_incidence(days, causes, 1)
    assert survival.conditional_median(advance) == expected["median_days_to_advance_given_advance"]
    wrong = survival.kaplan_meier(days, np.array(causes) == 1)
    assert 1 - survival.survival_at(wrong, 30) == pytest.approx(
        expected["wrong_km_treating_lost_as_censored_advance_by_30"], abs=1e-6
    )


def test_win_rate_example() -> None:
    inputs, expected = _oracle("03_win_rate")
    as_of = date.fromisoformat(inputs["as_of"][:10])
    first, last = (date.fromisoformat(day) for day in inputs["created_cohort"])
    cohort = [deal for deal in inputs["deals"] if first <= date.fromisoformat(deal["created"]) < last]
    ends = [date.fromisoformat(deal["close"]) if deal["close"] else as_of for deal in cohort]
    days = [(end - date.fromisoformat(deal["created"])).days for deal, end in zip(cohort, ends, strict=True)]
    causes = [_CAUSES[deal["outcome"]] for deal in cohort]
    won = survival.cumulative_incidence(days, causes, 1)
    lost = survival.cumulative_incidence(days, causes, 2)
    assert survival.incidence_at(won, 90) == pytest.approx(expected["cohort_AJ_won_by_day_90"], abs=1e-6)
    assert survival.incidence_at(lost, 90) == pytest.approx(expected["cohort_AJ_lost_by_day_90"], abs=1e-6)
    assert won.incidence[-1] == pytest.approx(expected["cohort_AJ_won_ultimate_observed"], abs=1e-6)


def test_velocity_example() -> None:
    inputs, expected = _oracle("04_velocity")
    days = [
        (inputs["as_of_day"] if deal["closed_day"] is None else deal["closed_day"]) - deal["created_day"]
        for deal in inputs["deals"]
    ]
    causes = [_CAUSES[deal["outcome"]] for deal in inputs["deals"]]
    steps = survival.kaplan_meier(days, np.array(causes) != 0)
    won = survival.cumulative_incidence(days, causes, 1)
    assert survival.km_quantile(steps, 0.5) == expected["km_any_close_median_days"]
    assert survival.rmst(steps, 100) == pytest.approx(expected["rmst_100_any_close_days"])
    assert survival.incidence_at(won, 60) == pytest.approx(expected["share_won_by_day_60"])
    assert survival.incidence_at(won, 90) == pytest.approx(expected["share_won_by_day_90"])
    assert survival.conditional_median(won) == expected["median_days_to_win_given_win"]


def test_cycle_by_segment_example() -> None:
    inputs, expected = _oracle("17_cycle_by_segment")
    for name, rows in inputs["segments"].items():
        days = [row["days"] for row in rows]
        steps = survival.kaplan_meier(days, [row["end"] != "open" for row in rows])
        won = survival.cumulative_incidence(days, [_CAUSES[row["end"]] for row in rows], 1)
        wanted = expected["per_segment"][name]
        assert survival.km_quantile(steps, 0.5) == wanted["km_any_close_median"]
        assert survival.incidence_at(won, 60) == pytest.approx(wanted["win_incidence_by_60"], abs=1e-6)


def test_median_interval_of_a_published_example() -> None:
    # Acute myelogenous leukaemia, maintained group (Miller 1981). By hand, the lower log-log limit is 0.508
    # after week 9 and 0.447 after week 13; the upper one never comes down to one half.
    weeks = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161]
    relapse = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]
    steps = survival.kaplan_meier(weeks, relapse)
    assert survival.km_quantile(steps, 0.5) == 31
    assert survival.km_median_interval(steps) == (13, None)


def test_nothing_yet() -> None:
    empty = survival.kaplan_meier([], [])
    assert survival.km_quantile(empty, 0.5) is None
    assert survival.km_median_interval(empty) == (None, None)
    assert survival.rmst(empty, 10) == 10
    none = survival.cumulative_incidence([3, 4], [0, 0], 1)
    assert survival.incidence_at(none, 10) == 0
    assert survival.conditional_median(none) is None
    assert none.longest == 4


@pytest.mark.parametrize(
    ("days", "seen"), [([-1], [1]), ([float("nan")], [1]), ([1, 2], [1]), ([[1]], [[1]])]
)
def test_impossible_samples_are_refused(days: list[float], seen: list[int]) -> None:
    with pytest.raises(ValueError, match="duration"):
        survival.kaplan_meier(days, seen)
    with pytest.raises(ValueError, match="no outcome"):
        survival.cumulative_incidence([1], [1], 0)


@given(SAMPLE)
def test_outcomes_and_survivors_add_up_to_one(sample: list[tuple[int, int]]) -> None:
    days, causes = [d for d, _ in sample], [c for _, c in sample]
    steps = survival.kaplan_meier(days, np.array(causes) != 0)
    curves = [survival.cumulative_incidence(days, causes, cause) for cause in (1, 2)]
    for t in (-1, 0, 0.5, *range(1, 14)):
        parts = [survival.incidence_at(curve, t) for curve in curves]
        assert sum(parts) + survival.survival_at(steps, t) == pytest.approx(1)
    assert np.all(np.diff(steps.survival) < 0)


@given(SAMPLE)
def test_the_ultimate_rate_lies_between_the_bounds(sample: list[tuple[int, int]]) -> None:
    days, causes = [d for d, _ in sample], [c for _, c in sample]
    won = survival.incidence_at(survival.cumulative_incidence(days, causes, 1), 99)
    low = causes.count(1) / len(causes)
    assert low - 1e-9 <= won <= low + causes.count(0) / len(causes) + 1e-9


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_without_censoring_it_is_plain_counting(days: list[int]) -> None:
    steps = survival.kaplan_meier(days, [True] * len(days))
    assert survival.rmst(steps, 51) == pytest.approx(sum(days) / len(days))
    assert survival.km_quantile(steps, 0.5) == sorted(days)[(len(days) - 1) // 2]


@given(SAMPLE)
def test_the_interval_holds_the_median(sample: list[tuple[int, int]]) -> None:
    steps = survival.kaplan_meier([d for d, _ in sample], [c for _, c in sample])
    median, (low, high) = survival.km_quantile(steps, 0.5), survival.km_median_interval(steps)
    if median is not None:
        assert low is not None
        assert low <= median
        assert high is None or high >= median


def test_a_hundred_thousand_durations_are_quick() -> None:
    chance = np.random.default_rng(5)
    days, causes = chance.exponential(40, 100_000), chance.integers(0, 3, 100_000)
    started = time.process_time()
    steps = survival.kaplan_meier(days, causes != 0)
    survival.km_median_interval(steps)
    survival.rmst(steps, 180)
    survival.cumulative_incidence(days, causes, 1)
    # Some 35 ms on the machine it was written on; the margin is for slow ones.
    assert time.process_time() - started < 0.5
