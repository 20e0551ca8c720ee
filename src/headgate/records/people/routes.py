"""The API of roles, and of the people on a deal."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.people import commands, roles
from headgate.records.people.queries import participant_left, people_seen, roles_of
from headgate.records.people.schemas import (
    AddParticipant,
    DealRole,
    DealRoles,
    EditParticipant,
    EditRole,
    NameParticipant,
    NewRole,
    ParticipantChanged,
    Participants,
)
from headgate.store.engine import Tx

TAGS = ["People on deals"]
VERBS = (commands, roles)
"""The modules whose verbs these routes perform, by name."""


def options(permission: str) -> dict[str, Any]:
    return {"permission": permission}


def a_role(tx: Tx, actor: Actor, outcome: Outcome) -> DealRole:
    return next(r for r in roles_of(tx, actor.workspace_id) if r.id == outcome.results[0])


def changed(tx: Tx, actor: Actor, outcome: Outcome) -> ParticipantChanged:
    return ParticipantChanged(participant_left(tx, actor.workspace_id, outcome.results[0]), outcome.last)


@get(
    "/deal-roles",
    operation_id="listDealRoles",
    summary="Roles of people on a deal",
    tags=TAGS,
    opt=options("pipeline.read"),
)
async def list_roles(request: AnyRequest) -> DealRoles:
    return await read(request, "pipeline.read", lambda tx, actor: DealRoles(roles_of(tx, actor.workspace_id)))


@post(
    "/deal-roles", operation_id="addDealRole", summary="Add a role", tags=TAGS, opt=options("pipeline.edit")
)
async def add_role(request: AnyRequest, data: NewRole) -> DealRole:
    return await act(request, "deal_role.add", data, a_role)


@patch(
    "/deal-roles/{role_id:str}",
    operation_id="editDealRole",
    summary="Rename, order or retire a role",
    tags=TAGS,
    opt=options("pipeline.edit"),
)
async def edit_role(request: AnyRequest, role_id: str, data: EditRole) -> DealRole:
    data.id = role_id
    return await act(request, "deal_role.edit", data, a_role)


@get(
    "/deals/{deal_id:str}/people",
    operation_id="listPeople",
    summary="The people on a deal, the main contact first",
    tags=TAGS,
    opt=options("deal.read"),
)
async def list_people(request: AnyRequest, deal_id: str) -> Participants:
    return await read(request, "deal.read", lambda tx, actor: Participants(people_seen(tx, actor, deal_id)))


@post(
    "/deals/{deal_id:str}/people",
    operation_id="addPerson",
    summary="Put a contact on a deal",
    tags=TAGS,
    opt=options("deal.edit"),
)
async def add_person(request: AnyRequest, deal_id: str, data: AddParticipant) -> ParticipantChanged:
    data.deal_id = deal_id
    return await act(request, "participant.add", data, changed)


@patch(
    "/people/{participant_id:str}",
    operation_id="editPerson",
    summary="Give a person on a deal a role, or make it the main contact",
    tags=TAGS,
    opt=options("deal.edit"),
)
async def edit_person(request: AnyRequest, participant_id: str, data: EditParticipant) -> ParticipantChanged:
    data.id = participant_id
    return await act(request, "participant.edit", data, changed)


@post(
    "/people/{participant_id:str}/remove",
    operation_id="removePerson",
    summary="Take a person off a deal",
    tags=TAGS,
    opt=options("deal.edit"),
    status_code=200,
)
async def remove_person(request: AnyRequest, participant_id: str) -> ParticipantChanged:
    return await act(request, "participant.remove", NameParticipant(participant_id), changed)


routes: list[HTTPRouteHandler] = [
    list_roles,
    add_role,
    edit_role,
    list_people,
    add_person,
    edit_person,
    remove_person,
]
