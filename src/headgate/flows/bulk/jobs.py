"""The jobs of changes of many deals: done, and undone, in chunks that let others through."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

import msgspec

from headgate.core.access.actor import Actor, system
from headgate.core.jobs import queue
from headgate.core.verbs.perform import perform
from headgate.flows.bulk import choosing, converting, handing, runs, sorting, unmaking
from headgate.flows.bulk.commands import APPLY, UNDO, Asked, EndBulk
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import Chosen, Doing, NewBulk, Result, Status, Verb
from headgate.flows.bulk.unmaking import SIGN_OF_LIFE, Interrupted
from headgate.flows.exchange.driving import LONGEST
from headgate.kit.errors import Problem, forbidden
from headgate.records.members.access import actor_of
from headgate.records.members.queries import person
from headgate.store.engine import Store, Tx

CHUNK = 100
"""Deals of one transaction; the job then rests half as long as it computed, and others come between."""


AsActor = Callable[[Tx], Actor]


class Whole(Exception):
    """A deal of a change that goes for all or for none must stay."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


def asker(ws: str, asked: Asked, tx: Tx) -> Actor:
    """Who asked: the job does what that member may, through a token what the token may. Raises 403."""
    if asked.member is None:
        return system(ws, asked.origin)
    who = person(tx, ws, asked.member)
    if who is None or who.status != "active":
        raise forbidden("Who asked for this change is no longer an active member.")
    return replace(actor_of(tx, who, asked.scopes, asked.device), origin=asked.origin)


def end(store: Store, ws: str, ending: EndBulk) -> None:
    store.write(lambda tx: perform(tx, system(ws), "bulk.end", [ending]))


def guarded(
    store: Store, job: queue.Job, status: Status, work: Callable[[Run, AsActor], EndBulk | None]
) -> None:
    """Ends the change, also where its job cannot: stopped by a person, or by what no further attempt would
    mend. Work that gives nothing goes on when its turn comes again."""
    asked = msgspec.json.decode(job.payload, type=Asked)
    ws = job.workspace_id
    run = store.read(lambda tx: runs.run_of(tx, ws, asked.id))
    if run.status != status:
        return
    try:
        if run.stop:
            raise Interrupted
        ending = work(run, partial(asker, ws, asked))
        if ending is None:
            store.write(partial(queue.again, job=job))
        else:
            end(store, ws, ending)
    except Interrupted:
        run = store.read(lambda tx: runs.run_of(tx, ws, asked.id))
        if run.stop:
            end(store, ws, EndBulk(asked.id, "cancelled"))
    except Problem as error:
        end(store, ws, EndBulk(asked.id, "failed", error.detail or error.title))
    except Exception as error:
        if job.attempts >= queue.MAX_ATTEMPTS:
            end(store, ws, EndBulk(asked.id, "failed", f"{type(error).__name__}: {error}"))
        raise


@queue.handler(APPLY)
def apply(store: Store, job: queue.Job) -> None:
    """Goes on from where an earlier attempt stood; the last deals first, so that the first stand on top."""

    def work(run: Run, actor_of_job: AsActor) -> EndBulk | None:
        ws = job.workspace_id
        ids = store.read(lambda tx: runs.deals_in(tx, ws, run.id))
        if run.verb == "convert":
            run = store.write(partial(prepare, job, run, actor_of_job))
        started = last = time.monotonic()
        while run.done < run.total:
            begun = time.monotonic()
            size = run.total if run.whole else CHUNK
            part = ids[max(0, run.total - run.done - size) : run.total - run.done]
            alive = begun - last > SIGN_OF_LIFE
            last = begun if alive else last
            try:
                run, took = store.write(partial(chunk, job, run, part, actor_of_job, alive), lane="slow")
            except Whole as stays:
                stays.result.unchanged += stays.result.changed
                stays.result.changed, stays.result.examples = 0, []
                said = f"{stays.result.refused:,} deals have to stay as they are, so all do."
                return EndBulk(run.id, "failed", said, stays.result)
            time.sleep(took / 2)
            if run.done < run.total and time.monotonic() - started > LONGEST:
                return None
        return EndBulk(run.id, "applied")

    guarded(store, job, "applying", work)


def chunk(
    job: queue.Job, before: Run, part: list[str], actor_of_job: AsActor, alive: bool, tx: Tx
) -> tuple[Run, float]:
    """One transaction: the verb, and how far the change is; gives the run as it then is, and the seconds of
    computing, which on a busy machine say more than the clock."""
    begun = time.thread_time()
    run = msgspec.structs.replace(before)
    ws = job.workspace_id
    actor = actor_of_job(tx)
    found = DOING.get(run.verb, done)(tx, actor, run, part)
    result = sorting.added(run.result, found)
    if not runs.changed(tx, ws, run, done=run.done + len(part), result=result):
        raise Interrupted
    if alive:
        queue.keep_alive(tx, job)
    return run, time.thread_time() - begun


def done(tx: Tx, actor: Actor, run: Run, part: list[str]) -> Result:
    """The verb of deals, done with a part of them."""
    new = NewBulk(Chosen(), cast(Verb, run.verb), run.payload)
    verb, payload = choosing.verb_of(new), choosing.payload_of(new)
    actor.require(verb.permission)
    if not run.whole:
        return sorting.sort_each(tx, actor, verb.name, payload, part, group=run.batch)
    found = sorting.sort(tx, actor, verb.name, payload, part, group=run.batch, trial=False)
    if found.refused:
        raise Whole(found)
    return found


DOING: dict[Doing, Callable[[Tx, Actor, Run, list[str]], Result]] = {
    "hand_over": handing.hand,
    "convert": converting.carry,
}


def prepare(job: queue.Job, before: Run, actor_of_job: AsActor, tx: Tx) -> Run:
    """What comes before the first records: the field that their values are to go to."""
    run = msgspec.structs.replace(before)
    payload = converting.swap(tx, actor_of_job(tx), run)
    if payload != run.payload and not runs.changed(tx, job.workspace_id, run, payload=payload):
        raise Interrupted
    return run


@queue.handler(UNDO)
def undo(store: Store, job: queue.Job) -> None:
    def work(run: Run, actor_of_job: AsActor) -> EndBulk:
        result = unmaking.undo(store, job, run, actor_of_job)
        return EndBulk(run.id, "undone", result=result)

    guarded(store, job, "undoing", work)
