"""The verbs of imports: upload, plan, check, apply, cancel, undo; jobs do the work itself."""

from collections.abc import Sequence
from typing import Any

import msgspec

from headgate.core.jobs import queue
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.flows.exchange import checkedplan, events, runs, unmaking
from headgate.flows.exchange.fields import IMPORT
from headgate.flows.exchange.plans import Plan
from headgate.flows.exchange.runs import Place, Run, Stored, run_of
from headgate.flows.exchange.schemas import ChangePlan, NameImport, Result, Status, UndoImport
from headgate.kit.errors import conflict
from headgate.records.custom_fields.queries import fields_of
from headgate.records.pipelines.queries import pipelines_of

CHECK, APPLY, UNDO = "import.check", "import.apply", "import.undo"
PERMISSION = "import.run"
NOTHING_WRITTEN = "it changes nothing but the import itself"


class UploadImport(msgspec.Struct):
    """Files that lie in a folder already, with what they seem to be."""

    id: str
    folder: str
    files: list[Stored]
    plan: Plan


class EndImport(msgspec.Struct):
    """How a job ended."""

    id: str
    status: Status
    error: str | None = None
    result: Result | None = None


@verb("import.upload", permission=PERMISSION, payload=UploadImport, inverse=None, because=NOTHING_WRITTEN)
def upload(work: Work, batch: Sequence[UploadImport]) -> list[str]:
    """Gives the ids of the imports."""
    for new in batch:
        row: dict[str, Any] = {
            "workspace_id": work.ws,
            "id": new.id,
            "status": "draft",
            "created_at": work.at,
            "created_by": work.actor.member_id,
            "plan": new.plan,
            "files": new.files,
            "progress": None,
            "result": None,
            "place": None,
            "stop": False,
            "problems": 0,
            "error": None,
            "folder": new.folder,
            "batch": int(new.id.partition("_")[2], 16),
            "version": 1,
        }
        work.tx.run(rows.insert_row(IMPORT), **row)
        names = ", ".join(stored.file.name for stored in new.files)
        work.note(events.UPLOADED, new.id, files=names)
    return [new.id for new in batch]


def locked(work: Work, id_: str, *allowed: Status) -> Run:
    """The run, which nobody else may change now. Raises 404, 409 in another status."""
    run = run_of(work.tx, work.ws, id_, locked=True)
    if run.status not in allowed:
        raise conflict(f"This import is {run.status}.", status=run.status)
    return run


def put(work: Work, run: Run, **values: Any) -> None:
    if not runs.changed(work.tx, work.ws, run, **values):
        raise conflict("Somebody changed this import meanwhile. Look at it again.", current=run.version)


@verb("import.plan", permission=PERMISSION, payload=ChangePlan, inverse=None, because=NOTHING_WRITTEN)
def plan(work: Work, batch: Sequence[ChangePlan]) -> list[str]:
    """Keeps another plan; what was checked is to be checked again. Raises 404, 409, 422."""
    for change in batch:
        run = locked(work, change.id, "draft", "checked", "failed", "cancelled")
        if run.place is not None:
            raise conflict("A part of it is imported already. Undo that, or import what is left as it is.")
        if change.version is not None and change.version != run.version:
            raise conflict("Somebody changed this import meanwhile.", current=run.version)
        files = [stored.file for stored in run.files]
        checkedplan.check(change.plan, files, pipelines_of(work.tx, work.ws), fields_of(work.tx, work.ws))
        put(work, run, plan=change.plan, status="draft", result=None, error=None)
        work.note(events.PLANNED, run.id, files=run.names)
    return [change.id for change in batch]


@verb("import.check", permission=PERMISSION, payload=NameImport, inverse=None, because=NOTHING_WRITTEN)
def check(work: Work, batch: Sequence[NameImport]) -> list[str]:
    """Asks for a dry run, done by a job. Raises 404, 409, 422 for a plan that cannot be."""
    for payload in batch:
        run = locked(work, payload.id, "draft", "checked", "failed", "cancelled")
        if run.place is not None:
            raise conflict("A part of it is imported already: go on with it, or undo it.")
        files = [stored.file for stored in run.files]
        checkedplan.check(run.plan, files, pipelines_of(work.tx, work.ws), fields_of(work.tx, work.ws))
        work.tx.run(runs.forget_problems(), ws=work.ws, id=run.id)
        put(work, run, status="checking", progress=None, result=None, problems=0, error=None, stop=False)
        ask(work, CHECK, run)
        work.note(events.CHECKING, run.id, files=run.names)
    return [payload.id for payload in batch]


