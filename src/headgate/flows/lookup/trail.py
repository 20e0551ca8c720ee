"""The audit log: who changed what, when, from where, and what it was before; for owners and admins."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from headgate.core.access.actor import Actor
from headgate.core.fields.catalogue import RECORDS, Field
from headgate.core.fields.given import wrong
from headgate.core.journal import kinds
from headgate.core.journal.entries import Entry, select_entries
from headgate.core.journal.tables import journal
from headgate.insight.lookups import titles
from headgate.kit import ids, money, paging, periods
from headgate.kit.text import csv_safe
from headgate.records.workspace.queries import workspace_of
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

COLUMNS = "number recorded occurred who origin device kind what record name field before after".split()


class TrailChange(Struct):
    """A field and what it was and became, as people read it."""

    field: str
    label: str
    before: str | None
    after: str | None


class TrailEntry(Struct):
    """One entry of the journal. `device`: the browser and system of the session, or the token's name."""

    seq: int
    recorded_at: datetime
    occurred_at: datetime
    actor_id: str | None
    actor_name: str | None
    origin: str
    device: str | None
    kind: str
    sentence: str
    record: str
    subject: str
    subject_name: str | None
    changes: list[TrailChange]


class Trail(Struct):
    """A page of the audit log, newest first."""

    items: list[TrailEntry]
    next: str | None


@dataclass
class Wanted:
    """What is asked for: one member's changes, those of a kind of record, of some days."""

    member: str | None = None
    record: str | None = None
    first: str | None = None
    last: str | None = None


@shape(Entry)
def trail_before(by_member: bool, of_record: bool, spanned: bool) -> sa.Select[Any]:
    j = journal.c
    statement = select_entries(j.seq < P("before"))
    if by_member:
        statement = statement.where(j.actor_id == P("member", j.actor_id.type))
    if of_record:
        statement = statement.where(j.record == P("record"))
    if spanned:
        at = j.recorded_at
        statement = statement.where(at >= P("start", at.type), at < P("end", at.type))
    return statement.order_by(None).order_by(j.seq.desc()).limit(P("n", sa.Integer))


@shape()
def currencies(record: str) -> sa.Select[Any]:
    table = RECORDS[record].table
    return sa.select(table.c.id, table.c.currency).where(
        table.c.workspace_id == P("ws"), among(table.c.id, "ids")
    )


def trail(tx: Tx, actor: Actor, wanted: Wanted, *, cursor: str | None, limit: int) -> Trail:
    """Raises 422 for a day that is none, 400 for a forged cursor."""
    before = paging.place(cursor, "trail", paging.number)[0] if cursor else 1 << 62
    values: dict[str, Any] = {}
    if wanted.member is not None:
        values["member"] = wanted.member
    if wanted.record is not None:
        values["record"] = wanted.record
    if wanted.first or wanted.last:
        values |= span(workspace_of(tx, actor.workspace_id).zone, wanted)
    query = trail_before("member" in values, "record" in values, "start" in values)
    found = tx.all(query, ws=actor.workspace_id, before=before, n=limit + 1, **values)
    words = Words(tx, actor.workspace_id, found[:limit])
    items = [words.entry(entry) for entry in found[:limit]]
    return Trail(items, paging.encode((str(items[-1].seq),), "trail") if len(found) > limit else None)


def span(zone: str, wanted: Wanted) -> dict[str, datetime]:
    """The instants of the days, the last one included; open ends reach as far as there is anything."""
    try:
        start = periods.day_start(wanted.first or "1970-01-01", zone)
    except ValueError:
        raise wrong("/from", f"“{wanted.first}” is not a date.") from None
    try:
        after = date.fromisoformat(wanted.last or "9000-01-01") + timedelta(days=1)
        return {"start": start, "end": periods.day_start(after.isoformat(), zone)}
    except (ValueError, OverflowError):
        raise wrong("/until", f"“{wanted.last}” is not a date.") from None


class Words:
    """The names and currencies that a page of entries speaks of, fetched once."""

    def __init__(self, tx: Tx, ws: str, entries: list[Entry]) -> None:
        linked: dict[str, set[str]] = {"member": {e.actor_id for e in entries if e.actor_id}}
        priced: dict[str, set[str]] = {}
        for entry in entries:
            for name, pair in entry.changed().items():
                field = field_of(entry, name)
                if field is not None and field.links:
                    linked.setdefault(field.links, set()).update(v for v in pair if isinstance(v, str))
                elif field is not None and field.type == "money":
                    priced.setdefault(entry.record, set()).add(entry.subject_id)
        self.names: dict[str, str] = {}
        for record, known in linked.items():
            if known and record in RECORDS:
                self.names |= dict(tx.all(titles(record), ws=ws, ids=sorted(known)))
        self.money: dict[str, str] = {}
        for record, known in priced.items():
            if "currency" in RECORDS[record].table.c:
                self.money |= dict(tx.all(currencies(record), ws=ws, ids=sorted(known)))

    def entry(self, entry: Entry) -> TrailEntry:
        data = entry.facts()
        name = data.get("name")
        return TrailEntry(
            seq=entry.seq,
            recorded_at=entry.recorded_at,
            occurred_at=entry.occurred_at,
            actor_id=entry.actor_id,
            actor_name=self.names.get(entry.actor_id or ""),
            origin=entry.origin,
            device=entry.device,
            kind=entry.kind,
            sentence=kinds.say(entry.kind, data),
            record=entry.record,
            subject=entry.subject_id,
            subject_name=name if isinstance(name, str) else None,
            changes=[self.change(entry, name, pair) for name, pair in entry.changed().items()],
        )

    def change(self, entry: Entry, name: str, pair: tuple[Any, Any]) -> TrailChange:
        field = field_of(entry, name)
        label = field.label if field is not None else name.replace("_", " ").capitalize()
        before, after = (self.text(entry, field, value) for value in pair)
        return TrailChange(name, label, before, after)

    def text(self, entry: Entry, field: Field | None, value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return msgspec.json.encode(value).decode()
        if field is not None and field.links:
            return self.names.get(str(value), str(value))
        currency = self.money.get(entry.subject_id)
        if field is not None and field.type == "money" and currency and isinstance(value, int):
            return f"{money.format_plain(value, currency)} {currency}"
        return dict(field.choices).get(str(value), str(value)) if field is not None else str(value)


def field_of(entry: Entry, name: str) -> Field | None:
    kind = RECORDS.get(entry.record)
    return kind.fields.get(name) if kind is not None else None


def header() -> str:
    return "\ufeff" + lines([COLUMNS])


def written(items: list[TrailEntry]) -> str:
    """The entries as CSV: a row for each field that changed, one for an entry that changed none."""
    return lines([[csv_safe(cell) for cell in row] for item in items for row in rows_of(item)])


def rows_of(item: TrailEntry) -> list[list[str]]:
    who = item.actor_name or item.actor_id or ""
    at = [item.recorded_at.isoformat(), item.occurred_at.isoformat()]
    shared = [str(item.seq), *at, who, item.origin, item.device or "", item.kind, item.sentence]
    shared += [item.subject, item.subject_name or ""]
    told = [[c.label, c.before or "", c.after or ""] for c in item.changes] or [["", "", ""]]
    return [[*shared, *cells] for cells in told]


def lines(rows: list[list[str]]) -> str:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue()


def check_member(text: str | None) -> None:
    if text is not None:
        ids.to_int("mem", text)
