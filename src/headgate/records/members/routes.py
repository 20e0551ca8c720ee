"""The API of members, their invitations and teams; with those of sessions and tokens."""

from datetime import datetime

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, house, read
from headgate.core.listing.pages import (
    Archived,
    Beginning,
    Cursor,
    Filter,
    Limit,
    Page,
    Sort,
    page,
    the,
    wanted,
)
from headgate.core.verbs.perform import Outcome
from headgate.records.members import account_routes, role_routes, token_routes
from headgate.records.members.fields import MEMBER, TEAM
from headgate.records.members.queries import MEMBERS, TEAMS
from headgate.records.members.schemas import (
    EditMember,
    EditTeam,
    InvitationLink,
    Member,
    NameMember,
    NameTeam,
    NewMember,
    NewTeam,
    Team,
)
from headgate.store.engine import Tx

TAGS = ["Members"]
SHOWN = "The member as it is now."
TEAM_SHOWN = "The team as it is now."


def a_member(tx: Tx, actor: Actor, outcome: Outcome) -> Member:
    return the(tx, actor.workspace_id, MEMBERS, outcome.results[0])


def a_team(tx: Tx, actor: Actor, outcome: Outcome) -> Team:
    return the(tx, actor.workspace_id, TEAMS, outcome.results[0])


@get(
    "/members",
    operation_id="listMembers",
    summary="Members, former and unclaimed ones included",
    response_description="A page of members.",
    tags=TAGS,
    opt={"permission": "member.read"},
)
async def list_members(
    request: AnyRequest,
    filter: Filter = None,
    sort: Sort = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    q: Beginning = None,
) -> Page[Member]:
    ask = wanted(MEMBER, filter=filter, sort=sort, cursor=cursor, limit=limit, q=q)
    return await read(
        request,
        "member.read",
        lambda tx, actor: page(tx, actor.workspace_id, MEMBERS, ask),
        bounded=not (filter or sort),
    )


@post(
    "/members",
    operation_id="addMember",
    summary="Add a member; without an e-mail an unclaimed one",
    response_description="The new member.",
    tags=TAGS,
    opt={"permission": "member.edit"},
)
async def add_member(request: AnyRequest, data: JSONBody[NewMember]) -> Member:
    return await act(request, "member.add", data, a_member)


@get(
    "/members/{member_id:str}",
    operation_id="getMember",
    summary="A member",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "member.read"},
)
async def get_member(request: AnyRequest, member_id: FromPath[str]) -> Member:
    return await read(
        request, "member.read", lambda tx, actor: the(tx, actor.workspace_id, MEMBERS, member_id)
    )


@patch(
    "/members/{member_id:str}",
    operation_id="editMember",
    summary="Change a member's name, e-mail, role, team or hue",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "member.edit"},
)
async def edit_member(request: AnyRequest, member_id: FromPath[str], data: JSONBody[EditMember]) -> Member:
    data.id = member_id
    return await act(request, "member.edit", data, a_member)


@post(
    "/members/{member_id:str}/invitation",
    operation_id="inviteMember",
    summary="Make an invitation link, good once within seven days; an earlier one ends",
    response_description="The link to hand to the person.",
    tags=TAGS,
    opt={"permission": "member.edit"},
)
async def invite_member(request: AnyRequest, member_id: FromPath[str]) -> InvitationLink:
    # A proxy that ends TLS, or a forged Host, would make it a link that leads elsewhere.
    base = (house(request).public_url or str(request.base_url)).rstrip("/")

    def answer(tx: Tx, actor: Actor, outcome: Outcome) -> InvitationLink:
        secret, until = outcome.results[0]
        return InvitationLink(f"{base}/signin#invite={secret}", until)

    return await act(request, "member.invite", NameMember(member_id), answer, kept=without_url)


def without_url(link: InvitationLink) -> dict[str, datetime | None]:
    return {"url": None, "expires_at": link.expires_at}


@post(
    "/members/{member_id:str}/deactivate",
    operation_id="deactivateMember",
    summary="End a member's access; deals stay with the member",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "member.edit"},
    status_code=200,
)
async def deactivate_member(request: AnyRequest, member_id: FromPath[str]) -> Member:
    return await act(request, "member.deactivate", NameMember(member_id), a_member)


@post(
    "/members/{member_id:str}/activate",
    operation_id="activateMember",
    summary="Give an inactive member access again",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "member.edit"},
    status_code=200,
)
async def activate_member(request: AnyRequest, member_id: FromPath[str]) -> Member:
    return await act(request, "member.activate", NameMember(member_id), a_member)


@get(
    "/teams",
    operation_id="listTeams",
    summary="Teams",
    response_description="A page of teams.",
    tags=["Teams"],
    opt={"permission": "member.read"},
)
async def list_teams(
    request: AnyRequest,
    filter: Filter = None,
    sort: Sort = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    q: Beginning = None,
    archived: Archived = False,
) -> Page[Team]:
    ask = wanted(TEAM, filter=filter, sort=sort, cursor=cursor, limit=limit, q=q, put_away=archived)
    return await read(
        request,
        "member.read",
        lambda tx, actor: page(tx, actor.workspace_id, TEAMS, ask),
        bounded=not (filter or sort),
    )


@post(
    "/teams",
    operation_id="addTeam",
    summary="Add a team",
    response_description="The new team.",
    tags=["Teams"],
    opt={"permission": "team.edit"},
)
async def add_team(request: AnyRequest, data: JSONBody[NewTeam]) -> Team:
    return await act(request, "team.add", data, a_team)


@patch(
    "/teams/{team_id:str}",
    operation_id="editTeam",
    summary="Change a team's name, manager, region or place",
    response_description=TEAM_SHOWN,
    tags=["Teams"],
    opt={"permission": "team.edit"},
)
async def edit_team(request: AnyRequest, team_id: FromPath[str], data: JSONBody[EditTeam]) -> Team:
    data.id = team_id
    return await act(request, "team.edit", data, a_team)


@post(
    "/teams/{team_id:str}/archive",
    operation_id="archiveTeam",
    summary="Put away a team without members",
    response_description=TEAM_SHOWN,
    tags=["Teams"],
    opt={"permission": "team.edit"},
    status_code=200,
)
async def archive_team(request: AnyRequest, team_id: FromPath[str]) -> Team:
    return await act(request, "team.archive", NameTeam(team_id), a_team)


routes: list[HTTPRouteHandler] = [
    list_members,
    add_member,
    get_member,
    edit_member,
    invite_member,
    deactivate_member,
    activate_member,
    list_teams,
    add_team,
    edit_team,
    archive_team,
    *role_routes.routes,
    *token_routes.routes,
    *account_routes.routes,
]
