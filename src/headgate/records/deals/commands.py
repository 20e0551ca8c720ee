"""The verbs that make deals and change their fields."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import UNSET

from headgate.core.conditions.tree import check_value
from headgate.core.fields.catalogue import RECORDS
from headgate.core.fields.given import line, words, wrong
from headgate.core.journal.entries import Changes
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import money
from headgate.kit.errors import bad_input
from headgate.kit.text import fold
from headgate.records.custom_fields.values import filled
from headgate.records.deals import events
from headgate.records.deals.fields import DEAL
from headgate.records.deals.ledger import changes_of, differing, load
from headgate.records.deals.schemas import LINES, PROSE, AssignDeal, EditDeal
from headgate.records.deals.tables import deals
from headgate.records.sources.queries import spelled
from headgate.store.dialect import among
from headgate.store.statements import P, shape


@shape()
def existing(record: str) -> sa.Select[Any]:
    table = RECORDS[record].table
    return sa.select(table.c.id).where(
        table.c.workspace_id == P("ws"), among(table.c.id, "ids"), table.c.standing != "removed"
    )


LINKS = (("company_id", "company"), ("product_id", "product"), ("owner_id", "member"))


def linked(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The links of a row that lead somewhere, each with its kind of record."""
    return [(name, record) for name, record in LINKS if row[name] is not None]


def check_links(work: Work, given: Sequence[Mapping[str, Any]]) -> None:
    """Raises the 422 problem that names the first link to a record that is not there."""
    for name, record in LINKS:
        wanted = {values[name] for values in given if values.get(name)}
        if not wanted:
            continue
        try:
            found = set(work.tx.all(existing(record), ws=work.ws, ids=sorted(wanted)))
        except ValueError:
            found = set()
        if wanted - found:
            message = f"There is no {record} {min(wanted - found)}."
            raise bad_input(message, [{"pointer": f"/{name}", "message": message}])


def check_money(currency: str) -> None:
    if not money.known(currency):
        message = f"“{currency}” is not an ISO 4217 currency."
        raise bad_input(message, [{"pointer": "/currency", "message": message}])


TWO_AMOUNTS = "The value is what the lines come to: change the lines, or give the value yourself."


def check_follows(row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Raises 422 for an amount given to a deal that has its amount from its lines."""
    follows = values.get("amount_from", row["amount_from"]) == LINES
    if follows and values.get("amount", row["amount"]) != row["amount"]:
        raise wrong("/amount", TWO_AMOUNTS)


def given(payload: EditDeal) -> dict[str, Any]:
    """The fields of an edit that were sent, checked one by one. Raises 422 that names the field."""
    values = {name: value for name, value in msgspec.structs.asdict(payload).items() if value is not UNSET}
    values.pop("id", None)
    values.pop("version", None)
    for name, value in values.items():
        if name == "custom":
            continue
        if value is None and not deals.c[name].nullable:
            raise bad_input(
                f"“{name}” cannot be empty.", [{"pointer": f"/{name}", "message": "It cannot be empty."}]
            )
        if value is not None and DEAL.field(name).type != "text":
            check_value(DEAL.field(name), value, f"/{name}")
    if "currency" in values:
        check_money(values["currency"])
    if isinstance(values.get("name"), str):
        values["name"] = line(values["name"], "/name")
        values["name_key"] = fold(values["name"])
    for name in ("source", "deal_type"):
        if name in values:
            values[name] = words(values[name], f"/{name}")
    if "description" in values:
        values["description"] = words(values["description"], "/description", PROSE, lines=True)
    return values


def fill_all(work: Work, found: Sequence[rows.Row], batch: Sequence[EditDeal]) -> list[Changes]:
    """Stores the values given with changes and tells what differed; the caller notes it."""
    sent = [given(payload) for payload in batch]
    for values in sent:
        if "source" in values:
            values["source"] = spelled(work, values["source"])
    for row, values in zip(found, sent, strict=True):
        check_follows(row, values)
    if any(sent):
        work.actor.require("deal.edit")
        check_links(work, sent)
    changed = []
    customs = filled(
        work,
        DEAL.name,
        [("", row["custom"], v.get("custom", {})) for row, v in zip(found, sent, strict=True)],
    )
    for row, values, custom in zip(found, sent, customs, strict=True):
        values["custom"] = custom
        changed.append(differing(row, values))
    changes = [changes_of(row, values) for row, values in zip(found, changed, strict=True)]
    rows.write_many(work, DEAL.name, list(zip(found, changed, strict=True)))
    return changes


@verb("deal.edit", permission="deal.edit", payload=EditDeal, sifts=True)
def edit(work: Work, batch: Sequence[EditDeal]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422 that names the field."""
    asked = [payload.id for payload in batch]
    found, batch = work.sift(load(work, asked), batch, is_current)
    for row, changes in zip(found, fill_all(work, found, batch), strict=True):
        if changes:
            work.note(events.EDITED, row["id"], changes, name=row["name"])
    return asked


def is_current(row: rows.Row, payload: EditDeal | AssignDeal) -> None:
    rows.check_version(row, payload.version)


@verb("deal.assign", permission="deal.assign", payload=AssignDeal, sifts=True)
def assign(work: Work, batch: Sequence[AssignDeal]) -> list[str]:
    """Gives deals to another owner."""
    check_links(work, [{"owner_id": payload.owner_id} for payload in batch])
    names: dict[str | None, str] = {}
    changed = []
    asked = [payload.id for payload in batch]
    found, batch = work.sift(load(work, asked), batch, is_current)
    for row, payload in zip(found, batch, strict=True):
        owner = payload.owner_id
        if row["owner_id"] == owner:
            continue
        if owner not in names:
            names[owner] = name_of(work, owner)
        values = {"owner_id": owner}
        work.note(events.ASSIGNED, row["id"], changes_of(row, values), name=row["name"], owner=names[owner])
        changed.append((row, values))
    rows.write_many(work, DEAL.name, changed)
    return asked


@shape()
def member_name() -> sa.Select[Any]:
    table = RECORDS["member"].table
    return sa.select(table.c.name).where(table.c.workspace_id == P("ws"), table.c.id == P("id"))


def name_of(work: Work, member_id: str | None) -> str:
    if member_id is None:
        return "nobody"
    return str(work.tx.one(member_name(), ws=work.ws, id=member_id))
