"""The bootstrap's intervals: repeatable, free of order, and near what endless draws would give."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.resampling import LARGE, mean_interval, median_interval

VALUES = st.lists(st.integers(0, 10**6), min_size=2, max_size=40)


@given(VALUES, st.randoms())
def test_order_does_not_matter_and_the_interval_lies_within_the_values(
    values: list[int], random: Random
) -> None:
    shuffled = values[:]
    random.shuffle(shuffled)
    for interval in (mean_interval, median_interval):
        found = interval(values)
        assert found is not None
        assert found == interval(shuffled)
        assert min(values) <= found[0] <= found[1] <= max(values)


@pytest.mark.parametrize("values", [[], [7]])
def test_too_few_values_have_no_interval(values: list[int]) -> None:
    assert mean_interval(values) is None
    assert median_interval(values) is None


def test_the_exact_median_equals_many_draws() -> None:
    rng = np.random.default_rng(5)
    values = np.sort(rng.lognormal(8, 1, 41))
    drawn = np.sort(values[rng.integers(0, 41, size=(60_000, 41))], axis=1)[:, 20]
    low, high = np.quantile(drawn, (0.025, 0.975), method="inverted_cdf")
    assert median_interval(values) == (low, high)


def test_the_normal_limit_joins_the_draws() -> None:
    values = np.random.default_rng(6).gamma(2.0, 500.0, LARGE)
    few, many = mean_interval(values[:-1]), mean_interval(values)
    assert few is not None
    assert many is not None
    assert few == pytest.approx(many, rel=0.01)
