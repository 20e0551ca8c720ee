"""Money of one currency in another, by rates that hold from a day on; rounded half to even."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from headgate.kit.money import minor_digits

ALWAYS = 1000_01_01
"""A day (1000-01-01) before every deal."""


@dataclass(frozen=True)
class Rates:
    """Of one currency: from `days[i]` (20260331) on, a minor unit is `factors[i]` of those of the other."""

    days: tuple[int, ...]
    factors: tuple[Fraction, ...]

    @classmethod
    def of(cls, currency: str, base: str, steps: Iterable[tuple[str, str]]) -> "Rates":
        """`steps`: (day as 2026-03-31, one unit in the other currency as a decimal)."""
        shift = Fraction(10) ** (minor_digits(base) - minor_digits(currency))
        ordered = sorted((int(day.replace("-", "")), Fraction(rate) * shift) for day, rate in steps)
        return cls(tuple(day for day, _ in ordered), tuple(factor for _, factor in ordered))

    def on(self, day: int) -> Fraction | None:
        """What holds on a day; None before the first."""
        at = bisect_right(self.days, day)
        return self.factors[at - 1] if at else None

    def held(self, day: int) -> "Rates | None":
        """As if what holds on a day had always held; None before the first."""
        factor = self.on(day)
        return None if factor is None else Rates((ALWAYS,), (factor,))

    @property
    def first(self) -> int:
        return self.days[0]


def converted(amount: int, factor: Fraction) -> int:
    """In whole minor units."""
    return round(amount * factor)
