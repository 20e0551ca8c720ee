"""Spans of time as people name them, in a time zone; half-open from start to end."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from headgate.kit import clock

_DATE = r"\d{4}-\d{2}-\d{2}"
_RANGE = re.compile(rf"({_DATE})?\.\.({_DATE})?")
_LAST = re.compile(r"(last|next)-(\d{1,5})-days")
_NAMED = re.compile(r"(this|last|next)-(day|week|month|quarter|year)")
_YEAR = re.compile(r"(\d{4})(?:-Q([1-4]))?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SHIFT = {"this": 0, "last": -1, "next": 1}
_ALIASES = {"today": "this-day", "yesterday": "last-day", "tomorrow": "next-day"}


class Period(NamedTuple):
    """The instants from `start` up to, but not including, `end`."""

    start: datetime
    end: datetime

    def __contains__(self, at: object) -> bool:
        return isinstance(at, datetime) and self.start <= at < self.end


# Far enough for any record, near enough for every store and calendar.
ALL = Period(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


def parse(text: str, zone: str, *, fiscal_start: int = 1, week_start: int = 1) -> Period:
    """The period that a text names, as UTC instants; ValueError with the forms that exist.

    `all`, `2025`, `2025-Q2`, `2025-03`, `2025-03-05`, `2025-03-01..2025-04-01` (the end left out; either
    side may be empty), `last-90-days` (today included), `next-30-days` (from today), `this-`, `last-`,
    `next-` with `week`, `month`, `quarter`, `year`, and `today`, `yesterday`, `tomorrow`. Years and quarters
    are fiscal: they begin with month `fiscal_start`, and bear the number of the year they end in.
    `week_start` is 1 for Monday to 7 for Sunday.
    """
    if not 1 <= fiscal_start <= 12 or not 1 <= week_start <= 7:
        raise ValueError("a fiscal year starts in month 1 to 12, a week on day 1 to 7")
    if text == "all":
        return ALL
    try:
        first, last = _dates(_ALIASES.get(text, text), _today(zone), fiscal_start, week_start)
        start = ALL.start if first is None else _midnight(first, zone)
        end = ALL.end if last is None else _midnight(last, zone)
    except OverflowError:
        raise ValueError(f"the period {text[:40]!r} is too far away") from None
    if start >= end:
        raise ValueError(f"the period {text[:40]!r} ends before it starts")
    return Period(start, end)


def day_start(date_text: str, zone: str) -> datetime:
    """The first instant, in UTC, of a local day `YYYY-MM-DD`, even where midnight is skipped."""
    try:
        return _midnight(_date(date_text), zone)
    except OverflowError:
        raise ValueError(f"the day {date_text[:40]!r} is too far away") from None


def day_of(instant: datetime, zone: str) -> str:
    """The local date `YYYY-MM-DD` of an instant."""
    return instant.astimezone(_zone(zone)).date().isoformat()


def days_between(a: datetime, b: datetime) -> float:
    """Elapsed days from a to b: seconds / 86,400, not rounded."""
    return (b - a).total_seconds() / 86_400


def calendar_days(a: datetime, b: datetime, zone: str) -> int:
    """Whole days between the local dates of two instants."""
    local = _zone(zone)
    return (b.astimezone(local).date() - a.astimezone(local).date()).days


def _dates(text: str, today: date, fiscal_start: int, week_start: int) -> tuple[date | None, date | None]:
    """First day, and the day after the last; None is an open side."""
    if found := _YEAR.fullmatch(text):
        return _fiscal(int(found[1]), int(found[2]) if found[2] else None, fiscal_start)
    if found := _MONTH.fullmatch(text):
        first = _date(f"{text}-01")
        return first, _months_on(first, 1)
    if found := _RANGE.fullmatch(text):
        if text == "..":
            raise ValueError("a range needs a date on one side")
        return _date(found[1]) if found[1] else None, _date(found[2]) if found[2] else None
    if re.fullmatch(_DATE, text):
        return _date(text), _date(text) + timedelta(days=1)
    if found := _LAST.fullmatch(text):
        days = timedelta(days=int(found[2]))
        tomorrow = today + timedelta(days=1)
        return (tomorrow - days, tomorrow) if found[1] == "last" else (today, today + days)
    if found := _NAMED.fullmatch(text):
        return _named(_SHIFT[found[1]], found[2], today, fiscal_start, week_start)
    raise ValueError(
        f"{text[:40]!r} names no period; use all, 2025, 2025-Q2, 2025-03, 2025-03-01..2025-04-01, "
        "last-90-days or this-quarter"
    )


def _named(shift: int, unit: str, today: date, fiscal_start: int, week_start: int) -> tuple[date, date]:
    if unit == "day":
        first = today + timedelta(days=shift)
        return first, first + timedelta(days=1)
    if unit == "week":
        first = today - timedelta(days=(today.isoweekday() - week_start) % 7) + timedelta(weeks=shift)
        return first, first + timedelta(weeks=1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    begun = (today.month - fiscal_start) % months
    first = _months_on(today.replace(day=1), shift * months - begun)
    return first, _months_on(first, months)


def _fiscal(year: int, quarter: int | None, start: int) -> tuple[date, date]:
    first = _months_on(date(_real(year), 1, 1), start - 1 - (12 if start > 1 else 0))
    if quarter is None:
        return first, _months_on(first, 12)
    return _months_on(first, 3 * (quarter - 1)), _months_on(first, 3 * quarter)


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(_real(count // 12), count % 12 + 1, 1)


def _real(year: int) -> int:
    # The stores' and calendars' own ends are far outside; a typing slip is not.
    if not 1900 <= year <= 2200:
        raise ValueError(f"the year {year} lies outside 1900 to 2200")
    return year


def _date(text: str) -> date:
    if not re.fullmatch(_DATE, text):
        raise ValueError(f"{text[:40]!r} is not a date of the form 2025-03-01")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar") from None


def _midnight(day: date, zone: str) -> datetime:
    # Where midnight is skipped, the offset before the change (fold 0) lands exactly on the change.
    return datetime.combine(day, time(), _zone(zone)).astimezone(UTC)


def _today(zone: str) -> date:
    return clock.now().astimezone(_zone(zone)).date()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name[:60]!r} is not a time zone") from None
