"""Undo: gives fields back their former value. Long because who may and what is in the way are one thing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby, islice
from typing import Annotated, Any

import msgspec

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import Entry, by_seq, by_seqs, of_batch
from headgate.core.journal.kinds import KINDS, kind, say
from headgate.core.verbs import rows
from headgate.core.verbs.later import Key, changed_since, undone_of
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict, forbidden, not_found

OWN_CHANGES = timedelta(hours=24)
SHOWN = 20

Reverser = Callable[[Work, str, Sequence[tuple[str, list[Entry]]]], None]
"""(work, record, [(subject id, its entries newest first)]): puts the fields back and notes it."""

REVERSERS: dict[str, Reverser] = {}
PERMISSIONS: dict[str, str] = {}
Sight = Callable[[Work, Sequence[str]], bool]
SIGHTS: dict[str, Sight] = {}
"""Record -> whether the actor sees all records of these ids, for kinds that are not everybody's to see."""
Hold = Callable[[Work, str], None]
HOLDS: dict[str, list[Hold]] = {}
"""Record -> functions (work, id) of the nouns that point to it, which raise InTheWay while they do."""


class Way(msgspec.Struct):
    """What is in the way of an undo."""

    record: str
    id: str
    name: str | None
    sentence: str


Seq = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]


class Undo(msgspec.Struct, forbid_unknown_fields=True):
    """Which change: the number of its entry, or the number that groups an import or bulk edit.

    `seqs`: some entries of the batch, when a long undo is done in parts.
    `skip_changed`: leave those records alone that somebody changed since, instead of refusing all.
    """

    seq: Seq | None = None
    batch: Seq | None = None
    seqs: list[Seq] = []
    skip_changed: bool = False


