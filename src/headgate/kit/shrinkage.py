"""Rates of small groups, drawn towards what all groups have in common (metrics 1.13)."""

from collections.abc import Sequence
from dataclasses import dataclass

WEAKEST, STRONGEST = 4.0, 400.0
"""Bounds of the prior's strength, in observations."""


@dataclass(frozen=True)
class Prior:
    """What is thought of a group before it is looked at: a rate, held as strongly as so many observations."""

    rate: float
    spread: float
    """The variance between groups, by moments; 0 where they differ no more than chance lets them."""
    strength: float

    def of(self, successes: int, n: int, level: float = 0.90) -> tuple[float, float, float]:
        """(mean, low, high) of a group's posterior Beta(x + pM, n - x + (1 - p)M), with equal tails."""
        # Imported late: scipy is slow to load, and most starts never ask.
        from scipy.special import betaincinv

        a = successes + self.rate * self.strength
        b = n - successes + (1 - self.rate) * self.strength
        tail = (1 - level) / 2
        return a / (a + b), float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail))


def prior(groups: Sequence[tuple[int, int]]) -> Prior | None:
    """Of (successes, n) of each group; None where fewer than two have any, or all went the same way.

    Raises ValueError for more successes than observations.
    """
    some = [(x, n) for x, n in groups if n]
    if any(not 0 <= x <= n for x, n in groups):
        raise ValueError("successes lie between 0 and n")
    k, total = len(some), sum(n for _, n in some)
    won = sum(x for x, _ in some)
    if k < 2 or won in (0, total):
        return None
    p = won / total
    scatter = sum(n * (x / n - p) ** 2 for x, n in some)
    within = p * (1 - p)
    room = total - sum(n * n for _, n in some) / total
    spread = max(0.0, (scatter - (k - 1) * within) / room)
    strength = within / spread - 1 if spread else STRONGEST
    return Prior(p, spread, min(max(strength, WEAKEST), STRONGEST))
