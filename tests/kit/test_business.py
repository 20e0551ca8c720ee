"""Business time: the laws of counting it, by Hypothesis; and days on which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit.business import Hours, hours

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
INSTANTS = st.integers(1_704_067_200, 1_830_297_600).map(lambda at: datetime.fromtimestamp(at, UTC))
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
TIMES = st.tuples(st.integers(0, 22), st.integers(1, 12)).map(
    lambda t: (time(t[0]), time(min(t[0] + t[1], 23)))
)
BERLIN = hours("Europe/Berlin", range(1, 6), "09:00", "17:00", ["2025-05-01"])


@st.composite
def calendars(draw: st.DrawFn) -> Hours:
    opens, closes = draw(TIMES)
    weekdays = draw(st.frozensets(st.integers(1, 7), min_size=1))
    return Hours(draw(ZONES), weekdays, opens, closes, draw(st.frozensets(DAYS, max_size=5)))


@given(calendars(), INSTANTS, INSTANTS, INSTANTS)
def test_parts_add_up_and_time_does_not_run_back(cal: Hours, a: datetime, b: datetime, c: datetime) -> None:
    assert cal.between(a, c) == pytest.approx(cal.between(a, b) + cal.between(b, c), abs=1e-3)
    assert cal.between(b, a) == pytest.approx(-cal.between(a, b), abs=1e-3)
    assert cal.between(a, a) == 0


@given(calendars(), DAYS, DAYS)
def test_open_days_are_those_that_one_counts(cal: Hours, first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    one_by_one = sum(cal.is_open(first + timedelta(days=n)) for n in range((last - first).days))
    assert cal.days_between(first, last) == one_by_one
    assert cal.days_between(last, first) == -one_by_one


@given(calendars(), INSTANTS, st.integers(0, 50))
def test_whole_weeks_without_holidays_bring_as_many_days(cal: Hours, at: datetime, weeks: int) -> None:
    plain = Hours("UTC", cal.days, cal.opens, cal.closes)
    later = at + timedelta(weeks=weeks)
    assert plain.between(at, later) == pytest.approx(weeks * len(cal.days) * plain.a_day, abs=1e-3)
    moved = timedelta(weeks=weeks)
    end = at + timedelta(hours=31)
    assert plain.between(at, end) == pytest.approx(plain.between(at + moved, end + moved), abs=1e-3)


@given(calendars(), INSTANTS, INSTANTS)
def test_a_holiday_never_adds_time(cal: Hours, a: datetime, b: datetime) -> None:
    a, b = min(a, b), max(a, b)
    more = Hours(cal.zone, cal.days, cal.opens, cal.closes, cal.holidays | {a.date(), b.date()})
    assert 0 <= more.between(a, b) <= cal.between(a, b) + 1e-6


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        # Over a night, a weekend, a holiday.
        ("2025-04-29T16:30+02:00", "2025-04-30T09:30+02:00", 60),
        ("2025-05-02T16:30+02:00", "2025-05-05T09:30+02:00", 60),
        ("2025-04-30T16:50+02:00", "2025-05-02T09:30+02:00", 40),
        # Nothing of it open.
        ("2025-05-03T10:00+02:00", "2025-05-04T20:00+02:00", 0),
        ("2025-05-05T17:00+02:00", "2025-05-06T09:00+02:00", 0),
        # The weekend on which clocks change has no more open hours than others.
        ("2025-03-28T09:00+01:00", "2025-03-31T09:00+02:00", 480),
    ],
)
def test_berlin(start: str, end: str, minutes: int) -> None:
    assert BERLIN.between(datetime.fromisoformat(start), datetime.fromisoformat(end)) == minutes * 60


@pytest.mark.parametrize(
    ("days", "opens", "closes", "holidays"),
    [
        ([], "09:00", "17:00", []),
        ([8], "09:00", "17:00", []),
        ([1], "17:00", "09:00", []),
        ([1], "9", "17:00", []),
        ([1], "09:00", "25:00", []),
        ([1], "09:00", "17:00", ["2025-02-30"]),
    ],
)
def test_what_is_no_calendar(days: list[int], opens: str, closes: str, holidays: list[Any]) -> None:
    with pytest.raises(ValueError):
        hours("UTC", days, opens, closes, holidays)


def test_a_day_may_be_open_to_its_end() -> None:
    whole = hours("UTC", range(1, 8), "00:00", "24:00", [])
    start = datetime(2025, 5, 5, tzinfo=UTC)
    assert whole.between(start, start + timedelta(days=3)) == pytest.approx(3 * 86_400, abs=1e-3)
