"""Undoing a change of many deals, part after part, newest first; what was changed since stays as it is."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import msgspec

from headgate.core.access.actor import Actor
from headgate.core.jobs import queue
from headgate.core.verbs.perform import perform
from headgate.core.verbs.undo import Undo
from headgate.flows.bulk import runs
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import Result
from headgate.flows.exchange.unmaking import Entry, count_subjects, standing_entries
from headgate.kit.errors import Problem
from headgate.store.engine import Store, Tx

PART = 100
SIGN_OF_LIFE = 10.0


class Interrupted(Exception):
    """Somebody stopped the change, or another process has taken it over."""


def undo(store: Store, job: queue.Job, run: Run, actor_of: Callable[[Tx], Actor]) -> Result:
    """What was undone and what is left. Can be run again from the start at any time."""
    ws, before, last = job.workspace_id, 1 << 62, time.monotonic()
    while part := store.read(partial(standing_entries, ws, run.batch, before, PART)):
        begun = time.monotonic()
        before = part[-1].seq
        alive = begun - last > SIGN_OF_LIFE
        last = begun if alive else last
        run, took = store.write(partial(step, job, run, part, actor_of, alive), lane="slow")
        time.sleep(took / 2)

    def counted(tx: Tx) -> Result:
        left = int(tx.one(count_subjects(True), ws=ws, batch=run.batch) or 0)
        every = int(tx.one(count_subjects(False), ws=ws, batch=run.batch) or 0)
        return msgspec.structs.replace(run.result, undone=every - left, left=left)

    return store.read(counted, bounded=False)


def step(
    job: queue.Job,
    before: Run,
    part: list[Entry],
    actor_of: Callable[[Tx], Actor],
    alive: bool,
    tx: Tx,
) -> tuple[Run, float]:
    """One transaction; where the part is refused as a whole, deal by deal, and the rest stays."""
    begun = time.thread_time()
    run = msgspec.structs.replace(before)
    actor = actor_of(tx)
    try:
        with tx.attempt():
            perform(tx, actor, "undo", [asked(run, part)])
    except Problem:
        for entry in part:
            with suppress(Problem), tx.attempt():
                perform(tx, actor, "undo", [asked(run, [entry])])
    if not runs.changed(tx, job.workspace_id, run, done=min(run.total, run.done + len(part))):
        raise Interrupted
    if alive:
        queue.keep_alive(tx, job)
    return run, time.thread_time() - begun


def asked(run: Run, part: list[Entry]) -> Undo:
    return Undo(batch=run.batch, seqs=[entry.seq for entry in part], skip_changed=True)
