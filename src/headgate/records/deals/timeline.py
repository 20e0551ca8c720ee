"""What we believe of a deal's life: a pure fold of its journal entries."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from headgate.core.journal.entries import Entry, Note
from headgate.records.deals.tables import FOREVER, TRACKED

CORRECTION = timedelta(minutes=10)
VISIT_FACTS = ("pipeline_id", "stage_id", "owner_id", "amount", "currency")
_TRACKED = frozenset(TRACKED)


class Event(msgspec.Struct, frozen=True):
    """An entry as the fold needs it; `seq` orders what was recorded together."""

    seq: int
    occurred_at: datetime
    recorded_at: datetime
    actor_id: str | None
    origin: str
    kind: str
    changes: dict[str, tuple[Any, Any]]
    data: dict[str, Any]
    undoes: int | None


class Span(msgspec.Struct, frozen=True):
    """What held from one instant to another: field values, or a visit with its way out."""

    start: datetime
    end: datetime
    facts: dict[str, Any]
    out: tuple[str | None, str | None] = (None, None)
    """For a visit: exit type and the precision of its end."""


def from_entry(entry: Entry) -> Event:
    return Event(
        entry.seq,
        entry.occurred_at,
        entry.recorded_at,
        entry.actor_id,
        entry.origin,
        entry.kind,
        entry.changed(),
        entry.facts(),
        entry.undoes,
    )


def from_note(note: Note, seq: int, recorded_at: datetime, actor_id: str | None, origin: str) -> Event:
    """A note of the running work, in the form in which the journal will give it back."""
    return Event(
        seq,
        note.occurred_at,
        recorded_at,
        actor_id,
        origin,
        note.kind,
        note.changes,
        note.data,
        note.undoes,
    )


RESTORES = "restores"
"""In the data of a restoring entry: the number of the deletion that counts no longer."""


def stands(note: Note) -> bool:
    """Whether a note says something of its own, rather than that an earlier one counts no longer."""
    return note.undoes is None and RESTORES not in note.data


def counting(events: Sequence[Event]) -> list[Event]:
    """The events that count: undone pairs are left out, and a deletion with the entry that restored the deal.
    A restoring entry that was itself undone restores nothing."""
    undone = {event.undoes for event in events if event.undoes is not None}
    left = [e for e in events if e.undoes is None and e.seq not in undone]
    restored = {event.data[RESTORES] for event in left if RESTORES in event.data}
    return [e for e in left if e.seq not in restored and RESTORES not in e.data]


def standing(events: Sequence[Event]) -> list[Event]:
    """The events that count, without corrections, in the order in which they happened."""
    left = counting(events)
    left.sort(key=lambda e: (e.occurred_at, e.seq))
    return _without_corrections(left)


def _without_corrections(events: list[Event]) -> list[Event]:
    """Leaves out A -> B -> A by one actor within ten minutes, also a close that is taken back. What an import
    tells was done by others, elsewhere: nothing of it is the slip of a hand here."""
    kept: list[Event] = []
    moves: list[int] = []  # places in `kept` of the events that changed the stage
    for event in events:
        if "stage_id" not in event.changes:
            kept.append(event)
            continue
        last = kept[moves[-1]] if moves else None
        if last is not None and _takes_back(last, event):
            place = moves.pop()
            kept[place : place + 1] = _other_changes(last)
            kept += _other_changes(event)
            continue
        moves.append(len(kept))
        kept.append(event)
    return kept


def _takes_back(first: Event, second: Event) -> bool:
    """Whether the second leaves where and how the deal stands as it was before the first: a deal that is
    reopened and closed again at another value is not taken back."""
    return (
        first.changes["stage_id"][0] is not None
        and all(second.changes.get(name) == _turned(first.changes.get(name)) for name in CLOSING - {"rank"})
        and first.actor_id == second.actor_id
        and first.origin == second.origin != "import"
        and second.recorded_at - first.recorded_at <= CORRECTION
        and second.occurred_at - first.occurred_at <= CORRECTION
    )


def _turned(pair: tuple[Any, Any] | None) -> tuple[Any, Any] | None:
    return None if pair is None else (pair[1], pair[0])


CLOSING = frozenset(
    (
        "pipeline_id",
        "stage_id",
        "status",
        "closed_at",
        "closed_precision",
        "lost_reason_id",
        "lost_note",
        "exit_stage_id",
        "closed_amount",
        "closed_owner_id",
        "rank",
    )
)


def _other_changes(event: Event) -> list[Event]:
    """What a corrected move also did and that stays: the fields that were filled in on the way."""
    rest = {name: pair for name, pair in event.changes.items() if name not in CLOSING}
    return [msgspec.structs.replace(event, changes=rest)] if rest else []


def versions(events: Iterable[Event]) -> list[Span]:
    """Field values over time; one span an event that changed a tracked field."""
    spans: list[Span] = []
    facts: dict[str, Any] = {}
    start: datetime | None = None
    for event in events:
        after = {name: pair[1] for name, pair in event.changes.items() if name in _TRACKED}
        if not after:
            continue
        if start is not None:
            spans.append(Span(start, event.occurred_at, facts))
        facts, start = {**facts, **after}, event.occurred_at
    if start is not None:
        spans.append(Span(start, FOREVER, facts))
    return gone(spans)


def visits(events: Iterable[Event]) -> list[Span]:
    """Unbroken stays in a stage; how each ended is what the ending event says."""
    spans: list[Span] = []
    facts: dict[str, Any] = {}
    current: tuple[datetime, dict[str, Any]] | None = None
    for event in events:
        facts = {**facts, **{name: pair[1] for name, pair in event.changes.items()}}
        if "stage_id" not in event.changes and not _leaves(event):
            continue
        precision = event.data.get("precision", "instant")
        if current is not None:
            spans.append(Span(current[0], event.occurred_at, current[1], (event.data.get("exit"), precision)))
        if _leaves(event):
            return []
        stay = {name: facts.get(name) for name in VISIT_FACTS}
        stay |= {
            "precision": precision,
            "origin": event.origin,
            "truncated": int(bool(event.data.get("truncated"))),
        }
        current = (event.occurred_at, stay)
    if current is not None:
        spans.append(Span(current[0], FOREVER, current[1]))
    return spans


def _leaves(event: Event) -> bool:
    return bool(event.changes.get("standing", (None, None))[1] == "removed")


def gone(spans: list[Span]) -> list[Span]:
    """A deal taken out as a mistake has no history."""
    return [] if spans and spans[-1].facts.get("standing") == "removed" else spans
