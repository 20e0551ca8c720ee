"""Outcomes: how many deals are won of those that closed, and of those that were created."""

from collections.abc import Sequence

import numpy as np

from headgate.insight.arrays import NONE, Flags
from headgate.insight.facts import LOST, OPEN, WON, Facts, ages, total
from headgate.insight.metrics import picks
from headgate.insight.metrics.registry import CLOSE, COHORT, Lens, Measured, Parts, figure
from headgate.insight.schemas import Number
from headgate.kit import proportion, shrinkage, survival

MATURE = 0.8
HORIZON = 90


def early(facts: Facts, lens: Lens) -> Flags:
    """Lost as disqualified, out of a stage before the qualifying one."""
    stages = [stage.number for stage in lens.stages if stage.early]
    reasons = [number for number, kind in lens.reasons.items() if kind == "disqualified"]
    out: Flags = facts.lost & np.isin(facts.exit_stage, stages) & np.isin(facts.lost_reason, reasons)
    return out


LIKELY = ("likely", "likely_low", "likely_high")


def likely(segments: Sequence[Parts]) -> list[Parts]:
    """The rate of each segment drawn to all: a small one says little against what all have in common."""
    won = [int(parts["won"] or 0) for parts in segments]
    closed = [each + int(parts["lost"] or 0) for each, parts in zip(won, segments, strict=True)]
    common = shrinkage.prior(list(zip(won, closed, strict=True)))
    if common is None:
        return [dict.fromkeys(LIKELY) for _ in segments]
    drawn = (common.of(*counts) for counts in zip(won, closed, strict=True))
    return [dict(zip(LIKELY, each, strict=True)) for each in drawn]


@figure(
    "win_rate",
    name="Win rate",
    question="Of the deals that closed, how many did we win?",
    unit="ratio",
    formula="won / (won + lost), by the standing outcome; a reopened deal has none until it closes again; "
    "“no decision” and deleted deals are lost; interval: Wilson, 95 %",
    basis=CLOSE,
    source="metrics 1.5",
    oracle="03_win_rate",
    parts={
        "won": "won deals",
        "lost": "lost deals",
        "open": "deals still open, which never move the rate",
        "value_rate": "the same by value at close, in the workspace's currency",
        "jeffreys_low": "lower end of Jeffreys' 95 % interval",
        "jeffreys_high": "upper end of Jeffreys' 95 % interval",
        "value_drift": "value at close over value at entry of the won deals",
        "disqualified_early": "lost deals disqualified before the qualifying stage; the value counts them",
        "qualified_rate": "the qualified win rate: without those disqualified early",
        "likely": "of a segment: its rate drawn to what all segments have in common (empirical Bayes)",
        "likely_low": "lower end of its 90 % credible interval",
        "likely_high": "upper end of its 90 % credible interval",
    },
    together=likely,
)
def win_rate(facts: Facts, lens: Lens) -> Measured:
    won, which = picks.closed_in(facts, lens, facts.won)
    lost, _ = picks.closed_in(facts, lens, facts.lost)
    wins, losses = int(won.sum()), int(lost.sum())
    n, sooner = wins + losses, int((lost & early(facts, lens)).sum())
    valued, _, _ = picks.priced(facts, facts.closed_amount, won | lost, lens, "closed_amount")
    grown = won & facts.in_base & (facts.closed_amount != NONE) & (facts.entry_amount != NONE)
    jeffreys = proportion.jeffreys(wins, n)
    entered, _ = picks.cohort(facts, lens)
    parts: dict[str, Number | None] = {
        "won": wins,
        "lost": losses,
        "open": int(facts.open.sum()),
        "value_rate": picks.share(
            total(facts.closed_amount[won & valued]), total(facts.closed_amount[valued])
        ),
        "jeffreys_low": jeffreys[0] if jeffreys else None,
        "jeffreys_high": jeffreys[1] if jeffreys else None,
        "value_drift": picks.share(total(facts.closed_amount[grown]), total(facts.entry_amount[grown])),
        "disqualified_early": sooner,
        "qualified_rate": picks.share(wins, n - sooner),
    }
    return Measured(
        value=picks.share(wins, n),
        n=n,
        which=[picks.status("won", "lost"), *which],
        count=n,
        parts=parts,
        interval=proportion.wilson(wins, n),
        maturity=picks.share(int((entered & ~facts.open).sum()), int(entered.sum())),
    )


