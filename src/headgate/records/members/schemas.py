"""What the API says and takes of members, teams and tokens."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from headgate.core.access.roles import Reach, Role

Status = Literal["active", "invited", "unclaimed", "inactive"]
Scope = Literal["read", "write", "import", "admin"]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Email = Annotated[
    str,
    Meta(
        min_length=3,
        max_length=254,
        pattern=r"^[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+$",
        description="An e-mail address.",
    ),
]
Hue = Annotated[int, Meta(ge=0, le=359, description="The hue of the member's mark, in degrees.")]
Id = Annotated[str, Meta(max_length=40)]
Region = Annotated[str, Meta(max_length=120)]


class Member(Struct):
    """A person of the workspace. `unclaimed`: known by name alone, from an import say; nobody signs in."""

    id: str
    name: Name
    email: str | None
    role: Role
    own_role_id: str | None
    status: Status
    team_id: str | None
    hue: Hue
    version: int


class NewMember(Struct, forbid_unknown_fields=True):
    """A person to add. Without an e-mail the member is unclaimed: a name that deals can belong to."""

    name: Name
    role: Role
    email: Email | None = None
    team_id: Id | None = None
    own_role_id: Id | None = None


class EditMember(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    email: Email | UnsetType | None = UNSET
    role: Role | UnsetType = UNSET
    own_role_id: Id | UnsetType | None = UNSET
    team_id: Id | UnsetType | None = UNSET
    hue: Hue | UnsetType = UNSET


class NameMember(Struct, forbid_unknown_fields=True):
    """Which member."""

    id: Id = ""
    version: int | None = None


class JoinMember(Struct, forbid_unknown_fields=True):
    """A member taken up by the person who was invited."""

    id: Id
    identity_id: Id
    name: Name


class InvitationLink(Struct):
    """Where the invited person goes. `url` is null when an answer is repeated: the link is not kept."""

    url: str | None
    expires_at: datetime


class Team(Struct):
    """A team; its manager sees the deals of its members and of all teams below."""

    id: str
    name: Name
    manager_id: str | None
    parent_id: str | None
    region: str | None
    archived: bool
    version: int


class NewTeam(Struct, forbid_unknown_fields=True):
    """A team to add; no other team in use has its name."""

    name: Name
    manager_id: Id | None = None
    parent_id: Id | None = None
    region: Region | None = None


class EditTeam(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    manager_id: Id | UnsetType | None = UNSET
    parent_id: Id | UnsetType | None = UNSET
    region: Region | UnsetType | None = UNSET


class NameTeam(Struct, forbid_unknown_fields=True):
    """Which team."""

    id: Id = ""
    version: int | None = None


Permission = Annotated[str, Meta(max_length=40, description="A permission, such as deal.move.")]


class MemberRole(Struct):
    """A role: a preset, whose id is its name, or one of the workspace's own.

    `permissions`: all that it grants. `reach`: whose deals are seen beside one's own.
    """

    id: str
    name: str
    base: Role
    permissions: list[Permission]
    reach: Reach
    preset: bool
    archived: bool
    version: int


class MemberRoles(Struct):
    """The presets, then the workspace's own in use by name."""

    items: list[MemberRole]


class NewMemberRole(Struct, forbid_unknown_fields=True):
    """A role to add, standing on a preset other than owner. It can grant no more than one may oneself."""

    name: Name
    base: Role
    permissions: Annotated[list[Permission], Meta(max_length=200)]
    reach: Reach


class EditMemberRole(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay. It holds for everybody who has the role, at once."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    permissions: Annotated[list[Permission], Meta(max_length=200)] | UnsetType = UNSET
    reach: Reach | UnsetType = UNSET


class NameMemberRole(Struct, forbid_unknown_fields=True):
    """Which role."""

    id: Id = ""
    version: int | None = None


class Token(Struct):
    """An API token. `secret` is said once, when it is made; only its hash is kept."""

    id: str
    member_id: str
    name: Name
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    secret: str | None = None


class Tokens(Struct):
    """All tokens that the caller may see, newest first; there is one page."""

    items: list[Token]
    next: str | None = None


class NewToken(Struct, forbid_unknown_fields=True):
    """A token to make for oneself; it may do what its scopes and the member's role both allow."""

    name: Name
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=4)]
    expires_at: datetime | None = None


class RevokeToken(Struct, forbid_unknown_fields=True):
    """Which token."""

    id: Id
