"""The verbs of companies: create, edit, archive, restore; thousands at once."""

import re
from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import (
    at,
    between,
    check_links,
    currency,
    line,
    sent,
    words,
    wrong,
)
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.text import fold, squash
from headgate.records.companies import events, queries
from headgate.records.companies.fields import COMPANY
from headgate.records.companies.parents import in_circle, lock
from headgate.records.companies.schemas import (
    FIRST_YEAR,
    LARGEST,
    LAST_YEAR,
    MOST_EMPLOYEES,
    EditCompany,
    NameCompany,
    NewCompany,
)
from headgate.records.custom_fields.keeping import in_step, keep
from headgate.records.custom_fields.values import filled
from headgate.records.members.fields import MEMBER
from headgate.records.workspace.queries import workspace_of

HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
CIRCLE = "A company cannot belong to itself, directly or through others."
undoable(COMPANY)


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """The search keys that follow from the values given."""
    if "name" not in values:
        return {}
    return {"name_key": fold(values["name"]), "match_key": squash(values["name"])}


KEYS[COMPANY] = keys


def checked(values: dict[str, Any], place: str) -> dict[str, Any]:
    """The values given, fit to keep. Raises 422 that names the field."""
    found = dict(values)
    if "name" in values:
        found["name"] = line(values["name"], f"{place}/name")
    for name in ("sector", "country", "region", "external_source", "external_id"):
        if name in values:
            limit = 200 if name.startswith("external") else 120
            found[name] = words(values[name], f"{place}/{name}", limit)
    if "domain" in values:
        found["domain"] = host(values["domain"], f"{place}/domain")
    if "currency" in values:
        currency(values["currency"], f"{place}/currency")
    bounds = {
        "revenue": (-LARGEST, LARGEST),
        "employees": (0, MOST_EMPLOYEES),
        "founded": (FIRST_YEAR, LAST_YEAR),
    }
    for name in bounds.keys() & values.keys():
        between(values[name], *bounds[name], f"{place}/{name}")
    return {**found, **keys(found)}


def host(domain: str | None, place: str) -> str | None:
    """`https://www.Example.com/about` as `example.com`. Raises 422."""
    found = words(domain, place, 253)
    if found is None:
        return None
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", found.casefold()).partition("/")[0].removeprefix("www.")
    if not HOST.fullmatch(bare):
        raise wrong(place, f"“{found}” is not a domain such as example.com.")
    return bare


def check_all_links(work: Work, given: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Raises 422 at the first parent or owner who is not there."""
    for name, record in (("parent_id", COMPANY), ("owner_id", MEMBER)):
        check_links(work.tx, work.ws, record, {f"{place}/{name}": v.get(name) for place, v in given})


@verb("company.create", permission="company.edit", payload=NewCompany)
def create(work: Work, batch: Sequence[NewCompany]) -> list[str]:
    """Gives the ids of the companies made. Raises 422 that names the place in the batch."""
    base = workspace_of(work.tx, work.ws).base_currency
    made = []
    for place, new in at(batch):
        values = sent(new)
        values["currency"] = values["currency"] or base
        kept = checked(values, place)
        fresh = {"standing": rows.LIVE, "created_at": work.at, "version": 1}
        made.append((place, {"id": ids.new("co"), **kept, **fresh}))
    check_all_links(work, made)
    customs = filled(work, COMPANY, [(place, None, row["custom"]) for place, row in made])
    for (_, row), custom in zip(made, customs, strict=True):
        row["custom"] = custom
    rows.insert(work, COMPANY, events.CREATED, [row for _, row in made])
    keep(work, COMPANY, [(None, row) for _, row in made], [place for place, _ in made])
    return [str(row["id"]) for _, row in made]


@verb("company.edit", permission="company.edit", payload=EditCompany)
def edit(work: Work, batch: Sequence[EditCompany]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422 that names the field; a circle of parents."""
    if named := {change.parent_id for change in batch if isinstance(change.parent_id, str)}:
        lock(work, named | {change.id for change in batch})
    found = rows.load_each(work.tx, work.ws, COMPANY, [change.id for change in batch])
    changes = []
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values = checked(sent(change), place)
        changes.append((place, row, values))
    customs = filled(
        work, COMPANY, [(place, row["custom"], v.get("custom", {})) for place, row, v in changes]
    )
    for (_, _, values), custom in zip(changes, customs, strict=True):
        values["custom"] = custom
    check_all_links(work, [(place, values) for place, _, values in changes])
    parents = {row["id"]: values["parent_id"] for _, row, values in changes if "parent_id" in values}
    if circle := in_circle(work, parents):
        raise wrong(next(f"{place}/parent_id" for place, row, _ in changes if row["id"] == circle), CIRCLE)
    before = [dict(row) for row in found]
    rows.edit_many(work, COMPANY, events.EDITED, [(row, values) for _, row, values in changes])
    keep(work, COMPANY, list(zip(before, found, strict=True)), [place for place, _, _ in changes])
    return [change.id for change in batch]


def put(work: Work, batch: Sequence[NameCompany], kind: str, standing: str) -> list[str]:
    found = rows.load_each(work.tx, work.ws, COMPANY, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, COMPANY, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb("company.archive", permission="company.edit", payload=NameCompany, inverse="company.restore")
def archive(work: Work, batch: Sequence[NameCompany]) -> list[str]:
    """Puts companies away; their deals stay as they are."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb("company.restore", permission="company.edit", payload=NameCompany, inverse="company.archive")
def restore(work: Work, batch: Sequence[NameCompany]) -> list[str]:
    """Brings archived companies back."""
    return put(work, batch, events.RESTORED, rows.LIVE)


@reverser(COMPANY, "company.edit")
def undo_company(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records; a parent that has since come under the company is in the way."""
    with in_step(work, record, [subject for subject, _ in subjects]):
        put_back(work, record, subjects)
    for subject, entries in subjects:
        if any("parent_id" in entry.changed() for entry in entries):
            row = rows.load(work.tx, work.ws, record, [subject])[subject]
            if in_circle(work, {subject: row["parent_id"]}):
                raise InTheWay("Its former parent company belongs to it by now.")


@holds(COMPANY)
def subsidiaries(work: Work, company_id: str) -> None:
    if work.tx.all(queries.subsidiaries_of(), ws=work.ws, id=company_id):
        raise InTheWay("Other companies belong to it.")


@holds(MEMBER)
def companies_owned(work: Work, member_id: str) -> None:
    if work.tx.all(queries.companies_of_owner(), ws=work.ws, member=member_id):
        raise InTheWay("The member owns companies.")
