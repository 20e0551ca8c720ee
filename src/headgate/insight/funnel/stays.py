"""The stays of deals in one pipeline's stages, as arrays, of now or of any past."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.journal.entries import head
from headgate.insight.arrays import Flags, Floats, Ints
from headgate.insight.converting import convert, currency_code, exchange_of
from headgate.insight.days import local_days
from headgate.insight.expressions import code, raw
from headgate.insight.facts import DATE, DAY, PRECISIONS, UNKNOWN, Moment
from headgate.insight.shelf import Shelf
from headgate.kit import clock
from headgate.records.deals.tables import stage_visits
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant

EXITS = ("open", "advance", "skip", "regress", "won", "lost", "moved", "removed", "reopened")
"""How a stay ends, by number: 0 is one that is not over."""
OPEN, ADVANCE, SKIP, REGRESS, WON, LOST, MOVED, REMOVED, REOPENED = range(9)
WENT_ON = (ADVANCE, SKIP, WON)


@dataclass(frozen=True)
class Stays:
    """Arrays of one length, a stay each, in the order of deal and time.

    Instants in microseconds; `end` of a stay that is not over is the snapshot.
    """

    deal: Ints
    stage: Ints
    start: Ints
    end: Ints
    exit: Ints
    precision: Ints
    exit_precision: Ints
    truncated: Ints
    amount: Ints
    in_base: Ints
    swept: Ints
    """1 for a stay that somebody's housekeeping began or ended; see there."""

    def __len__(self) -> int:
        return len(self.deal)

    def take(self, which: Flags | Ints) -> "Stays":
        return replace(self, **{f.name: getattr(self, f.name)[which] for f in fields(self)})


@shape()
def stays_in(others: int) -> sa.Select[Any]:
    v = stage_visits.c
    effective, known = P("effective", Instant()), P("known", Instant())
    columns = [
        raw(v.deal_id),
        raw(v.stage_id),
        raw(v.valid_from),
        raw(v.valid_to),
        code(v.exit, {name: number for number, name in enumerate(EXITS)}, OPEN),
        code(v.precision, PRECISIONS, UNKNOWN),
        code(v.exit_precision, PRECISIONS, UNKNOWN),
        v.truncated,
        raw(v.amount),
        currency_code(v.currency, others),
    ]
    return (
        sa.select(*(column.label(f"c{i}") for i, column in enumerate(columns)))
        .where(v.workspace_id == P("ws"), v.pipeline_id == P("pipeline"))
        .where(v.valid_from <= effective, v.known_from <= known, v.known_to > known)
        .order_by(v.deal_id, v.valid_from, v.valid_to)
    )


SHELF: Shelf[Stays] = Shelf(readings=8)


def stays_of(tx: Tx, ws: str, pipeline_id: str, base: str, zone: str, moment: Moment) -> Stays:
    """All stays that began by then, as they were known; of removed deals too, which the caller leaves out."""
    seq = tx.one(head(), ws=ws) or 0
    key = (ws, pipeline_id, base, zone, () if moment.live else (moment.effective, moment.known))
    found = SHELF.get(key, seq)
    if found is None:
        clocks = {"effective": moment.effective, "known": moment.known}
        exchange = exchange_of(tx, ws, base)
        query = stays_in(len(exchange.currencies))
        rows = tx.all(query, ws=ws, pipeline=pipeline_id, **exchange.parameters(), **clocks)
        names = [each.name for each in fields(Stays) if each.name != "swept"]
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        read = {n: np.array(c, dtype=np.int64) for n, c in zip(names, columns, strict=True)}
        if exchange.currencies:
            days = local_days(read["start"], zone)
            done, (read["amount"],) = convert(read["in_base"], days, exchange.rates, read["amount"])
            read["in_base"] = done.astype(np.int64)
        found = Stays(**read, swept=np.zeros(len(rows), dtype=np.int64))
        SHELF.put(key, seq, found)
    # A stay that ended after the snapshot was not over then; for one of now the snapshot moves on.
    at = clock.to_micros(moment.effective)
    over = found.end <= at
    return replace(
        found,
        end=np.where(over, found.end, at),
        exit=np.where(over, found.exit, OPEN),
        exit_precision=np.where(over, found.exit_precision, UNKNOWN),
    )


def lengths(stays: Stays) -> Floats:
    """Days of each stay: between two dates whole calendar days, else seconds / 86,400 (metrics 0.3)."""
    days = np.maximum((stays.end - stays.start) / DAY, 0.0)
    whole = (stays.precision == DATE) & (stays.exit_precision == DATE)
    # Both are the middle or the same hour of their days: a change of the clocks makes an hour of difference.
    return np.where(whole, np.round(days), days)