class InTheWay(Exception):
    """One record cannot be put back; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def holds(record: str) -> Callable[[Hold], Hold]:
    """Registers what keeps a record that was made from being taken out again."""

    def register(run: Hold) -> Hold:
        HOLDS.setdefault(record, []).append(run)
        return run

    return register


def undoable(name: str) -> str:
    """Declares the kind of entry that undoing a record of this name writes."""
    return kind(f"{name}.undone", "undid: {what}")


def reverser(
    record: str, permission: str | None = None, seen: Sight | None = None
) -> Callable[[Reverser], Reverser]:
    """Registers what undoes changes of a kind of record; `permission`: what it takes beyond “self.edit”,
    since a role may have been taken away after the change; `seen`: see SIGHTS."""

    def register(run: Reverser) -> Reverser:
        REVERSERS[record] = run
        if seen is not None:
            SIGHTS[record] = seen
        if permission is not None:
            PERMISSIONS[record] = permission
        return run

    return register


@verb("undo", permission="change.undo", payload=Undo, inverse=None, because="an undone change is made again")
def undo(work: Work, batch: Sequence[Undo]) -> list[list[str]]:
    """Gives the ids of the records put back. Raises 409 that says what is in the way, 403, 404."""
    return [_undo(work, payload) for payload in batch]


def _undo(work: Work, payload: Undo) -> list[str]:
    entries = _entries(work, payload)
    # First of all: whether a change is undone, or how old it is, is nothing to tell of what is unseen.
    _allow(work, payload, entries)
    undone = set(work.tx.all(undone_of(), ws=work.ws, seqs=[e.seq for e in entries]))
    entries = [e for e in entries if e.seq not in undone and e.undoes is None]
    if not entries:
        raise conflict("This change is undone already, or is itself an undo.")
    subjects: dict[Key, list[Entry]] = {}
    for entry in reversed(entries):
        if entry.record not in REVERSERS:
            raise conflict(f"“{KINDS[entry.kind].name}” cannot be undone.")
        if entry.record in PERMISSIONS:
            work.actor.require(PERMISSIONS[entry.record])
        subjects.setdefault((entry.record, entry.subject_id), []).append(entry)
    done: list[str] = []
    later = changed_since(work, subjects)
    left = subjects
    while True:
        ways = in_the_way(work, left, later, done)
        if len(ways) in (0, len(left)):
            break
        # What was in the way may have been another record of this very undo: a company that belongs to one.
        left = {key: subjects[key] for key in ways}
    if ways and not payload.skip_changed:
        raise conflict(
            f"{len(ways)} of {len(subjects)} records were changed since.",
            in_the_way=[msgspec.to_builtins(way) for way in islice(ways.values(), SHOWN)],
        )
    return done


def in_the_way(
    work: Work, subjects: Mapping[Key, list[Entry]], later: Mapping[Key, str], done: list[str]
) -> dict[Key, Way]:
    """Puts the records back, adding their ids to `done`; those that could not be, with the reason."""
    ways: dict[Key, Way] = {}
    # Neighbours of one kind together: one call for a hundred deals, one by one where something is in the way.
    for record, group in groupby(subjects, key=lambda key: key[0]):
        mine = [(subject, subjects[record, subject]) for _, subject in group]
        if attempted(work, record, mine, later) is None:
            done += [subject for subject, _ in mine]
            continue
        for subject, own in mine:
            said = attempted(work, record, [(subject, own)], later)
            if said is None:
                done.append(subject)
            else:
                ways[record, subject] = Way(record, subject, own[-1].facts().get("name"), said)
    return ways


def attempted(
    work: Work, record: str, mine: Sequence[tuple[str, list[Entry]]], later: Mapping[Key, str]
) -> str | None:
    """Puts records back; what is in the way where they cannot be, and then nothing of it is done. The
    reverser is asked first: it knows who may not even hear of a record."""
    noted = len(work.notes)
    try:
        with work.tx.attempt():
            REVERSERS[record](work, record, mine)
            for subject, _ in mine:
                if (record, subject) in later:
                    raise InTheWay(later[record, subject])
    except InTheWay as way:
        del work.notes[noted:]
        return way.sentence
    return None


def _entries(work: Work, payload: Undo) -> list[Entry]:
    if (payload.seq is None) == (payload.batch is None):
        raise bad_input("Name either “seq” or “batch”.")
    if payload.seq is not None:
        found = work.tx.all(by_seq(), ws=work.ws, seq=payload.seq)
        if found and found[0].batch is not None and KINDS[found[0].kind].together:
            found = work.tx.all(of_batch(), ws=work.ws, batch=found[0].batch)
    elif payload.seqs:
        found = work.tx.all(by_seqs(), ws=work.ws, batch=payload.batch, seqs=payload.seqs)
    else:
        found = work.tx.all(of_batch(), ws=work.ws, batch=payload.batch)
    if not found:
        raise not_found("change")
    return found


def _allow(work: Work, payload: Undo, entries: Sequence[Entry]) -> None:
    if any(entry.origin == "import" for entry in entries) and payload.batch is not None:
        work.actor.require("import.run")
    elif not work.actor.may("journal.read") and any(e.actor_id != work.actor.member_id for e in entries):
        raise forbidden("You can undo your own changes; a manager can undo those of others.")
    if work.actor.owners is not None:
        for record, seen in SIGHTS.items():
            subjects = list(dict.fromkeys(e.subject_id for e in entries if e.record == record))
            if subjects and not seen(work, subjects):
                raise not_found("change")
    for entry in entries:
        alone = payload.batch is None and not KINDS[entry.kind].together
        if alone and work.at - entry.recorded_at > OWN_CHANGES:
            raise conflict("This change is more than 24 hours old.")


def put_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """The reverser of plain records: fields get their former value; what was made is taken out."""
    found = rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects])
    for subject, entries in subjects:
        row = found[subject]
        for entry in entries:
            values = former_values(record, row, entry)
            if values.get("standing") == rows.REMOVED:
                for hold in HOLDS.get(record, ()):
                    hold(work, subject)
            values.update(keys_of(record, values))
            rows.write(work, record, row, values)
            changes = {name: (rows.plain(row[name]), rows.plain(value)) for name, value in values.items()}
            row.update(values, version=row["version"] + 1)
            note_undone(work, record, subject, entry, changes)


def former_values(record: str, row: rows.Row, entry: Entry) -> dict[str, Any]:
    """Field -> value before the entry. Raises InTheWay where the present value is not the entry's."""
    changes = entry.changed()
    made = "standing" in changes and changes["standing"][0] is None
    if made:
        fields = RECORDS[record].fields.values()
        later = [f.name for f in fields if "edit" in f.abilities and f.name in row and f.name not in changes]
        changes = {**changes, **dict.fromkeys(later, (None, None))}
    for name, (_, after) in changes.items():
        if rows.plain(row[name]) != after:
            label = RECORDS[record].fields[name].label if name in RECORDS[record].fields else name
            raise InTheWay(f"{label} was changed since.")
    if made:
        return {"standing": rows.REMOVED}
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
        what=say(entry.kind, entry.facts()),
        name=entry.facts().get("name"),
    )
