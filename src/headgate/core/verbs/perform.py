"""The one write path: a verb, performed in a transaction by an actor who may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from headgate.core.access.actor import Actor
from headgate.core.verbs.registry import VERBS
from headgate.core.verbs.work import Work
from headgate.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb gave for each of its batch, and the journal numbers it took (0, 0 when nothing changed)."""

    results: list[Any]
    first: int
    last: int


def perform(
    tx: Tx,
    actor: Actor,
    name: str,
    batch: Sequence[Any],
    *,
    occurred_at: datetime | None = None,
    group: int | None = None,
) -> Outcome:
    """Runs a verb on a batch inside the transaction. Raises Problem; then nothing of it is done.

    `occurred_at`: when it happened, if not now. `group`: the number that ties an import's or bulk edit's
    entries together.
    """
    verb = VERBS[name]
    actor.require(verb.permission)
    work = Work(tx, actor, occurred_at=occurred_at, batch=group)
    results = verb.run(work, batch)
    work.end()
    return Outcome(results, work.first, work.last)


Step = tuple[str, Sequence[Any] | Callable[[list[list[Any]]], Sequence[Any]]]
"""A verb and its batch; or a function that makes the batch of what the steps before it gave."""


def perform_all(tx: Tx, actor: Actor, steps: Sequence[Step], *, group: int | None = None) -> Outcome:
    """Runs several verbs as one piece of work: one recorded instant, and history written once for all that
    they do to a record. Gives the results of each step. Raises Problem; then nothing of it is done."""
    work = Work(tx, actor, batch=group)
    results: list[list[Any]] = []
    for name, given in steps:
        actor.require(VERBS[name].permission)
        batch = given(results) if callable(given) else given
        results.append(VERBS[name].run(work, batch) if batch else [])
    work.end()
    return Outcome(results, work.first, work.last)
