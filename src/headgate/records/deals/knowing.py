"""What we believed of a deal when: every row that was ever believed, with both clocks."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from headgate.records.deals.tables import FOREVER
from headgate.records.deals.timeline import CORRECTION, Event, Span, standing

Fold = Callable[[list[Event]], list[Span]]


class Known(msgspec.Struct):
    """A span with the time during which we believed it."""

    span: Span
    known_from: datetime
    known_to: datetime = FOREVER


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
