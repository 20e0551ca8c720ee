"""The verbs of people on deals: add somebody, give a role, make the main contact, take off again."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from headgate.core.fields.given import at, check_links, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import conflict, not_found
from headgate.records.contacts.fields import CONTACT
from headgate.records.people import events, queries
from headgate.records.people.fields import PARTICIPANT, ROLE
from headgate.records.people.schemas import AddParticipant, EditParticipant, NameParticipant

MOST = 50
undoable(PARTICIPANT)


def lock_deals(work: Work, deal_ids: Sequence[str]) -> None:
    """Locks the deals. Raises 404 for one that the actor does not see or that was deleted."""
    for deal in rows.load_each(work.tx, work.ws, "deal", deal_ids):
        if deal["standing"] == "deleted" or not work.actor.sees_deal(deal["id"], deal["owner_id"]):
            raise not_found("deal")
        work.actor.require_change(deal["id"], deal["owner_id"])


def about(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says of a person: name, role, and the deal whose history it belongs to."""
    roles = {role.id: role.name for role in queries.roles_of(work.tx, work.ws)}
    (contact,) = rows.load(work.tx, work.ws, CONTACT, [row["contact_id"]]).values()
    role = roles.get(row["role_id"] or "", "a participant")
    return {"name": contact["name"], "role": role, "deal_id": row["deal_id"]}


@verb("participant.add", permission="deal.edit", payload=AddParticipant)
def add(work: Work, batch: Sequence[AddParticipant]) -> list[str]:
    """Gives the ids. Raises 404 for the deal, 409 for somebody who is on it already, 422."""
    lock_deals(work, [new.deal_id for new in batch])
    for name, record in (("contact_id", CONTACT), ("role_id", ROLE)):
        named = {f"{place}/{name}": getattr(new, name) for place, new in at(batch)}
        check_links(work.tx, work.ws, record, named)
    made = []
    for place, new in at(batch):
        here = queries.people(work.tx, work.ws, new.deal_id)
        if any(each.contact_id == new.contact_id for each in here):
            raise conflict("This person is on the deal already.")
        if len(here) >= MOST:
            raise wrong(f"{place}/contact_id", f"A deal has at most {MOST} people.")
        row = {
            "id": ids.new("part"),
            "deal_id": new.deal_id,
            "contact_id": new.contact_id,
            "role_id": new.role_id,
            "main_since": work.at if new.main else None,
            "created_at": work.at,
            "standing": rows.LIVE,
            "version": 1,
        }
        rows.insert(work, PARTICIPANT, events.ADDED, [row], **about(work, row))
        made.append(row["id"])
    return made


def load(work: Work, batch: Sequence[EditParticipant | NameParticipant]) -> list[rows.Row]:
    """The people to be changed, locked with their deals. Raises 404, 409 for a stale version."""
    found = rows.load_each(work.tx, work.ws, PARTICIPANT, [change.id for change in batch])
    lock_deals(work, [row["deal_id"] for row in found])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    return found


@verb("participant.edit", permission="deal.edit", payload=EditParticipant)
def edit(work: Work, batch: Sequence[EditParticipant]) -> list[str]:
    """Changes roles, and who is the main contact. Raises 404, 409 for a stale version, 422."""
    found = load(work, batch)
    wanted = {f"{p}/role_id": c.role_id for p, c in at(batch) if c.role_id is not UNSET}
    check_links(work.tx, work.ws, ROLE, wanted)
    for row, change in zip(found, batch, strict=True):
        if change.role_id is not UNSET:
            said = about(work, {**row, "role_id": change.role_id})
            rows.edit(work, PARTICIPANT, events.EDITED, row, {"role_id": change.role_id}, data=said)
        first = queries.people(work.tx, work.ws, row["deal_id"])[0]
        if change.main and first.id != row["id"]:
            rows.edit(
                work, PARTICIPANT, events.MADE_MAIN, row, {"main_since": work.at}, data=about(work, row)
            )
    return [change.id for change in batch]


@verb("participant.remove", permission="deal.edit", payload=NameParticipant)
def remove(work: Work, batch: Sequence[NameParticipant]) -> list[str]:
    """Takes people off their deals; the contacts stay."""
    for row in load(work, batch):
        rows.edit(work, PARTICIPANT, events.REMOVED, row, {"standing": rows.REMOVED}, data=about(work, row))
    return [change.id for change in batch]


@reverser(PARTICIPANT, "deal.edit")
def take_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records. Raises 404 for a deal that the actor does not see; somebody who has been added
    anew is in the way of being put back."""
    found = rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects])
    lock_deals(work, sorted({row["deal_id"] for row in found.values()}))
    for subject, entries in subjects:
        row = found[subject]
        back = any(entry.changed().get("standing", (None, None))[0] == rows.LIVE for entry in entries)
        here = queries.people(work.tx, work.ws, row["deal_id"])
        if back and any(each.contact_id == row["contact_id"] for each in here):
            raise InTheWay("This person is on the deal again.")
    put_back(work, record, subjects)


@holds(CONTACT)
def on_deals(work: Work, contact_id: str) -> None:
    if work.tx.all(queries.held_by_contact(), ws=work.ws, id=contact_id):
        raise InTheWay("Deals name this person.")
