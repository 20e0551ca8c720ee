"""The coverage of a target, worked out of what is open now and what came of as much before (metrics 1.7)."""

from datetime import date
from typing import Any

import numpy as np

from headgate.core.access.actor import Actor
from headgate.insight.answers import Reading
from headgate.insight.arrays import NONE, Flags, Ints
from headgate.insight.coverage.before import Days, Then, thens
from headgate.insight.coverage.chances import chances
from headgate.insight.coverage.schemas import Amounts, Band, Before, Coverage, Verdict
from headgate.insight.days import number
from headgate.insight.facts import total
from headgate.insight.metrics import picks
from headgate.insight.metrics.registry import STOCK, Clauses
from headgate.insight.question import Asked
from headgate.insight.schemas import Excluded, Snapshot
from headgate.insight.wording import said_of, scope
from headgate.kit import ids, periods, quantiles
from headgate.kit.errors import conflict
from headgate.records.targets.queries import the_target
from headgate.records.targets.reach import with_those_below
from headgate.records.targets.schemas import Target
from headgate.store.engine import Tx

VERSION = 1
COMMON: Band = (3.0, 5.0)
ENOUGH = 6
"""Earlier periods from which the band is measured."""


def coverage(
    tx: Tx, actor: Actor, target_id: str, as_of: str | None = None, known_at: str | None = None
) -> Coverage:
    """Raises 404, 422, 409 for a target in a currency that is not the workspace's any more."""
    target = the_target(tx, actor, target_id)
    asked = asked_of(tx, actor, target, as_of, known_at)
    reading = Reading(tx, actor, asked)
    if target.currency != reading.lens.currency:
        raise conflict(
            f"The target is in {target.currency}, the workspace's figures are in {reading.lens.currency}: "
            "set a new one."
        )
    return Covering(tx, actor, target, asked, reading).answer()


def asked_of(tx: Tx, actor: Actor, target: Target, as_of: str | None, known_at: str | None) -> Asked:
    part: dict[str, Any] | None = None
    if target.member_id is not None:
        part = {"field": "owner_id", "op": "eq", "value": target.member_id}
    elif target.team_id is not None:
        teams = with_those_below(tx, actor.workspace_id, target.team_id)
        part = {"field": "team_id", "op": "in", "value": teams}
    return Asked(f"{target.starts_on}..{target.ends_on}", target.pipeline_id, part, None, as_of, known_at)


class Covering:
    """The open and won deals that a target is about, as the actor may see them."""

    def __init__(self, tx: Tx, actor: Actor, target: Target, asked: Asked, reading: Reading) -> None:
        self.tx, self.actor, self.target, self.asked, self.reading = tx, actor, target, asked, reading
        self.facts, self.lens = reading.facts, reading.lens
        self.days = Days(date.fromisoformat(target.starts_on), date.fromisoformat(target.ends_on))
        self.open, self.open_clauses, self.left = picks.priced(
            self.facts, self.facts.amount, self.facts.open, self.lens, "amount"
        )

    def amounts(self, mask: Flags, clauses: Clauses, values: Ints) -> Amounts:
        count = int(mask.sum())
        rows = self.reading.rows_for([*self.open_clauses, *clauses], count)
        return Amounts(count, total(values[mask]), rows)

    def standing(self, mask: Flags, *clauses: dict[str, Any]) -> Amounts:
        """Of the open deals with a value."""
        return self.amounts(self.open & mask, [picks.status("open"), *clauses], self.facts.amount)

    def won(self) -> Amounts:
        won, which = picks.closed_in(self.facts, self.lens, self.facts.won)
        mask, clauses, left = picks.priced(
            self.facts, self.facts.closed_amount, won, self.lens, "closed_amount"
        )
        for reason, count in left.items():
            self.left[reason] = self.left.get(reason, 0) + count
        count = int(mask.sum())
        rows = self.reading.rows_for([picks.status("won"), *which, *clauses], count)
        return Amounts(count, total(self.facts.closed_amount[mask]), rows)

    def answer(self) -> Coverage:
        facts, target = self.facts, self.target
        first, last = self.days.numbers()
        day = facts.expected
        moment = self.reading.question.moment
        today = date.fromisoformat(periods.day_of(moment.effective, self.lens.zone))
        since: dict[str, Any] = {"field": "expected_close", "op": "ge", "value": target.starts_on}
        until: dict[str, Any] = {"field": "expected_close", "op": "lt", "value": target.ends_on}
        past: dict[str, Any] = {"field": "expected_close", "op": "lt", "value": today.isoformat()}
        inside = (day >= first) & (day < last)
        won = self.won()
        every = self.standing(np.ones(len(facts), dtype=bool))
        expected = self.standing(inside, since, until)
        found = thens(
            self.tx,
            self.actor.workspace_id,
            self.days,
            moment,
            self.lens.zone,
            self.lens.currency,
            facts,
            self.reading.question.condition,
        )
        likely = chances(found, self.lens.stages)
        weighted = 0.0
        for each in likely:
            here = self.open & inside & (facts.stage == ids.to_int("stage", each.stage_id))
            weighted += total(facts.amount[here]) * each.chance
        before = [earlier for then in found if (earlier := told(then)) is not None]
        pooled = picks.share(sum(b.won_value for b in before), sum(b.open_value for b in before))
        measured = len(before) >= ENOUGH
        low, high = (quantiles.quantile([b.ratio for b in before], q) or 0.0 for q in (0.2, 0.8))
        band = (1 / high, 1 / low) if measured and low > 0 else COMMON
        gap = target.amount - won.value
        return Coverage(
            target=target,
            version=VERSION,
            currency=self.lens.currency,
            won=won,
            gap=gap,
            open=every,
            expected=expected,
            undated=self.standing(day == NONE, {"field": "expected_close", "op": "is_empty"}),
            elsewhere=self.standing(
                (day != NONE) & ~inside,
                {"field": "expected_close", "op": "not_empty"},
                {"not": {"all": [since, until]}},
            ),
            overdue=self.standing(inside & (day < number(today)), since, until, past),
            literal=every.value / target.amount,
            in_period=over(expected.value, gap),
            weighted_value=weighted,
            weighted=over(weighted, gap),
            before=before,
            yield_pooled=pooled,
            required=1 / pooled if pooled else None,
            yields=(low, high) if before else None,
            band=band,
            measured=band is not COMMON,
            verdict=verdict(over(expected.value, gap), band),
            verdict_common=verdict(over(expected.value, gap), COMMON),
            chances=likely,
            excluded=[Excluded(reason, count) for reason, count in self.left.items() if count],
            caption=said_of(STOCK, self.asked, self.reading.question),
            scope=scope(self.actor, len(facts), filtered=bool(self.reading.question.tree)),
            snapshot=Snapshot(moment.effective, moment.known),
            zone=self.lens.zone,
        )


def told(then: Then) -> Before | None:
    """None where nothing was open to close in the period."""
    open_value = total(then.amount[then.in_scope])
    if not open_value:
        return None
    won = then.in_scope & then.won & (then.won_amount != NONE)
    won_value = total(then.won_amount[won])
    days = then.days
    return Before(
        days.start.isoformat(),
        days.end.isoformat(),
        then.at.isoformat(),
        open_value,
        won_value,
        won_value / open_value,
    )


def over(value: float, gap: int) -> float | None:
    return value / gap if gap > 0 else None


def verdict(ratio: float | None, band: Band) -> Verdict:
    if ratio is None:
        return "met"
    if ratio < band[0]:
        return "below"
    return "above" if ratio > band[1] else "within"
