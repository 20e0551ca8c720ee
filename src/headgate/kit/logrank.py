"""Whether groups end at the same pace: the log-rank test (Mantel, 1966; Peto and Peto, 1972)."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headgate.kit.survival import kaplan_meier

Floats = NDArray[np.float64]
_SLACK = 1e-9


class LogRank(NamedTuple):
    """`chi2` with `freedom` degrees of freedom; `p`: how often chance alone gives as much."""

    chi2: float
    freedom: int
    p: float


def logrank(groups: Sequence[tuple[ArrayLike, ArrayLike]]) -> LogRank | None:
    """`groups`: durations >= 0 in any unit, and which of them ended (false: censored), per group.

    None where nothing can be told apart: fewer than two groups, or no ending while two are at risk.
    """
    pooled = kaplan_meier(
        np.concatenate([np.asarray(lengths, np.float64) for lengths, _ in groups] or [np.empty(0)]),
        np.concatenate([np.asarray(seen, bool) for _, seen in groups] or [np.empty(0, bool)]),
    )
    times, ended = pooled.times, pooled.events.astype(np.float64)
    total = pooled.at_risk.astype(np.float64)
    at_risk = np.array([_at_risk(lengths, times) for lengths, _ in groups]).reshape(len(groups), len(times))
    observed = np.array([float(np.count_nonzero(np.asarray(seen, bool))) for _, seen in groups])
    share = at_risk / total
    excess = observed - share @ ended
    tied = np.where(total > 1, ended * (total - ended) / np.maximum(total - 1, 1), 0.0)
    # The hypergeometric covariance of the groups' endings, summed over the times.
    spread = np.diag(share @ tied) - (share * tied) @ share.T
    if not np.trace(spread) > _SLACK * tied.sum():
        return None
    # What one group has too many the others have too few: one direction at least is all roundings.
    sizes, ways = np.linalg.eigh(spread)
    real = sizes > _SLACK * sizes[-1]
    freedom = int(np.count_nonzero(real))
    chi2 = float(np.sum((ways[:, real].T @ excess) ** 2 / sizes[real]))
    return LogRank(chi2, freedom, chi2_beyond(chi2, freedom))


def chi2_beyond(x: float, freedom: int) -> float:
    """The share of a chi-squared variable with `freedom` >= 1 degrees beyond x >= 0."""
    # From one or two degrees upwards by two: Q(k+2) = Q(k) + (x/2)^(k/2) e^(-x/2) / Gamma(k/2 + 1).
    half = x / 2
    beyond = math.erfc(math.sqrt(half)) if freedom % 2 else math.exp(-half)
    if half > 0:
        for k in range(1 if freedom % 2 else 2, freedom, 2):
            beyond += math.exp(k / 2 * math.log(half) - half - math.lgamma(k / 2 + 1))
    return min(1.0, beyond)


def _at_risk(lengths: ArrayLike, times: Floats) -> Floats:
    ordered = np.sort(np.asarray(lengths, np.float64))
    return (len(ordered) - np.searchsorted(ordered, times, side="left")).astype(np.float64)
