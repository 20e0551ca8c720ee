"""The API of pipelines."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.kit.errors import not_found
from headgate.records.pipelines import commands, undoing
from headgate.records.pipelines.queries import pipelines_of, reasons_of, stages_by_id
from headgate.records.pipelines.schemas import (
    AddStage,
    EditPipeline,
    EditReason,
    EditStage,
    LostReason,
    LostReasons,
    NewPipeline,
    NewReason,
    NewStage,
    Pipeline,
    Pipelines,
    RetireStage,
    Stage,
)
from headgate.store.engine import Tx

TAGS = ["Pipelines"]
VERBS = (commands, undoing)
"""The modules whose verbs these routes perform, by name."""


def options(permission: str) -> dict[str, Any]:
    return {"permission": permission}


def a_pipeline(tx: Tx, actor: Actor, outcome: Outcome) -> Pipeline:
    for pipeline in pipelines_of(tx, actor.workspace_id):
        if pipeline.id == outcome.results[0]:
            return pipeline
    raise not_found("pipeline")


def a_stage(tx: Tx, actor: Actor, outcome: Outcome) -> Stage:
    return stages_by_id(tx, actor.workspace_id)[outcome.results[0]]


def a_reason(tx: Tx, actor: Actor, outcome: Outcome) -> LostReason:
    return next(r for r in reasons_of(tx, actor.workspace_id) if r.id == outcome.results[0])


@get(
    "/pipelines",
    operation_id="listPipelines",
    summary="Pipelines with their stages",
    tags=TAGS,
    opt=options("pipeline.read"),
)
async def list_pipelines(request: AnyRequest) -> Pipelines:
    return await read(
        request, "pipeline.read", lambda tx, actor: Pipelines(pipelines_of(tx, actor.workspace_id))
    )


@post(
    "/pipelines",
    operation_id="createPipeline",
    summary="Create a pipeline",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def create_pipeline(request: AnyRequest, data: NewPipeline) -> Pipeline:
    return await act(request, "pipeline.create", data, a_pipeline)


@patch(
    "/pipelines/{pipeline_id:str}",
    operation_id="editPipeline",
    summary="Rename a pipeline",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def edit_pipeline(request: AnyRequest, pipeline_id: str, data: EditPipeline) -> Pipeline:
    data.id = pipeline_id
    return await act(request, "pipeline.edit", data, a_pipeline)


@post(
    "/pipelines/{pipeline_id:str}/stages",
    operation_id="addStage",
    summary="Add a stage",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def add_stage(request: AnyRequest, pipeline_id: str, data: NewStage) -> Stage:
    return await act(request, "stage.add", AddStage(pipeline_id, data), a_stage)


@patch(
    "/stages/{stage_id:str}",
    operation_id="editStage",
    summary="Edit a stage, its gate and its place",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def edit_stage(request: AnyRequest, stage_id: str, data: EditStage) -> Stage:
    data.id = stage_id
    return await act(request, "stage.edit", data, a_stage)


@post(
    "/stages/{stage_id:str}/retire",
    operation_id="retireStage",
    summary="Take an empty stage out of use",
    tags=TAGS,
    opt=options("pipeline.edit"),
    status_code=200,
)
async def retire_stage(request: AnyRequest, stage_id: str) -> Stage:
    return await act(request, "stage.retire", RetireStage(stage_id), a_stage)


@get(
    "/lost-reasons",
    operation_id="listLostReasons",
    summary="Reasons for losing a deal",
    tags=TAGS,
    opt=options("pipeline.read"),
)
async def list_reasons(request: AnyRequest) -> LostReasons:
    return await read(
        request, "pipeline.read", lambda tx, actor: LostReasons(reasons_of(tx, actor.workspace_id))
    )


@post(
    "/lost-reasons",
    operation_id="addLostReason",
    summary="Add a lost reason",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def add_reason(request: AnyRequest, data: NewReason) -> LostReason:
    return await act(request, "lost_reason.add", data, a_reason)


@patch(
    "/lost-reasons/{reason_id:str}",
    operation_id="editLostReason",
    summary="Edit or retire a lost reason",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def edit_reason(request: AnyRequest, reason_id: str, data: EditReason) -> LostReason:
    data.id = reason_id
    return await act(request, "lost_reason.edit", data, a_reason)


routes: list[HTTPRouteHandler] = [
    list_pipelines,
    create_pipeline,
    edit_pipeline,
    add_stage,
    edit_stage,
    retire_stage,
    list_reasons,
    add_reason,
    edit_reason,
]
