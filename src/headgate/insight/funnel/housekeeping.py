"""Housekeeping: many deals moved at once by one person, which says when somebody tidied up and nothing of how
long buyers took (metrics 0.1)."""

from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.journal.entries import head
from headgate.core.journal.tables import journal
from headgate.insight.arrays import Flags, Ints, joined
from headgate.insight.expressions import raw
from headgate.insight.facts import Moment
from headgate.insight.funnel.stays import Stays
from headgate.insight.shelf import Shelf
from headgate.kit import clock
from headgate.records.deals import events
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

MOST = 20
"""Moves by one person within the time, which may still be selling."""
WITHIN = 5 * 60 * 1_000_000
MOVES = (events.MOVED, events.WON, events.LOST, events.REOPENED)
BY_PEOPLE = ("user", "bulk", "api")


@dataclass(frozen=True)
class Moves:
    """Arrays of one length, a change of stage each: who, of which deal, when, in microseconds."""

    seq: Ints
    actor: Ints
    deal: Ints
    at: Ints

    def __len__(self) -> int:
        return len(self.seq)

    def take(self, which: Flags | Ints) -> "Moves":
        return replace(self, **{f.name: getattr(self, f.name)[which] for f in fields(self)})


@shape()
def moves_after() -> sa.Select[Any]:
    """What people moved as it happened; what was told of a past day has that day from them."""
    j = journal.c
    moved = j.kind.in_([sa.literal_column(f"'{kind}'") for kind in MOVES])
    people = j.origin.in_([sa.literal_column(f"'{origin}'") for origin in BY_PEOPLE])
    columns = (j.seq, raw(j.actor_id), j.subject, raw(j.occurred_at))
    return (
        sa.select(*(column.label(f"c{i}") for i, column in enumerate(columns)))
        .where(j.workspace_id == P("ws"), j.seq > P("after"), moved, people, j.actor_id.is_not(None))
        .where(j.occurred_at == j.recorded_at)
        .order_by(j.seq)
    )


SHELF: Shelf[Moves] = Shelf(readings=8)
"""The moves of a workspace: the journal only grows, so it is read on from where the last reading ended."""


def moves_of(tx: Tx, ws: str) -> Moves:
    seq = tx.one(head(), ws=ws) or 0
    before = SHELF.latest(ws)
    last = int(before[0]) if before else 0
    rows = tx.all(moves_after(), ws=ws, after=last) if last < seq else []
    columns = zip(*rows, strict=True) if rows else [()] * len(fields(Moves))
    fresh = [np.array(column, dtype=np.int64) for column in columns]
    found = Moves(*fresh)
    if before:
        found = joined(before[1], found)
    if last < seq:
        SHELF.put(ws, seq, found)
    return found


def many_at_once(moves: Moves) -> Flags:
    """The moves that are among more than MOST by the same person within the time."""
    order = np.lexsort((moves.at, moves.actor))
    actor, at = moves.actor[order], moves.at[order]
    depth = np.zeros(len(at) + 1, dtype=np.int64)
    edges = [0, *(np.flatnonzero(actor[1:] != actor[:-1]) + 1).tolist(), len(at)]
    for first, end in pairwise(edges):
        mine = at[first:end]
        ends = np.searchsorted(mine, mine + WITHIN, side="right")
        begins = np.arange(len(mine))
        full = ends - begins > MOST
        np.add.at(depth, first + begins[full], 1)
        np.add.at(depth, first + ends[full], -1)
    flags = np.zeros(len(at), dtype=bool)
    flags[order] = np.cumsum(depth[:-1]) > 0
    return flags


def swept(tx: Tx, ws: str, stays: Stays, moment: Moment) -> Flags:
    """The stays that such a move began or ended."""
    moves = moves_of(tx, ws)
    moves = moves.take(moves.at <= min(clock.to_micros(moment.effective), clock.to_micros(moment.known)))
    moves = moves.take(many_at_once(moves))
    found = np.zeros(len(stays), dtype=bool)
    known = set(zip(moves.deal.tolist(), moves.at.tolist(), strict=True))
    places = np.flatnonzero(np.isin(stays.deal, moves.deal))
    some = stays.take(places)
    pairs = zip(some.deal.tolist(), some.start.tolist(), some.end.tolist(), strict=True)
    found[places] = [(deal, start) in known or (deal, end) in known for deal, start, end in pairs]
    return found
