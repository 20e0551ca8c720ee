"""The verb that changes one's own password."""

from collections.abc import Sequence

import msgspec

from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict, forbidden
from headgate.records.members import events, identities, pending, sessions


class SetPassword(msgspec.Struct, forbid_unknown_fields=True):
    """The hash of a new password, the one it replaces, and the session that goes on."""

    hash: str
    former: str | None
    session_digest: str


@verb(
    "password.change",
    permission="self.edit",
    payload=SetPassword,
    inverse=None,
    because="a former password is not kept",
)
def change_password(work: Work, batch: Sequence[SetPassword]) -> list[str]:
    """Sets the password of the session's identity and ends its other sessions. Raises 409 when it was
    changed meanwhile."""
    for change in batch:
        stay = sessions.stay(work.tx, change.session_digest)
        if stay is None or stay.member_id != work.actor.member_id:
            raise forbidden("A password is changed in a session of one's own.")
        identity = work.tx.one(identities.identity_by_id(), id=stay.identity_id)
        if identity is None or identity.password_hash != change.former:
            raise conflict("The password was changed meanwhile.")
        work.tx.run(identities.set_password(), id=identity.id, hash=change.hash)
        work.tx.run(sessions.delete_other_sessions(), identity=identity.id, digest=change.session_digest)
        pending.forget(work.tx, identity.id)
        work.note(events.PASSWORD_CHANGED, stay.member_id, name=work.actor.name)
    return [change.session_digest for change in batch]
