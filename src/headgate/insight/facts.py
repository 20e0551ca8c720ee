"""One row a deal, as arrays: all that the figures go by, of now or of any past."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headgate.insight.arrays import NONE, Flags, Floats, Ints
from headgate.insight.days import local_days
from headgate.kit import clock

DAY = 86_400_000_000
OPEN, WON, LOST = 0, 1, 2
INSTANT, DATE, UNKNOWN = 0, 1, 2
OUTCOMES = {"open": OPEN, "won": WON, "lost": LOST}
PRECISIONS = {"instant": INSTANT, "date": DATE}


class Moment(NamedTuple):
    """What held at `effective`, as it was known at `known`; `live` when both are now."""

    effective: datetime
    known: datetime
    live: bool


@dataclass(frozen=True)
class Facts:
    """Arrays of one length, a deal each. Money in minor units, instants in microseconds, NONE for nothing.

    `in_base`: whether its amounts are in the workspace's currency, by a rate where they were not;
    `expected`: the day of the expected close as a number, 20260331; `days`: from creation to close, NaN while
    open or where the beginning is not known; `key`: the segment.
    """

    id: Ints
    outcome: Ints
    in_base: Flags
    created: Ints
    created_precision: Ints
    closed: Ints
    closed_precision: Ints
    amount: Ints
    entry_amount: Ints
    closed_amount: Ints
    stage: Ints
    exit_stage: Ints
    lost_reason: Ints
    product: Ints
    expected: Ints
    key: NDArray[np.object_]
    days: Floats

    def __len__(self) -> int:
        return len(self.id)

    def take(self, which: Flags | Ints) -> "Facts":
        """The deals of a mask or of a list of places."""
        return replace(self, **{f.name: getattr(self, f.name)[which] for f in fields(self)})

    @property
    def open(self) -> Flags:
        found: Flags = self.outcome == OPEN
        return found

    @property
    def won(self) -> Flags:
        found: Flags = self.outcome == WON
        return found

    @property
    def lost(self) -> Flags:
        found: Flags = self.outcome == LOST
        return found

    @property
    def begun(self) -> Flags:
        """Whose beginning is known."""
        found: Flags = self.created_precision != UNKNOWN
        return found


def days(facts: Facts, zone: str) -> Floats:
    """From creation to close: between two dates whole calendar days, else seconds / 86,400 (metrics 0.3)."""
    ended = (facts.outcome != OPEN) & facts.begun & (facts.closed != NONE)
    elapsed = np.where(ended, (facts.closed - facts.created) / DAY, np.nan)
    whole = ended & (facts.created_precision == DATE) & (facts.closed_precision == DATE)
    ends, starts = (local_days(each[whole], zone, date.toordinal) for each in (facts.closed, facts.created))
    between = ends - starts
    elapsed[whole] = between
    return np.maximum(elapsed, 0.0)


def ages(facts: Facts, at: datetime) -> Floats:
    """Days to close, or for open deals the days so far; NaN where the beginning is not known."""
    so_far = np.maximum((clock.to_micros(at) - facts.created) / DAY, 0.0)
    return np.where(facts.open & facts.begun, so_far, facts.days)


def total(amounts: Ints) -> int:
    """A sum that no number of deals can overflow."""
    return (int((amounts >> 20).sum()) << 20) + int((amounts & 0xFFFFF).sum())
