"""Business time: the seconds of opening hours that pass between two instants, by the clock on the wall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

MINUTE = 60
DAY = 86_400


@dataclass(frozen=True)
class Hours:
    """When one is open. `days`: ISO weekdays, 1 for Monday; `opens` before `closes`, of the same day."""

    zone: str
    days: frozenset[int]
    opens: time
    closes: time
    holidays: frozenset[date] = frozenset()

    @cached_property
    def calendar(self) -> np.busdaycalendar:
        mask = [day in self.days for day in range(1, 8)]
        return np.busdaycalendar(weekmask=mask, holidays=sorted(self.holidays))

    @property
    def a_day(self) -> float:
        """Seconds of a day that is open."""
        return seconds(self.closes) - seconds(self.opens)

    def is_open(self, day: date) -> bool:
        return day.isoweekday() in self.days and day not in self.holidays

    def days_between(self, first: date, last: date) -> int:
        """The open days from the first up to, but not including, the last; negative where it comes before."""
        # Counted from one day on: backwards, numpy would leave out the other end.
        ends = [first.isoformat(), last.isoformat()]
        before = np.busday_count("0001-01-01", ends, busdaycal=self.calendar)
        return int(before[1] - before[0])

    def between(self, start: datetime, end: datetime) -> float:
        """The open seconds from start to end; negative where the end comes before.

        In local time: an open day has as many seconds on the day when clocks change as on any other.
        """
        one, other = (at.astimezone(ZoneInfo(self.zone)) for at in (start, end))
        whole = self.days_between(one.date(), other.date()) * self.a_day
        return whole + self.since_opening(other) - self.since_opening(one)

    def since_opening(self, local: datetime) -> float:
        """The open seconds of the day until then."""
        if not self.is_open(local.date()):
            return 0.0
        return min(max(seconds(local.time()) - seconds(self.opens), 0.0), self.a_day)


def seconds(at: time) -> float:
    """Since midnight."""
    return at.hour * 3_600 + at.minute * MINUTE + at.second + at.microsecond / 1e6


def hours(zone: str, days: Iterable[int], opens: str, closes: str, holidays: Iterable[str]) -> Hours:
    """Of texts such as `09:00` and `2026-12-25`; `24:00` is the end of a day. ValueError for
    anything else, and where it is never open."""
    found = Hours(
        zone,
        frozenset(days),
        time.fromisoformat(opens),
        time.max if closes == "24:00" else time.fromisoformat(closes),
        frozenset(date.fromisoformat(day) for day in holidays),
    )
    if not found.days or not found.days <= set(range(1, 8)) or found.opens >= found.closes:
        raise ValueError("a day opens before it closes, and one day a week is open at least")
    return found
