"""Sums of columns and of a board, from what the stages' deals come to in each currency."""

from collections.abc import Sequence

from headgate.records.deals.schemas import ColumnSums, OtherSum, Sums
from headgate.records.deals.totals import StageSum
from headgate.records.pipelines.schemas import Stage


def column_sums(rows: Sequence[StageSum], stages: Sequence[Stage], base: str) -> list[ColumnSums]:
    """Sums of each stage in the base currency; other currencies stand beside, never added."""
    made = {stage.id: ColumnSums(stage.id, 0, 0, 0, []) for stage in stages}
    chance = {stage.id: stage.probability or 0 for stage in stages}
    for row in rows:
        sums = made.get(row.stage_id)
        if sums is None or not row.count:
            continue
        sums.count += row.count
        if row.currency == base:
            sums.amount += row.amount
            sums.weighted += rounded(row.amount * chance[row.stage_id], 100)
        else:
            sums.others.append(OtherSum(row.currency, row.count, row.amount))
    return list(made.values())


def rounded(value: int, by: int) -> int:
    """Division rounded half to even, in whole numbers."""
    whole_part, rest = divmod(value, by)
    if rest * 2 > by or (rest * 2 == by and whole_part % 2):
        whole_part += 1
    return whole_part


def total(sums: Sequence[ColumnSums]) -> Sums:
    others: dict[str, OtherSum] = {}
    for one in sums:
        for other in one.others:
            kept = others.setdefault(other.currency, OtherSum(other.currency, 0, 0))
            kept.count += other.count
            kept.amount += other.amount
    return Sums(
        count=sum(s.count for s in sums),
        amount=sum(s.amount for s in sums),
        weighted=sum(s.weighted for s in sums),
        others=list(others.values()),
    )
