"""Reading pipelines: whole, since they are few and short."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs.work import Work
from headgate.records.pipelines.schemas import Criterion, LostReason, Pipeline, Stage
from headgate.records.pipelines.tables import lost_reasons, pipelines, stages
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class StageRow(msgspec.Struct):
    id: str
    pipeline_id: str
    name: str
    kind: str
    position: int
    purpose: str
    expected_days: int | None
    probability: int | None
    qualifying: bool
    hue: int
    criteria: msgspec.Raw
    standing: str
    version: int


class PipelineRow(msgspec.Struct):
    id: str
    name: str
    standing: str
    version: int


@shape(StageRow)
def all_stages() -> sa.Select[Any]:
    columns = [stages.c[name] for name in StageRow.__struct_fields__]
    return (
        sa.select(*columns)
        .where(stages.c.workspace_id == P("ws"))
        .order_by(stages.c.pipeline_id, stages.c.position, stages.c.id)
    )


@shape(PipelineRow)
def all_pipelines() -> sa.Select[Any]:
    columns = [pipelines.c[name] for name in PipelineRow.__struct_fields__]
    return (
        sa.select(*columns)
        .where(pipelines.c.workspace_id == P("ws"))
        .order_by(pipelines.c.position, pipelines.c.id)
    )


@shape()
def all_reasons() -> sa.Select[Any]:
    r = lost_reasons.c
    return (
        sa.select(r.id, r.name, r.kind, r.position, r.standing, r.version)
        .where(r.workspace_id == P("ws"))
        .order_by(r.position, r.id)
    )


def to_stage(row: StageRow) -> Stage:
    return Stage(
        id=row.id,
        pipeline_id=row.pipeline_id,
        name=row.name,
        kind=row.kind,  # type: ignore[arg-type]  # the column holds one of the three
        position=row.position,
        purpose=row.purpose,
        expected_days=row.expected_days,
        probability=row.probability,
        qualifying=row.qualifying,
        hue=row.hue,
        criteria=msgspec.json.decode(row.criteria, type=list[Criterion]),
        retired=row.standing != "live",
        version=row.version,
    )


class Read(msgspec.Struct):
    """Pipelines as they were read, under the rows (versions too) that they belong to."""

    rows: list[PipelineRow]
    pipelines: list[Pipeline]
    stages: dict[str, Stage]


REMEMBERED: dict[str, Read] = {}
"""By workspace: nearly every request asks for the stages, and they change a few times a year."""
MOST_REMEMBERED = 1_000


def pipelines_now(tx: Tx, ws: str) -> Read:
    """Read anew, for those who change them."""
    rows = tx.all(all_pipelines(), ws=ws)
    found = [
        Pipeline(id=p.id, name=p.name, archived=p.standing != "live", version=p.version, stages=[])
        for p in rows
        if p.standing != "removed"
    ]
    by_id = {pipeline.id: pipeline for pipeline in found}
    stages_read = {}
    for row in tx.all(all_stages(), ws=ws):
        stage = stages_read[row.id] = to_stage(row)
        if row.pipeline_id in by_id and row.standing != "removed":
            by_id[row.pipeline_id].stages.append(stage)
    return Read(rows, found, stages_read)


def read(tx: Tx, ws: str) -> Read:
    """As remembered where no pipeline has another version since; nobody changes what this gives.

    A pipeline's version grows with every change of its stages. Only what is committed is remembered: a
    version that is rolled back comes again with other content.
    """
    known = REMEMBERED.get(ws)
    if known is not None and known.rows == tx.all(all_pipelines(), ws=ws):
        return known
    found = pipelines_now(tx, ws)
    if tx.settled:
        if len(REMEMBERED) >= MOST_REMEMBERED:
            REMEMBERED.clear()
        REMEMBERED[ws] = found
    return found


def pipelines_of(tx: Tx, ws: str) -> list[Pipeline]:
    """Every pipeline with its stages in order, retired ones included and marked."""
    return read(tx, ws).pipelines


def stages_by_id(tx: Tx, ws: str) -> dict[str, Stage]:
    """Every stage there ever was."""
    return read(tx, ws).stages


def stages_in(work: Work) -> dict[str, Stage]:
    """The same, read once for a piece of work of several verbs, none of which shapes pipelines."""
    found: dict[str, Stage] | None = work.scratch.get("stages")
    if found is None:
        found = work.scratch["stages"] = stages_by_id(work.tx, work.ws)
    return found


def reasons_of(tx: Tx, ws: str) -> list[LostReason]:
    return [
        LostReason(id=i, name=name, kind=kind, position=position, retired=standing != "live", version=version)
        for i, name, kind, position, standing, version in tx.all(all_reasons(), ws=ws)
        if standing != "removed"
    ]
