"""Earlier periods on the same day of each: what was open then, and what came of it by the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape, Split
from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import head
from headgate.insight.arrays import NONE, Flags, Ints
from headgate.insight.converting import convert, currency_code, exchange_of
from headgate.insight.days import day_number_of, number
from headgate.insight.expressions import day_number, raw
from headgate.insight.facts import Facts, Moment
from headgate.insight.metrics.picks import within
from headgate.insight.reading import Past
from headgate.insight.shelf import Shelf
from headgate.kit import periods
from headgate.kit.errors import bad_input
from headgate.kit.periods import Period
from headgate.records.deals.tables import deal_versions
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant

MOST = 12


@dataclass(frozen=True)
class Days:
    """A period by its local days, the end left out."""

    start: date
    end: date

    def span(self, zone: str) -> Period:
        ends = (periods.day_start(day.isoformat(), zone) for day in (self.start, self.end))
        return Period(*ends)

    def numbers(self) -> tuple[int, int]:
        """Its first day and the day after its last as `Facts.expected` says days."""
        return number(self.start), number(self.end)


@dataclass(frozen=True)
class Then:
    """The deals that were open at a moment of an earlier period. `won`: those that were won by its end."""

    days: Days
    at: date
    stage: Ints
    in_scope: Flags
    amount: Ints
    won: Flags
    won_amount: Ints

    def __len__(self) -> int:
        return len(self.stage)


def earlier(days: Days) -> Iterator[Days]:
    """The periods before, the nearest first: as many months where they are whole ones, else as many days."""
    months = (days.end.year - days.start.year) * 12 + days.end.month - days.start.month
    whole = days.start.day == days.end.day == 1
    step = days.end - days.start
    for back in range(1, MOST + 1):
        if whole:
            yield Days(shifted(days.start, -back * months), shifted(days.end, -back * months))
        else:
            yield Days(days.start - back * step, days.end - back * step)


def shifted(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


@shape()
def open_then(condition: Shape, others: int) -> sa.Select[Any]:
    """What was open at a moment, as it is known: a deal a row."""
    record, scope = RECORDS["deal"], Past(deal_versions, live=False)
    v = deal_versions.c
    code = currency_code(v.currency, others)
    parts = (raw(v.deal_id), raw(v.stage_id), code, raw(v.amount), day_number(v.expected_close))
    effective, known = P("effective", Instant()), P("known", Instant())
    found = sa.select(*(part.label(f"c{i}") for i, part in enumerate(parts))).where(
        v.workspace_id == P("ws"),
        v.standing != sa.literal_column("'removed'"),
        v.status == sa.literal_column("'open'"),
        v.valid_from <= effective,
        v.valid_to > effective,
        v.known_from <= known,
        v.known_to > known,
    )
    clause = where(condition, record, scope)
    return found if clause is None else found.where(clause)


SHELF: Shelf[Ints] = Shelf()


def read(tx: Tx, ws: str, zone: str, base: str, moment: Moment, condition: Split) -> Ints:
    """(deal, stage, in base currency, amount, expected day) a row. Raises 422 for a field without past."""
    seq = tx.one(head(), ws=ws) or 0
    key = (ws, zone, base, moment.effective, moment.known, condition.shape, repr(condition.values))
    found = SHELF.get(key, seq)
    if found is None:
        try:
            exchange = exchange_of(tx, ws, base)
            query = open_then(condition.shape, len(exchange.currencies))
        except KeyError as error:
            raise bad_input(f"The past of “{error.args[0]}” is not kept.") from None
        clocks = {"effective": moment.effective, "known": moment.known}
        rows = tx.all(query, ws=ws, **exchange.parameters(), **clocks, **condition.values)
        found = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
        days = np.full(len(rows), day_number_of(moment.effective, zone))
        found[:, 2], (found[:, 3],) = convert(found[:, 2], days, exchange.rates, found[:, 3])
        SHELF.put(key, seq, found)
    return found


def thens(
    tx: Tx, ws: str, days: Days, moment: Moment, zone: str, base: str, facts: Facts, which: Split
) -> list[Then]:
    """The earlier periods that had open deals. `moment`: where in its own period the question stands;
    `facts`: all that has come of the deals, which are those of `which`."""
    span = days.span(zone)
    passed = min(max(moment.effective - span.start, timedelta(0)), span.end - span.start)
    order = np.argsort(facts.id)
    found = []
    for then in earlier(days):
        theirs = then.span(zone)
        at = min(theirs.start + passed, theirs.end - timedelta(microseconds=1))
        rows = read(tx, ws, zone, base, Moment(at, moment.known, False), which)
        rows = rows[np.isin(rows[:, 0], facts.id)]
        if not len(rows):
            continue
        place = order[np.searchsorted(facts.id[order], rows[:, 0])]
        won = facts.won[place] & within(facts.closed[place], Period(at, theirs.end))
        first, last = then.numbers()
        valued = (rows[:, 2] == 1) & (rows[:, 3] != NONE)
        found.append(
            Then(
                then,
                date.fromisoformat(periods.day_of(at, zone)),
                rows[:, 1],
                valued & (rows[:, 4] >= first) & (rows[:, 4] < last),
                rows[:, 3],
                won,
                np.where(facts.in_base[place], facts.closed_amount[place], NONE),
            )
        )
    return found
