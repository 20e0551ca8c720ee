"""Moving deals: to a stage through its gate, to another place in a column, out as won or lost, and back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import UNSET

from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict, not_found
from headgate.records.deals import events, gates
from headgate.records.deals.commands import fill
from headgate.records.deals.ledger import changes_of, load
from headgate.records.deals.placing import rank_at
from headgate.records.deals.schemas import EditDeal, LoseDeal, MoveDeal, ReopenDeal, WinDeal
from headgate.records.deals.tables import CURRENT, deal_versions
from headgate.records.deals.when import Moment, moment
from headgate.records.pipelines.queries import reasons_of, stages_by_id
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
    """Puts a deal into a stage and notes it, with all that changes beside."""
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


def respaced(work: Work) -> dict[str, bool]:
    """For a note's data: that the ranks of its whole column are new."""
    return {"respaced": True} if work.scratch.pop("respaced", False) else {}


def outcome(stages: dict[str, Stage], row: rows.Row, kind: str) -> Stage:
    if row["status"] != "open":
        raise conflict(f"This deal is {row['status']} already.", status=row["status"])
    return next(s for s in stages.values() if s.pipeline_id == row["pipeline_id"] and s.kind == kind)


def closing(row: rows.Row, status: str, when: Moment) -> dict[str, Any]:
    return {
        "status": status,
        "closed_at": when[0],
        "closed_precision": when[1],
        "exit_stage_id": row["stage_id"],
        "closed_amount": row["amount"],
        "closed_owner_id": row["owner_id"],
    }


def with_amount(payload: WinDeal | LoseDeal) -> EditDeal:
    if payload.amount is UNSET:
        return payload.values
    merged = EditDeal(**{name: getattr(payload.values, name) for name in EditDeal.__struct_fields__})
    merged.amount = payload.amount
    return merged


@verb("deal.win", permission="deal.close", payload=WinDeal)
def win(work: Work, batch: Sequence[WinDeal]) -> list[str]:
    """Wins open deals, at the amount given or the one they have. Raises 404, 409, 422."""
    stages = stages_by_id(work.tx, work.ws)
    found = load(work, [payload.id for payload in batch])
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
    targets = [outcome(stages, row, "won") for row in found]
    filled = [fill(work, row, with_amount(payload)) for row, payload in zip(found, batch, strict=True)]
    pass_gates(work, found, targets, stages)
    times = moments(work, found, [(payload.closed_at, payload.closed_on) for payload in batch])
    for row, target, extra, when in zip(found, targets, filled, times, strict=True):
        enter(work, row, target, stages, closing(row, "won", when), extra, when, events.WON)
    return [payload.id for payload in batch]


@verb("deal.lose", permission="deal.close", payload=LoseDeal)
def lose(work: Work, batch: Sequence[LoseDeal]) -> list[str]:
    """Loses open deals for a reason; only what comes from elsewhere may lack one. Raises 404, 409, 422."""
    stages = stages_by_id(work.tx, work.ws)
    reasons = {reason.id: reason for reason in reasons_of(work.tx, work.ws)}
    found = load(work, [payload.id for payload in batch])
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
        if payload.reason_id is None and work.actor.origin in ("import", "migration", "demo"):
            continue
        if payload.reason_id not in reasons:
            message = "Choose why the deal was lost."
            raise bad_input(message, [{"pointer": "/reason_id", "message": message}])
    targets = [outcome(stages, row, "lost") for row in found]
    filled = [fill(work, row, with_amount(payload)) for row, payload in zip(found, batch, strict=True)]
    pass_gates(work, found, targets, stages)
    times = moments(work, found, [(payload.closed_at, payload.closed_on) for payload in batch])
    for row, payload, target, extra, when in zip(found, batch, targets, filled, times, strict=True):
        reason = reasons.get(payload.reason_id or "")
        values = closing(row, "lost", when)
        values |= {"lost_reason_id": payload.reason_id, "lost_note": payload.note}
        label = reason.name if reason else "no reason given"
        enter(work, row, target, stages, values, extra, when, events.LOST, reason=label, note=payload.note)
    return [payload.id for payload in batch]


@verb("deal.reopen", permission="deal.reopen", payload=ReopenDeal)
def reopen(work: Work, batch: Sequence[ReopenDeal]) -> list[str]:
    """Opens closed deals again, in the stage they were closed from or the one named. Raises 404, 409, 422."""
    stages = stages_by_id(work.tx, work.ws)
    found = load(work, [payload.id for payload in batch])
    times = moments(work, found, [(payload.occurred_at, None) for payload in batch])
    for row, payload, when in zip(found, batch, times, strict=True):
        rows.check_version(row, payload.version)
        if row["status"] == "open":
            raise conflict("This deal is open already.", status="open")
        if row["standing"] != rows.LIVE:
            raise conflict("This deal is archived. Restore it first.", standing=row["standing"])
        back = payload.stage_id or row["exit_stage_id"]
        target = stages.get(back or "")
        if target is None or target.kind != "open" or target.retired:
            raise bad_input(
                "Choose an open stage to reopen the deal in.",
                [{"pointer": "/stage_id", "message": "Choose an open stage."}],
            )
        pass_gates(work, [row], [target], stages)
        values = dict.fromkeys(
            (
                "closed_at",
                "closed_precision",
                "exit_stage_id",
                "closed_amount",
                "closed_owner_id",
                "lost_reason_id",
                "lost_note",
            )
        )
        values["status"] = "open"
        enter(work, row, target, stages, values, {}, when, events.REOPENED, reason=payload.reason)
    return [payload.id for payload in batch]
