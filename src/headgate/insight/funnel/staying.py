"""How long stays in a stage last, those not over counted as such (metrics 1.3)."""

import numpy as np

from headgate.insight.arrays import Floats, Ints
from headgate.insight.funnel import stays as s
from headgate.insight.funnel.lives import Lives
from headgate.insight.funnel.schemas import Stay, Step
from headgate.insight.metrics.picks import within
from headgate.insight.schemas import Excluded
from headgate.kit import quantiles, survival
from headgate.kit.periods import Period

AGES = (7, 10, 14, 20, 30, 60)
HORIZON = 30.0
MOST_STEPS = 400
WENT_ON, LOST, ELSEWHERE = 1, 2, 3
UNKNOWN_START = "imported without the day they began"
SWEPT = "begun or ended as one of many moves at once by one person"


def stay(lives: Lives, stage: int, period: Period | None) -> Stay:
    """Of the stays that began in the period."""
    stays = lives.stays
    mine = (stays.stage == stage) & within(stays.start, period)
    known = mine & (stays.truncated == 0)
    dated = known & (stays.swept == 0)
    ours = stays.take(dated)
    days = s.lengths(ours)
    over = (ours.exit != s.OPEN) & (ours.exit != s.MOVED)
    causes = np.zeros(len(ours), dtype=np.int64)
    causes[over] = ELSEWHERE
    causes[np.isin(ours.exit, s.WENT_ON)] = WENT_ON
    causes[ours.exit == s.LOST] = LOST
    per_deal = np.bincount(lives.of[dated], weights=days)[np.unique(lives.of[dated])] if len(days) else days
    left_out = {UNKNOWN_START: int((mine & ~known).sum()), SWEPT: int((known & ~dated).sum())}
    return measured(days, causes, per_deal, left_out)


def measured(days: Floats, causes: Ints, per_deal: Floats, left_out: dict[str, int]) -> Stay:
    """`causes`: 0 not over, 1 went on, 2 lost, 3 over in another way."""
    over = causes != 0
    steps = survival.kaplan_meier(days, over)
    on = survival.cumulative_incidence(days, causes, WENT_ON)
    lost = survival.cumulative_incidence(days, causes, LOST)
    some = len(days) > 0
    every = max(1, -(-len(steps.times) // MOST_STEPS))
    return Stay(
        stays=len(days),
        open=int((~over).sum()),
        median=survival.km_quantile(steps, 0.5),
        median_interval=survival.km_median_interval(steps) if some else None,
        p25=survival.km_quantile(steps, 0.25),
        p75=survival.km_quantile(steps, 0.75),
        longer_than=steps.longest,
        restricted_mean=survival.rmst(steps, HORIZON) if some else None,
        went_on={str(age): survival.incidence_at(on, age) for age in AGES} if some else {},
        lost={str(age): survival.incidence_at(lost, age) for age in AGES} if some else {},
        still={str(age): survival.survival_at(steps, age) for age in AGES} if some else {},
        median_to_go_on=survival.conditional_median(on),
        completed_mean=quantiles.mean(days[over]),
        completed_median=quantiles.median(days[over]),
        total_per_deal=quantiles.median(per_deal),
        oldest_open=float(days[~over].max()) if (~over).any() else None,
        curve=[
            Step(float(t), float(left), int(risk), int(exits))
            for t, left, risk, exits in list(
                zip(steps.times, steps.survival, steps.at_risk, steps.events, strict=True)
            )[::every]
        ],
        excluded=[Excluded(why, count) for why, count in left_out.items() if count],
    )
