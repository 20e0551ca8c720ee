"""The API of roles."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.members.roles import role_of, roles_of
from headgate.records.members.schemas import (
    EditMemberRole,
    MemberRole,
    MemberRoles,
    NameMemberRole,
    NewMemberRole,
)
from headgate.store.engine import Tx

TAGS = ["Roles"]
SHOWN = "The role as it is now."
EDIT: dict[str, Any] = {"permission": "member_role.edit"}


def a_role(tx: Tx, actor: Actor, outcome: Outcome) -> MemberRole:
    return role_of(tx, actor.workspace_id, outcome.results[0])


@get(
    "/roles",
    operation_id="listRoles",
    summary="Roles: who may do what, and sees whose deals",
    response_description="The presets and the workspace's own.",
    tags=TAGS,
    opt={"permission": "member.read"},
)
async def list_roles(request: AnyRequest) -> MemberRoles:
    return await read(request, "member.read", lambda tx, actor: MemberRoles(roles_of(tx, actor.workspace_id)))


@post(
    "/roles",
    operation_id="addRole",
    summary="Add a role of one's own",
    response_description="The new role.",
    tags=TAGS,
    opt=EDIT,
)
async def add_role(request: AnyRequest, data: JSONBody[NewMemberRole]) -> MemberRole:
    return await act(request, "member_role.add", data, a_role)


@patch(
    "/roles/{member_role_id:str}",
    operation_id="editRole",
    summary="Change a role for everybody who has it",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
)
async def edit_role(
    request: AnyRequest, member_role_id: FromPath[str], data: JSONBody[EditMemberRole]
) -> MemberRole:
    data.id = member_role_id
    return await act(request, "member_role.edit", data, a_role)


@post(
    "/roles/{member_role_id:str}/archive",
    operation_id="archiveRole",
    summary="Put away a role that nobody has",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def archive_role(request: AnyRequest, member_role_id: FromPath[str]) -> MemberRole:
    return await act(request, "member_role.archive", NameMemberRole(member_role_id), a_role)


routes: list[HTTPRouteHandler] = [list_roles, add_role, edit_role, archive_role]
