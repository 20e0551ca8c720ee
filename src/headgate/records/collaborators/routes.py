"""The API of collaborators."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.collaborators import commands
from headgate.records.collaborators.queries import collaborator_left, collaborators_seen
from headgate.records.collaborators.schemas import (
    AddCollaborator,
    CollaboratorChanged,
    Collaborators,
    EditCollaborator,
    NameCollaborator,
)
from headgate.store.engine import Tx

TAGS = ["Collaborators"]
EDIT: dict[str, Any] = {"permission": "deal.edit"}
VERBS = (commands,)
"""The module whose verbs these routes perform, by name."""


def changed(tx: Tx, actor: Actor, outcome: Outcome) -> CollaboratorChanged:
    return CollaboratorChanged(collaborator_left(tx, actor.workspace_id, outcome.results[0]), outcome.last)


@get(
    "/deals/{deal_id:str}/collaborators",
    operation_id="listCollaborators",
    summary="The members that a deal is shared with",
    tags=TAGS,
    opt={"permission": "deal.read"},
)
async def list_collaborators(request: AnyRequest, deal_id: str) -> Collaborators:
    return await read(request, "deal.read", lambda tx, actor: collaborators_seen(tx, actor, deal_id))


@post(
    "/deals/{deal_id:str}/collaborators",
    operation_id="addCollaborator",
    summary="Share a deal with a member who does not see its owner's",
    tags=TAGS,
    opt=EDIT,
)
async def add_collaborator(request: AnyRequest, deal_id: str, data: AddCollaborator) -> CollaboratorChanged:
    data.deal_id = deal_id
    return await act(request, "collaborator.add", data, changed)


@patch(
    "/collaborators/{collaborator_id:str}",
    operation_id="editCollaborator",
    summary="Give a collaborator the right to change the deal, or take it",
    tags=TAGS,
    opt=EDIT,
)
async def edit_collaborator(
    request: AnyRequest, collaborator_id: str, data: EditCollaborator
) -> CollaboratorChanged:
    data.id = collaborator_id
    return await act(request, "collaborator.edit", data, changed)


@post(
    "/collaborators/{collaborator_id:str}/remove",
    operation_id="removeCollaborator",
    summary="Share a deal with a member no longer",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def remove_collaborator(request: AnyRequest, collaborator_id: str) -> CollaboratorChanged:
    return await act(request, "collaborator.remove", NameCollaborator(collaborator_id), changed)


routes: list[HTTPRouteHandler] = [
    list_collaborators,
    add_collaborator,
    edit_collaborator,
    remove_collaborator,
]
