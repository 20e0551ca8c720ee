"""Rows of people: their names put together, their addresses in lists, and by what a person is known again."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec

from headgate.flows.exchange.reading import Row
from headgate.kit.addresses import email_mark, phone_mark
from headgate.kit.text import fold
from headgate.records.contacts.queries import contacts_called, contacts_from, contacts_with_email
from headgate.records.contacts.schemas import MOST_ADDRESSES, Email, Phone
from headgate.store.engine import Tx

SOURCE = "contacts"
AT = " @ "
PART = 120


def whole_name(row: Row) -> str:
    """The name as the contact will have it: its parts, the full name, else an address."""
    values = row.values
    parts = " ".join(values[name] for name in ("given_name", "family_name") if values.get(name))
    found = parts or " ".join(str(values.get("name", "")).split())
    return found or str(values.get("email") or values.get("phone") or "")


def called_by(row: Row) -> set[str]:
    """The name and the address, folded, by which a row of deals may name the person."""
    return {fold(whole_name(row)), str(row.values.get("email", "")).casefold()} - {""}


def who(row: Row) -> str:
    """What tells one person from another of the same name: the company that they are at."""
    name = whole_name(row)
    return f"{name}{AT}{row.values['company_id']}" if name and row.values.get("company_id") else name


def key(text: str) -> str:
    name, _, company = text.partition(AT)
    return f"{fold(name)}{AT}{fold(company)}"


def called(tx: Tx, ws: str, names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Key -> (id, text) of the contacts who are called so, at that company."""
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, name, company in contacts_called(tx, ws, [name.partition(AT)[0] for name in names]):
        text = f"{name}{AT}{company}" if company else name
        found.setdefault(key(text), []).append((id_, text))
    return found


def own_key(row: Row) -> str:
    """An id of elsewhere, else the main address."""
    return str(row.values.get("external_id") or row.values.get("email", "").casefold())


def by_key(tx: Tx, ws: str, rows: Sequence[Row]) -> dict[str, str]:
    """Own key -> contact; one without an id of elsewhere is known by the address too."""
    emails = {
        row.values["email"].casefold(): own_key(row) for row in reversed(rows) if row.values.get("email")
    }
    found = {
        emails[mark]: id_
        for mark, id_, external in contacts_with_email(tx, ws, list(emails))
        if external is None or external == emails[mark] or emails[mark] == mark
    }
    given = [row.values["external_id"] for row in rows if "external_id" in row.values]
    return found | (contacts_from(tx, ws, SOURCE, given) if given else {})


def in_parts(values: dict[str, Any]) -> dict[str, str]:
    """Given and family name: as they are, else of a full name, whose last word is the family's."""
    if values.get("given_name") or values.get("family_name"):
        return {name: values[name] for name in ("given_name", "family_name") if values.get(name)}
    full = " ".join(str(values.get("name", "")).split())
    if not full:
        return {}
    if found := re.fullmatch(r"([^,]+), *([^,]+)", full):
        given, family = found[2], found[1]
    else:
        given, _, family = full.rpartition(" ")
    parts = {"given_name": given[:PART].strip(), "family_name": family[:PART].strip()}
    return {name: text for name, text in parts.items() if text}


def lists(values: dict[str, Any]) -> dict[str, Any]:
    """The addresses as the verbs take them."""
    emails = [Email(values[name]) for name in ("email", "email_2") if values.get(name)]
    phones = [Phone(values[name]) for name in ("phone", "phone_2") if values.get(name)]
    return {**({"emails": emails} if emails else {}), **({"phones": phones} if phones else {})}


class Several(NamedTuple):
    """A list of addresses of one kind: how it is called, read, and by which member its entries are known."""

    label: str
    read: Callable[[Any], list[Any]]
    member: str
    mark: Callable[[str], str | None]


LISTS = {
    "emails": Several("E-mail", partial(msgspec.json.decode, type=list[Email]), "address", email_mark),
    "phones": Several("Phone", partial(msgspec.json.decode, type=list[Phone]), "number", phone_mark),
}


def entries(name: str, kept: Any) -> list[Any]:
    """Of a list as it is stored, or as it is given."""
    return kept if isinstance(kept, list) else LISTS[name].read(kept)


def with_more(there: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The lists to which a row adds: its own addresses stand before those that are there, none is lost."""
    found = {}
    for name, kept in there.items():
        kind, old = LISTS[name], entries(name, kept)
        known = {kind.mark(getattr(each, kind.member)) for each in old}
        new = [each for each in given.get(name, ()) if kind.mark(getattr(each, kind.member)) not in known]
        if new and len(new) + len(old) <= MOST_ADDRESSES:
            found[name] = [*new, *old]
    return found


def text(name: str, kept: Any) -> str:
    member = LISTS[name].member
    return ", ".join(getattr(each, member) for each in entries(name, kept))[:160] or "nothing"


def payload(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a new contact that stand in the row itself."""
    found = {**in_parts(values), **lists(values)}
    for name in ("job_title", "external_id"):
        if name in values:
            found[name] = values[name]
    if "external_id" in found:
        found["external_source"] = SOURCE
    return found
