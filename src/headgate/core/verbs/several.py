"""A verb over many records of which those go that can: the same verb as for one, its refusals gathered."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from headgate.core.access.actor import Actor
from headgate.core.verbs.registry import VERBS
from headgate.core.verbs.work import Work
from headgate.kit.errors import Problem
from headgate.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Sorted:
    """What became of the records: changed, refused with their problems; the others were so before."""

    changed: frozenset[str]
    refused: dict[str, Problem]


class _TriedOut(Exception):
    """Ends a trial: nothing of it is done."""


def perform_some(
    tx: Tx, actor: Actor, name: str, batch: Sequence[Any], *, group: int | None = None, trial: bool = False
) -> Sorted:
    """Runs a verb on payloads that each name a record. Raises Problem for what is wrong with all of them.

    `trial`: nothing is written, and what is told is what would be.
    """
    verb = VERBS[name]
    if not verb.sifts:
        raise ValueError(f"{name} goes for all records or for none")
    actor.require(verb.permission)
    work = Work(tx, actor, batch=group)
    refused = work.refused = {}
    with suppress(_TriedOut), tx.attempt():
        verb.run(work, batch)
        if trial:
            raise _TriedOut
        work.end()
    return Sorted(frozenset(note.subject_id for note in work.notes), refused)
