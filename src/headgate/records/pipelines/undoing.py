"""Taking back changes of pipelines and stages: fields as they were, what was made is taken out."""

from collections.abc import Sequence

import sqlalchemy as sa

from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.undo import put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.records.pipelines import events, versions
from headgate.records.pipelines.fields import LOST_REASON, PIPELINE, STAGE
from headgate.records.pipelines.tables import stages
from headgate.store.statements import P, shape

for name in (PIPELINE, STAGE, LOST_REASON):
    undoable(name)
reverser(LOST_REASON, "pipeline.edit")(put_back)
Subjects = Sequence[tuple[str, list[Entry]]]


@shape()
def stages_of() -> sa.Select[tuple[str]]:
    return sa.select(stages.c.id).where(
        stages.c.workspace_id == P("ws"),
        stages.c.pipeline_id == P("pipeline"),
        stages.c.standing != "removed",
    )


@reverser(STAGE, "pipeline.edit")
def take_back_stages(work: Work, record: str, subjects: Subjects) -> None:
    put_back(work, record, subjects)
    found = rows.load(work.tx, work.ws, STAGE, [subject for subject, _ in subjects])
    for pipeline_id in sorted({row["pipeline_id"] for row in found.values()}):
        versions.keep(work, pipeline_id)


@reverser(PIPELINE, "pipeline.edit")
def take_back_pipelines(work: Work, record: str, subjects: Subjects) -> None:
    """A pipeline that is taken out takes its stages along."""
    put_back(work, record, subjects)
    found = rows.load(work.tx, work.ws, PIPELINE, [subject for subject, _ in subjects])
    for id_, row in found.items():
        if row["standing"] != rows.REMOVED:
            versions.keep(work, id_)
            continue
        left = work.tx.all(stages_of(), ws=work.ws, pipeline=id_)
        for stage in rows.load(work.tx, work.ws, STAGE, left).values():
            rows.edit(work, STAGE, events.STAGE_RETIRED, stage, {"standing": rows.REMOVED})
