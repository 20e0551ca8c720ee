"""Mean, median and quantiles of complete values."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import quantiles

VALUES = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=50)


@given(VALUES)
def test_against_the_standard_library(values: list[int]) -> None:
    assert quantiles.median(values) == pytest.approx(statistics.median(values))
    assert quantiles.mean(values) == pytest.approx(statistics.fmean(values))
    assert quantiles.quantile(values, 0) == min(values)
    assert quantiles.quantile(values, 1) == max(values)


def test_linear_between_neighbours() -> None:
    assert quantiles.quantile([10, 20, 30, 40], 0.25) == 17.5
    assert quantiles.median(np.array([3, 1, 2, 10])) == 2.5


def test_nothing_has_no_middle() -> None:
    assert quantiles.median([]) is None
    assert quantiles.mean([]) is None
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantiles.quantile([1], 1.1)
