"""Becoming a member: taken up from an invitation, or set up with a new workspace."""

from headgate.core.access.actor import Origin, system
from headgate.core.access.roles import Role
from headgate.core.verbs.perform import perform
from headgate.kit.errors import Problem, not_found
from headgate.records.members import identities, links
from headgate.records.members.access import actor_of
from headgate.records.members.entering import Invitation
from headgate.records.members.queries import Person, person
from headgate.records.members.schemas import JoinMember, NewMember
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx


def enroll(
    tx: Tx,
    ws: str,
    *,
    name: str,
    email: str,
    role: Role = "owner",
    password_hash: str | None = None,
    team_id: str | None = None,
    origin: Origin = "system",
) -> str:
    """Adds an active member who can sign in, without an invitation: for sign-up, the command line, the demo
    and tests. Gives the member's id. An identity with that e-mail is used as it is, its password too.
    """
    new = NewMember(name=name, role=role, email=email, team_id=team_id)
    member_id = str(perform(tx, system(ws, origin), "member.add", [new]).results[0])
    identity_id = identities.identity_for(tx, email, password_hash)
    perform(tx, system(ws, origin), "member.join", [JoinMember(member_id, identity_id, name)])
    return member_id


def invited(tx: Tx, secret: str) -> Person:
    """The member that an invitation is for. Raises 404 when the link is unknown, used or too old."""
    link = links.open_link(tx, secret, "invite")
    found = link and person(tx, link.workspace_id, link.member_id)
    if not found or found.status not in ("invited", "unclaimed") or found.email is None:
        raise no_invitation()
    return found


def no_invitation() -> Problem:
    return not_found("invitation")


def invitation(tx: Tx, secret: str) -> tuple[Invitation, str | None]:
    """What the invitation is for, and the password's hash where the e-mail has one."""
    who = invited(tx, secret)
    email = who.email or ""
    identity = identities.by_email(tx, email)
    known = identity.password_hash if identity else None
    name = workspace_of(tx, who.workspace_id).name
    return Invitation(name, who.name, email, known is not None), known


def accept(
    tx: Tx, secret: str, name: str, *, former: str | None, password_hash: str | None
) -> tuple[Person, str]:
    """Uses up the invitation; gives the member and the identity. `former`: the hash that was checked,
    `password_hash`: of the new password where there was none. Raises 404, 409."""
    who = invited(tx, secret)
    if links.use(tx, secret, "invite") is None:
        raise no_invitation()
    known = identities.by_email(tx, who.email or "")
    if (known.password_hash if known else None) != former:
        raise no_invitation()
    identity_id = identities.identity_for(tx, who.email or "", password_hash)
    perform(tx, actor_of(tx, who, None), "member.join", [JoinMember(who.id, identity_id, name)])
    return who, identity_id
