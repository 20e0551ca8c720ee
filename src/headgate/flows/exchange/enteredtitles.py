"""Titles of columns that say when a deal entered a stage, one column for each stage."""

import re
from collections.abc import Sequence

from headgate.flows.exchange.datereading import Order, day_in, written

ENTERED = "entered"
_TITLE = re.compile(r"""(?:date )?entered (?:stage )?["“']?(.+?)["”']?""", re.IGNORECASE)
_PIPELINE = re.compile(r"(.+?) \([^()]+\)")


def stage_in(title: str) -> str | None:
    """`Date entered "Offer (Sales Pipeline)"` as “Offer”."""
    found = _TITLE.fullmatch(" ".join(title.split()))
    if found is None:
        return None
    whole = found[1].strip()
    named = _PIPELINE.fullmatch(whole)
    return (named[1] if named else whole).strip()[:200] or None


def traces(columns: Sequence[tuple[str, Order | None, Sequence[str]]]) -> tuple[list[str], list[str]]:
    """Of (stage, order of its dates, cells of the sample): the rows as an event log, case and stage."""
    events = []
    for stage, order, cells in columns:
        for number, cell in enumerate(cells):
            shape = written(cell) if cell and order else None
            day = day_in(shape, order) if shape and order else None
            if day is not None:
                events.append((number, day, cell, stage))
    events.sort(key=lambda each: each[:3])
    return [str(number) for number, *_ in events], [stage for *_, stage in events]
