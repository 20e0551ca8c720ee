"""Owners: what they alone may do, and that one of them always remains."""

from collections.abc import Sequence

from headgate.core.access.roles import ROLES
from headgate.core.fields.given import wrong
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict, forbidden
from headgate.records.members import queries


def check_role(work: Work, role: str, place: str) -> None:
    if role not in ROLES:
        raise wrong(place, f"“{role}” is not a role.")
    if role == "owner" and work.actor.role != "owner":
        raise forbidden("Only an owner can make somebody an owner.")


def check_owners(work: Work, row: rows.Row) -> None:
    if row["role"] == "owner" and work.actor.role != "owner":
        raise forbidden("Only an owner can change an owner.")


def keep_an_owner(work: Work, touched: Sequence[rows.Row]) -> None:
    """Raises 409 when the change would leave the workspace without an active owner."""
    if touched and not work.tx.all(queries.active_owners(), ws=work.ws):
        raise conflict("A workspace keeps at least one active owner. Make somebody else an owner first.")
