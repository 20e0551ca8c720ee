"""Applying an import: chunk after chunk, each with the place it has come to, until all is done or stopped."""

import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import msgspec

from headgate.flows.exchange import runs, tally
from headgate.flows.exchange.phases import Item, Phase, phases_of
from headgate.flows.exchange.plans import Plan
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import Progress, Result, RowProblem, Severity
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit.errors import Problem
from headgate.store.engine import Clash, Store, Tx

AIM_SECONDS = 0.004
"""What a chunk should take of the writer's time; the import then rests as long, so that others come first. It
is the thread's own computing time: on a busy machine the clock mostly measures others."""
FEWEST, MOST = 32, 400
LONGEST = 30.0
"""Seconds after which a job hands over to the next: one import must not keep all others waiting."""
WAY = 4.0
"""A job works at least so many times as long as it took to come to the place where the last one ended: far
down a large file it would else do little more than come there."""


class Interrupted(Exception):
    """Somebody stopped the import, or another process has taken it over."""


def rest(seconds: float) -> None:
    """Leaves the writer to others."""
    time.sleep(seconds)


def total_rows(at: Setting) -> int:
    """Rows to go through in all phases, for the progress shown."""
    return sum(at.run.files[each.file.index].file.rows for each in phases_of(at) if each.items)


def apply(store: Store, at: Setting, alive: Callable[[Tx], None]) -> bool:
    """Goes on from the place kept; true when all is done, false when the time is up. Raises Interrupted."""
    begun = time.monotonic()
    end: float | None = None
    phases = phases_of(at)
    total = total_rows(at)
    while at.place.phase < len(phases):
        phase = phases[at.place.phase]
        if phase.items is None:
            chunk(store, at, phase, [], total, alive, last=True)
            continue
        size = FEWEST
        source = phase.items(at, at.place.row)
        while items := list(islice(source, size)):
            if end is None:
                there = time.monotonic()
                end = there + max(LONGEST, WAY * (there - begun))
            took = chunk(store, at, phase, items, total, alive, last=False)
            size = max(FEWEST, min(MOST, int(AIM_SECONDS * len(items) / max(took, 1e-6))))
            rest(took)
            if time.monotonic() > end:
                return False
        at.place = msgspec.structs.replace(at.place, phase=at.place.phase + 1, row=0)
    return True


def chunk(
    store: Store,
    at: Setting,
    phase: Phase,
    items: Sequence[Item],
    total: int,
    alive: Callable[[Tx], None],
    *,
    last: bool,
) -> float:
    """One transaction: the rows, and how far the import is. Gives the seconds that it held the writer."""
    before, run = at.place, at.run

    def work(tx: Tx) -> tuple[Tally, float]:
        begun = time.thread_time()
        at.run = run
        at.place = msgspec.structs.replace(before, ranks=dict(before.ranks))
        at.pipeline_made = None
        done = written(tx, at, phase, items)
        if last:
            at.place = msgspec.structs.replace(at.place, phase=before.phase + 1, row=0)
        else:
            at.place.row, at.place.done = items[-1].number, before.done + sum(item.rows for item in items)
        keep(tx, at, phase, done, total)
        alive(tx)
        return done, time.thread_time() - begun

    try:
        done, took = store.write(work, lane="slow")
    except BaseException:
        at.place, at.run = before, run
        raise
    for record, name, id_ in done.made:
        at.names[record].made(name, id_)
    return took


def keep(tx: Tx, at: Setting, phase: Phase, done: Tally, total: int) -> None:
    """Stores the place with what was done; raises Interrupted where the run was changed meanwhile."""
    run = msgspec.structs.replace(at.run)
    result = tally.into(run.result or Result(), phase.file.index, done, counts_rows=phase.counts)
    more: dict[str, Any] = {"plan": with_pipeline(run.plan, at.pipeline_made)} if at.pipeline_made else {}
    problems = runs.keep_problems(tx, at.ws, run, done.problems)
    progress = Progress(phase.name, at.place.done, total)
    values = {"place": at.place, "result": result, "problems": problems, "progress": progress, **more}
    if not runs.changed(tx, at.ws, run, **values):
        raise Interrupted
    at.run = run


def with_pipeline(plan: Plan, id_: str) -> Plan:
    return msgspec.structs.replace(plan, options=msgspec.structs.replace(plan.options, pipeline_id=id_))


def written(tx: Tx, at: Setting, phase: Phase, items: Sequence[Item]) -> Tally:
    """The chunk as a whole; where the verbs refuse it, row by row, so that only the guilty are refused."""
    if phase.items is None:
        return phase.write(tx, at, [])
    try:
        with tx.attempt():
            return phase.write(tx, at, copies(items))
    except (Problem, Clash):
        done = Tally()
        for item in items:
            done.add(alone(tx, at, phase, item))
        return done


def alone(tx: Tx, at: Setting, phase: Phase, item: Item) -> Tally:
    try:
        with tx.attempt():
            return phase.write(tx, at, copies([item]))
    except (Problem, Clash) as error:
        said = tally.sentence(error) if isinstance(error, Problem) else "Another record has the same key."
        severity: Severity = "refused" if phase.counts else "warning"
        told = RowProblem(phase.file.index, item.number, None, severity, said)
        if phase.counts:
            done = Tally()
            done.refuse([told])
            done.rows_refused += item.rows - 1
            return done
        return Tally(problems=[told])


def copies(items: Sequence[Item]) -> list[Any]:
    """The rows for a writer, which may add to their problems."""
    return [
        item.what._replace(problems=list(item.what.problems)) if isinstance(item.what, Row) else item.what
        for item in items
    ]
