"""Versions and visits: kept with each change, by a few set statements where it happens now, by a new fold
of the deal's journal where it belongs to the past."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.journal.entries import Note, of_subjects
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.records.deals import knowing, timeline
from headgate.records.deals.stored import (
    TABLES,
    deal_number,
    end_knowledge,
    full_row,
    insert_span,
    sync,
    written_at,
)
from headgate.records.deals.tables import FOREVER, FOREVER_MICROS, TRACKED, deal_versions, deals, stage_visits
from headgate.store.dialect import among
from headgate.store.statements import P, shape

PUT_AWAY = frozenset((rows.LIVE, rows.ARCHIVED))
PENDING = 1 << 62
"""Order of the entries that the running work has not written yet: after all others."""


@shape()
def close_version() -> sa.Update:
    v = deal_versions.c
    return (
        sa.update(deal_versions)
        .where(v.workspace_id == P("ws"), among(v.deal_id, "ids"))
        .where(
            v.valid_to == sa.literal_column(str(FOREVER_MICROS)),
            v.known_to == sa.literal_column(str(FOREVER_MICROS)),
        )
        .values(valid_to=P("at"))
    )


@shape()
def open_version() -> Any:
    """The present rows of the deals, as their versions from now on."""
    d = deals.c
    names = ["workspace_id", "deal_id", "version", "part", "valid_from", "valid_to", "known_from", "known_to"]
    ends = [
        sa.literal_column(str(FOREVER_MICROS)),
        P("at", d.created_at.type),
        sa.literal_column(str(FOREVER_MICROS)),
    ]
    head = [d.workspace_id, d.id, d.version, sa.literal_column("0"), P("at", d.created_at.type), *ends]
    source = sa.select(*head, *(d[name] for name in TRACKED)).where(
        d.workspace_id == P("ws"), among(d.id, "ids")
    )
    return sa.insert(deal_versions).from_select([*names, *TRACKED], source)


@shape()
def close_visit() -> sa.Update:
    v = stage_visits.c
    return (
        sa.update(stage_visits)
        .where(v.workspace_id == P("ws"), among(v.deal_id, "ids"))
        .where(
            v.valid_to == sa.literal_column(str(FOREVER_MICROS)),
            v.known_to == sa.literal_column(str(FOREVER_MICROS)),
        )
        .values(valid_to=P("at"), exit=P("exit"), exit_precision="instant")
    )


@shape()
def open_visit() -> Any:
    d = deals.c
    at = P("at", d.created_at.type)
    forever: sa.ColumnElement[Any] = sa.literal_column(str(FOREVER_MICROS))
    text = sa.Text()
    source = sa.select(
        d.workspace_id,
        d.id,
        d.version,
        sa.literal_column("0"),
        at,
        forever,
        at,
        forever,
        d.pipeline_id,
        d.stage_id,
        d.owner_id,
        d.amount,
        d.currency,
        sa.literal_column("'instant'", text),
        P("origin", text),
        sa.literal_column("0"),
    ).where(d.workspace_id == P("ws"), among(d.id, "ids"))
    names = ["workspace_id", "deal_id", "version", "part", "valid_from", "valid_to", "known_from", "known_to"]
    stay = ["pipeline_id", "stage_id", "owner_id", "amount", "currency", "precision", "origin", "truncated"]
    return sa.insert(stage_visits).from_select([*names, *stay], source)


Rows = Mapping[str, rows.Row]


def keep(
    work: Work, before: Mapping[str, rows.Row | None], after: Rows, notes: Mapping[str, list[Note]]
) -> None:
    """Brings versions and visits up to what the notes of this work say of each deal."""
    fresh, now, past, out = [], [], [], []
    for id_, mine in notes.items():
        was = before[id_]
        if was is None:
            fresh.append(id_)
        elif after[id_]["standing"] == rows.REMOVED:
            out.append(id_)
        elif happens_now(work, was, mine):
            now.append(id_)
        else:
            past.append(id_)
    if fresh:
        write_fresh(work, fresh, after, notes)
    if now:
        write_now(work, now, notes)
    if out:
        past += take_out(work, out)
    if past:
        fold_again(work, past, after, notes)


def happens_now(work: Work, was: rows.Row, notes: Sequence[Note]) -> bool:
    """One change, at this instant, and not one that may be the second half of a correction."""
    (first, *more) = notes
    if more or first.occurred_at != work.at or first.undoes is not None:
        return False
    if not PUT_AWAY.issuperset(first.changes.get("standing", ())):
        return False
    return "stage_id" not in first.changes or work.at - was["stage_since"] > timeline.CORRECTION


def write_now(work: Work, ids: Sequence[str], notes: Mapping[str, list[Note]]) -> None:
    """The common case, a handful of statements for any number of deals."""
    changed = [id_ for id_ in ids if notes[id_][0].changes.keys() - {"rank"}]
    if changed:
        work.tx.run(close_version(), ws=work.ws, ids=changed, at=work.at)
        work.tx.run(open_version(), ws=work.ws, ids=changed, at=work.at)
    exits: dict[str | None, list[str]] = {}
    for id_ in changed:
        if "stage_id" in notes[id_][0].changes:
            exits.setdefault(notes[id_][0].data.get("exit"), []).append(id_)
    for way_out, left in exits.items():
        work.tx.run(close_visit(), ws=work.ws, ids=left, at=work.at, exit=way_out)
        work.tx.run(open_visit(), ws=work.ws, ids=left, at=work.at, origin=work.actor.origin)


def pending(work: Work, notes: Sequence[Note]) -> list[timeline.Event]:
    return [
        timeline.from_note(note, PENDING + i, work.at, work.actor.member_id, work.actor.origin)
        for i, note in enumerate(notes)
    ]


def write_fresh(work: Work, ids: Sequence[str], after: Rows, notes: Mapping[str, list[Note]]) -> None:
    """Deals that this work made: their whole life is in its notes."""
    for table, fold in TABLES:
        made = []
        for id_ in ids:
            for part, row in enumerate(knowing.known(pending(work, notes[id_]), fold)):
                made.append(full_row(work.ws, id_, after[id_]["version"], part, row, table))
        if made:
            work.tx.many(insert_span(table), made)


def take_out(work: Work, ids: Sequence[str]) -> list[str]:
    """Deals taken out as a mistake have no history any more: what was believed of them ends. Gives back
    those with something written at this very instant, whose rows must be folded anew."""
    rest: set[str] = set()
    for table, _ in TABLES:
        rest.update(work.tx.all(written_at(table), ws=work.ws, ids=ids, at=work.at))
    gone = [id_ for id_ in ids if id_ not in rest]
    for table, _ in TABLES:
        work.tx.run(end_knowledge(table), ws=work.ws, ids=gone, at=work.at)
    return sorted(rest)


def fold_again(work: Work, ids: Sequence[str], after: Rows, notes: Mapping[str, list[Note]]) -> None:
    """A late entry, a correction, an undo: what we believed ends, what we believe begins."""
    entries: dict[str, list[timeline.Event]] = {id_: [] for id_ in ids}
    for entry in work.tx.all(of_subjects(), ws=work.ws, subjects=[deal_number(id_) for id_ in ids]):
        entries[entry.subject_id].append(timeline.from_entry(entry))
    for id_, events in entries.items():
        whole = events + pending(work, notes[id_])
        row = after[id_]
        for table, fold in TABLES:
            sync(work.tx, work.ws, id_, row["version"], table, knowing.known(whole, fold))
        stays = timeline.visits(timeline.standing(whole))
        if stays and stays[-1].end == FOREVER and stays[-1].start != row["stage_since"]:
            rows.write(work, "deal", row, {"stage_since": stays[-1].start})
            row.update(stage_since=stays[-1].start, version=row["version"] + 1)
