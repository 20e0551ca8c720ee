"""What we believe of a deal's life, and what we believed when: a pure fold of its journal entries."""

from collections.abc import Callable, Iterable, Sequence
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


Fold = Callable[[list[Event]], list[Span]]


class Known(msgspec.Struct):
    """A span with the time during which we believed it."""

    span: Span
    known_from: datetime
    known_to: datetime = FOREVER


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


def standing(events: Sequence[Event]) -> list[Event]:
    """The events that count: undone pairs and corrections left out, in the order in which they happened."""
    undone = {event.undoes for event in events if event.undoes is not None}
    left = [e for e in events if e.undoes is None and e.seq not in undone]
    left.sort(key=lambda e: (e.occurred_at, e.seq))
    return _without_corrections(left)


def _without_corrections(events: list[Event]) -> list[Event]:
    """Leaves out A -> B -> A by one actor within ten minutes, also a close that is taken back."""
    kept: list[Event] = []
    moves: list[int] = []  # places in `kept` of the events that changed the stage
    for event in events:
        if "stage_id" not in event.changes:
            kept.append(event)
            continue
        last = kept[moves[-1]] if moves else None
        if last is not None and _takes_back(last, event):
            place = moves.pop()
            rest = _other_changes(last)
            kept[place : place + 1] = [rest] if rest else []
            continue
        moves.append(len(kept))
        kept.append(event)
    return kept


def _takes_back(first: Event, second: Event) -> bool:
    before, after = first.changes["stage_id"]
    return (
        before is not None
        and second.changes["stage_id"] == (after, before)
        and first.actor_id == second.actor_id
        and first.origin == second.origin
        and second.recorded_at - first.recorded_at <= CORRECTION
        and second.occurred_at - first.occurred_at <= CORRECTION
    )


CLOSING = frozenset(
    (
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


def _other_changes(event: Event) -> Event | None:
    """What a corrected move also did and that stays: the fields that were filled in on the way."""
    rest = {name: pair for name, pair in event.changes.items() if name not in CLOSING}
    return msgspec.structs.replace(event, changes=rest) if rest else None


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


def known(events: Sequence[Event], fold: Fold) -> list[Known]:
    """Every row that was ever believed, with both clocks. `fold` is `versions` or `visits`.

    Entries are taken in the order recorded; those recorded at one instant are one step. A row whose end
    becomes known as it happens is closed; any other difference ends what was believed and begins what is.
    A run of steps that only go on from what is believed is folded once, at its end.
    """
    ordered = sorted(events, key=lambda e: e.seq)
    past: list[Known] = []
    present: list[Known] = []
    start, going_on = 0, False
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and ordered[end].recorded_at == ordered[end - 1].recorded_at:
            continue
        plain = all(_goes_on(event, ordered[:start]) for event in ordered[start:end])
        if not plain:
            if going_on:
                present = go_on(present, fold(standing(ordered[:start])))
            ended, present = step(present, fold(standing(ordered[:end])), ordered[end - 1].recorded_at)
            past += ended
        start, going_on = end, plain
    if going_on:
        present = go_on(present, fold(standing(ordered)))
    return past + present


def _goes_on(event: Event, before: Sequence[Event]) -> bool:
    """Whether an entry can only add to what is believed: it happened as it was recorded, and takes nothing
    back."""
    if event.occurred_at != event.recorded_at or event.undoes is not None or "standing" in event.changes:
        return False
    if before and before[-1].recorded_at > event.recorded_at:
        return False  # the clock went back, or another machine's clock is behind
    if "stage_id" not in event.changes:
        return True
    last = next((e for e in reversed(before) if "stage_id" in e.changes), None)
    return last is not None and event.recorded_at - last.recorded_at > CORRECTION


def go_on(present: list[Known], believed: list[Span]) -> list[Known]:
    """The rows after a run of entries that were recorded as they happened: nothing is believed otherwise."""
    kept, left, wanted = matched(present, believed)
    for row in left:
        closed = next(s for s in wanted if s.start == row.span.start and s.facts == row.span.facts)
        wanted.remove(closed)
        kept.append(Known(closed, row.known_from))
    return kept + [Known(span, span.start) for span in wanted]


def matched(present: list[Known], believed: list[Span]) -> tuple[list[Known], list[Known], list[Span]]:
    """(rows that are still believed, rows that are not as they stand, spans that no row says)."""
    places: dict[tuple[datetime, datetime], list[Span]] = {}
    for span in believed:
        places.setdefault((span.start, span.end), []).append(span)
    kept, left = [], []
    for row in present:
        here = places.get((row.span.start, row.span.end), [])
        if row.span in here:
            here.remove(row.span)
            kept.append(row)
        else:
            left.append(row)
    return kept, left, [span for spans in places.values() for span in spans]


def step(present: list[Known], believed: list[Span], at: datetime) -> tuple[list[Known], list[Known]]:
    """One change of mind: (rows no longer believed, rows believed now)."""
    kept, left, wanted = matched(present, believed)
    ended = []
    for row in left:
        closed = next((s for s in wanted if _closes(row.span, s, at)), None)
        if closed is not None:
            wanted.remove(closed)
            kept.append(Known(closed, row.known_from))
        elif row.known_from != at:
            ended.append(Known(row.span, row.known_from, at))
    return ended, kept + [Known(span, at) for span in wanted]


def _closes(row: Span, span: Span, at: datetime) -> bool:
    """The span is the row, ended just now."""
    return row.end == FOREVER and span.end == at and row.start == span.start and row.facts == span.facts
