"""The stays of deals in one pipeline's stages, as arrays, of now or of any past."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.journal.entries import head
from headgate.insight.arrays import BATCH, Flags, Floats, Ints, columns_of, joined
from headgate.insight.changed import deals_after
from headgate.insight.converting import convert, currency_code, exchange_of
from headgate.insight.days import local_days
from headgate.insight.expressions import code, raw
from headgate.insight.facts import DATE, DAY, PRECISIONS, UNKNOWN, Moment
from headgate.insight.shelf import Shelf
from headgate.kit import clock, ids
from headgate.records.deals.tables import stage_visits
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant

EXITS = ("open", "advance", "skip", "regress", "won", "lost", "moved", "removed", "reopened")
"""How a stay ends, by number: 0 is one that is not over."""
OPEN, ADVANCE, SKIP, REGRESS, WON, LOST, MOVED, REMOVED, REOPENED = range(9)
WENT_ON = (ADVANCE, SKIP, WON)


@dataclass(frozen=True)
class Stays:
    """Arrays of one length, a stay each: those of a deal side by side and in the order of time.

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
def stays_in(others: int, few: bool) -> sa.Select[Any]:
    """`few`: of the deals in the list `only`."""
    v = stage_visits.c
    some = [among(v.deal_id, "only")] if few else []
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
        .where(v.valid_from <= effective, v.known_from <= known, v.known_to > known, *some)
        .order_by(v.deal_id, v.valid_from, v.valid_to)
    )


SHELF: Shelf[Stays] = Shelf(readings=8)


def stays_of(tx: Tx, ws: str, pipeline_id: str, base: str, zone: str, moment: Moment) -> Stays:
    """All stays that began by then, as they were known; of removed deals too, which the caller leaves out."""
    seq = tx.one(head(), ws=ws) or 0
    key = (ws, pipeline_id, base, zone, () if moment.live else (moment.effective, moment.known))
    found = SHELF.get(key, seq)
    if found is None:
        old = SHELF.before(key, seq) if moment.live else None
        told = deals_after(tx, ws, old[0]) if old else None
        found = read(tx, ws, pipeline_id, base, zone, moment, told)
        if old and told is not None:
            found = joined(old[1].take(~np.isin(old[1].deal, told)), found)
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


def read(tx: Tx, ws: str, pipeline_id: str, base: str, zone: str, moment: Moment, only: Ints | None) -> Stays:
    """`only`: the deals whose stays are wanted; None for those of all."""
    few = {} if only is None else {"only": [ids.to_text("deal", number) for number in only.tolist()]}
    exchange = exchange_of(tx, ws, base)
    query = stays_in(len(exchange.currencies), bool(few))
    given = {"effective": moment.effective, "known": moment.known, **exchange.parameters(), **few}
    names = [each.name for each in fields(Stays) if each.name != "swept"]
    found = columns_of(tx.batches(query, BATCH, ws=ws, pipeline=pipeline_id, **given), names)
    if exchange.currencies:
        days = local_days(found["start"], zone)
        done, (found["amount"],) = convert(found["in_base"], days, exchange.rates, found["amount"])
        found["in_base"] = done.astype(np.int64)
    return Stays(**found, swept=np.zeros(len(found["deal"]), dtype=np.int64))


def lengths(stays: Stays) -> Floats:
    """Days of each stay: between two dates whole calendar days, else seconds / 86,400 (metrics 0.3)."""
    days = np.maximum((stays.end - stays.start) / DAY, 0.0)
    whole = (stays.precision == DATE) & (stays.exit_precision == DATE)
    # Both are the middle or the same hour of their days: a change of the clocks makes an hour of difference.
    return np.where(whole, np.round(days), days)
