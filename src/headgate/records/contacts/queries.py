"""Reading contacts: one, lists, and matches for the addresses that a form, a file or a mail names."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.listing.pages import Listing, archived, listed
from headgate.kit.text import fold
from headgate.records.companies.tables import companies
from headgate.records.contacts.addresses import email_mark, phone_mark
from headgate.records.contacts.fields import CONTACT
from headgate.records.contacts.schemas import Alike, Contact
from headgate.records.contacts.tables import contact_marks, contacts
from headgate.records.members.tables import members
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

COMPANY_OF = sa.and_(
    companies.c.workspace_id == contacts.c.workspace_id, companies.c.id == contacts.c.company_id
)
OWNER_OF = sa.and_(members.c.workspace_id == contacts.c.workspace_id, members.c.id == contacts.c.owner_id)
WITH_NAMES = contacts.outerjoin(companies, COMPANY_OF).outerjoin(members, OWNER_OF)
SPECIAL = {
    "company_name": companies.c.name.label("company_name"),
    "owner_name": members.c.name.label("owner_name"),
    "archived": archived(contacts),
}


def columns() -> list[Any]:
    return [SPECIAL.get(name, contacts.c.get(name)) for name in Contact.__struct_fields__]


CONTACTS = listed(Listing(CONTACT, Contact, columns, WITH_NAMES))


def present(*where: Any) -> list[Any]:
    return [contacts.c.workspace_id == P("ws"), contacts.c.standing != "removed", *where]


@shape()
def by_mark() -> sa.Select[Any]:
    c, m = contacts.c, contact_marks.c
    joined = contact_marks.join(contacts, sa.and_(c.workspace_id == m.workspace_id, c.id == m.contact_id))
    return (
        sa.select(m.mark, c.id, c.name, companies.c.name)
        .select_from(joined.outerjoin(companies, COMPANY_OF))
        .where(*present(m.workspace_id == P("ws"), m.kind == P("kind"), among(m.mark, "marks")))
        .order_by(c.standing.desc(), c.id)
        .limit(1000)
    )


@shape()
def by_external() -> sa.Select[Any]:
    c = contacts.c
    found = present(c.external_source == P("source"), among(c.external_id, "ids"), c.external_id.is_not(None))
    return sa.select(c.external_id, c.id).where(*found)


@shape()
def contacts_of_company() -> sa.Select[Any]:
    return sa.select(contacts.c.id).where(*present(contacts.c.company_id == P("id"))).limit(1)


@shape()
def contacts_of_owner() -> sa.Select[Any]:
    return sa.select(contacts.c.id).where(*present(contacts.c.owner_id == P("member"))).limit(1)


@shape()
def marks_of() -> sa.Select[Any]:
    m = contact_marks.c
    return sa.select(m.contact_id, m.kind, m.mark).where(
        m.workspace_id == P("ws"), among(m.contact_id, "ids")
    )


@shape()
def insert_mark() -> sa.Insert:
    return insert_into(contact_marks)


@shape()
def drop_mark() -> sa.Delete:
    m = contact_marks.c
    return sa.delete(contact_marks).where(
        m.workspace_id == P("ws"), m.kind == P("kind"), m.mark == P("mark"), m.contact_id == P("id")
    )


def alike(tx: Tx, ws: str, emails: Iterable[str], phones: Iterable[str]) -> list[Alike]:
    """The contacts that have one of these addresses, those in use first."""
    found = []
    for kind, given, mark_of in (("email", emails, email_mark), ("phone", phones, phone_mark)):
        asked = {mark_of(each): each for each in given}
        asked.pop("", None)
        if asked:
            rows = tx.all(by_mark(), ws=ws, kind=kind, marks=sorted(asked))
            found += [Alike(id_, name, company, asked[mark]) for mark, id_, name, company in rows]
    return found


def contacts_from(tx: Tx, ws: str, source: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id -> contact, for what came from that source."""
    return dict(tx.all(by_external(), ws=ws, source=source, ids=sorted(set(external_ids))))


@shape()
def by_name() -> sa.Select[Any]:
    c = contacts.c
    return (
        sa.select(c.id, c.name, companies.c.name)
        .select_from(contacts.outerjoin(companies, COMPANY_OF))
        .where(*present(among(c.name_key, "keys")))
        .order_by(c.standing.desc(), c.id)
    )


@shape()
def by_email() -> sa.Select[Any]:
    c, m = contacts.c, contact_marks.c
    joined = contact_marks.join(contacts, sa.and_(c.workspace_id == m.workspace_id, c.id == m.contact_id))
    return (
        sa.select(m.mark, c.id, c.external_id)
        .select_from(joined)
        .where(*present(m.workspace_id == P("ws"), m.kind == "email", among(m.mark, "marks")))
        .order_by(c.standing, c.id.desc())
    )


def contacts_called(tx: Tx, ws: str, names: Sequence[str]) -> list[tuple[str, str, str | None]]:
    """Id, name and company's name of those who are called so, those in use first."""
    return list(tx.all(by_name(), ws=ws, keys=sorted({fold(name) for name in names} - {""})))


def contacts_with_email(tx: Tx, ws: str, emails: Iterable[str]) -> list[tuple[str, str, str | None]]:
    """Mark, id and external id of those who have an address, those in use last."""
    marks = sorted({email_mark(each) for each in emails} - {""})
    return list(tx.all(by_email(), ws=ws, marks=marks)) if marks else []
