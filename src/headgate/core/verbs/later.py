"""What happened to records after a change: an undo does not take away what later changes stand on."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import Entry, select_entries
from headgate.core.journal.kinds import KINDS
from headgate.core.journal.tables import journal
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.store.dialect import among
from headgate.store.statements import P, shape

Key = tuple[str, str]
"""The record and the id of a subject."""


@shape()
def undone_of() -> sa.Select[Any]:
    return sa.select(journal.c.undoes).where(
        journal.c.workspace_id == P("ws"), among(journal.c.undoes, "seqs")
    )


@shape(Entry)
def later_entries() -> sa.Select[Any]:
    return select_entries(among(journal.c.subject, "subjects"), journal.c.seq > P("after"))


def changed_since(work: Work, subjects: Mapping[Key, Sequence[Entry]]) -> dict[Key, str]:
    """Subject -> sentence, for those of which a later change that stands wrote a field of the entries, or
    anything at all where the entries made the record.

    The present value does not tell: a deal that was moved, lost and reopened stands where the move had put
    it, and yet the loss and the reopening are of that stage.
    """
    numbers = [entries[0].subject for entries in subjects.values()]
    after = min(entry.seq for entries in subjects.values() for entry in entries)
    found = work.tx.all(later_entries(), ws=work.ws, subjects=numbers, after=after)
    undone = {entry.undoes for entry in found}
    later: dict[Key, list[Entry]] = {}
    for entry in found:
        if entry.undoes is None and entry.seq not in undone and not KINDS[entry.kind].follows:
            later.setdefault((entry.record, entry.subject_id), []).append(entry)
    said = {}
    for key, entries in subjects.items():
        own = {entry.seq for entry in entries}
        others = [entry for entry in later.get(key, ()) if entry.seq not in own]
        name = next((name for entry in entries for name in touched(entry, others)), None)
        if name is not None:
            fields = RECORDS[key[0]].fields
            label = fields[name].label if name in fields else name
            said[key] = f"{label} was changed since."
    return said


def touched(entry: Entry, others: Sequence[Entry]) -> list[str]:
    """The fields that later entries wrote over, in the order in which the record has them."""
    mine = entry.changed()
    made = "standing" in mine and mine["standing"][0] is None
    written = {name for other in others if other.seq > entry.seq for name in other.changed()}
    if not made:
        written &= mine.keys()
    shown = written - rows.quiet_columns(entry.record)
    order = rows.names(entry.record)
    return sorted(shown, key=lambda name: order.index(name) if name in order else len(order))
