"""What the API says and takes of signing in."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from headgate.records.members.schemas import Member, Name
from headgate.records.workspace.schemas import Workspace

LEAST, MOST = 10, 200
Password = Annotated[str, Meta(max_length=MOST, description="What the person signs in with.")]
NewPassword = Annotated[str, Meta(min_length=LEAST, max_length=MOST, description="At least 10 characters.")]
Code = Annotated[str, Meta(max_length=40, description="Six digits of the authenticator, or a recovery code.")]
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
    """`password`: a new one, or where the e-mail is known the one that the person has; then also `code`, if
    sign-in asks that person for one."""

    token: Secret
    name: Name
    password: Password
    code: Code | None = None


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


class CodeNeeded(Struct):
    """The password was right and a code is asked for: send `pending` with it to `/session/code`."""

    pending: Annotated[str, Meta(description="Good for this alone, and only until it expires.")]
    expires_at: datetime


class SignInWithCode(Struct, forbid_unknown_fields=True):
    """The second step of signing in."""

    pending: Annotated[str, Meta(max_length=200)]
    code: Code


class SecondFactor(Struct):
    """Whether sign-in by password asks for a code. It takes a password to have one."""

    on: bool
    since: datetime | None
    recovery_codes_left: int
    has_password: bool


class ProvePassword(Struct, forbid_unknown_fields=True):
    """That it is the person who asks."""

    password: Password


class QrCode(Struct):
    """A picture as an SVG path: dark squares of size 1, in a view box of `size` by `size` with its margin."""

    size: int
    path: str


class NewFactor(Struct):
    """What an authenticator needs, shown this once. It counts when a code of it has confirmed it."""

    secret: Annotated[str, Meta(description="For typing in: base32, codes of 6 digits, each for 30 seconds.")]
    uri: Annotated[str, Meta(description="The same as an otpauth address.")]
    qr: Annotated[QrCode, Meta(description="The address as a QR code.")]


class ConfirmFactor(Struct, forbid_unknown_fields=True):
    """A code of the authenticator that was set up."""

    code: Code


class RecoveryCodes(Struct):
    """Each signs in once in place of a code. They are shown this once; only hashes are kept."""

    recovery_codes: list[str]


class TurnOffFactor(Struct, forbid_unknown_fields=True):
    """The password, and a code or a recovery code."""

    password: Password
    code: Code
