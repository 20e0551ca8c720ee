"""The verbs of contacts: create, edit, archive, restore; thousands at once."""

from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import at, check_links, sent, words, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.text import fold
from headgate.records.companies.fields import COMPANY
from headgate.records.contacts import events, queries
from headgate.records.contacts.addresses import checked_emails, checked_phones, marks
from headgate.records.contacts.fields import CONTACT
from headgate.records.contacts.schemas import EditContact, NameContact, NewContact
from headgate.records.custom_fields.keeping import in_step, keep
from headgate.records.custom_fields.values import filled
from headgate.records.members.fields import MEMBER

LIMITS = {
    "given_name": 120,
    "family_name": 120,
    "job_title": 160,
    "external_source": 200,
    "external_id": 200,
}
LINKS = (("company_id", COMPANY), ("owner_id", MEMBER))
undoable(CONTACT)


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """The search key that follows from the name."""
    return {"name_key": fold(values["name"])} if "name" in values else {}


KEYS[CONTACT] = keys


def checked(values: dict[str, Any], place: str) -> dict[str, Any]:
    """The values given, fit to keep. Raises 422 that names the field."""
    found = dict(values)
    for name in LIMITS.keys() & values.keys():
        found[name] = words(values[name], f"{place}/{name}", LIMITS[name])
    if "emails" in values:
        found["emails"] = checked_emails(values["emails"], f"{place}/emails")
    if "phones" in values:
        found["phones"] = checked_phones(values["phones"], f"{place}/phones")
    return found


def following(row: rows.Row, place: str) -> dict[str, Any]:
    """What follows from a contact's parts and lists: its name and main addresses. Raises 422 for nobody."""
    email = row["emails"][0]["address"] if row["emails"] else None
    phone = row["phones"][0]["number"] if row["phones"] else None
    name = " ".join(part for part in (row["given_name"], row["family_name"]) if part) or email or phone
    if name is None:
        raise wrong(f"{place}/given_name", "A contact has a name, an e-mail address or a phone number.")
    return {"name": name, "email": email, "phone": phone, **keys({"name": name})}


def check_all_links(work: Work, given: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Raises 422 at the first company or owner who is not there."""
    for name, record in LINKS:
        check_links(work.tx, work.ws, record, {f"{place}/{name}": v.get(name) for place, v in given})


def keep_marks(work: Work, found: Sequence[rows.Row]) -> None:
    """Makes the marks of these contacts say what their addresses are now."""
    wanted = {
        (row["id"], kind, mark)
        for row in found
        if row["standing"] != rows.REMOVED
        for kind, mark in marks(row["emails"], row["phones"])
    }
    have = set(work.tx.all(queries.marks_of(), ws=work.ws, ids=[row["id"] for row in found]))
    for id_, kind, mark in have - wanted:
        work.tx.run(queries.drop_mark(), ws=work.ws, kind=kind, mark=mark, id=id_)
    fresh = [
        {"workspace_id": work.ws, "kind": kind, "mark": mark, "contact_id": id_}
        for id_, kind, mark in sorted(wanted - have)
    ]
    if fresh:
        work.tx.many(queries.insert_mark(), fresh)


@verb("contact.create", permission="contact.edit", payload=NewContact)
def create(work: Work, batch: Sequence[NewContact]) -> list[str]:
    """Gives the ids of the contacts made. Raises 422 that names the place in the batch."""
    made = []
    for place, new in at(batch):
        kept = checked(sent(new), place)
        fresh = {"standing": rows.LIVE, "created_at": work.at, "version": 1}
        made.append((place, {"id": ids.new("con"), **kept, **following(kept, place), **fresh}))
    check_all_links(work, made)
    customs = filled(work, CONTACT, [(place, None, row["custom"]) for place, row in made])
    for (_, row), custom in zip(made, customs, strict=True):
        row["custom"] = custom
    fresh_rows = [row for _, row in made]
    rows.insert(work, CONTACT, events.CREATED, fresh_rows)
    keep(work, CONTACT, [(None, row) for row in fresh_rows], [place for place, _ in made])
    keep_marks(work, fresh_rows)
    return [str(row["id"]) for row in fresh_rows]


@verb("contact.edit", permission="contact.edit", payload=EditContact)
def edit(work: Work, batch: Sequence[EditContact]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422 that names the field."""
    found = rows.load_each(work.tx, work.ws, CONTACT, [change.id for change in batch])
    changes = []
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values = checked(sent(change), place)
        changes.append((place, row, {**values, **following({**row, **values}, place)}))
    check_all_links(work, [(place, values) for place, _, values in changes])
    customs = filled(
        work, CONTACT, [(place, row["custom"], v.get("custom", {})) for place, row, v in changes]
    )
    for (_, _, values), custom in zip(changes, customs, strict=True):
        values["custom"] = custom
    before = [dict(row) for row in found]
    rows.edit_many(work, CONTACT, events.EDITED, [(row, values) for _, row, values in changes])
    keep(work, CONTACT, list(zip(before, found, strict=True)), [place for place, _, _ in changes])
    keep_marks(work, found)
    return [change.id for change in batch]


def put(work: Work, batch: Sequence[NameContact], kind: str, standing: str) -> list[str]:
    found = rows.load_each(work.tx, work.ws, CONTACT, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, CONTACT, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb("contact.archive", permission="contact.edit", payload=NameContact, inverse="contact.restore")
def archive(work: Work, batch: Sequence[NameContact]) -> list[str]:
    """Puts contacts away; the deals that they take part in stay as they are."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb("contact.restore", permission="contact.edit", payload=NameContact, inverse="contact.archive")
def restore(work: Work, batch: Sequence[NameContact]) -> list[str]:
    """Brings archived contacts back."""
    return put(work, batch, events.RESTORED, rows.LIVE)


@reverser(CONTACT, "contact.edit")
def undo_contact(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records; the marks follow."""
    with in_step(work, record, [subject for subject, _ in subjects]):
        put_back(work, record, subjects)
    found = rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects])
    keep_marks(work, list(found.values()))


@holds(COMPANY)
def contacts_there(work: Work, company_id: str) -> None:
    if work.tx.all(queries.contacts_of_company(), ws=work.ws, id=company_id):
        raise InTheWay("Contacts belong to it.")


@holds(MEMBER)
def contacts_owned(work: Work, member_id: str) -> None:
    if work.tx.all(queries.contacts_of_owner(), ws=work.ws, member=member_id):
        raise InTheWay("The member owns contacts.")
