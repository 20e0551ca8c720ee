"""Moving deals: to a stage through its gate, or to another place in a column."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict, not_found
from headgate.records.deals import events, gates
from headgate.records.deals.commands import fill
from headgate.records.deals.ledger import changes_of, load
from headgate.records.deals.placing import rank_at
from headgate.records.deals.schemas import MoveDeal
from headgate.records.deals.tables import CURRENT, deal_versions
from headgate.records.deals.when import Moment, moment
from headgate.records.pipelines.queries import stages_by_id
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


def enter(
    work: Work,
    row: rows.Row,
    target: Stage,
    stages: dict[str, Stage],
    values: dict[str, Any],
    filled: dict[str, Any],
    when: Moment,
    kind: str,
    *,
    after: str | None = None,
    before: str | None = None,
    **data: Any,
) -> None:
    """Puts a deal into an open stage and notes it, with all that changes beside."""
    start = stages[row["stage_id"]]
    values = {
        "pipeline_id": target.pipeline_id,
        "stage_id": target.id,
        "stage_since": when[0],
        "rank": rank_at(work, target.id, after=after, before=before),
        **values,
    }
    changes = {**filled, **changes_of(row, values)}
    rows.write(work, "deal", row, {name: value for name, value in values.items() if row[name] != value})
    row.update(values, version=row["version"] + 1)
    work.note(
        kind,
        row["id"],
        changes,
        occurred_at=when[0],
        name=row["name"],
        from_stage=start.name,
        to_stage=target.name,
        exit=exit_type(stages, start, target),
        **respaced(work),
        **data,
        precision=when[1],
    )


def stood_in(stages: dict[str, Stage], row: rows.Row) -> Stage:
    """The open stage that the deal is in, or was closed from."""
    return stages[row["exit_stage_id"] or row["stage_id"]]


def pass_gates(
    work: Work, found: Sequence[rows.Row], targets: Sequence[Stage], stages: dict[str, Stage]
) -> None:
    moves = [(row["id"], stood_in(stages, row), target) for row, target in zip(found, targets, strict=True)]
    refused = gates.check(work, moves, stages)
    if refused:
        raise refused[0][1]


@verb("deal.move", permission="deal.move", payload=MoveDeal)
def move(work: Work, batch: Sequence[MoveDeal]) -> list[str]:
    """Moves open deals between open stages, or within one. Raises 404, 409, 422 `gate_unmet`."""
    stages = stages_by_id(work.tx, work.ws)
    found = load(work, [payload.id for payload in batch])
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
    targets = [target_of(stages, row, payload.stage_id) for row, payload in zip(found, batch, strict=True)]
    filled = [fill(work, row, payload.values) for row, payload in zip(found, batch, strict=True)]
    pass_gates(work, found, targets, stages)
    times = moments(work, found, [(payload.occurred_at, payload.occurred_on) for payload in batch])
    for row, payload, target, extra, when in zip(found, batch, targets, filled, times, strict=True):
        if target.id != row["stage_id"]:
            enter(
                work,
                row,
                target,
                stages,
                {},
                extra,
                when,
                events.MOVED,
                after=payload.after,
                before=payload.before,
            )
            continue
        if extra:
            work.note(events.EDITED, row["id"], extra, name=row["name"])
        if payload.after or payload.before:
            place(work, row, payload)
    return [payload.id for payload in batch]


def target_of(stages: dict[str, Stage], row: rows.Row, stage_id: str) -> Stage:
    target = stages.get(stage_id)
    if target is None or target.retired:
        raise not_found("stage")
    if target.kind != "open":
        raise bad_input(
            f"“{target.name}” ends a deal: win or lose it.",
            [{"pointer": "/stage_id", "message": "Win or lose it."}],
        )
    if row["status"] != "open" and target.id != row["stage_id"]:
        raise conflict("This deal is closed. Reopen it first.", status=row["status"])
    return target


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
