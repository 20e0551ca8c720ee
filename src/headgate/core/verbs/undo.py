"""Undo: a verb that gives fields back the value they had, where nobody has changed them since."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import Entry, by_seq, of_batch
from headgate.core.journal.kinds import KINDS, kind
from headgate.core.journal.tables import journal
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict, forbidden, not_found
from headgate.store.dialect import among
from headgate.store.statements import P, shape

OWN_CHANGES = timedelta(hours=24)
SHOWN = 20

Reverser = Callable[[Work, str, Sequence[tuple[str, list[Entry]]]], None]
"""(work, record, [(subject id, its entries newest first)]): puts the fields back and notes it."""

REVERSERS: dict[str, Reverser] = {}


class Undo(msgspec.Struct, forbid_unknown_fields=True):
    """Which change: the number of its entry, or the number that groups an import or bulk edit.

    `skip_changed`: leave those records alone that somebody changed since, instead of refusing all.
    """

    seq: int | None = None
    batch: int | None = None
    skip_changed: bool = False


class Way(msgspec.Struct):
    """What is in the way of an undo."""

    record: str
    id: str
    name: str | None
    sentence: str


class InTheWay(Exception):
    """One record cannot be put back; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def undoable(name: str) -> str:
    """Declares the kind of entry that undoing a record of this name writes."""
    return kind(f"{name}.undone", "undid: {what}")


def reverser(record: str) -> Callable[[Reverser], Reverser]:
    def register(run: Reverser) -> Reverser:
        REVERSERS[record] = run
        return run

    return register


@shape()
def undone_of() -> sa.Select[Any]:
    return sa.select(journal.c.undoes).where(
        journal.c.workspace_id == P("ws"), among(journal.c.undoes, "seqs")
    )


@verb("undo", permission="self.edit", payload=Undo, inverse=None, because="an undone change is made again")
def undo(work: Work, batch: Sequence[Undo]) -> list[list[str]]:
    """Gives the ids of the records put back. Raises 409 that says what is in the way, 403, 404."""
    return [_undo(work, payload) for payload in batch]


def _undo(work: Work, payload: Undo) -> list[str]:
    entries = _entries(work, payload)
    undone = set(work.tx.all(undone_of(), ws=work.ws, seqs=[e.seq for e in entries]))
    entries = [e for e in entries if e.seq not in undone and e.undoes is None]
    if not entries:
        raise conflict("This change is undone already, or is itself an undo.")
    _allow(work, payload, entries)
    subjects: dict[tuple[str, str], list[Entry]] = {}
    for entry in reversed(entries):
        if entry.record not in REVERSERS:
            raise conflict(f"“{KINDS[entry.kind].name}” cannot be undone.")
        subjects.setdefault((entry.record, entry.subject_id), []).append(entry)
    done, ways = [], []
    for (record, subject), mine in subjects.items():
        try:
            with work.tx.attempt():
                REVERSERS[record](work, record, [(subject, mine)])
            done.append(subject)
        except InTheWay as way:
            ways.append(Way(record, subject, mine[-1].facts().get("name"), way.sentence))
    if ways and not payload.skip_changed:
        raise conflict(
            f"{len(ways)} of {len(subjects)} records were changed since.",
            in_the_way=[msgspec.to_builtins(way) for way in ways[:SHOWN]],
        )
    return done


def _entries(work: Work, payload: Undo) -> list[Entry]:
    if (payload.seq is None) == (payload.batch is None):
        raise bad_input("Name either “seq” or “batch”.")
    if payload.seq is not None:
        found = work.tx.all(by_seq(), ws=work.ws, seq=payload.seq)
    else:
        found = work.tx.all(of_batch(), ws=work.ws, batch=payload.batch)
    if not found:
        raise not_found("change")
    return found


def _allow(work: Work, payload: Undo, entries: Sequence[Entry]) -> None:
    if payload.batch is not None:
        work.actor.require("import.run")
        return
    for entry in entries:
        if entry.actor_id != work.actor.member_id and not work.actor.may("journal.read"):
            raise forbidden("You can undo your own changes; a manager can undo those of others.")
        if work.at - entry.recorded_at > OWN_CHANGES:
            raise conflict("This change is more than 24 hours old.")


def put_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """The reverser of plain records: fields get their former value; what was made is taken out."""
    found = rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects])
    for subject, entries in subjects:
        row = found[subject]
        for entry in entries:
            values = former_values(record, row, entry)
            values.update(keys_of(record, values))
            rows.write(work, record, row, values)
            changes = {name: (rows.plain(row[name]), rows.plain(value)) for name, value in values.items()}
            row.update(values, version=row["version"] + 1)
            note_undone(work, record, subject, entry, changes)


def former_values(record: str, row: rows.Row, entry: Entry) -> dict[str, Any]:
    """Field -> value before the entry. Raises InTheWay where the present value is not the entry's."""
    changes = entry.changed()
    if "standing" in changes and changes["standing"][0] is None:
        if row["version"] != 1:
            raise InTheWay("It was changed after it was made.")
        return {"standing": rows.REMOVED}
    for name, (_, after) in changes.items():
        if rows.plain(row[name]) != after:
            label = RECORDS[record].fields[name].label if name in RECORDS[record].fields else name
            raise InTheWay(f"{label} was changed since.")
    return {name: rows.stored(record, name, before) for name, (before, _) in changes.items()}


KEYS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Record -> function that gives the search keys which follow from changed values."""


def keys_of(record: str, values: dict[str, Any]) -> dict[str, Any]:
    return KEYS[record](values) if record in KEYS else {}


def note_undone(work: Work, record: str, subject: str, entry: Entry, changes: dict[str, Any]) -> None:
    quiet = rows.quiet_columns(record)
    shown = {name: pair for name, pair in changes.items() if name not in quiet}
    work.note(
        f"{record}.undone",
        subject,
        shown,
        undoes=entry.seq,
        what=KINDS[entry.kind].sentence,
        name=entry.facts().get("name"),
    )
