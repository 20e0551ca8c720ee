"""Plays the demo steps: each through its verb, in the order of time, a piece of work a person and turn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from headgate.app.demo.lives import Life, Step
from headgate.core.access.actor import Actor
from headgate.core.verbs.registry import VERBS
from headgate.core.verbs.work import Work
from headgate.records.activities.schemas import NewActivity
from headgate.store.engine import Tx


def play(tx: Tx, actor: Actor, lives: Sequence[Life]) -> list[str]:
    """Gives the deals' ids. One piece of work for all, so that each deal's whole life is folded once."""
    work = Work(tx, actor)
    ids: dict[int, str] = {}
    planned: dict[tuple[int, str], str] = {}
    logged: list[NewActivity] = []
    ordered = [(step.at, place, i) for i, life in enumerate(lives) for place, step in enumerate(life.steps)]
    for _, place, i in sorted(ordered):
        step = lives[i].steps[place]
        if step.verb != "deal.create":
            point(step, ids[i], planned.get((i, step.takes), ""))
        if isinstance(step.payload, NewActivity) and step.payload.done:
            logged.append(step.payload)
            continue
        (made,) = perform(work, step.verb, [step.payload], step.at)
        if step.verb == "deal.create":
            ids[i] = made
        if step.makes:
            planned[i, step.makes] = made
    if logged:
        perform(work, "activity.add", logged, work.at)
    work.notes.sort(key=lambda note: note.occurred_at)
    work.end()
    return [ids[i] for i in range(len(lives))]


def perform(work: Work, name: str, batch: Sequence[Any], at: datetime) -> list[Any]:
    work.actor.require(VERBS[name].permission)
    work.occurred_at = at
    return VERBS[name].run(work, batch)


def point(step: Step, deal_id: str, activity_id: str) -> None:
    """Puts into a payload which record it is about."""
    if step.verb == "activity.add":
        step.payload.deal_id = deal_id
    elif step.takes:
        step.payload.id = activity_id
    else:
        step.payload.id = deal_id
