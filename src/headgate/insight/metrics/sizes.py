"""Sizes: what was won, and how large a won deal is."""

import numpy as np

from headgate.insight.arrays import NONE, Flags, Floats
from headgate.insight.facts import Facts, total
from headgate.insight.metrics import picks
from headgate.insight.metrics.registry import CLOSE, Clauses, Lens, Measured, figure
from headgate.insight.schemas import Number
from headgate.kit import quantiles, resampling

CAP = 0.9
SIZE_PARTS = {
    "mean": "won value / won deals",
    "median": "the middle value",
    "largest": "the largest deal",
    "largest_share": "its share of the won value",
    "without_largest": "the mean without it",
    "cap": "the 90 % quantile, linear",
    "winsorised": "the mean with every deal capped there",
    "geometric": "the geometric mean of the deals above 0",
    "lost_mean": "mean value at close of the lost deals",
    "open_mean": "mean value of the open deals",
}


def won_deals(facts: Facts, lens: Lens) -> tuple[Flags, Clauses, dict[str, int]]:
    """The won deals that have a value at close in the workspace's currency."""
    won, which = picks.closed_in(facts, lens, facts.won)
    mask, clauses, left = picks.priced(facts, facts.closed_amount, won, lens, "closed_amount")
    return mask, [picks.status("won"), *which, *clauses], left


@figure(
    "won_value",
    name="Won value",
    question="How much did we win?",
    unit="money",
    formula="sum of the values at close of the won deals",
    basis=CLOSE,
    source="metrics 1.6",
    oracle="26_as_of",
    parts={"deals": "won deals with a value", "largest": "the largest deal", "largest_share": "its share"},
)
def won_value(facts: Facts, lens: Lens) -> Measured:
    mask, which, left = won_deals(facts, lens)
    n, value = int(mask.sum()), total(facts.closed_amount[mask])
    largest = int(facts.closed_amount[mask].max()) if n else None
    parts: dict[str, Number | None] = {
        "deals": n,
        "largest": largest,
        "largest_share": picks.share(largest or 0, value),
    }
    return Measured(value, n, which, n, parts, excluded=left)


@figure(
    "won_count",
    name="Won deals",
    question="How many deals did we win?",
    unit="count",
    formula="number of won deals, by the standing outcome",
    basis=CLOSE,
    source="metrics 1.5",
    parts={"closed": "won and lost deals"},
)
def won_count(facts: Facts, lens: Lens) -> Measured:
    won, which = picks.closed_in(facts, lens, facts.won)
    closed, _ = picks.closed_in(facts, lens, ~facts.open)
    n = int(won.sum())
    return Measured(n, n, [picks.status("won"), *which], n, {"closed": int(closed.sum())})


@figure(
    "average_deal_size",
    name="Average deal size",
    question="How large is a won deal?",
    unit="money",
    formula="won value / won deals with a value; interval: bootstrap by deal, 95 %",
    basis=CLOSE,
    source="metrics 1.6",
    oracle="05_deal_size",
    parts=SIZE_PARTS,
)
def average_deal_size(facts: Facts, lens: Lens) -> Measured:
    mask, which, left = won_deals(facts, lens)
    values = np.sort(facts.closed_amount[mask]).astype(np.float64)
    n = len(values)
    parts = size_parts(values, facts, lens)
    return Measured(parts["mean"], n, which, n, parts, resampling.mean_interval(values), excluded=left)


@figure(
    "median_deal_size",
    name="Median deal size",
    question="How large is the won deal in the middle?",
    unit="money",
    formula="median of the values at close of the won deals; interval: bootstrap by deal, 95 %",
    basis=CLOSE,
    source="metrics 1.6",
    oracle="05_deal_size",
    parts=SIZE_PARTS,
)
def median_deal_size(facts: Facts, lens: Lens) -> Measured:
    mask, which, left = won_deals(facts, lens)
    values = np.sort(facts.closed_amount[mask]).astype(np.float64)
    n = len(values)
    parts = size_parts(values, facts, lens)
    return Measured(parts["median"], n, which, n, parts, resampling.median_interval(values), excluded=left)


def size_parts(values: Floats, facts: Facts, lens: Lens) -> dict[str, Number | None]:
    lost, _ = picks.closed_in(facts, lens, facts.lost)
    sized = facts.in_base & lost & (facts.closed_amount != NONE)
    still = facts.in_base & facts.open & (facts.amount != NONE)
    largest = float(values.max()) if len(values) else None
    whole = float(values.sum())
    cap = quantiles.quantile(values, CAP)
    positive = values[values > 0]
    return {
        "mean": quantiles.mean(values),
        "median": quantiles.median(values),
        "largest": largest,
        "largest_share": picks.share(largest or 0.0, whole),
        "without_largest": picks.share(whole - (largest or 0.0), len(values) - 1)
        if len(values) > 1
        else None,
        "cap": cap,
        "winsorised": None if cap is None else quantiles.mean(np.minimum(values, cap)),
        "geometric": float(np.exp(np.log(positive).mean())) if len(positive) else None,
        "lost_mean": quantiles.mean(facts.closed_amount[sized]),
        "open_mean": quantiles.mean(facts.amount[still]),
    }
