"""Who goes on from a stage: of a cohort with its bounds, and of what ended in the period (metrics 1.1)."""

import numpy as np

from headgate.insight.arrays import NONE, Flags, Floats
from headgate.insight.facts import DAY, total
from headgate.insight.funnel import stays as s
from headgate.insight.funnel.lives import LOST, MOVED, NEVER, OPEN, WON, Grid, Lives
from headgate.insight.funnel.schemas import Conversion, Flow, Mode, Whole
from headgate.insight.metrics.picks import within
from headgate.kit import survival
from headgate.kit.periods import Period
from headgate.kit.proportion import label, wilson

AGES = (7, 14, 30, 60, 90)
ON, GONE = 1, 2


def entries(lives: Lives, stage: int, mode: Mode) -> Grid:
    """When each deal entered the stage; in the mode “reached” also by passing over it."""
    touched = lives.touched[:, stage]
    return touched if mode == "touched" else np.minimum(touched, lives.beyond[:, stage])


def fates(lives: Lives, stage: int, mode: Mode, period: Period | None) -> dict[str, Flags]:
    """Which deals entered the stage in the period, and what became of each from there on."""
    at = entries(lives, stage, mode)
    mine = (at != NEVER) & within(at, period)
    on = mine & (lives.beyond[:, stage] != NEVER)
    lost = mine & ~on & (lives.fate == LOST)
    moved = mine & ~on & (lives.fate == MOVED)
    return {
        "entered": mine,
        "advanced": on,
        "lost": lost,
        "moved": moved,
        "open": mine & ~on & ~lost & ~moved,
    }


def conversion(lives: Lives, stage: int, mode: Mode, period: Period | None) -> Conversion:
    which = fates(lives, stage, mode, period)
    mine, on, lost, moved, still = (which[each] for each in ("entered", "advanced", "lost", "moved", "open"))
    n, a, gone = int(mine.sum()), int(on.sum()), int(lost.sum())
    reached = entries(lives, stage, "reached")
    passed = (reached != NEVER) & within(reached, period)
    skipped = int((passed & (lives.touched[:, stage] == NEVER)).sum())
    ultimate, by_age = likely(lives, stage, mine)
    valued = mine & (lives.amount[:, stage] != NONE)
    worth = total(lives.amount[valued, stage])
    sure, likely_at_most = (total(lives.amount[valued & which, stage]) for which in (on, on | still | moved))
    return Conversion(
        entered=n,
        advanced=a,
        lost=gone,
        open=int(still.sum()),
        moved=int(moved.sum()),
        lower=share(a, n),
        upper=share(n - gone, n),
        resolved_only=share(a, a + gone),
        interval=wilson(a, a + gone),
        maturity=share(a + gone, n),
        label=label(a + gone),
        ultimate=ultimate,
        by_age=by_age,
        value_entered=worth,
        value_lower=share(sure, worth),
        value_upper=share(likely_at_most, worth),
        skipped=skipped,
        skip_rate=share(skipped, int(passed.sum())),
    )


def first_spans(lives: Lives, stage: int, which: Flags) -> tuple[Floats, Grid]:
    """Of deals that were in the stage: days from the first entry to going on (cause 1), to being lost without
    it (2), or so far (0)."""
    on = lives.beyond[which, stage] != NEVER
    until = np.where(on, lives.beyond[which, stage], lives.ended[which])
    days = np.maximum((until - lives.touched[which, stage]) / DAY, 0.0)
    return days, np.where(on, ON, np.where(lives.fate[which] == LOST, GONE, 0))


def likely(lives: Lives, stage: int, mine: Flags) -> tuple[float | None, dict[str, float]]:
    """The share that goes on in the end, and by each age. Entries of an unknown moment have no age and stay
    out, as do deals that skipped the stage."""
    ours = mine & (lives.touched[:, stage] != NEVER) & lives.known[:, stage]
    if not ours.any():
        return None, {}
    curve = survival.cumulative_incidence(*first_spans(lives, stage, ours), ON)
    return (
        survival.incidence_at(curve, curve.longest),
        {str(age): survival.incidence_at(curve, age) for age in AGES},
    )


def flow(lives: Lives, stage: int, period: Period | None) -> Flow:
    stays = lives.stays
    ended = (stays.stage == stage) & (stays.exit != s.OPEN) & within(stays.end, period)
    numbers, counts = np.unique(stays.exit[ended], return_counts=True)
    exits = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    on = sum(exits.get(each, 0) for each in s.WENT_ON)
    return Flow(
        exits={s.EXITS[number]: count for number, count in exits.items()},
        rate=share(on, on + exits.get(s.LOST, 0)),
        regress_rate=share(exits.get(s.REGRESS, 0), int(ended.sum())),
    )


def whole(lives: Lives, period: Period | None) -> Whole:
    mine = within(lives.entered, period)
    n = int(mine.sum())
    count = {fate: int((mine & (lives.fate == fate)).sum()) for fate in (OPEN, WON, LOST, MOVED)}
    return Whole(
        entered=n,
        won=count[WON],
        lost=count[LOST],
        open=count[OPEN],
        moved=count[MOVED],
        lower=share(count[WON], n),
        upper=share(n - count[LOST], n),
    )


def share(part: float, of: float) -> float | None:
    return part / of if of else None
