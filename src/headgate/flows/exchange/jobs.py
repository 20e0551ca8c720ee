"""The jobs of imports: a check, an import in slices of half a minute, an undo in such slices."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import msgspec

from headgate.core.access.actor import Actor, system
from headgate.core.jobs import queue
from headgate.core.verbs.perform import perform
from headgate.flows.exchange import checking, driving, runs, unmaking
from headgate.flows.exchange.commands import APPLY, CHECK, UNDO, EndImport
from headgate.flows.exchange.driving import Interrupted
from headgate.flows.exchange.runs import Run
from headgate.flows.exchange.schemas import Status
from headgate.flows.exchange.setting import Setting, begin
from headgate.kit.errors import Problem, forbidden
from headgate.records.members.access import actor_of
from headgate.records.members.queries import person
from headgate.store.engine import Store, Tx

SIGN_OF_LIFE = 10.0


class Asked(msgspec.Struct):
    """Which import, and who asked for it: the job does what that member may."""

    id: str
    member: str | None


def set_out(store: Store, job: queue.Job, wanted: Status, *, dry: bool = False) -> Setting | None:
    """The import with its actor; None where it is no longer in that status."""
    asked = msgspec.json.decode(job.payload, type=Asked)
    ws = job.workspace_id

    def work(tx: Tx) -> Setting | None:
        run = runs.run_of(tx, ws, asked.id)
        if run.status != wanted:
            return None
        if run.stop:  # asked for before the job began
            raise Interrupted
        return begin(tx, member(tx, ws, asked.member), run, dry=dry)

    return store.read(work)


def member(tx: Tx, ws: str, member_id: str | None) -> Actor:
    if member_id is None:
        return system(ws, "import")
    who = person(tx, ws, member_id)
    if who is None or who.status != "active":
        raise forbidden("Who asked for this import is no longer an active member.")
    return replace(actor_of(tx, who, None), origin="import")


def alive(job: queue.Job) -> Callable[[Tx], None]:
    """Extends the job's lease now and then."""
    last = time.monotonic()

    def tell(tx: Tx) -> None:
        nonlocal last
        if time.monotonic() - last > SIGN_OF_LIFE:
            queue.keep_alive(tx, job)
            last = time.monotonic()

    return tell


def end(store: Store, ws: str, ending: EndImport) -> None:
    """Says how the job ended; whoever asked for it may have left meanwhile."""
    store.write(lambda tx: perform(tx, system(ws, "import"), "import.end", [ending]))


def guarded(store: Store, job: queue.Job, work: Callable[[], None], stopped: Callable[[Run], Status]) -> None:
    """Ends the import where its job cannot: stopped by a person, or by what no further attempt would mend."""
    asked = msgspec.json.decode(job.payload, type=Asked)
    ws = job.workspace_id
    try:
        work()
    except Interrupted:
        run = store.read(lambda tx: runs.run_of(tx, ws, asked.id))
        if run.stop:
            end(store, ws, EndImport(asked.id, stopped(run)))
    except Problem as error:
        end(store, ws, EndImport(asked.id, "failed", error.detail or error.title))
    except OSError as error:
        end(store, ws, EndImport(asked.id, "failed", f"The uploaded file cannot be read: {error.strerror}."))
    except Exception as error:
        if job.attempts >= queue.MAX_ATTEMPTS:
            end(store, ws, EndImport(asked.id, "failed", f"{type(error).__name__}: {error}"))
        raise


@queue.handler(CHECK)
def check(store: Store, job: queue.Job) -> None:
    """The dry run, from the start."""

    def work() -> None:
        at = set_out(store, job, "checking", dry=True)
        if at is None:
            return
        result, problems, count = checking.check(store, at)
        checking.keep(store, at, problems, count)
        end(store, at.ws, EndImport(at.run.id, "checked", result=result))

    guarded(store, job, work, lambda run: "draft")


@queue.handler(APPLY)
def apply(store: Store, job: queue.Job) -> None:
    """A slice of the import; the next slice is another job, behind those that wait."""

    def work() -> None:
        at = set_out(store, job, "applying")
        if at is None:
            return
        if driving.apply(store, at, alive(job)):
            end(store, at.ws, EndImport(at.run.id, "applied"))
        else:
            store.write(partial(queue.again, job=job))

    guarded(store, job, work, lambda run: "cancelled")


@queue.handler(UNDO)
def undo(store: Store, job: queue.Job) -> None:
    """A slice of the undo. When all is undone the uploaded files go too."""

    def work() -> None:
        at = set_out(store, job, "undoing")
        if at is None:
            return
        result = unmaking.undo(store, at, alive(job))
        if result is None:
            store.write(partial(queue.again, job=job))
            return
        end(store, at.ws, EndImport(at.run.id, "undone", result=result))
        shutil.rmtree(at.run.folder, ignore_errors=True)

    guarded(store, job, work, lambda run: "cancelled")
