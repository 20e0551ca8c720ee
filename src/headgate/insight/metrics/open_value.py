"""What stands in the pipeline: open value, deals, and deals by stage."""

import numpy as np

from headgate.insight.arrays import NONE
from headgate.insight.facts import Facts, total
from headgate.insight.metrics import picks
from headgate.insight.metrics.registry import COHORT, STOCK, Lens, Measured, figure
from headgate.insight.schemas import Number
from headgate.kit import quantiles


@figure(
    "open_value",
    name="Open value",
    question="How much value is open?",
    unit="money",
    formula="sum of the values of the open deals",
    basis=STOCK,
    source="metrics 0.3",
    oracle="26_as_of",
    parts={
        "open": "open deals, with or without a value",
        "mean": "mean value",
        "median": "median value",
        "weighted": "each value x the probability of its stage",
        "at_list_price": "with the product's list price for the deals that have no value of their own",
    },
)
def open_value(facts: Facts, lens: Lens) -> Measured:
    mask, which, left = picks.priced(facts, facts.amount, facts.open, lens, "amount")
    values, n = facts.amount[mask], int(mask.sum())
    value = total(values)
    weighted = 0
    for stage in lens.stages:
        weighted += total(facts.amount[mask & (facts.stage == stage.number)]) * stage.probability
    bare = facts.open & facts.in_base & (facts.amount == NONE)
    numbers, counts = np.unique(facts.product[bare], return_counts=True)
    priced = zip(numbers.tolist(), counts.tolist(), strict=True)
    listed = sum(lens.prices.get(number, 0) * count for number, count in priced)
    parts: dict[str, Number | None] = {
        "open": int(facts.open.sum()),
        "mean": quantiles.mean(values),
        "median": quantiles.median(values),
        "weighted": weighted / 100,
        "at_list_price": value + listed,
    }
    return Measured(value, n, [picks.status("open"), *which], n, parts, excluded=left)


@figure(
    "deal_count",
    name="Deals",
    question="How many deals are there?",
    unit="count",
    formula="number of deals, deleted ones that count as lost included",
    basis=COHORT,
    source="metrics 0.3",
    oracle="26_as_of",
    parts={"won": "won deals", "lost": "lost deals", "open": "open deals"},
)
def deal_count(facts: Facts, lens: Lens) -> Measured:
    mine, which = picks.cohort(facts, lens)
    n = int(mine.sum())
    parts: dict[str, Number | None] = {
        "won": int((mine & facts.won).sum()),
        "lost": int((mine & facts.lost).sum()),
        "open": int((mine & facts.open).sum()),
    }
    return Measured(n, n, which, n, parts)


@figure(
    "stage_counts",
    name="Deals by stage",
    question="How many deals stand in each stage?",
    unit="count",
    formula="number of deals in each stage, won and lost included; parts by the id of the stage",
    basis=STOCK,
    source="metrics 0.2",
    parts={"stage_…": "deals in that stage"},
)
def stage_counts(facts: Facts, lens: Lens) -> Measured:
    numbers, counts = np.unique(facts.stage, return_counts=True)
    found = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    parts: dict[str, Number | None] = {stage.id: found.get(stage.number, 0) for stage in lens.stages}
    return Measured(len(facts), len(facts), [], len(facts), parts)
