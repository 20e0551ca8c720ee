"""The dry run: every row goes the way that it will go, up to the writing, and nothing is written."""

import time
from collections.abc import Sequence
from functools import partial
from itertools import islice

import msgspec

from headgate.flows.exchange import runs, tally
from headgate.flows.exchange.driving import Interrupted, copies, total_rows
from headgate.flows.exchange.phases import Item, Phase, phases_of
from headgate.flows.exchange.schemas import Progress, Result, RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.store.engine import Store, Tx

CHUNK = 1_000
SHOW_SECONDS = 0.5
AT_ONCE = 500
"""Problems stored by one transaction."""


def check(store: Store, at: Setting) -> tuple[Result, list[RowProblem], int]:
    """What an import would do: the result, the first ten thousand problems, and how many there are."""
    problems: list[RowProblem] = []
    result, count = Result(), 0
    done, total, shown = 0, total_rows(at), time.monotonic()
    for phase in phases_of(at):
        source = phase.items(at, 0) if phase.items else iter(())
        while True:
            items = list(islice(source, CHUNK)) if phase.items else []
            if phase.items and not items:
                break
            found = store.read(partial(counted, at, phase, items), bounded=False)
            result = tally.into(result, phase.file.index, found, counts_rows=phase.counts)
            count += len(found.problems)
            problems += found.problems[: runs.MOST_PROBLEMS - len(problems)]
            done += sum(item.rows for item in items)
            if time.monotonic() - shown > SHOW_SECONDS:
                show(store, at, Progress(phase.name, done, total))
                shown = time.monotonic()
            if phase.items is None:
                break
    return result, problems, count


def counted(at: Setting, phase: Phase, items: Sequence[Item], tx: Tx) -> Tally:
    return phase.write(tx, at, copies(items))


def show(store: Store, at: Setting, progress: Progress) -> None:
    """Tells how far it is; raises Interrupted where somebody stopped it."""
    run = msgspec.structs.replace(at.run)
    if not store.write(lambda tx: runs.changed(tx, at.ws, run, progress=progress), lane="slow"):
        raise Interrupted
    at.run = run


def keep(store: Store, at: Setting, problems: list[RowProblem], count: int) -> None:
    """Stores the problems, in parts that let others through, and how many there are in all."""
    for start in range(0, len(problems), AT_ONCE):
        part = problems[start : start + AT_ONCE]

        def work(tx: Tx, part: list[RowProblem] = part) -> None:
            run = msgspec.structs.replace(at.run)
            stored = runs.keep_problems(tx, at.ws, run, part)
            if not runs.changed(tx, at.ws, run, problems=stored):
                raise Interrupted
            at.run = run

        store.write(work, lane="slow")
    if count > len(problems):
        # Told in one go: the rest is counted and not kept.
        rest = msgspec.structs.replace(at.run)
        store.write(lambda tx: runs.changed(tx, at.ws, rest, problems=count), lane="slow")
        at.run = rest
