"""What the API says and takes of signing in."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from headgate.records.members.schemas import Member, Name
from headgate.records.workspace.schemas import Workspace

LEAST, MOST = 10, 200
Password = Annotated[str, Meta(max_length=MOST, description="What the person signs in with.")]
NewPassword = Annotated[str, Meta(min_length=LEAST, max_length=MOST, description="At least 10 characters.")]
Secret = Annotated[str, Meta(max_length=200, description="What stands in the link after the “=”.")]


class Place(Struct):
    """A workspace that the person may switch to."""

    id: str
    name: str


class Session(Struct):
    """Who is signed in, where, and what the member may do; `seq` is the journal's last number."""

    member: Member
    workspace: Workspace
    workspaces: list[Place]
    permissions: list[str]
    seq: int


class SignIn(Struct, forbid_unknown_fields=True):
    """Who somebody is, and the proof."""

    email: Annotated[str, Meta(max_length=254)]
    password: Password


class SignInByLink(Struct, forbid_unknown_fields=True):
    """The secret of a link that works once."""

    token: Secret


class SwitchWorkspace(Struct, forbid_unknown_fields=True):
    """Where to go on."""

    workspace_id: Annotated[str, Meta(max_length=40)]


class ChangePassword(Struct, forbid_unknown_fields=True):
    """`current` may be left out by who has none yet, or has signed in by a link within the hour."""

    new: NewPassword
    current: Password | None = None


class Invitation(Struct):
    """What an invitation is for. `known`: the e-mail has a password here already, which joining asks for."""

    workspace_name: str
    name: str
    email: str
    known: bool


class AcceptInvitation(Struct, forbid_unknown_fields=True):
    """`password`: a new one, or where the e-mail is known the one that the person has."""

    token: Secret
    name: Name
    password: Password


class OwnSession(Struct):
    """One of the person's sessions, in whatever workspace. `id` names it and signs nobody in."""

    id: str
    current: Annotated[bool, Meta(description="Whether it is the session that asks.")]
    browser: Annotated[str | None, Meta(description="As its user agent said at sign-in; null when untold.")]
    system: Annotated[str | None, Meta(description="The operating system, in the same way.")]
    by_link: Annotated[bool, Meta(description="Whether it began with a link that works once.")]
    created_at: datetime
    seen_at: Annotated[datetime, Meta(description="The last visit, noted at most once an hour.")]


class OwnSessions(Struct):
    """All sessions of the person, this one first and then by their last visit; there is one page."""

    items: list[OwnSession]
    next: str | None = None


class Ended(Struct):
    """How many sessions were ended."""

    ended: int
