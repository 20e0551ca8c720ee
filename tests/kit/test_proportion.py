"""Intervals of proportions against the worked example of win rates."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import proportion

ORACLE = json.loads((Path(__file__).parents[1] / "oracles" / "03_win_rate.json").read_text())["expected"]
CELLS = [
    ORACLE["by_close_period_Q1"],
    *(cell for segment in ("type", "channel", "rep") for cell in ORACLE[f"seg_by_{segment}"].values()),
]


@pytest.mark.parametrize("cell", CELLS)
def test_worked_example(cell: dict[str, Any]) -> None:
    won, n = cell["won"], cell["won"] + cell["lost"]
    assert proportion.wilson(won, n) == pytest.approx(cell["wilson95"], abs=1e-6)
    assert proportion.jeffreys(won, n) == pytest.approx(cell["jeffreys95"], abs=1e-6)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_mirrors(case: tuple[int, int]) -> None:
    won, n = case
    for interval in (proportion.wilson, proportion.jeffreys):
        found, mirrored = interval(won, n), interval(n - won, n)
        assert found is not None
        assert mirrored is not None
        assert 0 <= found[0] < found[1] <= 1
        assert found[0] == pytest.approx(1 - mirrored[1], abs=1e-9)
    wilson = proportion.wilson(won, n)
    assert wilson is not None
    assert wilson[0] <= won / n <= wilson[1]


def test_no_trials_no_interval() -> None:
    assert proportion.wilson(0, 0) is None
    assert proportion.jeffreys(0, 0) is None
    for won, n in ((-1, 3), (4, 3)):
        with pytest.raises(ValueError, match="impossible"):
            proportion.wilson(won, n)


def test_a_wider_level_is_wider() -> None:
    narrow, wide = proportion.jeffreys(3, 10, 0.5), proportion.jeffreys(3, 10, 0.99)
    assert narrow is not None
    assert wide is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize(
    ("n", "label"),
    [
        (0, "too_few"),
        (9, "too_few"),
        (10, "indicative"),
        (29, "indicative"),
        (30, "usable"),
        (10**6, "usable"),
    ],
)
def test_labels(n: int, label: str) -> None:
    assert proportion.label(n) == label
