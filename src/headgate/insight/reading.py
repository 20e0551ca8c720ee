"""Reading the facts: all deals by one statement, or those that have changed since the last reading."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.conditions.kept import text_of
from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape, Split
from headgate.core.fields.catalogue import RECORDS, Field, Scope
from headgate.core.journal.entries import head
from headgate.insight.arrays import BATCH, NONE, Ints, columns_of, joined
from headgate.insight.changed import BESIDE, deals_after
from headgate.insight.converting import Exchange, convert, currency_code
from headgate.insight.days import day_number_of, local_days
from headgate.insight.expressions import code, day_number, raw
from headgate.insight.facts import INSTANT, OPEN, OUTCOMES, PRECISIONS, UNKNOWN, Facts, Moment, days
from headgate.insight.shelf import Shelf
from headgate.kit import ids
from headgate.kit.errors import bad_input
from headgate.records.deals.tables import deal_versions, deals
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant


@dataclass(frozen=True)
class Past(Scope):
    """Deals as they were: the columns of `deal_version` under the names of `deal`."""

    def __getattr__(self, name: str) -> Any:
        return self.table.c["deal_id" if name == "id" else name]


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
    those in the list `only`. `segment`: a field, or OWN for a field of the workspace's own.
    """
    record = RECORDS["deal"]
    scope: Scope = Scope(deals) if live else Past(deal_versions, live=False)
    key: Any = sa.null()
    if segment is not None:
        key = text_of(scope, OWN) if segment == OWN else record.field(segment).expression(scope)
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


OWN = "own_field"
SHELF: Shelf[Facts] = Shelf()


def facts_of(
    tx: Tx,
    ws: str,
    zone: str,
    exchange: Exchange,
    moment: Moment,
    condition: Split,
    segment: Field | None = None,
) -> Facts:
    """The deals that meet a condition, at a moment, each with its segment's key.

    Of the present, only deals that the journal has told of since the last reading are read again. Raises 422
    when the past is asked for a field that has none.
    """
    seq = tx.one(head(), ws=ws) or 0
    when: tuple[object, ...] = () if moment.live else (moment.effective, moment.known)
    if exchange.currencies:
        when += (day_number_of(moment.effective, zone),)
    key = (
        ws,
        zone,
        exchange.base,
        exchange.on,
        when,
        condition.shape,
        repr(condition.values),
        split_by(segment),
    )
    facts = SHELF.get(key, seq)
    if facts is None:
        old = SHELF.before(key, seq) if moment.live else None
        by_steps = "next_due" in key_fields(condition, segment)
        told = deals_after(tx, ws, old[0], frozenset() if by_steps else BESIDE) if old else None
        facts = read(tx, ws, zone, exchange, moment, condition, segment, told)
        if old and told is not None:
            facts = joined(old[1].take(~np.isin(old[1].id, told)), facts)
        SHELF.put(key, seq, facts)
    return facts


def key_fields(condition: Split, segment: Field | None) -> set[str]:
    """The fields that decide which deals count, and their segments."""

    def named(part: Any) -> set[str]:
        if not isinstance(part, tuple):
            return set()
        return {part[1]} if part[0] == "is" else {name for inner in part for name in named(inner)}

    return named(condition.shape) | ({segment.name} if segment else set())


def split_by(segment: Field | None) -> tuple[str | None, str | None]:
    """(the name that the statement knows it by, the id of a field of the workspace's own)."""
    if segment is None:
        return None, None
    return (OWN, segment.kept.id) if segment.kept else (segment.name, None)


def read(
    tx: Tx,
    ws: str,
    zone: str,
    exchange: Exchange,
    moment: Moment,
    condition: Split,
    segment: Field | None,
    only: Ints | None = None,
) -> Facts:
    few = {} if only is None else {"only": [ids.to_text("deal", number) for number in only.tolist()]}
    name, own = split_by(segment)
    try:
        query = rows_of(moment.live, condition.shape, name, len(exchange.currencies), bool(few))
    except KeyError as error:
        name = error.args[0]
        raise bad_input(f"The past of “{name}” is not kept: leave out the filter or the date.") from None
    clocks = {} if moment.live else {"effective": moment.effective, "known": moment.known}
    given = {"ws": ws, **exchange.parameters(), **clocks, **few, **condition.values}
    if own is not None:
        given[OWN] = own
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
