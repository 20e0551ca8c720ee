"""Signing in: which workspace a person enters, and what the session then says."""

from dataclasses import dataclass

from headgate.core.access.actor import Actor
from headgate.core.fields.given import wrong
from headgate.core.journal.entries import head
from headgate.core.listing.pages import the
from headgate.kit.errors import forbidden, not_found, unauthenticated
from headgate.kit.sealing import Sealer
from headgate.records.members import identities, links, pending, second_factor, sessions
from headgate.records.members.access import actor_of
from headgate.records.members.devices import Device
from headgate.records.members.entering import CodeNeeded, Session
from headgate.records.members.queries import MEMBERS, person
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx

WRONG_CODE = (
    "This code is wrong or was used already. Wait for the next one, and check the clock of your device."
)


@dataclass(frozen=True)
class Entry:
    """A session just opened and the secret for its cookie."""

    session: Session
    secret: str


def session_of(tx: Tx, actor: Actor) -> Session:
    """What the actor's session says."""
    ws = actor.workspace_id
    member_id = actor.member_id or ""
    who = person(tx, ws, member_id)
    places = identities.places_of(tx, who.identity_id) if who and who.identity_id else []
    return Session(
        member=the(tx, ws, MEMBERS, member_id),
        workspace=workspace_of(tx, ws),
        workspaces=[place for place, _ in places],
        permissions=sorted(actor.grants),
        seq=int(tx.one(head(), ws=ws) or 0),
    )


def enter(tx: Tx, identity_id: str, device: Device, workspace_id: str | None = None) -> Entry:
    """Opens a session in the workspace named, else where the person was last. Raises 403 without one."""
    places = {place.id: member for place, member in identities.places_of(tx, identity_id)}
    if not places:
        raise forbidden("You are not an active member of any workspace. Ask an admin to invite you.")
    last = workspace_id or tx.one(sessions.last_place(), identity=identity_id)
    ws = last if last in places else next(iter(places))
    return opened(tx, identity_id, ws, places[ws], device)


def enter_or_ask(tx: Tx, identity_id: str, device: Device) -> Entry | CodeNeeded:
    """After the right password: a session, or a request for the code. Raises 403, as `enter` does."""
    if second_factor.confirmed(tx, identity_id):
        return pending.ask(tx, identity_id)
    return enter(tx, identity_id, device)


def check_code(tx: Tx, sealer: Sealer, identity_id: str, code: str) -> None:
    """Uses up the code of who is asked for one. Raises 422 for a wrong one."""
    if second_factor.confirmed(tx, identity_id) and not second_factor.takes(tx, sealer, identity_id, code):
        raise wrong("/code", WRONG_CODE)


def opened(
    tx: Tx, identity_id: str, ws: str, member_id: str, device: Device, *, by_link: bool = False
) -> Entry:
    who = person(tx, ws, member_id)
    if who is None or who.status != "active":
        raise unauthenticated("This member cannot sign in.")
    secret = sessions.open_session(
        tx, identity_id=identity_id, workspace_id=ws, member_id=member_id, by_link=by_link, device=device
    )
    return Entry(session_of(tx, actor_of(tx, who, None)), secret)


def enter_by_link(tx: Tx, secret: str, device: Device) -> Entry:
    """Uses up a sign-in link. Raises 401 when it is unknown, used or too old."""
    link = links.use(tx, secret, "signin")
    who = link and person(tx, link.workspace_id, link.member_id)
    if not who or who.identity_id is None:
        raise unauthenticated("This sign-in link was used already or is too old.")
    return opened(tx, who.identity_id, who.workspace_id, who.id, device, by_link=True)


def switch(tx: Tx, session_digest: str, workspace_id: str) -> Session:
    """The session goes on in another workspace of the person. Raises 404."""
    stay = sessions.stay(tx, session_digest)
    places = {place.id: m for place, m in identities.places_of(tx, stay.identity_id)} if stay else {}
    who = person(tx, workspace_id, places[workspace_id]) if workspace_id in places else None
    if who is None:
        raise not_found("workspace")
    tx.run(sessions.switch_session(), digest=session_digest, ws=workspace_id, member=who.id)
    return session_of(tx, actor_of(tx, who, None))