@verb(
    "import.apply",
    permission=PERMISSION,
    payload=NameImport,
    inverse=None,
    because="import.undo takes it back, in parts that let others through",
)
def apply(work: Work, batch: Sequence[NameImport]) -> list[str]:
    """Asks for the import, done by a job; one that was stopped goes on where it stood. Raises 404, 409."""
    for payload in batch:
        run = locked(work, payload.id, "checked", "failed", "cancelled")
        fresh: dict[str, Any] = {}
        if run.place is None:
            if run.status != "checked" or run.result is None:
                raise conflict("Check the import before you apply it.", status=run.status)
            work.tx.run(runs.forget_problems(), ws=work.ws, id=run.id)
            place = Place(expected=run.result.by_stage)
            fresh = {"place": place, "result": Result(), "problems": 0}
        put(work, run, status="applying", progress=None, error=None, stop=False, **fresh)
        ask(work, APPLY, run)
        work.note(events.STARTED, run.id, files=run.names)
    return [payload.id for payload in batch]


@verb("import.cancel", permission=PERMISSION, payload=NameImport, inverse=None, because=NOTHING_WRITTEN)
def cancel(work: Work, batch: Sequence[NameImport]) -> list[str]:
    """Stops a check or an import after the chunk under way; what is imported stays. Raises 404, 409."""
    for payload in batch:
        run = locked(work, payload.id, "checking", "applying")
        put(work, run, stop=True)
        work.note(events.STOPPING, run.id, files=run.names)
    return [payload.id for payload in batch]


@verb(
    "import.undo",
    permission=PERMISSION,
    payload=UndoImport,
    inverse=None,
    because="what was undone is imported again",
)
def undo(work: Work, batch: Sequence[UndoImport]) -> list[str]:
    """Asks for the whole import to be undone, by a job. Raises 404, 409 that names what was changed since."""
    for payload in batch:
        run = locked(work, payload.id, "applied", "cancelled", "failed")
        if not runs.can_undo(run):
            raise conflict("Nothing of it was imported.", status=run.status)
        ways = unmaking.in_the_way(work.tx, work.ws, run.batch)
        if ways and not payload.skip_changed:
            raise conflict(
                f"{len(ways):,} records of this import were changed since.",
                in_the_way=[msgspec.to_builtins(way) for way in ways[: unmaking.SHOWN]],
            )
        put(work, run, status="undoing", progress=None, error=None, stop=False)
        ask(work, UNDO, run)
        work.note(events.UNDOING, run.id, files=run.names)
    return [payload.id for payload in batch]


@verb("import.end", permission=PERMISSION, payload=EndImport, inverse=None, because="it says what is so")
def end(work: Work, batch: Sequence[EndImport]) -> list[str]:
    """A job says how it ended."""
    for payload in batch:
        run = run_of(work.tx, work.ws, payload.id, locked=True)
        result = payload.result or run.result
        put(work, run, status=payload.status, progress=None, error=payload.error, stop=False, result=result)
        work.note(ENDED[payload.status], run.id, files=run.names, said=payload.error or told(payload, result))
    return [payload.id for payload in batch]


ENDED: dict[Status, str] = {
    "checked": events.CHECKED,
    "draft": events.CANCELLED,
    "applied": events.FINISHED,
    "cancelled": events.CANCELLED,
    "failed": events.FAILED,
    "undone": events.UNDONE,
}
PLURAL = {"company": "companies"}


def told(payload: EndImport, result: Result | None) -> str:
    """“8,800 deals, 85 companies, 7 products”."""
    if result is None:
        return "nothing done"
    if payload.status == "undone":
        left = f", {result.left:,} left as they are" if result.left else ""
        return f"{result.undone:,} records taken out{left}"
    counts = sorted(result.created.items(), key=lambda item: -item[1])
    said = [f"{n:,} {noun if n == 1 else PLURAL.get(noun, noun + 's')}" for noun, n in counts if n]
    refused = [f"{result.refused:,} rows refused"] if result.refused else []
    return ", ".join([*said, *refused]) or "nothing new"


def ask(work: Work, kind: str, run: Run) -> None:
    queue.put(work.tx, work.ws, kind, {"id": run.id, "member": work.actor.member_id})


__all__ = ["APPLY", "CHECK", "IMPORT", "UNDO", "EndImport", "UploadImport"]
