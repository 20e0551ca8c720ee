"""Reading one written date, with or without a time of day, under a given order of day, month and year."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from headgate.kit import text

# iso: a four-digit year first; text: the month in letters; the others: two-digit parts in that order.
Order = Literal["iso", "text", "dmy", "mdy", "ymd"]

_NUMERIC = re.compile(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,2}|\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,4})(?:st|nd|rd|th)?\.?[-/ ]*([^\W\d_]{3,12})\.?,?[-/ ]*(\d{2}|\d{4}|\d)")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.?[-/ ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/ ]+(\d{2}|\d{4})")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +", re.IGNORECASE)
_TIME = re.compile(
    r"(?:[Tt]|,? +)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<utc>Z|z|UTC|GMT))?(?: ?(?P<offset>[+-]\d{2}:?\d{2}))?$"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan januar janvier enero ene",
            "february feb februar fevrier fev febrero",
            "march mar marz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez decembre diciembre dic",
        ],
        start=1,
    )
    for name in names.split()
}


LONGEST = 100


class Written(NamedTuple):
    """A date as it stands: its kind, the sign between its parts, and the parts (a month name as a number).

    `iso` (year, month, day) and `text` (day, month, year) read the same in every order. Only `numeric`
    depends on it: nobody writes 16-Oct-20 with the year in front.
    """

    kind: Literal["iso", "text", "numeric"]
    separator: str
    parts: tuple[str, str, str]
    clock: time | None


def written(value: str) -> Written | None:
    """The parts of a date, or None when the value has no such shape."""
    body, clock = value.strip(), None
    if len(body) > LONGEST:  # the patterns would look at a long run of spaces over and over
        return None
    if found := _TIME.search(body):
        clock = _clock(found)
        if clock is None:
            return None
        body = body[: found.start()]
    if found := _COMPACT.fullmatch(body):
        return Written("iso", "", (found[1], found[2], found[3]), clock)
    if found := _NUMERIC.fullmatch(body):
        a, separator, b, c = found.groups()
        if len(a) == 4 and len(c) <= 2:
            return Written("iso", separator, (a, b, c), clock)
        return Written("numeric", separator, (a, b, c), clock) if len(a) <= 2 else None
    return _in_letters(_WEEKDAY.sub("", body, count=1), clock)


def day_in(date_written: Written, order: Order) -> date | None:
    """The calendar day in an order, or None when that order gives none."""
    kind, _, (a, b, c), _ = date_written
    if kind == "iso":
        return _day(a, b, c)
    if order == "ymd" and kind == "numeric":
        return _day(a, b, c) if len(a) == 2 and len(c) <= 2 else None
    if len(c) not in (2, 4):
        return None
    if kind == "text" or order == "dmy":
        return _day(c, b, a)
    return _day(c, a, b) if order == "mdy" else None


def parse(value: str, order: Order, zone: str = "UTC") -> str | datetime:
    """`YYYY-MM-DD`, or a UTC instant when a time of day is written (in `zone` unless it names its offset).

    Years of four digits at the front and months in letters are read in every order; two-digit years are
    1969 to 2068. ValueError when the value is no date in that order.
    """
    found = written(value)
    day = day_in(found, order) if found else None
    if found is None or day is None:
        raise ValueError(f"{value[:40]!r} is not a date {NAMES[order]}")
    if found.clock is None:
        return day.isoformat()
    return datetime.combine(day, found.clock, found.clock.tzinfo or ZoneInfo(zone)).astimezone(UTC)


NAMES: dict[Order, str] = {
    "iso": "with a four-digit year first",
    "text": "with the month in letters",
    "dmy": "with the day first",
    "mdy": "with the month first",
    "ymd": "with the year first",
}


def _in_letters(body: str, clock: time | None) -> Written | None:
    if found := _DAY_FIRST.fullmatch(body):
        a, name, c = found.groups()
    elif found := _MONTH_FIRST.fullmatch(body):
        name, a, c = found.groups()
    else:
        return None
    month = _MONTHS.get(text.fold(name))
    if month is None or len(a) == 3 or len(a) == len(c) == 4:
        return None
    separator = re.sub(r"[\w,.]", "", body)[:1] or " "
    parts = (c, str(month), a) if len(a) == 4 else (a, str(month), c)
    return Written("text", separator, parts, clock)


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    micros = int((found["fraction"] or "").ljust(6, "0")[:6])
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0), micros, _offset(found))
    except ValueError:
        return None


def _offset(found: re.Match[str]) -> timezone | None:
    written_offset = found["offset"]
    if not written_offset:
        return UTC if found["utc"] else None
    digits = written_offset[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-ahead if written_offset[0] == "-" else ahead)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 69 else 1900)
