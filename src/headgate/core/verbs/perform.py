"""The one write path: a verb, performed in a transaction by an actor who may."""

from collections.abc import Sequence
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
