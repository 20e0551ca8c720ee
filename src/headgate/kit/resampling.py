"""Intervals of means and medians without a model: the bootstrap (Efron, 1979), repeatable."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

DRAWS = 2_000
LARGE = 1_000
"""From this many values on, the bootstrap of a mean is the normal limit to the eye, and far dearer."""
_Z95 = 1.959963984540054
_SEED = 20_240_229
Interval = tuple[float, float]


def mean_interval(values: ArrayLike) -> Interval | None:
    """95 % percentile bootstrap of the mean, 2,000 draws; from 1,000 values on the normal limit.

    The same values give the same interval, in whatever order they come. None with fewer than two.
    """
    given = _sorted(values)
    n = len(given)
    if n < 2:
        return None
    if n >= LARGE:
        half = _Z95 * float(given.std(ddof=1)) / n**0.5
        return float(given.mean()) - half, float(given.mean()) + half
    picks = np.random.default_rng(_SEED).integers(0, n, size=(DRAWS, n))
    low, high = np.quantile(given[picks].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def median_interval(values: ArrayLike) -> Interval | None:
    """95 % percentile bootstrap of the (lower) median, in its exact limit of endless draws.

    A drawn median is at most the k-th value when at least half of n draws are: a binomial with chance k/n.
    None with fewer than two values.
    """
    given = _sorted(values)
    n = len(given)
    if n < 2:
        return None
    # Imported late: scipy is slow to load, and most starts never ask.
    from scipy.special import betainc

    need = (n + 1) // 2
    share = np.arange(1, n + 1) / n
    at_most = betainc(need, n - need + 1, share)
    low, high = (int(np.searchsorted(at_most, level)) for level in (0.025, 0.975))
    return float(given[low]), float(given[high])


def _sorted(values: ArrayLike) -> NDArray[np.float64]:
    return np.sort(np.asarray(values, dtype=np.float64))