@figure(
    "win_rate_cohort",
    name="Win rate of a cohort",
    question="Of the deals created in the period, how many will we have won?",
    unit="ratio",
    formula="resolved-only won / (won + lost) when at least 80 % are resolved, else the share won by the "
    "longest age seen, open deals censored (Aalen-Johansen); interval: the bounds won / all and "
    "(won + open) / all",
    basis=COHORT,
    source="metrics 1.5",
    oracle="03_win_rate",
    parts={
        "deals": "deals of the cohort",
        "won": "won deals",
        "lost": "lost deals",
        "open": "open deals",
        "resolved_only": "won / (won + lost)",
        "lower": "lower bound: every open deal lost",
        "upper": "upper bound: every open deal won",
        "value_lower": "the lower bound by value at entry",
        "value_upper": "the upper bound by value at entry",
        "won_by_90": "share won by day 90, open deals censored",
        "lost_by_90": "share lost by day 90, open deals censored",
        "left_at_90": "share neither won nor lost by day 90",
        "won_by_longest": "share won by the longest age seen",
        "value_drift": "value at close over value at entry of the won deals",
    },
)
def win_rate_cohort(facts: Facts, lens: Lens) -> Measured:
    mine, which = picks.cohort(facts, lens)
    n = int(mine.sum())
    wins, losses = int((mine & facts.won).sum()), int((mine & facts.lost).sum())
    valued, _, left = picks.priced(facts, facts.entry_amount, mine, lens, "entry_amount")
    worth = {code: total(facts.entry_amount[valued & (facts.outcome == code)]) for code in (OPEN, WON, LOST)}
    grown = valued & facts.won & (facts.closed_amount != NONE)
    aged = mine & facts.begun
    spans, causes = ages(facts, lens.moment.effective)[aged], facts.outcome[aged]
    ways = {code: survival.cumulative_incidence(spans, causes, code) for code in (WON, LOST)}
    steps = survival.kaplan_meier(spans, causes != OPEN)
    known = len(spans) > 0
    ever = survival.incidence_at(ways[WON], ways[WON].longest) if known else None
    maturity, resolved_only = picks.share(wins + losses, n), picks.share(wins, wins + losses)
    lower, upper = picks.share(wins, n), picks.share(n - losses, n)
    parts: dict[str, Number | None] = {
        "deals": n,
        "won": wins,
        "lost": losses,
        "open": n - wins - losses,
        "resolved_only": resolved_only,
        "lower": lower,
        "upper": upper,
        "value_lower": picks.share(worth[WON], sum(worth.values())),
        "value_upper": picks.share(worth[WON] + worth[OPEN], sum(worth.values())),
        "won_by_90": survival.incidence_at(ways[WON], HORIZON) if known else None,
        "lost_by_90": survival.incidence_at(ways[LOST], HORIZON) if known else None,
        "left_at_90": survival.survival_at(steps, HORIZON) if known else None,
        "won_by_longest": ever,
        "value_drift": picks.share(total(facts.closed_amount[grown]), total(facts.entry_amount[grown])),
    }
    return Measured(
        value=resolved_only if maturity is not None and maturity >= MATURE else ever,
        n=wins + losses,
        which=which,
        count=n,
        parts=parts,
        interval=None if lower is None else (lower, upper),
        maturity=maturity,
        excluded={f"{picks.NO_BEGINNING}: counted, but left out of shares by day": int((mine & ~aged).sum())}
        | {f"{reason}: counted, but left out of the bounds by value": k for reason, k in left.items()},
    )


@figure(
    "lost_count",
    name="Lost deals",
    question="How many deals did we lose, and for what kind of reason?",
    unit="count",
    formula="number of lost deals, by the standing outcome; parts by kind of reason",
    basis=CLOSE,
    source="metrics 0.3, 1.5",
    oracle="26_as_of",
    parts={
        "lost": "lost to another offer or on the merits",
        "no_decision": "the buyer decided nothing",
        "disqualified": "no fit",
        "deleted": "deleted while it counted",
        "no_reason": "without a reason, from an import",
    },
)
def lost_count(facts: Facts, lens: Lens) -> Measured:
    lost, which = picks.closed_in(facts, lens, facts.lost)
    n = int(lost.sum())
    kinds = dict.fromkeys(("lost", "no_decision", "disqualified", "deleted"), 0)
    numbers, counts = np.unique(facts.lost_reason[lost], return_counts=True)
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        if number in lens.reasons:
            kinds[lens.reasons[number]] += count
    parts: dict[str, Number | None] = {**kinds, "no_reason": n - sum(kinds.values())}
    return Measured(n, n, [picks.status("lost"), *which], n, parts)
