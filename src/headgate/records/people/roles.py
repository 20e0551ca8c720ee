"""The verbs of roles: the list of parts that people play in a decision."""

from collections.abc import Sequence

from msgspec import UNSET

from headgate.core.fields.given import at, line
from headgate.core.verbs import rows
from headgate.core.verbs.ordering import put_at
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.records.people import events, queries
from headgate.records.people.fields import ROLE
from headgate.records.people.schemas import EditRole, NewRole

USUAL = ("Decision maker", "Champion", "Influencer", "User", "Blocker", "Procurement", "Legal")
undoable(ROLE)
reverser(ROLE, "pipeline.edit")(put_back)


@verb("deal_role.add", permission="pipeline.edit", payload=NewRole)
def add(work: Work, batch: Sequence[NewRole]) -> list[str]:
    """Gives the ids of the roles made, which come last."""
    start = len(queries.roles_of(work.tx, work.ws))
    made = [
        {
            "id": ids.new("role"),
            "name": line(new.name, f"{place}/name", 80),
            "position": start + i,
            "standing": rows.LIVE,
            "version": 1,
        }
        for i, (place, new) in enumerate(at(batch))
    ]
    rows.insert(work, ROLE, events.ROLE_ADDED, made)
    return [str(row["id"]) for row in made]


@verb("deal_role.edit", permission="pipeline.edit", payload=EditRole)
def edit(work: Work, batch: Sequence[EditRole]) -> list[str]:
    """Renames, orders and retires roles. Those who have a retired role keep it."""
    found = rows.load_each(work.tx, work.ws, ROLE, [change.id for change in batch])
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values = {}
        if change.name is not UNSET:
            values["name"] = line(change.name, f"{place}/name", 80)
        if change.retired is not UNSET:
            values["standing"] = rows.ARCHIVED if change.retired else rows.LIVE
        rows.edit(work, ROLE, events.ROLE_EDITED, row, values)
        if change.position is not UNSET:
            used = [role.id for role in queries.roles_of(work.tx, work.ws) if not role.retired]
            put_at(work, ROLE, events.ROLE_EDITED, row["id"], used, change.position)
    return [change.id for change in batch]


@holds(ROLE)
def played(work: Work, role_id: str) -> None:
    if work.tx.all(queries.held_by_role(), ws=work.ws, id=role_id):
        raise InTheWay("People have this role.")


def set_up(work: Work) -> None:
    """The roles that a new workspace starts with."""
    add(work, [NewRole(name) for name in USUAL])
