"""One row a deal, as arrays: all that the figures read, by one statement, of now or of any past."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape, Split
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.journal.entries import head
from headgate.insight.arrays import BATCH, NONE, Flags, Floats, Ints, columns_of
from headgate.insight.changed import BESIDE, deals_after
from headgate.insight.converting import Exchange, convert, currency_code
from headgate.insight.days import day_number_of, local_days
from headgate.insight.expressions import code, day_number, raw
from headgate.insight.shelf import Shelf
from headgate.kit import clock, ids
from headgate.kit.errors import bad_input
from headgate.records.deals.tables import deal_versions, deals
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant

DAY = 86_400_000_000
OPEN, WON, LOST = 0, 1, 2
INSTANT, DATE, UNKNOWN = 0, 1, 2
OUTCOMES = {"open": OPEN, "won": WON, "lost": LOST}
PRECISIONS = {"instant": INSTANT, "date": DATE}


class Moment(NamedTuple):
    """What held at `effective`, as it was known at `known`; `live` when both are now."""

    effective: datetime
    known: datetime
    live: bool


@dataclass(frozen=True)
class Past(Scope):
    """Deals as they were: the columns of `deal_version` under the names of `deal`."""

    def __getattr__(self, name: str) -> Any:
        return self.table.c["deal_id" if name == "id" else name]


@dataclass(frozen=True)
class Facts:
    """Arrays of one length, a deal each. Money in minor units, instants in microseconds, NONE for nothing.

    `in_base`: whether its amounts are in the workspace's currency, by a rate where they were not;
    `expected`: the day of the expected close as a number, 20260331; `days`: from creation to close, NaN while
    open or where the beginning is not known; `key`: the segment.
    """

    id: Ints
    outcome: Ints
    in_base: Flags
    created: Ints
    created_precision: Ints
    closed: Ints
    closed_precision: Ints
    amount: Ints
    entry_amount: Ints
    closed_amount: Ints
    stage: Ints
    exit_stage: Ints
    lost_reason: Ints
    product: Ints
    expected: Ints
    key: NDArray[np.object_]
    days: Floats

    def __len__(self) -> int:
        return len(self.id)

    def take(self, which: Flags | Ints) -> "Facts":
        """The deals of a mask or of a list of places."""
        return replace(self, **{f.name: getattr(self, f.name)[which] for f in fields(self)})

    def and_also(self, others: "Facts") -> "Facts":
        pairs = {f.name: (getattr(self, f.name), getattr(others, f.name)) for f in fields(self)}
        return replace(self, **{name: np.concatenate(pair) for name, pair in pairs.items()})

    @property
    def open(self) -> Flags:
        found: Flags = self.outcome == OPEN
        return found

    @property
    def won(self) -> Flags:
        found: Flags = self.outcome == WON
        return found

    @property
    def lost(self) -> Flags:
        found: Flags = self.outcome == LOST
        return found

    @property
    def begun(self) -> Flags:
        """Whose beginning is known."""
        found: Flags = self.created_precision != UNKNOWN
        return found


STORED = tuple(each.name for each in fields(Facts) if each.name != "days")
"""What is read; the rest is worked out."""


def columns(scope: Any, others: int) -> list[Any]:
    """The numbers of a deal, in the order of Facts; `others`: how many other currencies have rates."""
    return [
        raw(scope.id),
        code(scope.status, OUTCOMES, OPEN),
        currency_code(scope.currency, others),
        raw(scope.created_at),
        code(scope.created_precision, PRECISIONS, UNKNOWN),
        raw(scope.closed_at),
        code(scope.closed_precision, PRECISIONS, INSTANT),
        raw(scope.amount),
        raw(scope.entry_amount),
        raw(scope.closed_amount),
        raw(scope.stage_id),
        raw(scope.exit_stage_id),
        raw(scope.lost_reason_id),
        raw(scope.product_id),
        day_number(scope.expected_close),
    ]


@shape()
def rows_of(live: bool, condition: Shape, segment: str | None, others: int, few: bool) -> sa.Select[Any]:
    """Every deal that counts: live, archived and deleted ones, not those taken out (metrics 0.3); `few`: of
    those in the list `only`."""
    record = RECORDS["deal"]
    scope: Scope = Scope(deals) if live else Past(deal_versions, live=False)
    key = record.field(segment).expression(scope) if segment else sa.null()
    named = [c.label(f"c{i}") for i, c in enumerate(columns(scope, others))]
    found = sa.select(*named, key.label("key")).where(
        scope.workspace_id == P("ws"), scope.standing != sa.literal_column("'removed'")
    )
    if not live:
        effective, known, v = P("effective", Instant()), P("known", Instant()), deal_versions.c
        found = found.where(v.valid_from <= effective, v.valid_to > effective)
        found = found.where(v.known_from <= known, v.known_to > known)
    if few:
        found = found.where(among(scope.id, "only"))
    clause = where(condition, record, scope)
    return found if clause is None else found.where(clause)


SHELF: Shelf[Facts] = Shelf()


def facts_of(
    tx: Tx,
    ws: str,
    zone: str,
    exchange: Exchange,
    moment: Moment,
    condition: Split,
    segment: str | None = None,
) -> Facts:
    """The deals that meet a condition, at a moment, each with its segment's key.

    Of the present, only deals that the journal has told of since the last reading are read again. Raises 422
    when the past is asked for a field that has none.
    """
    seq = tx.one(head(), ws=ws) or 0
    when: tuple[object, ...] = () if moment.live else (moment.effective, moment.known)
    if exchange.currencies:
        when += (day_number_of(moment.effective, zone),)
    key = (ws, zone, exchange.base, exchange.on, when, condition.shape, repr(condition.values), segment)
    facts = SHELF.get(key, seq)
    if facts is None:
        old = SHELF.before(key, seq) if moment.live else None
        by_steps = "next_due" in key_fields(condition, segment)
        told = deals_after(tx, ws, old[0], frozenset() if by_steps else BESIDE) if old else None
        facts = read(tx, ws, zone, exchange, moment, condition, segment, told)
        if old and told is not None:
            facts = old[1].take(~np.isin(old[1].id, told)).and_also(facts)
        SHELF.put(key, seq, facts)
    return facts


def key_fields(condition: Split, segment: str | None) -> set[str]:
    """The fields that decide which deals count, and their segments."""

    def named(part: Any) -> set[str]:
        if not isinstance(part, tuple):
            return set()
        return {part[1]} if part[0] == "is" else {name for inner in part for name in named(inner)}

    return named(condition.shape) | {segment or ""}


def read(
    tx: Tx,
    ws: str,
    zone: str,
    exchange: Exchange,
    moment: Moment,
    condition: Split,
    segment: str | None,
    only: Ints | None = None,
) -> Facts:
    few = {} if only is None else {"only": [ids.to_text("deal", number) for number in only.tolist()]}
    try:
        query = rows_of(moment.live, condition.shape, segment, len(exchange.currencies), bool(few))
    except KeyError as error:
        name = error.args[0]
        raise bad_input(f"The past of “{name}” is not kept: leave out the filter or the date.") from None
    clocks = {} if moment.live else {"effective": moment.effective, "known": moment.known}
    given = {"ws": ws, **exchange.parameters(), **clocks, **few, **condition.values}
    found = columns_of(tx.batches(query, BATCH, **given), STORED, loose=("key",))
    money = ("amount", "entry_amount", "closed_amount")
    amounts = [found[name] for name in money]
    rated = rate_days(found["outcome"], found["closed"], moment, zone) if exchange.currencies else found["id"]
    found["in_base"], amounts = convert(found["in_base"], rated, exchange.rates, *amounts)
    found |= dict(zip(money, amounts, strict=True))
    bare = Facts(**found, days=np.full(len(found["id"]), np.nan))
    return replace(bare, days=days(bare, zone))


def rate_days(outcome: Ints, closed: Ints, moment: Moment, zone: str) -> Ints:
    """The day whose rate each deal goes by."""
    now = day_number_of(moment.effective, zone)
    found = np.full(len(outcome), now, dtype=np.int64)
    over = (outcome != OPEN) & (closed != NONE)
    found[over] = local_days(closed[over], zone)
    return found


def days(facts: Facts, zone: str) -> Floats:
    """From creation to close: between two dates whole calendar days, else seconds / 86,400 (metrics 0.3)."""
    ended = (facts.outcome != OPEN) & facts.begun & (facts.closed != NONE)
    elapsed = np.where(ended, (facts.closed - facts.created) / DAY, np.nan)
    whole = ended & (facts.created_precision == DATE) & (facts.closed_precision == DATE)
    ends, starts = (local_days(each[whole], zone, date.toordinal) for each in (facts.closed, facts.created))
    between = ends - starts
    elapsed[whole] = between
    return np.maximum(elapsed, 0.0)


def ages(facts: Facts, at: datetime) -> Floats:
    """Days to close, or for open deals the days so far; NaN where the beginning is not known."""
    so_far = np.maximum((clock.to_micros(at) - facts.created) / DAY, 0.0)
    return np.where(facts.open & facts.begun, so_far, facts.days)


def total(amounts: Ints) -> int:
    """A sum that no number of deals can overflow."""
    return (int((amounts >> 20).sum()) << 20) + int((amounts & 0xFFFFF).sum())
