"""Where deals are lost: by count, by value, and by the days spent on them (metrics 1.4)."""

from collections.abc import Mapping

import numpy as np

from headgate.insight.arrays import NONE
from headgate.insight.facts import DAY, Facts, total
from headgate.insight.funnel.conversion import share
from headgate.insight.funnel.lives import LOST, NEVER, Lives
from headgate.insight.funnel.schemas import DropOff
from headgate.insight.metrics.picks import within
from headgate.kit.periods import Period

MOST_REASONS = 5


def drop_offs(
    lives: Lives, facts: Facts, period: Period | None, p75: list[float | None], reasons: Mapping[int, str]
) -> list[DropOff]:
    """One for each stage. `p75`: how long three quarters of its stays last; `reasons`: number -> name."""
    place = lives.place
    lost = (lives.fate == LOST) & within(facts.closed[place], period)
    days = np.where(np.isnan(facts.days[place]), 0.0, facts.days[place])
    worth = facts.closed_amount[place]
    valued = lost & facts.in_base[place] & (worth != NONE)
    count, value, spent = int(lost.sum()), total(worth[valued]), float(days[lost].sum())
    furthest, exits = lives.furthest, facts.exit_stage[place]
    found = []
    for k, stage in enumerate(lives.stages):
        here = lost & (exits == stage.number)
        came = np.minimum(lives.touched[:, k], lives.beyond[:, k]) != NEVER
        reached = came & within(lives.entered, period)
        by_furthest = int((lost & (furthest == k)).sum())
        stayed = np.zeros(len(lives))
        last = (lives.stays.stage == k) & here[lives.of]
        stayed[lives.of[last]] = (lives.stays.end[last] - lives.stays.start[last]) / DAY
        slower, why = p75[k], facts.lost_reason[place][here]
        numbers, times = np.unique(why[why != NONE], return_counts=True)
        words = [reasons.get(int(number), "") for number in numbers]
        named = sorted(zip(times.tolist(), words, strict=True), reverse=True)
        mine, ours = total(worth[valued & here]), float(days[here].sum())
        found.append(
            DropOff(
                lost_at_exit=int(here.sum()),
                lost_by_furthest=by_furthest,
                loss_rate=share(by_furthest, int(reached.sum())),
                value=mine,
                days=ours,
                share_of_count=share(int(here.sum()), count),
                share_of_value=share(mine, value),
                share_of_days=share(ours, spent),
                after_regress=int((here & (furthest > k)).sum()),
                slow=int((here & (stayed > slower)).sum()) if slower is not None else 0,
                reasons={name: times for times, name in named[:MOST_REASONS] if name},
            )
        )
    return found
