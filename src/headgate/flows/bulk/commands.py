"""The verbs of changes of many deals: start, cancel, undo; jobs do the work itself."""

from collections.abc import Sequence
from typing import Any

import msgspec

from headgate.core.access.actor import Origin
from headgate.core.jobs import queue
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.flows.bulk import choosing, events, runs
from headgate.flows.bulk.fields import BULK
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import Doing, NameBulk, NewBulk, Result, Status
from headgate.kit import ids
from headgate.kit.errors import conflict

APPLY, UNDO = "bulk.apply", "bulk.undo"
HAND_OVER: Doing = "hand_over"
CONVERT: Doing = "convert"
PERMISSION = "deal.bulk"
SAID = "it changes nothing but what is said of the change"


class Asked(msgspec.Struct):
    """Which change, and as whom its job works: the member who asked, through a token with its scopes."""

    id: str
    member: str | None
    scopes: tuple[str, ...] | None
    origin: Origin
    device: str | None


def ask(work: Work, kind: str, id_: str) -> None:
    actor = work.actor
    queue.put(work.tx, work.ws, kind, Asked(id_, actor.member_id, actor.scopes, actor.origin, actor.device))


class EndBulk(msgspec.Struct):
    """How a job ended."""

    id: str
    status: Status
    error: str | None = None
    result: Result | None = None


def note(work: Work, kind: str, run: Run, **data: Any) -> None:
    work.note(kind, run.id, what=run.verb.replace("_", " "), count=f"{run.total:,}", **data)


def begun(work: Work, doing: Doing, payload: dict[str, Any], records: list[str], *, whole: bool) -> Run:
    """A change that a job is asked to do with those records."""
    id_ = ids.new("bulk")
    run = Run(
        id=id_,
        status="applying",
        created_at=work.at,
        created_by=work.actor.member_id,
        verb=doing,
        payload=payload,
        whole=whole,
        total=len(records),
        done=0,
        result=Result(),
        stop=False,
        error=None,
        batch=int(id_.partition("_")[2], 16),
        version=1,
    )
    work.tx.run(rows.insert_row(BULK), workspace_id=work.ws, deals=records, **msgspec.structs.asdict(run))
    ask(work, APPLY, id_)
    return run


@verb(
    "bulk.start",
    permission=PERMISSION,
    payload=NewBulk,
    inverse=None,
    because="bulk.undo takes it back, in parts that let others through",
)
def start(work: Work, batch: Sequence[NewBulk]) -> list[str]:
    """Asks for a change of the deals that are chosen now, done by a job. Raises 403, 409, 422."""
    made = []
    for new in batch:
        work.actor.require(choosing.verb_of(new).permission)
        choosing.payload_of(new)
        deals = choosing.chosen(work.tx, work.actor, new)
        run = begun(work, new.verb, new.payload, deals, whole=new.whole)
        note(work, events.STARTED, run)
        made.append(run.id)
    return made


STOPPED: dict[Doing, str] = {HAND_OVER: events.HANDING_STOPPED, CONVERT: events.CONVERTING_STOPPED}
TAKEN_BACK: dict[Doing, str] = {HAND_OVER: events.HANDING_UNDONE, CONVERT: events.CONVERTING_UNDONE}


def locked(work: Work, id_: str, *allowed: Status) -> Run:
    """The run, which nobody else may change now. Raises 404, 409 in another status."""
    run = runs.seen(work.tx, work.actor, id_, locked=True)
    if run.status not in allowed:
        raise conflict(f"This change is {run.status}.", status=run.status)
    return run


def put(work: Work, run: Run, **values: Any) -> None:
    if not runs.changed(work.tx, work.ws, run, **values):
        raise conflict("Somebody changed this meanwhile. Look at it again.", current=run.version)


@verb("bulk.cancel", permission=PERMISSION, payload=NameBulk, inverse=None, because=SAID)
def cancel(work: Work, batch: Sequence[NameBulk]) -> list[str]:
    """Stops after the deals under way; what is changed stays so. Raises 404, 409."""
    for payload in batch:
        run = locked(work, payload.id, "applying")
        put(work, run, stop=True)
        note(work, STOPPED.get(run.verb, events.STOPPING), run)
    return [payload.id for payload in batch]


@verb("bulk.undo", permission=PERMISSION, payload=NameBulk, inverse=None, because="it is asked for again")
def undo(work: Work, batch: Sequence[NameBulk]) -> list[str]:
    """Asks for the whole change to be undone, by a job; what was changed since stays. Raises 404, 409."""
    for payload in batch:
        run = locked(work, payload.id, "applied", "cancelled", "failed")
        if not runs.can_undo(run):
            raise conflict("Nothing of it was changed.", status=run.status)
        put(work, run, status="undoing", done=0, error=None, stop=False)
        ask(work, UNDO, run.id)
        note(work, TAKEN_BACK.get(run.verb, events.UNDOING), run)
    return [payload.id for payload in batch]


@verb("bulk.end", permission=PERMISSION, payload=EndBulk, inverse=None, because=SAID)
def end(work: Work, batch: Sequence[EndBulk]) -> list[str]:
    """A job says how it ended."""
    for payload in batch:
        run = runs.run_of(work.tx, work.ws, payload.id, locked=True)
        result = payload.result or run.result
        put(work, run, status=payload.status, error=payload.error, stop=False, result=result)
        note(work, ENDED[payload.status], run, said=payload.error or told(run.verb, payload.status, result))
    return [payload.id for payload in batch]


ENDED: dict[Status, str] = {
    "applied": events.FINISHED,
    "cancelled": events.CANCELLED,
    "failed": events.FAILED,
    "undone": events.UNDONE,
}


def told(doing: Doing, status: Status, result: Result) -> str:
    """“312 deals changed, 4 left as they are”."""
    done, verb_, left = result.changed, "changed", result.refused
    if status == "undone":
        done, verb_, left = result.undone, "put back", result.left
    of = "records" if doing in (HAND_OVER, CONVERT) else "deals"
    return f"{done:,} {of} {verb_}" + (f", {left:,} left as they are" if left else "")


__all__ = ["APPLY", "BULK", "CONVERT", "HAND_OVER", "UNDO", "EndBulk"]
