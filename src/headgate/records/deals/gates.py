"""Gates: what a stage asks of a deal that enters it, asked of the stored deal by one query."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS, Field, Scope
from headgate.core.verbs.work import Work
from headgate.kit.errors import Problem, unmet
from headgate.records.deals.tables import deals
from headgate.records.pipelines.schemas import Stage
from headgate.store.dialect import among
from headgate.store.statements import P, shape

Asked = tuple[tuple[str, str], ...]
"""Criteria as (kind, field) pairs: what changes the query's text."""


@shape()
def answers(asked: Asked) -> sa.Select[Any]:
    """For each deal: its id, then one boolean a criterion."""
    scope = Scope(deals)
    tests = []
    for i, (_, name) in enumerate(asked):
        expression = RECORDS["deal"].field(name).expression(scope)
        filled = sa.case((expression.is_(None), 0), else_=1)
        tests.append(sa.type_coerce(filled, sa.Integer).label(f"t{i}"))
    return sa.select(deals.c.id, *tests).where(deals.c.workspace_id == P("ws"), among(deals.c.id, "ids"))


def passed(stages: Mapping[str, Stage], start: Stage | None, target: Stage) -> list[Stage]:
    """The stages whose gates a move meets: every one on the way up and the target's; none going back.

    `start` is the open stage that the deal is in, or was closed from; None for a new deal.
    """
    if target.kind == "lost":
        return [target]
    same = start is not None and start.pipeline_id == target.pipeline_id
    low = start.position if same and start is not None else -1
    return sorted(
        (
            stage
            for stage in stages.values()
            if stage.pipeline_id == target.pipeline_id
            and stage.kind != "lost"
            and not stage.retired
            and low < stage.position <= target.position
        ),
        key=lambda stage: stage.position,
    )


def check(
    work: Work, moves: Sequence[tuple[str, Stage | None, Stage]], stages: Mapping[str, Stage]
) -> list[tuple[int, Problem]]:
    """Asks the gates of (deal id, from, to), after the values given with the move are stored.

    Gives the refused moves as (place in the batch, the 422 problem that lists what is missing).
    """
    groups: dict[Asked, list[int]] = {}
    for i, (_, start, target) in enumerate(moves):
        asked: Asked = tuple(
            dict.fromkeys(
                (str(c.kind), c.field) for stage in passed(stages, start, target) for c in stage.criteria
            )
        )
        if asked:
            groups.setdefault(asked, []).append(i)
    refused: list[tuple[int, Problem]] = []
    for asked, places in groups.items():
        rows = work.tx.all(answers(asked), ws=work.ws, ids=[moves[i][0] for i in places])
        found = {row[0]: row[1:] for row in rows}
        for i in places:
            missing = [pair for pair, good in zip(asked, found[moves[i][0]], strict=True) if not good]
            if missing:
                refused.append((i, unmet([criterion(name, moves[i][2]) for _, name in missing])))
    return refused


def criterion(name: str, target: Stage) -> dict[str, Any]:
    """An unmet criterion, with what a person needs to meet it on the spot."""
    field: Field = RECORDS["deal"].field(name)
    return {
        "criterion": f"field_filled:{name}",
        "kind": "field_filled",
        "field": name,
        "label": field.label,
        "type": field.type,
        "links": field.links,
        "stage_id": target.id,
        "sentence": f"{field.label} is filled",
        "how": f"Fill in {field.label.lower()}.",
        "who": "Whoever may edit the deal",
    }
