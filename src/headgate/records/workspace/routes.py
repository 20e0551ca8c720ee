"""The API of the workspace."""

from litestar import get, patch
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.workspace.queries import workspace_of
from headgate.records.workspace.schemas import EditWorkspace, Workspace
from headgate.store.engine import Tx

TAGS = ["Workspace"]


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Workspace:
    return workspace_of(tx, actor.workspace_id)


@get(
    "/workspace",
    operation_id="getWorkspace",
    summary="The workspace and its settings",
    response_description="The workspace of the session or token.",
    tags=TAGS,
    opt={"permission": "workspace.read"},
)
async def get_workspace(request: AnyRequest) -> Workspace:
    return await read(request, "workspace.read", lambda tx, actor: workspace_of(tx, actor.workspace_id))


@patch(
    "/workspace",
    operation_id="editWorkspace",
    summary="Change settings of the workspace",
    response_description="The workspace as it is now.",
    tags=TAGS,
    opt={"permission": "workspace.edit"},
)
async def edit_workspace(request: AnyRequest, data: JSONBody[EditWorkspace]) -> Workspace:
    return await act(request, "workspace.edit", data, answer)


routes: list[HTTPRouteHandler] = [get_workspace, edit_workspace]
