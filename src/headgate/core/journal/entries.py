"""Entries: how a change is noted, numbered and written; how it is read again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import PREFIXES
from headgate.core.journal.kinds import KINDS
from headgate.core.journal.tables import journal, journal_head
from headgate.kit import clock, ids
from headgate.store.dialect import among
from headgate.store.engine import News, Tx
from headgate.store.statements import P, shape

Changes = dict[str, tuple[Any, Any]]
"""Field name -> (before, after), in the values of the record's fields."""


class Entry(msgspec.Struct, frozen=True):
    """One entry of the journal as it is read."""

    seq: int
    occurred_at: datetime
    recorded_at: datetime
    actor_id: str | None
    origin: str
    kind: str
    record: str
    subject: int
    changes: msgspec.Raw
    data: msgspec.Raw
    cause: int | None
    undoes: int | None
    batch: int | None
    device: str | None

    @property
    def subject_id(self) -> str:
        return ids.to_text(PREFIXES[self.record], self.subject)

    def changed(self) -> Changes:
        return msgspec.json.decode(self.changes, type=dict[str, tuple[Any, Any]])

    def facts(self) -> dict[str, Any]:
        return msgspec.json.decode(self.data, type=dict[str, Any])


class Note(msgspec.Struct):
    """An entry about to be written: what happened to one record."""

    kind: str
    subject_id: str
    occurred_at: datetime
    changes: Changes
    data: dict[str, Any]
    undoes: int | None = None
    cause: int | None = None


ENTRY = (
    journal.c.seq,
    journal.c.occurred_at,
    journal.c.recorded_at,
    journal.c.actor_id,
    journal.c.origin,
    journal.c.kind,
    journal.c.record,
    journal.c.subject,
    journal.c.changes,
    journal.c.data,
    journal.c.cause,
    journal.c.undoes,
    journal.c.batch,
    journal.c.device,
)


@shape()
def advance_head() -> sa.Update:
    h = journal_head.c
    at = P("at", h.recorded_at.type)
    return (
        sa.update(journal_head)
        .where(h.workspace_id == P("ws"))
        .values(
            seq=h.seq + P("n", sa.BigInteger),
            recorded_at=sa.case((h.recorded_at > at, h.recorded_at), else_=at),
        )
        .returning(h.seq)
    )


@shape()
def last_recorded() -> sa.Select[Any]:
    return sa.select(journal_head.c.recorded_at).where(journal_head.c.workspace_id == P("ws"))


def present(tx: Tx, workspace_id: str) -> datetime:
    """The instant of what is recorded now: the clock's, or just after the last one recorded where the clock
    was set back."""
    now: datetime = clock.now()
    last: datetime | None = tx.one(last_recorded(), ws=workspace_id)
    return now if last is None or last <= now else last + clock.TICK


@shape()
def open_head() -> sa.Insert:
    return sa.insert(journal_head).values(workspace_id=P("ws"), seq=0)


@shape()
def head() -> sa.Select[Any]:
    return sa.select(journal_head.c.seq).where(journal_head.c.workspace_id == P("ws"))


@shape()
def insert_entry() -> sa.Insert:
    names = [c.name for c in journal.columns]
    return sa.insert(journal).values({name: P(name) for name in names})


def append(
    tx: Tx,
    workspace_id: str,
    notes: Sequence[Note],
    *,
    recorded_at: datetime,
    actor_id: str | None,
    origin: str,
    batch: int | None,
    device: str | None = None,
) -> tuple[int, int]:
    """Writes the notes; the last thing a transaction does. Gives the first and last number taken.

    The counter is one row a workspace, held until the commit, so numbers follow the order of commits and a
    reader never meets a gap.
    """
    last = tx.one(advance_head(), ws=workspace_id, n=len(notes), at=recorded_at)
    if last is None:
        raise LookupError(f"the workspace {workspace_id} has no journal")
    first: int = last - len(notes) + 1
    rows = [
        {
            "workspace_id": workspace_id,
            "seq": first + i,
            "occurred_at": note.occurred_at,
            "recorded_at": recorded_at,
            "actor_id": actor_id,
            "origin": origin,
            "kind": note.kind,
            "record": KINDS[note.kind].record,
            "subject": int(note.subject_id.partition("_")[2], 16),
            "changes": note.changes,
            "data": note.data,
            "cause": note.cause,
            "undoes": note.undoes,
            "batch": batch,
            "device": device,
        }
        for i, note in enumerate(notes)
    ]
    if len(rows) == 1:
        tx.run(insert_entry(), **rows[0])
    else:
        tx.many(insert_entry(), rows)
    tx.announce(News(workspace_id, last))
    return first, last


def select_entries(*where: Any) -> sa.Select[Any]:
    """Entries of the workspace `ws`, oldest first, narrowed by the conditions given."""
    return sa.select(*ENTRY).where(journal.c.workspace_id == P("ws"), *where).order_by(journal.c.seq)


@shape(Entry)
def of_subjects() -> sa.Select[Any]:
    return select_entries(among(journal.c.subject, "subjects"))


@shape(Entry)
def of_batch() -> sa.Select[Any]:
    return select_entries(journal.c.batch == P("batch"))


@shape(Entry)
def by_seq() -> sa.Select[Any]:
    return select_entries(journal.c.seq == P("seq"))


@shape(Entry)
def by_seqs() -> sa.Select[Any]:
    return select_entries(journal.c.batch == P("batch"), among(journal.c.seq, "seqs"))


@shape(Entry)
def since() -> sa.Select[Any]:
    return select_entries(journal.c.seq > P("since")).limit(P("n", sa.Integer))
