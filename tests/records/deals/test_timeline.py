"""The fold of a deal's journal against a plain one that believes everything anew after every entry."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.records.deals import timeline
from headgate.records.deals.knowing import Known, known, step
from headgate.records.deals.timeline import Event, standing, versions, visits

T0 = datetime(2026, 1, 5, 9, tzinfo=UTC)
STAGES = ["stage_1", "stage_2", "stage_3"]


def plain_fold(events: list[Event], fold: Any) -> list[Known]:
    past: list[Known] = []
    present: list[Known] = []
    for i, event in enumerate(events):
        if i + 1 < len(events) and events[i + 1].recorded_at == event.recorded_at:
            continue
        ended, present = step(present, fold(standing(events[: i + 1])), event.recorded_at)
        past += ended
    return past + present


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Journals of one deal: each entry now or late, of one of two people, some undone."""
    events = [event(1, T0, T0, "mem_1", "deal.created", {"stage_id": (None, STAGES[0]), "amount": (None, 1)})]
    at, stage, amount = T0, STAGES[0], 1
    for seq in range(2, draw(st.integers(2, 14))):
        at += timedelta(seconds=draw(st.sampled_from([0, 60, 400, 900, 90_000])))
        last = max(e.occurred_at for e in events)
        occurred = (
            at if draw(st.integers(0, 3)) else max(last, at - timedelta(seconds=draw(st.integers(0, 900))))
        )
        who = draw(st.sampled_from(["mem_1", "mem_1", "mem_2"]))
        what = draw(st.sampled_from(["move", "move", "edit", "both", "undo"]))
        if what == "undo":
            open_ = [e for e in events[1:] if e.undoes is None and e.seq not in {x.undoes for x in events}]
            if open_ and open_[-1] is events[-1]:
                undone = open_[-1]
                back = {name: (after, before) for name, (before, after) in undone.changes.items()}
                stage = undone.changes.get("stage_id", (stage,))[0]
                amount = undone.changes.get("amount", (amount,))[0]
                events.append(event(seq, at, at, who, "deal.undone", back, undoes=undone.seq))
            continue
        changes: dict[str, tuple[Any, Any]] = {}
        if what in ("move", "both"):
            target = draw(st.sampled_from([s for s in STAGES if s != stage]))
            changes["stage_id"], stage = (stage, target), target
        if what in ("edit", "both"):
            changes["amount"], amount = (amount, amount + 1), amount + 1
        events.append(event(seq, occurred, at, who, f"deal.{what}", changes))
    return events


def event(
    seq: int,
    occurred: datetime,
    recorded: datetime,
    who: str,
    kind: str,
    changes: dict[str, tuple[Any, Any]],
    undoes: int | None = None,
) -> Event:
    return Event(seq, occurred, recorded, who, "user", kind, changes, {"exit": "advance"}, undoes)


def told(rows: list[Known]) -> list[Any]:
    return sorted((r.span.start, r.known_from, r.span.end, r.known_to, repr(r.span)) for r in rows)


@pytest.mark.parametrize("fold", [versions, visits])
@given(events=histories())
def test_runs_folded_once_say_the_same(fold: Any, events: list[Event]) -> None:
    assert told(known(events, fold)) == told(plain_fold(events, fold))


@given(events=histories())
def test_exactly_one_row_holds_at_each_point_of_both_clocks(events: list[Event]) -> None:
    """As of (E, K): one version from the first entry known at K on, none before."""
    rows = known(events, versions)
    instants = sorted({e.occurred_at for e in events} | {e.recorded_at for e in events})
    for believed_at in instants:
        heard = [e for e in events if e.recorded_at <= believed_at]
        for at in instants:
            holding = [
                r
                for r in rows
                if r.span.start <= at < r.span.end and r.known_from <= believed_at < r.known_to
            ]
            if at > believed_at:
                continue
            begun = bool(heard) and min(e.occurred_at for e in heard) <= at
            assert len(holding) == int(begun)


def test_a_thousand_edits_fold_in_one_pass() -> None:
    """The work grows with the number of entries, not with its square."""
    calls = 0

    def counted(events: list[Event]) -> list[timeline.Span]:
        nonlocal calls
        calls += 1
        return versions(events)

    events = [event(1, T0, T0, "mem_1", "deal.created", {"stage_id": (None, "stage_1")})]
    for seq in range(2, 1002):
        at = T0 + timedelta(hours=seq)
        events.append(event(seq, at, at, "mem_1", "deal.edited", {"amount": (seq - 1, seq)}))
    assert len(known(events, counted)) == 1001
    assert calls <= 2
