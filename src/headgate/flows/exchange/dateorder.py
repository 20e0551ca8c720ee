"""Deciding in which order a file writes its dates, from evidence: do they fit, and do other columns agree.

Being a valid date is no proof: 20-10-16 is one with the day first and with the year first.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from headgate.flows.exchange import dateproof
from headgate.flows.exchange.dateproof import Column, Proof
from headgate.flows.exchange.datereading import Order, parse

__all__ = ["Candidate", "Decision", "Proof", "candidates", "decide", "decide_columns", "parse"]

# How much a share of misfits or contradictions weighs against hints that only make an order less likely.
_MISFIT, _CONTRADICTION, _FUTURE, _SPAN = 4.0, 2.0, 1.0, 0.1
_NAMES: dict[Order, str] = {
    "iso": "with a four-digit year first",
    "text": "with the month in letters",
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
}


class Candidate(msgspec.Struct, frozen=True):
    """One order for one column: values that are dates in it and not, and those another order reads otherwise.

    `example` is a written value and the day it would be; `proofs` says what other columns make of it.
    """

    order: Order
    fmt: str
    valid: int
    invalid: int
    ambiguous: int
    example: tuple[str, str]
    proofs: list[Proof] = []


class Decision(msgspec.Struct, frozen=True):
    """The order chosen for a column (None when it holds no dates), why, and what else was weighed.

    `certain` needs proof against every alternative: values that it cannot read, or a column that contradicts
    it. `evidence` is sentences; `alternatives` are the other candidates, the likelier first.
    """

    order: Order | None
    evidence: list[str]
    certain: bool
    chosen: Candidate | None
    alternatives: list[Candidate]


def candidates(values: Sequence[str]) -> list[Candidate]:
    """The orders in which at least one value is a date, the best fitting first; empty values do not count."""
    column = Column("The column", values)
    made = [_candidate(column, order, []) for order in column.orders]
    return sorted(made, key=lambda candidate: candidate.invalid)


def decide(
    values: Sequence[str], other: Sequence[tuple[str, Sequence[str]]] = (), not_after: date | None = None
) -> Decision:
    """The order of one column, with other columns of the same rows as witnesses (dates or quarter labels)."""
    columns: dict[str, Sequence[str]] = {"The column": values}
    beside: dict[str, Sequence[str]] = {}
    for name, texts in other:
        (columns if dateproof.is_dates(texts) else beside)[name] = texts
    return decide_columns(columns, beside, not_after)["The column"]


def decide_columns(
    columns: Mapping[str, Sequence[str]],
    beside: Mapping[str, Sequence[str]] | None = None,
    not_after: date | None = None,
) -> dict[str, Decision]:
    """The order of each date column of a file, weighed together: a file seldom writes dates in two ways.

    All lists are aligned by row. `beside` are further columns, of which those with labels such as `Q4 2016`
    serve as witnesses; `not_after` is a day that no date should pass.
    """
    read = [Column(name, values) for name, values in columns.items()]
    unsettled = [column for column in read if column.unsettled]
    orders = list(dict.fromkeys(order for column in unsettled for order in column.orders))
    proofs = dateproof.proofs(read, beside or {}, orders)
    ranked = sorted(orders, key=lambda order: _doubt(unsettled, proofs[order], order, not_after))
    decisions = {}
    for column in read:
        if len(unsettled) > 1 and column.unsettled and _stands_apart(column, ranked[0]):
            alone = decide_columns({column.name: column.values}, beside, not_after)[column.name]
            why = "It is not written in the order of the other date columns."
            decisions[column.name] = msgspec.structs.replace(alone, evidence=[why, *alone.evidence])
        else:
            own = [order for order in ranked if order in column.orders] if column.unsettled else column.orders
            decisions[column.name] = _decision(column, own, proofs, not_after)
    return decisions


def _decision(
    column: Column, ranked: list[Order], proofs: dict[Order, list[Proof]], not_after: date | None
) -> Decision:
    made = [_candidate(column, order, proofs.get(order, [])) for order in ranked]
    if not made:
        return Decision(None, ["No value is a date."], False, None, [])
    best, rest = made[0], made[1:]
    certain = best.invalid * 20 <= column.total and all(_disproved(other, best) for other in rest)
    return Decision(best.order, _evidence(column, made, not_after), certain, best, rest)


def _candidate(column: Column, order: Order, proofs: list[Proof]) -> Candidate:
    valid = column.valid(order)
    return Candidate(
        order=order,
        fmt=column.form(order),
        valid=valid,
        invalid=column.total - valid,
        ambiguous=column.ambiguous(order),
        example=column.example(order),
        proofs=[proof for proof in proofs if column.name in (proof.column, proof.witness)],
    )


def _stands_apart(column: Column, order: Order) -> bool:
    best = max(map(column.valid, column.orders), default=0)
    return (best - column.valid(order)) * 10 > column.total


def _doubt(columns: list[Column], proofs: list[Proof], order: Order, not_after: date | None) -> float:
    """How much speaks against an order, over all columns that it concerns."""
    doubt = sum(_CONTRADICTION * (1 - proof.share) for proof in proofs)
    for column in columns:
        doubt += _MISFIT * (1 - column.valid(order) / column.total)
        doubt += _SPAN * math.log2(max(1, column.span(order)))
        if not_after:
            doubt += _FUTURE * column.after(order, not_after) / column.total
    return doubt


def _disproved(other: Candidate, best: Candidate) -> bool:
    """Whether there is proof against another order: values it cannot read, or a witness that contradicts."""
    if other.invalid - best.invalid >= max(1, (best.valid + best.invalid) // 100):
        return True
    return any(
        mine.share >= 0.9 and mine.share - theirs.share >= 0.1
        for mine, theirs in zip(best.proofs, other.proofs, strict=True)
    )


def _evidence(column: Column, made: list[Candidate], not_after: date | None) -> list[str]:
    """Sentences with numbers, the chosen order first in each."""
    lines = [_sentence(f"{_NAMES[c.order]}, {c.valid:,} of {column.total:,} values are dates" for c in made)]
    for place, proof in enumerate(made[0].proofs):
        told = (f"{_NAMES[c.order]} in {c.proofs[place].agrees:,}" for c in made)
        lines.append(f"Of {proof.of:,} rows, {proof.says} {', '.join(told)}.")
    if len(made) > 1:
        lines.append(_sentence(f"{_NAMES[c.order]}, they span {column.span(c.order):,} days" for c in made))
    late = [(c.order, column.after(c.order, not_after)) for c in made] if not_after else []
    if any(count for _, count in late):
        lines.append(_sentence(f"{_NAMES[order]}, {count:,} lie after {not_after}" for order, count in late))
    return lines


def _sentence(parts: Iterable[str]) -> str:
    whole = "; ".join(parts)
    return f"{whole[0].upper()}{whole[1:]}."
