"""Months of deals side by side: how far each had come at the same age, and to date."""

import numpy as np

from headgate.insight.facts import DAY, Facts
from headgate.insight.funnel.lives import NEVER, WON, Lives
from headgate.insight.funnel.schemas import Cohort, Reach
from headgate.insight.metrics.picks import within
from headgate.kit import clock, periods
from headgate.kit.periods import Period

MOST_MONTHS = 36


def cohorts(
    lives: Lives, facts: Facts, period: Period | None, zone: str, age_days: int, at: int
) -> list[Cohort]:
    """The latest months, first to last: each deal in that of its first entry here; those whose beginning is
    unknown are left out."""
    known = facts.begun[lives.place] & within(lives.entered, period)
    months = np.array([month_of(int(start), zone) for start in lives.entered], dtype=object)
    latest = sorted(set(months[known].tolist()))[-MOST_MONTHS:]
    return [cohort(lives, known & (months == month), month, age_days, at) for month in latest]


def month_of(micros: int, zone: str) -> str:
    return periods.day_of(clock.from_micros(micros), zone)[:7]


def cohort(lives: Lives, mine: np.ndarray, month: str, age_days: int, at: int) -> Cohort:
    begun = lives.entered[mine]
    by = begun + age_days * DAY

    def reach(when: np.ndarray) -> Reach:
        return Reach(int((when <= by).sum()), int((when != NEVER).sum()))

    stages = {
        stage.id: reach(np.minimum(lives.touched[mine, k], lives.beyond[mine, k]))
        for k, stage in enumerate(lives.stages)
    }
    won = np.where(lives.fate[mine] == WON, lives.ended[mine], NEVER)
    return Cohort(month, int(mine.sum()), int((by <= at).sum()), stages, reach(won))
