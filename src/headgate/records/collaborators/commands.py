"""The verbs of collaborators: share a deal, with the right to change it or without, and no longer."""

from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import at, check_links, sent, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import conflict, forbidden, not_found
from headgate.records.collaborators import events, queries
from headgate.records.collaborators.fields import COLLABORATOR
from headgate.records.collaborators.schemas import AddCollaborator, EditCollaborator, NameCollaborator
from headgate.records.members.fields import MEMBER
from headgate.records.members.queries import person

MOST = 50
MOST_OF_MEMBER = 200
"""Deals shared with one member: each of its questions names them."""
undoable(COLLABORATOR)


def lock_deals(work: Work, deal_ids: Sequence[str]) -> None:
    """Locks the deals. Raises 404 for one that the actor does not see or that was deleted, 403 for one that
    is shared with the actor."""
    for deal in rows.load_each(work.tx, work.ws, "deal", deal_ids):
        gone = deal["standing"] in ("deleted", rows.REMOVED)
        if gone or not work.actor.sees_deal(deal["id"], deal["owner_id"]):
            raise not_found("deal")
        if not queries.may_share(work.actor, deal["owner_id"]):
            raise forbidden("A deal shared with you is shared on by who sees its owner's deals.")


def about(work: Work, row: rows.Row) -> dict[str, Any]:
    """What an entry says, with the member, who has to hear of it, and the deal whose history it is."""
    who = person(work.tx, work.ws, row["member_id"])
    return {
        "name": "a former member" if who is None else who.name,
        "right": "to be changed" if row["may_edit"] else "to be seen",
        "deal_id": row["deal_id"],
        "member_id": row["member_id"],
    }


def check_room(work: Work, deal_id: str, member_id: str, place: str) -> None:
    here = work.tx.all(queries.of_deal(), ws=work.ws, deal=deal_id)
    if any(each.member_id == member_id for each in here):
        raise conflict("The deal is shared with this member already.")
    if len(here) >= MOST:
        raise wrong(f"{place}/member_id", f"A deal has at most {MOST} collaborators.")
    if int(work.tx.one(queries.how_many(), ws=work.ws, member=member_id) or 0) >= MOST_OF_MEMBER:
        raise wrong(f"{place}/member_id", f"At most {MOST_OF_MEMBER} deals are shared with one member.")


@verb("collaborator.add", permission="deal.edit", payload=AddCollaborator)
def add(work: Work, batch: Sequence[AddCollaborator]) -> list[str]:
    """Gives the ids. Raises 403, 404 for the deal, 409 for somebody it is shared with already, 422."""
    lock_deals(work, [new.deal_id for new in batch])
    check_links(work.tx, work.ws, MEMBER, {f"{place}/member_id": new.member_id for place, new in at(batch)})
    made = []
    for place, new in at(batch):
        who = person(work.tx, work.ws, new.member_id)
        if who is None or who.status == "inactive":
            raise wrong(f"{place}/member_id", "This member is inactive.")
        check_room(work, new.deal_id, new.member_id, place)
        row = {
            "id": ids.new("col"),
            "deal_id": new.deal_id,
            "member_id": new.member_id,
            "may_edit": new.may_edit,
            "created_at": work.at,
            "standing": rows.LIVE,
            "version": 1,
        }
        rows.insert(work, COLLABORATOR, events.ADDED, [row], **about(work, row))
        made.append(str(row["id"]))
    return made


def load(work: Work, batch: Sequence[EditCollaborator | NameCollaborator]) -> list[rows.Row]:
    """Those to be changed, locked with their deals. Raises 403, 404, 409 for a stale version."""
    found = rows.load_each(work.tx, work.ws, COLLABORATOR, [change.id for change in batch])
    lock_deals(work, [row["deal_id"] for row in found])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    return found


@verb("collaborator.edit", permission="deal.edit", payload=EditCollaborator)
def edit(work: Work, batch: Sequence[EditCollaborator]) -> list[str]:
    """Gives or takes the right to change the deal. Raises 403, 404, 409."""
    for row, change in zip(load(work, batch), batch, strict=True):
        values = sent(change)
        rows.edit(work, COLLABORATOR, events.EDITED, row, values, data=about(work, {**row, **values}))
    return [change.id for change in batch]


@verb("collaborator.remove", permission="deal.edit", payload=NameCollaborator)
def remove(work: Work, batch: Sequence[NameCollaborator]) -> list[str]:
    """Ends the sharing. Raises 403, 404, 409."""
    for row in load(work, batch):
        rows.edit(work, COLLABORATOR, events.REMOVED, row, {"standing": rows.REMOVED}, data=about(work, row))
    return [change.id for change in batch]


@reverser(COLLABORATOR, "deal.edit")
def take_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records. Raises 403, 404 as the verbs do; who was added anew is in the way."""
    found = rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects])
    lock_deals(work, sorted({row["deal_id"] for row in found.values()}))
    for subject, entries in subjects:
        row = found[subject]
        back = any(entry.changed().get("standing", (None, None))[0] == rows.LIVE for entry in entries)
        here = work.tx.all(queries.of_deal(), ws=work.ws, deal=row["deal_id"])
        if back and any(each.member_id == row["member_id"] for each in here):
            raise InTheWay("The deal is shared with this member again.")
    put_back(work, record, subjects)


@holds(MEMBER)
def sharing(work: Work, member_id: str) -> None:
    if work.tx.all(queries.held_by_member(), ws=work.ws, member=member_id):
        raise InTheWay("Deals are shared with this member.")
