"""A deal's timeline: what is planned, then journal entries and done activities in one stream."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.fields.catalogue import RECORDS, Field
from headgate.core.journal import kinds
from headgate.core.journal.entries import Entry, select_entries
from headgate.core.journal.tables import journal
from headgate.core.verbs.later import undone_of
from headgate.core.verbs.undo import OWN_CHANGES
from headgate.kit import clock, money
from headgate.records.activities import queries
from headgate.records.activities.schemas import Activity, FieldChange, Timeline, TimelineEntry, Who
from headgate.records.collaborators.fields import COLLABORATOR
from headgate.records.collaborators.queries import ever_shared
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.saying import names_in, said
from headgate.records.deals.events import FOLLOWED
from headgate.records.deals.queries import deal_of
from headgate.records.deals.stored import deal_number
from headgate.records.lines.fields import LINE
from headgate.records.lines.queries import ever_lines
from headgate.records.members.tables import members
from headgate.records.people.fields import PARTICIPANT
from headgate.records.people.queries import ever_on
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Number

QUIET = ("deal.placed",)
HIDDEN = frozenset(
    "rank entry_amount closed_amount closed_owner_id exit_stage_id created_precision closed_precision "
    "standing custom pipeline_id removal removed_at merged_into_id snoozed_until".split()
)


@shape(Entry)
def entries_before(continued: bool, belongings: tuple[str, ...]) -> sa.Select[Any]:
    j = journal.c
    of_deal = sa.and_(j.subject == P("subject"), j.record == sa.literal_column("'deal'"))
    theirs = [
        sa.and_(among(j.subject, name), j.record == sa.literal_column(f"'{name}'")) for name in belongings
    ]
    of_deal = sa.or_(of_deal, *theirs) if theirs else of_deal
    statement = select_entries(of_deal)
    statement = statement.where(*(j.kind != sa.literal_column(f"'{kind}'") for kind in QUIET))
    if continued:
        earlier = sa.and_(j.occurred_at == P("at", j.occurred_at.type), j.seq < P("tie", Number()))
        statement = statement.where(sa.or_(j.occurred_at < P("at", j.occurred_at.type), earlier))
    return statement.order_by(None).order_by(j.occurred_at.desc(), j.seq.desc()).limit(P("n", sa.Integer))


@shape(Who)
def people() -> sa.Select[Any]:
    m = members.c
    return sa.select(m.id, m.name, m.hue).where(m.workspace_id == P("ws"), among(m.id, "ids"))


@shape()
def titles(record: str) -> sa.Select[Any]:
    table = RECORDS[record].table
    return sa.select(table.c.id, table.c.name).where(
        table.c.workspace_id == P("ws"), among(table.c.id, "ids")
    )


def timeline_of(
    tx: Tx, actor: Actor, deal_id: str, *, cursor: str | None, limit: int, kind: str | None
) -> Timeline:
    """A page of the deal's timeline. `kind`: "changes", or a kind of activity. Raises 404."""
    deal = deal_of(tx, actor, deal_id)
    ws = actor.workspace_id
    at, tie = queries.place_of(cursor) if cursor else (None, 0)
    place: dict[str, Any] = {"at": at, "tie": tie} if cursor else {}
    entries, done = [], []
    if kind in (None, "changes"):
        ever = {PARTICIPANT: ever_on(), LINE: ever_lines(), COLLABORATOR: ever_shared()}
        there = {name: ids for name, query in ever.items() if (ids := tx.all(query, ws=ws, deal=deal_id))}
        query = entries_before(bool(cursor), tuple(there))
        entries = tx.all(query, ws=ws, subject=deal_number(deal_id), n=limit + 1, **there, **place)
    if kind != "changes":
        wanted = queries.done_before((kind,) if kind else (), bool(cursor))
        done = tx.all(wanted, ws=ws, deal=deal_id, n=limit + 1, **place)
    stream: list[tuple[Any, int, Entry | Activity]] = [(e.occurred_at, e.seq, e) for e in entries]
    stream += [(a.done_at, int(a.id.partition("_")[2], 16), a) for a in done]
    stream.sort(key=lambda item: (item[0], item[1]), reverse=True)
    shown = stream[:limit]
    words = Words(tx, actor, deal.currency, [item for _, _, item in shown if isinstance(item, Entry)])
    items = [words.entry(item) if isinstance(item, Entry) else words.activity(item) for _, _, item in shown]
    more = queries.place_text(shown[-1][0], shown[-1][1]) if len(stream) > limit else None
    first = tx.all(queries.planned(), ws=ws, deal=deal_id) if not cursor and kind != "changes" else []
    return Timeline(planned=first, items=items, next=more)


