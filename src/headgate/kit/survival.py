"""Durations of things not yet over: Kaplan-Meier, restricted means, competing outcomes.

Ties put events before censorings: what is censored at t is still at risk at t.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
_Z95 = 1.959963984540054
# A product of fractions that should be exactly one half may miss it by a few roundings.
_SLACK = 1e-12


class Steps(NamedTuple):
    """A survival curve: just after times[i] a share survival[i] is left; `longest` is the last seen age."""

    times: Floats
    survival: Floats
    at_risk: Counts
    events: Counts
    longest: float


class Incidence(NamedTuple):
    """A cumulative incidence curve: by times[i] a share incidence[i] has had the outcome."""

    times: Floats
    incidence: Floats
    longest: float


def kaplan_meier(durations: ArrayLike, observed: ArrayLike) -> Steps:
    """The product-limit curve (Kaplan and Meier, 1958) at the times with an event.

    `durations` >= 0 in any unit; `observed` is true for an event, false for a censoring.
    """
    lengths, seen = _pair(durations, np.asarray(observed, dtype=bool))
    times, at_risk, events = _table(lengths, seen)
    return Steps(times, _left(at_risk, events), at_risk, events, _longest(lengths))


def survival_at(steps: Steps, t: float) -> float:
    """The share left just after t, 1 before the first event."""
    at = int(np.searchsorted(steps.times, t, side="right"))
    return float(steps.survival[at - 1]) if at else 1.0


def km_quantile(steps: Steps, q: float) -> float | None:
    """The smallest time by which a share q has had the event; None when never reached."""
    return _first_below(steps.times, steps.survival, 1 - q)


def km_median_interval(steps: Steps, z: float = _Z95) -> tuple[float | None, float | None]:
    """The median's interval from log-log limits with Greenwood's variance, 95 % by default.

    (Brookmeyer and Crowley, 1982; Kalbfleisch and Prentice, 1980.) None is an end not reached.
    """
    inside = steps.survival > _SLACK
    left, at_risk, events = steps.survival[inside], steps.at_risk[inside], steps.events[inside]
    greenwood = np.cumsum(events / (at_risk * (at_risk - events).astype(np.float64)))
    spread = z * np.sqrt(greenwood) / -np.log(left)
    lower = np.zeros_like(steps.survival)
    # Where nothing is left the limits are undefined: the lower is 0, the upper stays out of reach.
    upper = np.ones_like(steps.survival)
    lower[inside] = left ** np.exp(spread)
    upper[inside] = left ** np.exp(-spread)
    return _first_below(steps.times, lower, 0.5), _first_below(steps.times, upper, 0.5)


def rmst(steps: Steps, horizon: float) -> float:
    """The restricted mean: the area under the curve from 0 to the horizon, in the durations' unit.

    The curve is taken as level after its last step; past `longest` that is a guess: choose a horizon inside.
    """
    within = steps.times < horizon
    edges = np.concatenate(([0.0], steps.times[within], [horizon]))
    heights = np.concatenate(([1.0], steps.survival[within]))
    return float(np.dot(np.diff(edges), heights))


def cumulative_incidence(durations: ArrayLike, causes: ArrayLike, cause: int) -> Incidence:
    """Aalen-Johansen: the share that has ended by `cause`, the other causes competing; 0 is censored."""
    ends = np.asarray(causes, dtype=np.int64)
    if cause == 0:
        raise ValueError("cause 0 marks the censored, it is no outcome")
    lengths, seen = _pair(durations, ends != 0)
    times, at_risk, events = _table(lengths, seen)
    before = np.concatenate(([1.0], _left(at_risk, events)[:-1]))[: len(times)]
    ours = np.bincount(np.searchsorted(times, lengths[ends == cause]), minlength=len(times))
    rising = np.cumsum(before * ours / at_risk)
    kept = ours > 0
    return Incidence(times[kept], rising[kept], _longest(lengths))


def incidence_at(steps: Incidence, t: float) -> float:
    """The share with the outcome by t."""
    at = int(np.searchsorted(steps.times, t, side="right"))
    return float(steps.incidence[at - 1]) if at else 0.0


def conditional_median(steps: Incidence) -> float | None:
    """The time by which half of those with the outcome by the last observation had it; None without any."""
    if not len(steps.times):
        return None
    return _first_below(steps.times, -steps.incidence, -float(steps.incidence[-1]) / 2)


def _table(lengths: Floats, seen: NDArray[np.bool_]) -> tuple[Floats, Counts, Counts]:
    times, events = np.unique(lengths[seen], return_counts=True)
    at_risk = len(lengths) - np.searchsorted(np.sort(lengths), times, side="left")
    return times, at_risk.astype(np.int64), events.astype(np.int64)


def _left(at_risk: Counts, events: Counts) -> Floats:
    return np.cumprod(1.0 - events / at_risk, dtype=np.float64)


def _first_below(times: Floats, falling: Floats, level: float) -> float | None:
    reached = np.flatnonzero(falling <= level + _SLACK)
    return float(times[reached[0]]) if len(reached) else None


def _longest(lengths: Floats) -> float:
    return float(lengths.max()) if len(lengths) else 0.0


def _pair(durations: ArrayLike, marks: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.bool_]]:
    lengths = np.asarray(durations, dtype=np.float64)
    if lengths.ndim != 1 or lengths.shape != marks.shape:
        raise ValueError("durations and outcomes must be two lists of the same length")
    if not np.all(lengths >= 0):
        raise ValueError("a duration is negative or not a number")
    return lengths, marks
