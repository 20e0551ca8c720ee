"""Keeps what a pipeline looked like: a definition from an instant on, one row a change."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.records.pipelines import events
from headgate.records.pipelines.fields import STAGE
from headgate.records.pipelines.queries import pipelines_now
from headgate.records.pipelines.tables import pipeline_versions, pipelines
from headgate.store.dialect import upsert
from headgate.store.statements import P, shape


@shape()
def grow_version() -> sa.Update:
    return (
        sa.update(pipelines)
        .where(pipelines.c.workspace_id == P("ws"), pipelines.c.id == P("id"))
        .values(version=pipelines.c.version + 1)
    )


@shape()
def insert_version() -> Any:
    statement = upsert(pipeline_versions).values({c.name: P(c.name) for c in pipeline_versions.columns})
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "pipeline_id", "number"],
        set_={"definition": statement.excluded.definition},
    )


def keep(work: Work, pipeline_id: str) -> None:
    """Gives the pipeline a new version and keeps its present definition under that number."""
    work.tx.run(grow_version(), ws=work.ws, id=pipeline_id)
    (pipeline,) = [p for p in pipelines_now(work.tx, work.ws).pipelines if p.id == pipeline_id]
    work.tx.run(
        insert_version(),
        workspace_id=work.ws,
        pipeline_id=pipeline_id,
        number=pipeline.version,
        valid_from=work.at,
        definition=msgspec.to_builtins(pipeline),
    )


def place(work: Work, pipeline_id: str, stage_ids: Sequence[str]) -> None:
    """Puts the stages in this order, notes those that moved, and keeps the result."""
    found = rows.load(work.tx, work.ws, STAGE, stage_ids)
    for position, stage_id in enumerate(stage_ids):
        rows.edit(work, STAGE, events.STAGE_EDITED, found[stage_id], {"position": position})
    keep(work, pipeline_id)