def shows_changes(entry: Entry) -> bool:
    if entry.record == "deal":
        return entry.kind != "deal.created"
    return entry.kind == "deal_line.edited"


class Words:
    """Names for the ids that a page of entries speaks of, fetched once."""

    def __init__(self, tx: Tx, actor: Actor, currency: str, entries: list[Entry]) -> None:
        self.actor, self.currency = actor, currency
        self.now = clock.now()
        self.undone = set(tx.all(undone_of(), ws=actor.workspace_id, seqs=[e.seq for e in entries]))
        wanted: dict[str, set[str]] = {}
        pairs = [entry.changed()["custom"] for entry in entries if "custom" in entry.changed()]
        self.fields = fields_of(tx, actor.workspace_id, "deal") if pairs else []
        self.linked = names_in(tx, actor, self.fields, [each or {} for pair in pairs for each in pair])
        for entry in entries:
            for name, pair in entry.changed().items():
                field = RECORDS["deal"].fields.get(name)
                if field is not None and field.links:
                    wanted.setdefault(field.links, set()).update(v for v in pair if v)
        self.names: dict[str, str] = {}
        for record, ids in wanted.items():
            self.names |= dict(tx.all(titles(record), ws=actor.workspace_id, ids=sorted(ids)))
        self.tx, self.people = tx, self.all_people(tx, {e.actor_id for e in entries if e.actor_id})

    def all_people(self, tx: Tx, ids: set[str]) -> dict[str, Who]:
        return {w.id: w for w in tx.all(people(), ws=self.actor.workspace_id, ids=sorted(ids))} if ids else {}

    def entry(self, entry: Entry) -> TimelineEntry:
        data = entry.facts()
        changes = entry.changed()
        return TimelineEntry(
            at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            seq=entry.seq,
            actor=self.people.get(entry.actor_id or ""),
            origin=entry.origin,
            kind=entry.kind,
            sentence=kinds.say(entry.kind, data),
            changes=self.shown(entry.record, changes) if shows_changes(entry) else [],
            activity=None,
            undone=entry.seq in self.undone,
            can_undo=self.can_undo(entry),
            data={name: data[name] for name in ("note", "exit") if data.get(name)},
        )

    def can_undo(self, entry: Entry) -> bool:
        mine = entry.actor_id == self.actor.member_id or self.actor.may("journal.read")
        young = self.now - entry.recorded_at < OWN_CHANGES - timedelta(seconds=1)
        stands = entry.undoes is None and entry.seq not in self.undone
        return mine and young and stands and entry.kind != FOLLOWED

    def shown(self, record: str, changes: dict[str, tuple[Any, Any]]) -> list[FieldChange]:
        made = []
        for name, (before, after) in changes.items():
            if name == "custom":
                made += self.customs(before or {}, after or {})
            field = RECORDS[record].fields.get(name)
            if field is None or name in HIDDEN or before == after:
                continue
            made.append(FieldChange(name, field.label, self.text(field, before), self.text(field, after)))
        return made

    def customs(self, before: dict[str, Any], after: dict[str, Any]) -> list[FieldChange]:
        """Each custom field that differs, in the words of today's declaration."""
        found = []
        for field in self.fields:
            had, has = before.get(field.key), after.get(field.key)
            if had != has:
                told = [said(field, value, self.linked) or None for value in (had, has)]
                found.append(FieldChange(f"custom.{field.key}", field.name, *told))
        return found

    def text(self, field: Field, value: Any) -> str | None:
        if value is None:
            return None
        if field.links:
            return self.names.get(value, "…")
        if field.type == "money":
            return f"{money.format_plain(value, self.currency)} {self.currency}"
        return dict(field.choices).get(str(value), str(value))

    def activity(self, activity: Activity) -> TimelineEntry:
        who = self.all_people(self.tx, {activity.owner_id} if activity.owner_id else set())
        return TimelineEntry(
            at=activity.done_at or activity.created_at,
            recorded_at=activity.created_at,
            seq=None,
            actor=who.get(activity.owner_id or ""),
            origin="user",
            kind=f"activity.{activity.kind}",
            sentence=activity.subject,
            changes=[],
            activity=activity,
            undone=False,
            can_undo=False,
            data={},
        )
