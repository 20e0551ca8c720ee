"""Undoing changes of members: what an owner alone may do is undone by an owner alone, and one remains."""

from collections.abc import Sequence
from typing import Any

from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.undo import InTheWay, put_back, reverser
from headgate.core.verbs.work import Work
from headgate.records.members import events, links, queries, roles
from headgate.records.members.fields import MEMBER
from headgate.records.members.owners import check_grants, check_owners, check_role
from headgate.records.workspace.queries import lock

FINAL = (
    events.MEMBER_JOINED,
    events.MEMBER_INVITED,
    events.PASSWORD_CHANGED,
    events.SECOND_FACTOR_ON,
    events.SECOND_FACTOR_OFF,
    events.SECOND_FACTOR_RESET,
)


ROLES = ("role", "own_role_id")


def check_held(work: Work, held: dict[str, Any]) -> None:
    """Raises 403 for a role that somebody had or has, and that one could not give."""
    if held["own_role_id"] is None:
        check_role(work, held["role"], "/role")
    else:
        check_grants(work, roles.allowed(work.tx, work.ws, held["role"], held["own_role_id"])[0])


@reverser(MEMBER, "member.edit")
def undo_member(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, after the checks."""
    lock(work.tx, work.ws)
    for subject, entries in subjects:
        row = rows.load(work.tx, work.ws, record, [subject])[subject]
        check_owners(work, row)
        for entry in entries:
            check_undo(work, row, entry)
        put_back(work, record, [(subject, entries)])
    if not work.tx.all(queries.active_owners(), ws=work.ws):
        raise InTheWay("A workspace keeps at least one active owner.")


def check_undo(work: Work, row: rows.Row, entry: Entry) -> None:
    """Raises InTheWay where a member's own fields do not tell that it cannot be put back; 403."""
    changes = entry.changed()
    if entry.kind in FINAL:
        raise InTheWay("Joining, inviting and changing how one signs in are not undone.")
    if changes.keys() & {"role", "own_role_id"}:
        before, after = ({name: changes.get(name, (row[name],) * 2)[i] for name in ROLES} for i in (0, 1))
        for held in (before, after):
            if held["role"] is not None:
                check_held(work, held)
    if "email" in changes and entry.kind != events.MEMBER_ADDED:
        before = changes["email"][0]
        if row["identity_id"] is not None:
            raise InTheWay(f"{row['name']} signs in with this e-mail.")
        if before is not None and queries.members_by_email(work.tx, work.ws, [before]):
            raise InTheWay(f"Another member has the e-mail {before}.")
    if changes.keys() & {"email", "status", "standing"}:
        links.cancel(work.tx, work.ws, row["id"])
