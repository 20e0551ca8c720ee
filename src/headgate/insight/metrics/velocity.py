"""Velocity: how much value the pipeline brings a day, and how soon deals are won."""

import numpy as np

from headgate.insight.facts import DAY, OPEN, WON, Facts, ages, total
from headgate.insight.metrics import picks
from headgate.insight.metrics.cycle import SHORTEST_HORIZON
from headgate.insight.metrics.registry import CLOSE, COHORT, Lens, Measured, figure
from headgate.insight.metrics.sizes import won_deals
from headgate.insight.schemas import Number
from headgate.kit import clock, quantiles, survival

DAYS = (30, 60, 90)


@figure(
    "revenue_velocity",
    name="Revenue velocity",
    question="How much value does the pipeline bring a day?",
    unit="money",
    formula="open deals x win rate x mean won value / mean won cycle in days; beside it flow (the mean time "
    "in the system of every closed deal instead, lost ones included), flow with open deals censored "
    "(restricted mean), and the won value per day that came true",
    basis=CLOSE,
    source="metrics 1.2 (b)",
    oracle="04_velocity",
    parts={
        "open": "open deals at the snapshot, N",
        "win_rate": "won / (won + lost) in the period, W",
        "won_mean": "mean won value, S",
        "won_cycle": "mean days of the won deals, L",
        "closed_cycle": "mean days of won and lost deals",
        "time_in_system": "restricted mean days to any close over all deals, open ones censored",
        "flow": "N x W x S / closed_cycle, per day",
        "flow_censored": "N x W x S / time_in_system, per day",
        "realised": "won value per day of the period, from the first deal to the snapshot",
        "one_day_less": "what the standard velocity would be with a cycle one day shorter",
    },
)
def revenue_velocity(facts: Facts, lens: Lens) -> Measured:
    sized, which, left = won_deals(facts, lens)
    won, _ = picks.closed_in(facts, lens, facts.won)
    lost, _ = picks.closed_in(facts, lens, facts.lost)
    n, standing = int(won.sum() + lost.sum()), int(facts.open.sum())
    rate = picks.share(int(won.sum()), n)
    value = total(facts.closed_amount[sized])
    mean = picks.share(value, int(sized.sum()))
    wins, closed = picks.lengths(facts.days, won), picks.lengths(facts.days, won | lost)
    system = time_in_system(facts, lens)
    stock = None if rate is None or mean is None else standing * rate * mean
    cycle = quantiles.mean(wins)
    parts: dict[str, Number | None] = {
        "open": standing,
        "win_rate": rate,
        "won_mean": mean,
        "won_cycle": cycle,
        "closed_cycle": quantiles.mean(closed),
        "time_in_system": system,
        "flow": over(stock, quantiles.mean(closed)),
        "flow_censored": over(stock, system),
        "realised": over(value, observed_days(facts, lens)),
        "one_day_less": over(stock, None if cycle is None or cycle <= 1 else cycle - 1),
    }
    left = left | {f"{picks.NO_BEGINNING}: left out of the cycles": int((won & ~facts.begun).sum())}
    return Measured(over(stock, cycle), n, which, int(sized.sum()), parts, excluded=left)


def over(stock: float | None, days: float | None) -> float | None:
    return stock / days if stock is not None and days else None


def time_in_system(facts: Facts, lens: Lens) -> float | None:
    known = facts.begun
    if not known.any():
        return None
    steps = survival.kaplan_meier(ages(facts, lens.moment.effective)[known], facts.outcome[known] != OPEN)
    return survival.rmst(steps, max(SHORTEST_HORIZON, steps.longest))


def observed_days(facts: Facts, lens: Lens) -> float | None:
    """Days of the period that lie between the first known deal and the snapshot."""
    if not facts.begun.any():
        return None
    start, end = int(facts.created[facts.begun].min()), clock.to_micros(lens.moment.effective)
    if lens.period is not None:
        start = max(start, clock.to_micros(lens.period.start))
        end = min(end, clock.to_micros(lens.period.end))
    return (end - start) / DAY if end > start else None


@figure(
    "won_by_day",
    name="Won by day 90",
    question="What share of the deals is won within 30, 60 and 90 days?",
    unit="ratio",
    formula="share won by day 90 after creation, losing as the competing end, open deals censored "
    "(Aalen-Johansen); days as in the sales cycle",
    basis=COHORT,
    source="metrics 1.2 (a)",
    oracle="04_velocity",
    parts={
        "by_30": "share won by day 30",
        "by_60": "share won by day 60",
        "by_90": "share won by day 90",
        "median_given_win": "days by which half of the wins seen had come",
        "deals": "deals whose beginning is known",
    },
)
def won_by_day(facts: Facts, lens: Lens) -> Measured:
    mine, which = picks.cohort(facts, lens)
    known = mine & facts.begun
    outcomes = facts.outcome[known]
    curve = survival.cumulative_incidence(ages(facts, lens.moment.effective)[known], outcomes, WON)
    n, resolved = len(outcomes), int(np.count_nonzero(outcomes != OPEN))
    shares = {f"by_{day}": survival.incidence_at(curve, day) if n else None for day in DAYS}
    parts: dict[str, Number | None] = {
        **shares,
        "median_given_win": survival.conditional_median(curve),
        "deals": n,
    }
    return Measured(
        shares["by_90"],
        resolved,
        [picks.BEGUN, *(clause for clause in which if clause != picks.BEGUN)],
        n,
        parts,
        maturity=picks.share(resolved, n),
        excluded={picks.NO_BEGINNING: int((mine & ~known).sum())},
    )
