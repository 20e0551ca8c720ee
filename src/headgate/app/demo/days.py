"""Days and hours of the demo: when somebody would be at work, and nothing after this morning."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

SPAN = 730
"""Days that the demo looks back."""
BUSY = (0.95, 1.0, 1.2, 1.05, 1.05, 1.1, 0.75, 0.6, 1.2, 1.2, 1.1, 0.55)
"""How much begins in each month of a year, January first."""


@dataclass(frozen=True)
class Days:
    """Counts days from the first one of the demo; `today` is day SPAN. All that has happened happened before
    it, so that the same day always gives the same company."""

    today: date
    zone: ZoneInfo

    def date(self, day: float) -> date:
        return self.today + timedelta(days=int(day) - SPAN)

    def text(self, day: float) -> str:
        return self.date(day).isoformat()

    def workday(self, day: float) -> int:
        """That day, or the next one on which people work."""
        beyond = self.date(day).weekday() - 4
        return int(day) + (3 - beyond if beyond > 0 else 0)

    def instant(self, day: int, rng: Random) -> datetime:
        """A moment of that day's working hours."""
        minutes = int(rng.triangular(8 * 60 + 20, 17 * 60 + 50, 10 * 60 + 40))
        local = datetime.combine(
            self.date(day), time(minutes // 60, minutes % 60, rng.randrange(60)), self.zone
        )
        return local.astimezone(UTC)

    def beginnings(self, count: int, rng: Random) -> list[int]:
        """The days on which so many deals begin, in order: by season, growing over the two years."""
        days = [day for day in range(SPAN) if self.date(day).weekday() < 5]
        weights = [BUSY[self.date(day).month - 1] * (0.75 + 0.5 * day / SPAN) for day in days]
        return sorted(rng.choices(days, weights, k=count))
