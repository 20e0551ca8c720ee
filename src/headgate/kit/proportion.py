"""Intervals for proportions, and the word for how far a sample can be trusted."""

from math import sqrt
from typing import Literal

Label = Literal["too_few", "indicative", "usable"]
_Z95 = 1.959963984540054


def wilson(successes: int, n: int, z: float = _Z95) -> tuple[float, float] | None:
    """Wilson's score interval (1927), 95 % unless `z` says otherwise; None when n is 0."""
    _check(successes, n)
    if n == 0:
        return None
    share = successes / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    # The ends are exactly 0 and 1 there; the subtraction would leave a rounding crumb.
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == n else min(1.0, middle + half)
    return low, high


def jeffreys(successes: int, n: int, level: float = 0.95) -> tuple[float, float] | None:
    """The equal-tailed interval of Beta(successes + 1/2, n - successes + 1/2); None when n is 0."""
    _check(successes, n)
    if n == 0:
        return None
    # Imported late: scipy is slow to load, and most starts never ask.
    from scipy.special import betaincinv

    a, b, tail = successes + 0.5, n - successes + 0.5, (1 - level) / 2
    return float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail))


def label(n: int) -> Label:
    """`too_few` under 10 resolved, `indicative` under 30, else `usable`."""
    if n < 10:
        return "too_few"
    return "indicative" if n < 30 else "usable"


def _check(successes: int, n: int) -> None:
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} successes of {n} are impossible")
