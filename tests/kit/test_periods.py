"""Periods: names to instants, in zones whose clocks change, with fiscal years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import clock, periods

TODAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday; still Monday the 23rd in New York
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
# Zones that skip or repeat local midnight, and one with an odd offset; none that skipped a whole day.
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Asia/Kathmandu", "America/New_York"]
)


def _span(text: str, zone: str = "UTC", **settings: int) -> tuple[str, str]:
    with clock.frozen(TODAY):
        period = periods.parse(text, zone, **settings)
    return periods.day_of(period.start, zone), periods.day_of(period.end, zone)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", "2025-01-01", "2026-01-01"),
        ("2025-Q2", "2025-04-01", "2025-07-01"),
        ("2025-Q4", "2025-10-01", "2026-01-01"),
        ("2025-03", "2025-03-01", "2025-04-01"),
        ("2025-12", "2025-12-01", "2026-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2025-03-01..2025-04-01", "2025-03-01", "2025-04-01"),
        ("last-90-days", "2026-08-27", "2026-11-25"),
        ("last-1-days", "2026-11-24", "2026-11-25"),
        ("next-7-days", "2026-11-24", "2026-12-01"),
        ("today", "2026-11-24", "2026-11-25"),
        ("yesterday", "2026-11-23", "2026-11-24"),
        ("this-week", "2026-11-23", "2026-11-30"),
        ("last-week", "2026-11-16", "2026-11-23"),
        ("this-month", "2026-11-01", "2026-12-01"),
        ("next-month", "2026-12-01", "2027-01-01"),
        ("this-quarter", "2026-10-01", "2027-01-01"),
        ("last-quarter", "2026-07-01", "2026-10-01"),
        ("this-year", "2026-01-01", "2027-01-01"),
        ("last-year", "2025-01-01", "2026-01-01"),
    ],
)
def test_names(text: str, start: str, end: str) -> None:
    assert _span(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "fiscal_start", "start", "end"),
    [
        ("2025", 2, "2024-02-01", "2025-02-01"),
        ("2025", 10, "2024-10-01", "2025-10-01"),
        ("2025-Q1", 10, "2024-10-01", "2025-01-01"),
        ("2025-Q4", 4, "2025-01-01", "2025-04-01"),
        ("2025-03", 10, "2025-03-01", "2025-04-01"),
        ("this-quarter", 2, "2026-11-01", "2027-02-01"),
        ("last-quarter", 2, "2026-08-01", "2026-11-01"),
        ("this-year", 12, "2025-12-01", "2026-12-01"),
        ("this-year", 11, "2026-11-01", "2027-11-01"),
        ("last-year", 4, "2025-04-01", "2026-04-01"),
    ],
)
def test_fiscal_years_bear_the_number_they_end_in(text: str, fiscal_start: int, start: str, end: str) -> None:
    assert _span(text, fiscal_start=fiscal_start) == (start, end)


def test_the_week_may_start_on_sunday() -> None:
    assert _span("this-week", week_start=7) == ("2026-11-22", "2026-11-29")


def test_today_is_the_zone_s_own() -> None:
    assert _span("today", "America/New_York") == ("2026-11-23", "2026-11-24")
    assert _span("today", "Pacific/Auckland") == ("2026-11-24", "2026-11-25")


def test_instants_are_utc_and_half_open() -> None:
    period = periods.parse("2025-Q2", "America/New_York")
    assert period == (datetime(2025, 4, 1, 4, tzinfo=UTC), datetime(2025, 7, 1, 4, tzinfo=UTC))
    assert datetime(2025, 7, 1, 3, 30, tzinfo=UTC) in period  # 23:30 in New York on 30 June
    assert period.end not in period
    assert period.start in period


def test_open_sides_and_all() -> None:
    assert periods.parse("all", "UTC") == periods.ALL
    assert periods.parse("2025-03-01..", "UTC") == (datetime(2025, 3, 1, tzinfo=UTC), periods.ALL.end)
    assert periods.parse("..2025-03-01", "UTC") == (periods.ALL.start, datetime(2025, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no period"),
        ("2025-Q5", "names no period"),
        ("2025-13", "not in the calendar"),
        ("2025-02-30", "not in the calendar"),
        ("..", "one side"),
        ("2025-04-01..2025-04-01", "ends before it starts"),
        ("2025-04-01..2025-03-01", "ends before it starts"),
        ("last-0-days", "ends before it starts"),
        ("0000", "outside 1900"),
        ("9999", "outside 1900"),
        ("9999-12-31", "too far"),
        ("next-99999-days", None),
    ],
)
def test_refusals_say_why(text: str, says: str | None) -> None:
    if says is None:
        assert _span(text)[0] == "2026-11-24"
        return
    with pytest.raises(ValueError, match=says):
        periods.parse(text, "UTC")


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../etc", "Europe"])
def test_unknown_zones(zone: str) -> None:
    with pytest.raises(ValueError, match="not a time zone"):
        periods.day_of(TODAY, zone)


@given(DAYS, ZONES)
def test_a_day_starts_in_itself_and_days_tile_time(day: date, zone: str) -> None:
    start = periods.day_start(day.isoformat(), zone)
    after = periods.day_start((day + timedelta(days=1)).isoformat(), zone)
    assert periods.day_of(start, zone) == day.isoformat()
    assert periods.day_of(after - timedelta(microseconds=1), zone) == day.isoformat()
    assert timedelta(hours=22) <= after - start <= timedelta(hours=26)


def test_a_skipped_midnight_starts_at_the_change() -> None:
    # São Paulo went from 00:00 to 01:00 on 2018-11-04.
    assert periods.day_start("2018-11-04", "America/Sao_Paulo") == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_days_between_is_elapsed_and_calendar_days_are_counted() -> None:
    a, b = datetime(2025, 3, 29, 22, 30, tzinfo=UTC), datetime(2025, 3, 30, 22, 30, tzinfo=UTC)
    assert periods.days_between(a, b) == 1.0
    assert periods.days_between(b, a - timedelta(hours=12)) == -1.5
    assert periods.calendar_days(a, b, "Europe/Berlin") == 2  # 23:30 on the 29th, 00:30 on the 31st
    assert periods.calendar_days(b, a, "UTC") == -1
