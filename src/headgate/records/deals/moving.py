"""Moving deals: to a stage through its gate, or to another place in a column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from headgate.core.journal.entries import Changes
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict, not_found
from headgate.records.deals import events, gates
from headgate.records.deals.commands import fill_all
from headgate.records.deals.ledger import changes_of, differing, load
from headgate.records.deals.placing import rank_at, ranks_on_top
from headgate.records.deals.schemas import MoveDeal
from headgate.records.deals.tables import CURRENT, deal_versions
from headgate.records.deals.when import Moment, moment
from headgate.records.pipelines.queries import pipelines_of, stages_by_id
from headgate.records.pipelines.schemas import Stage
from headgate.store.dialect import among
from headgate.store.statements import P, shape


@shape()
def last_events() -> sa.Select[Any]:
    v = deal_versions.c
    return sa.select(v.deal_id, v.valid_from).where(
        v.workspace_id == P("ws"), among(v.deal_id, "ids"), sa.text(CURRENT)
    )


def moments(
    work: Work, found: Sequence[rows.Row], times: Sequence[tuple[datetime | None, str | None]]
) -> list[Moment]:
    """When each change happened; what lies in the past is held against the deal's last event."""
    back = [row["id"] for row, (at, on) in zip(found, times, strict=True) if at or on]
    previous = dict(work.tx.all(last_events(), ws=work.ws, ids=back)) if back else {}
    return [
        moment(work, at, on, not_before=previous.get(row["id"]) or row["created_at"])
        if at or on
        else (work.occurred_at, "instant")
        for row, (at, on) in zip(found, times, strict=True)
    ]


def exit_type(stages: dict[str, Stage], start: Stage, target: Stage) -> str:
    """How the stay in `start` ends: advance, skip, regress, won, lost, moved, reopened."""
    if target.kind != "open":
        return target.kind
    if start.kind != "open":
        return "reopened"
    if start.pipeline_id != target.pipeline_id:
        return "moved"
    if target.position < start.position:
        return "regress"
    between = [
        s
        for s in stages.values()
        if s.pipeline_id == start.pipeline_id
        and s.kind == "open"
        and not s.retired
        and start.position < s.position < target.position
    ]
    return "skip" if between else "advance"


@dataclass(frozen=True, slots=True)
class Entering:
    """A deal about to enter an open stage, with all that changes and is said beside."""

    row: rows.Row
    target: Stage
    when: Moment
    filled: Changes
    values: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


def enter(
    work: Work,
    stages: dict[str, Stage],
    entering: Sequence[Entering],
    kind: str,
    *,
    after: str | None = None,
    before: str | None = None,
) -> None:
    """Puts deals into open stages and notes it: beside a neighbour, else the first of them at the top."""
    columns: dict[str, list[Entering]] = {}
    for each in entering:
        columns.setdefault(each.target.id, []).append(each)
    changed = []
    for stage_id, group in columns.items():
        if after or before:
            ranks = [rank_at(work, stage_id, after=after, before=before)]
        else:
            ranks = ranks_on_top(work, stage_id, len(group))
        for each, rank in zip(group, ranks, strict=True):
            row, target, when = each.row, each.target, each.when
            start = stages[row["stage_id"]]
            place = {"pipeline_id": target.pipeline_id, "stage_id": target.id, "rank": rank}
            differ = differing(row, {**place, "stage_since": when[0], **each.values})
            work.note(
                kind,
                row["id"],
                {**each.filled, **changes_of(row, differ)},
                occurred_at=when[0],
                name=row["name"],
                from_stage=start.name,
                to_stage=target.name,
                exit=exit_type(stages, start, target),
                **respaced(work),
                **each.data,
                precision=when[1],
            )
            changed.append((row, differ))
    rows.write_many(work, "deal", changed)


def stood_in(stages: dict[str, Stage], row: rows.Row) -> Stage:
    """The open stage that the deal is in, or was closed from."""
    return stages[row["exit_stage_id"] or row["stage_id"]]


def pass_gates(
    work: Work, found: Sequence[rows.Row], targets: Sequence[Stage], stages: dict[str, Stage]
) -> None:
    """Refuses the deals of which the gates ask what they do not have."""
    moves = [(row["id"], stood_in(stages, row), target) for row, target in zip(found, targets, strict=True)]
    for place, problem in gates.check(work, moves, stages):
        work.refuse(found[place]["id"], problem)


@verb("deal.move", permission="deal.move", payload=MoveDeal, sifts=True)
def move(work: Work, batch: Sequence[MoveDeal]) -> list[str]:
    """Moves open deals between open stages, of another pipeline too, or within one. Raises 404, 409, 422
    `gate_unmet`."""
    stages = stages_by_id(work.tx, work.ws)
    used = in_use(work)

    def fits(row: rows.Row, payload: MoveDeal) -> None:
        rows.check_version(row, payload.version)
        check_target(stages, used, row, payload.stage_id)

    asked = [payload.id for payload in batch]
    found, batch = work.sift(load(work, asked), batch, fits)
    targets = [stages[payload.stage_id] for payload in batch]
    filled = fill_all(work, found, [payload.values for payload in batch])
    pass_gates(work, found, targets, stages)
    times = moments(work, found, [(payload.occurred_at, payload.occurred_on) for payload in batch])
    together = []
    for row, payload, target, extra, when in zip(found, batch, targets, filled, times, strict=True):
        if work.stays(row):
            continue
        entering = Entering(row, target, when, extra)
        if target.id != row["stage_id"]:
            if payload.after or payload.before:
                beside = {"after": payload.after, "before": payload.before}
                enter(work, stages, [entering], events.MOVED, **beside)
            else:
                together.append(entering)
            continue
        if extra:
            work.note(events.EDITED, row["id"], extra, name=row["name"])
        if payload.after or payload.before:
            place(work, row, payload)
    enter(work, stages, together, events.MOVED)
    return asked


def in_use(work: Work) -> frozenset[str]:
    """The pipelines that deals may be in."""
    return frozenset(pipeline.id for pipeline in pipelines_of(work.tx, work.ws) if not pipeline.archived)


def check_target(stages: dict[str, Stage], used: frozenset[str], row: rows.Row, stage_id: str) -> None:
    """Raises 404, 409, 422 where the deal cannot stand in that stage, whatever its gates ask."""
    target = stages.get(stage_id)
    if target is None or target.retired or target.pipeline_id not in {*used, row["pipeline_id"]}:
        raise not_found("stage")
    if target.kind != "open":
        raise bad_input(
            f"“{target.name}” ends a deal: win or lose it.",
            [{"pointer": "/stage_id", "message": "Win or lose it."}],
        )
    if row["status"] != "open" and target.id != row["stage_id"]:
        raise conflict("This deal is closed. Reopen it first.", status=row["status"])


def place(work: Work, row: rows.Row, payload: MoveDeal) -> None:
    if row["id"] in (payload.after, payload.before):
        return
    rank = rank_at(work, row["stage_id"], after=payload.after, before=payload.before)
    changes = changes_of(row, {"rank": rank})
    rows.write(work, "deal", row, {"rank": rank})
    row.update(rank=rank, version=row["version"] + 1)
    work.note(events.PLACED, row["id"], changes, name=row["name"], **respaced(work))


def respaced(work: Work) -> dict[str, Any]:
    """For a note's data: that the ranks of its whole column are new."""
    return {"respaced": True} if work.scratch.pop("respaced", False) else {}
