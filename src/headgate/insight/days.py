"""Local days as numbers, which arrays can hold and compare: 2026-03-31 is 20260331."""

from collections.abc import Callable
from datetime import date, datetime

import numpy as np

from headgate.insight.arrays import Ints
from headgate.kit import clock, periods


def number(day: date) -> int:
    """2026-03-31 as 20260331."""
    return day.year * 10_000 + day.month * 100 + day.day


def local_day(at: datetime, zone: str) -> date:
    return date.fromisoformat(periods.day_of(at, zone))


def day_number_of(at: datetime, zone: str) -> int:
    return number(local_day(at, zone))


def local_days(micros: Ints, zone: str, said: Callable[[date], int] = number) -> Ints:
    """The local day of each instant as a number. Dates repeat, so each is worked out once."""
    distinct, places = np.unique(micros, return_inverse=True)
    found = [said(local_day(clock.from_micros(int(each)), zone)) for each in distinct]
    return np.array(found, dtype=np.int64)[places]
