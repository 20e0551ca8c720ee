"""Ending deals and opening them again: won at an amount, lost for a reason, reopened for another."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict
from headgate.records.deals import events
from headgate.records.deals.commands import fill
from headgate.records.deals.ledger import load
from headgate.records.deals.moving import enter, moments, pass_gates
from headgate.records.deals.schemas import EditDeal, LoseDeal, ReopenDeal, WinDeal
from headgate.records.deals.when import Moment
from headgate.records.pipelines.queries import reasons_of, stages_by_id
from headgate.records.pipelines.schemas import Stage


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
