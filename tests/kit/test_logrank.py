"""The log-rank test: against a count by hand, and the laws it must keep."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.logrank import chi2_beyond, logrank

spans = st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=25)
Group = list[tuple[int, bool]]


def of(*groups: Group) -> list[tuple[list[int], list[bool]]]:
    return [([span for span, _ in group], [seen for _, seen in group]) for group in groups]


def by_hand(a: Group, b: Group) -> float | None:
    """Two groups, time by time: (observed - expected)^2 / variance."""
    excess, variance = 0.0, 0.0
    for t in sorted({span for span, seen in a + b if seen}):
        n_a, n = sum(span >= t for span, _ in a), sum(span >= t for span, _ in a + b)
        d_a, d = a.count((t, True)), (a + b).count((t, True))
        excess += d_a - d * n_a / n
        if n > 1:
            variance += d * (n_a / n) * (1 - n_a / n) * (n - d) / (n - 1)
    return excess**2 / variance if variance > 1e-12 else None


@given(spans, spans)
def test_two_groups_as_by_hand(a: Group, b: Group) -> None:
    found, expected = logrank(of(a, b)), by_hand(a, b)
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found.freedom == 1
        assert found.chi2 == pytest.approx(expected, rel=1e-6, abs=1e-9)
        assert 0 <= found.p <= 1


@given(st.lists(spans, min_size=2, max_size=5))
def test_the_order_of_the_groups_does_not_matter_nor_does_an_empty_one(groups: list[Group]) -> None:
    found, turned = logrank(of(*groups)), logrank(of(*reversed(groups), []))
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert turned.freedom == found.freedom
        assert turned.chi2 == pytest.approx(found.chi2, rel=1e-6, abs=1e-8)


@given(spans)
def test_a_group_does_not_differ_from_itself(a: Group) -> None:
    found = logrank(of(a, a))
    assert found is None or found.chi2 == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("groups", [(), ([(3, True)],), ([], []), ([(3, False)], [(4, False)])])
def test_nothing_to_tell_apart(groups: tuple[Group, ...]) -> None:
    assert logrank(of(*groups)) is None


@pytest.mark.parametrize(
    ("x", "freedom", "beyond"),
    [(0, 1, 1), (3.841459, 1, 0.05), (5.991465, 2, 0.05), (7.814728, 3, 0.05), (23.209251, 10, 0.01)],
)
def test_the_tail_of_chi_squared(x: float, freedom: int, beyond: float) -> None:
    assert chi2_beyond(x, freedom) == pytest.approx(beyond, abs=1e-6)


def test_the_tail_agrees_with_its_density() -> None:
    for freedom in range(1, 12):
        grid = np.linspace(4, 200, 400_000)
        density = (
            grid ** (freedom / 2 - 1) * np.exp(-grid / 2) / (2 ** (freedom / 2) * math.gamma(freedom / 2))
        )
        assert chi2_beyond(4, freedom) == pytest.approx(float(np.trapezoid(density, grid)), abs=1e-6)
