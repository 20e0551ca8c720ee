"""The verbs of the second factor: turn it on, turn it off, reset it for somebody who is locked out."""

from collections.abc import Sequence

import msgspec

from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict, forbidden, not_found
from headgate.records.members import events, pending, second_factor, sessions
from headgate.records.members.queries import person


class OwnFactor(msgspec.Struct, forbid_unknown_fields=True):
    """The session whose person's factor it is; the code was checked in the same transaction."""

    session_digest: str


class MemberFactor(msgspec.Struct, forbid_unknown_fields=True):
    """The member whose person's factor it is."""

    member_id: str


def own_identity(work: Work, session_digest: str) -> str:
    stay = sessions.stay(work.tx, session_digest)
    if stay is None or stay.member_id != work.actor.member_id:
        raise forbidden("The second factor is changed in a session of one's own.")
    return stay.identity_id


@verb(
    "second_factor.turn_on",
    permission="self.edit",
    payload=OwnFactor,
    inverse=None,
    because="turning it off takes the password and a code",
)
def turn_on(work: Work, batch: Sequence[OwnFactor]) -> list[list[str]]:
    """Makes the factor count; gives its recovery codes. Raises 409 when it does already."""
    made = []
    for change in batch:
        identity_id = own_identity(work, change.session_digest)
        if second_factor.confirmed(work.tx, identity_id):
            raise conflict("Sign-in asks you for a code already.")
        made.append(second_factor.turn_on(work.tx, identity_id))
        work.note(events.SECOND_FACTOR_ON, work.actor.member_id or "", name=work.actor.name)
    return made


@verb(
    "second_factor.turn_off",
    permission="self.edit",
    payload=OwnFactor,
    inverse=None,
    because="a secret that was given up is not taken back; it is set up anew",
)
def turn_off(work: Work, batch: Sequence[OwnFactor]) -> list[str]:
    """Sign-in by password no longer asks for a code."""
    for change in batch:
        identity_id = own_identity(work, change.session_digest)
        second_factor.remove(work.tx, identity_id)
        pending.forget(work.tx, identity_id)
        work.note(events.SECOND_FACTOR_OFF, work.actor.member_id or "", name=work.actor.name)
    return [change.session_digest for change in batch]


@verb(
    "second_factor.reset",
    permission="member.edit",
    payload=MemberFactor,
    inverse=None,
    because="a secret that was given up is not taken back; it is set up anew",
)
def reset(work: Work, batch: Sequence[MemberFactor]) -> list[str]:
    """Takes the factor from somebody who lost it: for the command line, since it holds in all workspaces."""
    for change in batch:
        if work.actor.member_id is not None:
            raise forbidden("A second factor is reset on the command line of the server.")
        who = person(work.tx, work.ws, change.member_id)
        if who is None or who.identity_id is None:
            raise not_found("member")
        second_factor.remove(work.tx, who.identity_id)
        pending.forget(work.tx, who.identity_id)
        work.note(events.SECOND_FACTOR_RESET, who.id, name=who.name)
    return [change.member_id for change in batch]
