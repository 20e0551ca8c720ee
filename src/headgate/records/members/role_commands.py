"""The verbs of roles: add, edit, archive. Nobody hands out more than they may themselves."""

from collections.abc import Sequence
from typing import Any

from headgate.core.access.roles import GRANTS, UNBOUNDED, Reach
from headgate.core.fields.given import at, line, sent, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import conflict
from headgate.kit.text import fold
from headgate.records.members import events, roles
from headgate.records.members.fields import ROLE
from headgate.records.members.fields import ROLES as NAMES
from headgate.records.members.owners import check_grants
from headgate.records.members.schemas import EditMemberRole, NameMemberRole, NewMemberRole
from headgate.records.workspace.queries import lock

undoable(ROLE)
KEYS[ROLE] = lambda values: {"name_key": fold(values["name"])} if "name" in values else {}


def checked(work: Work, permissions: Sequence[str], reach: Reach, place: str) -> list[str]:
    """What there is to grant, in order, once. Raises 403 for what one may not oneself, 422 for what is no
    permission, or would show deals beyond the reach."""
    for i, name in enumerate(permissions):
        if name not in GRANTS["owner"]:
            raise wrong(f"{place}/{i}", f"“{name}” is not a permission.")
        if name in UNBOUNDED and reach != "everyone":
            raise wrong(f"{place}/{i}", f"“{name}” is only for roles that see everybody's deals.")
    check_grants(work, permissions)
    return sorted(set(permissions))


def check_name(work: Work, row: rows.Row, place: str) -> None:
    if row["name_key"] in {fold(name) for _, name in NAMES}:
        raise wrong(place, f"“{row['name']}” is one of the roles that are always there.")
    if any(id_ != row["id"] for id_ in work.tx.all(roles.roles_by_name(), ws=work.ws, key=row["name_key"])):
        raise wrong(place, f"There is a role “{row['name']}” already.")


@verb("member_role.add", permission="member_role.edit", payload=NewMemberRole)
def add(work: Work, batch: Sequence[NewMemberRole]) -> list[str]:
    """Gives the ids of the roles made. Raises 403, 422: a name in use, the base owner, no permission."""
    lock(work.tx, work.ws)
    made = []
    for place, new in at(batch):
        if new.base in roles.OWNERS_OWN:
            raise wrong(f"{place}/base", "An owner may everything: no other role stands on it.")
        name = line(new.name, f"{place}/name")
        row: dict[str, Any] = {
            "id": ids.new("mrole"),
            "name": name,
            "name_key": fold(name),
            "base": new.base,
            "permissions": checked(work, new.permissions, new.reach, f"{place}/permissions"),
            "reach": new.reach,
            "standing": rows.LIVE,
            "created_at": work.at,
            "version": 1,
        }
        check_name(work, row, f"{place}/name")
        rows.insert(work, ROLE, events.ROLE_ADDED, [row])
        made.append(row["id"])
    return made


@verb("member_role.edit", permission="member_role.edit", payload=EditMemberRole)
def edit(work: Work, batch: Sequence[EditMemberRole]) -> list[str]:
    """Changes what a role is for all who have it. Raises 403, 404, 409 for a stale version, 422."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, ROLE, [change.id for change in batch])
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values = sent(change)
        # Who may less than the role could else take from it, and with it from those above.
        check_grants(work, roles.known(row["permissions"]))
        if values.keys() & {"permissions", "reach"}:
            held = {**row, **values}
            values["permissions"] = checked(work, held["permissions"], held["reach"], f"{place}/permissions")
        if "name" in values:
            values["name"] = line(values["name"], f"{place}/name")
            values["name_key"] = fold(values["name"])
            check_name(work, {**row, **values}, f"{place}/name")
        rows.edit(work, ROLE, events.ROLE_EDITED, row, values)
    return [change.id for change in batch]


@verb("member_role.archive", permission="member_role.edit", payload=NameMemberRole)
def archive(work: Work, batch: Sequence[NameMemberRole]) -> list[str]:
    """Puts roles away. Raises 409 while somebody has one."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, ROLE, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
        check_grants(work, roles.known(row["permissions"]))
        if count := with_role(work, row["id"]):
            raise conflict(f"Give the members who are {row['name']} ({count}) another role first.")
        rows.edit(work, ROLE, events.ROLE_ARCHIVED, row, {"standing": rows.ARCHIVED})
    return [change.id for change in batch]


def with_role(work: Work, own_role_id: str) -> int:
    return int(work.tx.one(roles.members_with_role(), ws=work.ws, role=own_role_id) or 0)


@reverser(ROLE, "member_role.edit")
def undo_role(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, with the same bounds on what is handed out."""
    lock(work.tx, work.ws)
    put_back(work, record, subjects)
    for row in rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects]).values():
        check_grants(work, roles.known(row["permissions"]))
        names = work.tx.all(roles.roles_by_name(), ws=work.ws, key=row["name_key"])
        if row["standing"] == rows.LIVE and any(id_ != row["id"] for id_ in names):
            raise InTheWay(f"Another role is called “{row['name']}” by now.")


@holds(ROLE)
def its_members(work: Work, own_role_id: str) -> None:
    if with_role(work, own_role_id):
        raise InTheWay("Members were given the role.")
