"""The API of targets."""

from typing import Annotated, Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.listing.pages import Archived
from headgate.core.verbs.perform import Outcome
from headgate.records.targets.queries import targets_during, the_target
from headgate.records.targets.schemas import EditTarget, NameTarget, NewTarget, Target, Targets
from headgate.store.engine import Tx

TAGS = ["Targets"]
SHOWN = "The target as it is now."
EDIT: dict[str, Any] = {"permission": "target.edit"}
During = Annotated[
    str | None,
    QueryParameter(description="Those that share a day with it, such as this-quarter.", max_length=60),
]


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Target:
    return the_target(tx, actor, outcome.results[0])


@get(
    "/targets",
    operation_id="listTargets",
    summary="List targets",
    response_description="Those that are within one's sight, the latest period first.",
    tags=TAGS,
    opt={"permission": "metric.read"},
)
async def list_targets(request: AnyRequest, period: During = None, archived: Archived = False) -> Targets:
    return await read(
        request,
        "metric.read",
        lambda tx, actor: Targets(targets_during(tx, actor, period, put_away=archived)),
    )


@post(
    "/targets",
    operation_id="createTarget",
    summary="Set a target for a period",
    response_description="The new target.",
    tags=TAGS,
    opt=EDIT,
)
async def create_target(request: AnyRequest, data: JSONBody[NewTarget]) -> Target:
    return await act(request, "target.create", data, answer)


@get(
    "/targets/{target_id:str}",
    operation_id="getTarget",
    summary="A target",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "metric.read"},
)
async def get_target(request: AnyRequest, target_id: FromPath[str]) -> Target:
    return await read(request, "metric.read", lambda tx, actor: the_target(tx, actor, target_id))


@patch(
    "/targets/{target_id:str}",
    operation_id="editTarget",
    summary="Change what is to be reached",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
)
async def edit_target(request: AnyRequest, target_id: FromPath[str], data: JSONBody[EditTarget]) -> Target:
    data.id = target_id
    return await act(request, "target.edit", data, answer)


@post(
    "/targets/{target_id:str}/archive",
    operation_id="archiveTarget",
    summary="Put a target away",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def archive_target(request: AnyRequest, target_id: FromPath[str]) -> Target:
    return await act(request, "target.archive", NameTarget(target_id), answer)


@post(
    "/targets/{target_id:str}/restore",
    operation_id="restoreTarget",
    summary="Bring a target back",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def restore_target(request: AnyRequest, target_id: FromPath[str]) -> Target:
    return await act(request, "target.restore", NameTarget(target_id), answer)


routes: list[HTTPRouteHandler] = [
    list_targets,
    create_target,
    get_target,
    edit_target,
    archive_target,
    restore_target,
]
