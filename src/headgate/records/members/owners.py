"""Who may give which roles: nobody more than they have, owners alone an owner, of whom one always remains."""

from collections.abc import Iterable, Sequence
from typing import Any

from headgate.core.access.roles import GRANTS, ROLES
from headgate.core.fields.given import wrong
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict, forbidden
from headgate.records.members import queries, roles
from headgate.records.members.fields import ROLE


def check_grants(work: Work, permissions: Iterable[str]) -> None:
    """Raises 403 where somebody would hand out, or take from others, what they may not do themselves."""
    more = sorted(set(permissions) - work.actor.grants)
    if more:
        raise forbidden(f"It includes “{more[0]}”, which your own role does not.")


def check_role(work: Work, role: str, place: str) -> None:
    if role not in ROLES:
        raise wrong(place, f"“{role}” is not a role.")
    if role == "owner" and work.actor.role != "owner":
        raise forbidden("Only an owner can make somebody an owner.")
    check_grants(work, GRANTS[role])


def roles_given(work: Work, values: dict[str, Any], place: str) -> dict[str, Any]:
    """`role` and `own_role_id` as they are kept of what was given: a preset ends an own role, and an own role
    brings the preset that it stands on. Raises 403, 422."""
    own_role_id = values.get("own_role_id")
    if own_role_id is None:
        if values.get("role") is not None:
            check_role(work, values["role"], f"{place}/role")
        return {**values, "own_role_id": None}
    found = rows.load(work.tx, work.ws, ROLE, [own_role_id]) if own_role_id.startswith("mrole_") else {}
    if own_role_id not in found or found[own_role_id]["standing"] != rows.LIVE:
        raise wrong(f"{place}/own_role_id", "There is no such role.")
    check_grants(work, roles.known(found[own_role_id]["permissions"]))
    return {**values, "role": found[own_role_id]["base"]}


def check_owners(work: Work, row: rows.Row) -> None:
    """Raises 403 for a change of somebody who may more than oneself."""
    if row["role"] == "owner" and work.actor.role != "owner":
        raise forbidden("Only an owner can change an owner.")
    check_grants(work, roles.allowed(work.tx, work.ws, row["role"], row["own_role_id"])[0])


def keep_an_owner(work: Work, touched: Sequence[rows.Row]) -> None:
    """Raises 409 when the change would leave the workspace without an active owner."""
    if touched and not work.tx.all(queries.active_owners(), ws=work.ws):
        raise conflict("A workspace keeps at least one active owner. Make somebody else an owner first.")
