"""The sales cycle: days from a deal's creation to its close."""

from collections.abc import Sequence

import numpy as np

from headgate.insight.arrays import Flags
from headgate.insight.facts import OPEN, Facts, ages
from headgate.insight.metrics import picks
from headgate.insight.metrics.registry import CLOSE, COHORT, Clauses, Lens, Measured, figure
from headgate.insight.schemas import Number
from headgate.kit import quantiles, resampling, survival
from headgate.kit.logrank import logrank

SHORTEST_HORIZON = 180.0
UNIT = (
    "between two dates whole calendar days in the workspace's zone, else elapsed seconds / 86,400; deals "
    "that began at an unknown time are left out"
)
CYCLE_PARTS = {
    "mean": "mean days of the won deals",
    "median": "median days of the won deals",
    "p25": "a quarter is won by then",
    "p75": "three quarters are won by then",
    "p90": "nine of ten are won by then",
    "lost_median": "median days of the lost deals",
    "lost_mean": "mean days of the lost deals",
    "closed_mean": "mean days of won and lost deals together",
    "same_day": "won on the day they were created (included; often entered after the fact)",
}


def won_cycles(facts: Facts, lens: Lens) -> tuple[Flags, Clauses, dict[str, int]]:
    won, which = picks.closed_in(facts, lens, facts.won)
    known = won & facts.begun
    return known, [picks.status("won"), *which, picks.BEGUN], {picks.NO_BEGINNING: int((won & ~known).sum())}


@figure(
    "cycle_median",
    name="Median sales cycle",
    question="How long does a deal take that we win?",
    unit="days",
    formula=f"median days from creation to close of the won deals, open deals not looked at: {UNIT}; "
    "interval: log-log (Brookmeyer-Crowley), 95 %",
    basis=CLOSE,
    source="metrics 1.2 (a), 0.3",
    oracle="04_velocity",
    parts=CYCLE_PARTS,
)
def cycle_median(facts: Facts, lens: Lens) -> Measured:
    mask, which, left = won_cycles(facts, lens)
    spans = picks.lengths(facts.days, mask)
    steps = survival.kaplan_meier(spans, np.ones(len(spans)))
    interval = survival.km_median_interval(steps) if len(spans) else None
    return Measured(
        quantiles.median(spans),
        len(spans),
        which,
        len(spans),
        cycle_parts(facts, lens),
        interval,
        excluded=left,
    )


@figure(
    "cycle_mean",
    name="Mean sales cycle",
    question="How long do the deals that we win take on average?",
    unit="days",
    formula=f"mean days from creation to close of the won deals, open deals not looked at: {UNIT}; "
    "interval: bootstrap by deal, 95 %",
    basis=CLOSE,
    source="metrics 1.2 (a), 0.3",
    oracle="04_velocity",
    parts=CYCLE_PARTS,
)
def cycle_mean(facts: Facts, lens: Lens) -> Measured:
    mask, which, left = won_cycles(facts, lens)
    spans = picks.lengths(facts.days, mask)
    interval = resampling.mean_interval(spans)
    return Measured(
        quantiles.mean(spans),
        len(spans),
        which,
        len(spans),
        cycle_parts(facts, lens),
        interval,
        excluded=left,
    )


def cycle_parts(facts: Facts, lens: Lens) -> dict[str, Number | None]:
    won, _ = picks.closed_in(facts, lens, facts.won)
    lost, _ = picks.closed_in(facts, lens, facts.lost)
    wins, losses = picks.lengths(facts.days, won), picks.lengths(facts.days, lost)
    return {
        "mean": quantiles.mean(wins),
        "median": quantiles.median(wins),
        "p25": quantiles.quantile(wins, 0.25),
        "p75": quantiles.quantile(wins, 0.75),
        "p90": quantiles.quantile(wins, 0.9),
        "lost_median": quantiles.median(losses),
        "lost_mean": quantiles.mean(losses),
        "closed_mean": quantiles.mean(np.concatenate((wins, losses))),
        "same_day": int((wins < 1).sum()),
    }


def paces(segments: Sequence[Facts], lens: Lens) -> dict[str, Number | None]:
    """Whether the segments close at different paces (log-rank, any close; open deals censored)."""
    spans = [ages(facts, lens.moment.effective)[cohort_begun(facts, lens)] for facts in segments]
    closed = [(facts.outcome != OPEN)[cohort_begun(facts, lens)] for facts in segments]
    found = logrank(list(zip(spans, closed, strict=True)))
    return {"segments_chi2": found.chi2, "segments_p": found.p} if found else {}


def cohort_begun(facts: Facts, lens: Lens) -> Flags:
    return picks.cohort(facts, lens)[0] & facts.begun


@figure(
    "cycle_censored",
    name="Time to close, open deals counted",
    question="How long until half of all deals are decided, one way or the other?",
    unit="days",
    formula="median days from creation to any close by Kaplan-Meier, open deals censored at the snapshot: "
    f"{UNIT}; interval: log-log, 95 %; no value: fewer than half have closed",
    basis=COHORT,
    source="metrics 1.2 (a), example 17",
    oracle="04_velocity",
    parts={
        "deals": "deals whose beginning is known",
        "open": "open ones among them",
        "p25": "days by which a quarter had closed",
        "p75": "days by which three quarters had closed",
        "rmst": "mean days in the pipeline up to the horizon (restricted mean)",
        "horizon": "the horizon: 180 days, or the longest seen if that is more",
        "longest": "the longest seen: “more than” this where there is no value",
        "segments_chi2": "how far apart the segments' paces are (log-rank), when split by one",
        "segments_p": "how often chance alone sets segments as far apart",
    },
    contrast=paces,
)
def cycle_censored(facts: Facts, lens: Lens) -> Measured:
    mine, which = picks.cohort(facts, lens)
    known = mine & facts.begun
    spans = ages(facts, lens.moment.effective)[known]
    steps = survival.kaplan_meier(spans, facts.outcome[known] != OPEN)
    n, still = len(spans), int((known & facts.open).sum())
    horizon = max(SHORTEST_HORIZON, steps.longest)
    parts: dict[str, Number | None] = {
        "deals": n,
        "open": still,
        "p25": survival.km_quantile(steps, 0.25),
        "p75": survival.km_quantile(steps, 0.75),
        "rmst": survival.rmst(steps, horizon) if n else None,
        "horizon": horizon if n else None,
        "longest": steps.longest if n else None,
        "segments_chi2": None,
        "segments_p": None,
    }
    return Measured(
        survival.km_quantile(steps, 0.5),
        n - still,
        [picks.BEGUN, *(clause for clause in which if clause != picks.BEGUN)],
        n,
        parts,
        survival.km_median_interval(steps) if n else None,
        picks.share(n - still, n),
        {picks.NO_BEGINNING: int((mine & ~known).sum())},
    )
