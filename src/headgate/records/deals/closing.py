"""Ending deals and opening them again: won at an amount, lost for a reason, reopened for another."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from headgate.core.fields.given import line, words
from headgate.core.journal.entries import Changes
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import bad_input, conflict
from headgate.records.deals import events
from headgate.records.deals.commands import fill_all
from headgate.records.deals.ledger import changes_of, differing, load
from headgate.records.deals.moving import Entering, enter, moments, pass_gates
from headgate.records.deals.schemas import PROSE, EditDeal, LoseDeal, ReopenDeal, WinDeal
from headgate.records.deals.when import Moment
from headgate.records.pipelines.queries import reasons_of, stages_in
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


def close(
    work: Work,
    stages: dict[str, Stage],
    found: Sequence[rows.Row],
    targets: Sequence[Stage],
    filled: Sequence[Changes],
    values: Sequence[dict[str, Any]],
    kind: str,
    data: Sequence[dict[str, Any]],
) -> None:
    """Puts deals into the stage that ends them and notes it. They keep their rank, which means nothing in a
    closed column (its order is by closing time) and lets an undo put them back where they stood."""
    changed = []
    for row, target, extra, closed, more in zip(found, targets, filled, values, data, strict=True):
        start = stages[row["stage_id"]]
        differ = differing(row, {"stage_id": target.id, "stage_since": closed["closed_at"], **closed})
        changed.append((row, differ))
        work.note(
            kind,
            row["id"],
            {**extra, **changes_of(row, differ)},
            occurred_at=closed["closed_at"],
            name=row["name"],
            from_stage=start.name,
            to_stage=target.name,
            exit=target.kind,
            **more,
            precision=closed["closed_precision"],
        )
    rows.write_many(work, "deal", changed)


def with_amount(payload: WinDeal | LoseDeal) -> EditDeal:
    if payload.amount is UNSET:
        return payload.values
    merged = EditDeal(**{name: getattr(payload.values, name) for name in EditDeal.__struct_fields__})
    merged.amount = payload.amount
    return merged


@verb("deal.win", permission="deal.close", payload=WinDeal)
def win(work: Work, batch: Sequence[WinDeal]) -> list[str]:
    """Wins open deals, at the amount given or the one they have. Raises 404, 409, 422."""
    stages = stages_in(work)
    found = load(work, [payload.id for payload in batch])
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
    targets = [outcome(stages, row, "won") for row in found]
    filled = fill_all(work, found, [with_amount(payload) for payload in batch])
    pass_gates(work, found, targets, stages)
    times = moments(work, found, [(payload.closed_at, payload.closed_on) for payload in batch])
    values = [closing(row, "won", when) for row, when in zip(found, times, strict=True)]
    close(work, stages, found, targets, filled, values, events.WON, [{} for _ in found])
    return [payload.id for payload in batch]


@verb("deal.lose", permission="deal.close", payload=LoseDeal, sifts=True)
def lose(work: Work, batch: Sequence[LoseDeal]) -> list[str]:
    """Loses open deals for a reason; only what comes from elsewhere may lack one. Raises 404, 409, 422."""
    stages = stages_in(work)
    reasons = {reason.id: reason for reason in reasons_of(work.tx, work.ws)}
    known = {*reasons, None} if work.actor.origin in ("import", "migration", "demo") else {*reasons}
    for payload in batch:
        if payload.reason_id not in known:
            message = "Choose why the deal was lost."
            raise bad_input(message, [{"pointer": "/reason_id", "message": message}])

    def fits(row: rows.Row, payload: LoseDeal) -> None:
        rows.check_version(row, payload.version)
        outcome(stages, row, "lost")

    asked = [payload.id for payload in batch]
    found, batch = work.sift(load(work, asked), batch, fits)
    targets = [outcome(stages, row, "lost") for row in found]
    filled = fill_all(work, found, [with_amount(payload) for payload in batch])
    pass_gates(work, found, targets, stages)
    going = [place for place, row in enumerate(found) if not work.stays(row)]
    found, batch = [found[i] for i in going], [batch[i] for i in going]
    targets, filled = [targets[i] for i in going], [filled[i] for i in going]
    times = moments(work, found, [(payload.closed_at, payload.closed_on) for payload in batch])
    values, data = [], []
    for row, payload, when in zip(found, batch, times, strict=True):
        reason = reasons.get(payload.reason_id or "")
        note = words(payload.note, "/note", PROSE, lines=True)
        said = {"lost_reason_id": payload.reason_id, "lost_note": note}
        values.append({**closing(row, "lost", when), **said})
        data.append({"reason": reason.name if reason else "no reason given", "note": note})
    close(work, stages, found, targets, filled, values, events.LOST, data)
    return asked


@verb("deal.reopen", permission="deal.reopen", payload=ReopenDeal)
def reopen(work: Work, batch: Sequence[ReopenDeal]) -> list[str]:
    """Opens closed deals again, in the stage they were closed from or the one named. Raises 404, 409, 422."""
    stages = stages_in(work)
    found = load(work, [payload.id for payload in batch])
    times = moments(work, found, [(payload.occurred_at, None) for payload in batch])
    for row, payload, when in zip(found, batch, times, strict=True):
        rows.check_version(row, payload.version)
        if row["status"] == "open":
            raise conflict("This deal is open already.", status="open")
        if row["standing"] != rows.LIVE:
            raise conflict("This deal is archived. Restore it first.", standing=row["standing"])
        reason = line(payload.reason, "/reason", 2000)
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
                "snoozed_until",
            )
        )
        values["status"] = "open"
        entering = Entering(row, target, when, {}, values, {"reason": reason})
        enter(work, stages, [entering], events.REOPENED)
    return [payload.id for payload in batch]
