"""The verbs of custom fields: add, edit, archive, restore."""

from collections.abc import Sequence
from typing import Any

from headgate.core.access.roles import ROLES
from headgate.core.fields.catalogue import RECORDS
from headgate.core.fields.given import at, currency, is_id, line, sent, words, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.ordering import put_at
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, InTheWay, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import Problem
from headgate.kit.text import fold
from headgate.records.custom_fields import events, keeping
from headgate.records.custom_fields.declaring import check_whole, of_row, options_of, slug, stored_options
from headgate.records.custom_fields.fields import CUSTOM_FIELD
from headgate.records.custom_fields.kinds import checked
from headgate.records.custom_fields.queries import all_keys, fields_of
from headgate.records.custom_fields.schemas import (
    MOST_FIELDS,
    CustomField,
    EditCustomField,
    NameCustomField,
    NewCustomField,
)
from headgate.records.members.fields import ROLE
from headgate.records.workspace.queries import workspace_of

undoable(CUSTOM_FIELD)


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """The search key that follows from the name."""
    return {"name_key": fold(values["name"])} if "name" in values else {}


KEYS[CUSTOM_FIELD] = keys


def forget(work: Work) -> None:
    work.scratch.pop("custom_fields", None)


def check_names(work: Work, record: str, place: str) -> None:
    """Raises 422 where two fields of a record are called the same, or there are too many."""
    found = fields_of(work.tx, work.ws, record)
    if len(found) > MOST_FIELDS:
        raise wrong(f"{place}/name", f"A {record} has at most {MOST_FIELDS} custom fields.")
    names = [fold(field.name) for field in found]
    twice = next((field.name for field in found if names.count(fold(field.name)) > 1), None)
    if twice is not None:
        raise wrong(f"{place}/name", f"Another field of a {record} is called “{twice}”.")


def known_roles(work: Work, given: Sequence[str] | None, place: str) -> list[str] | None:
    """The roles, each once. Raises 422 at the first that there is not."""
    if given is None:
        return None
    own = {f"{place}/edited_by/{i}": role for i, role in enumerate(given) if role not in ROLES}
    known = [id_ for id_ in own.values() if is_id(RECORDS[ROLE].prefix, id_)]
    there = rows.load(work.tx, work.ws, ROLE, known)
    for here, role in own.items():
        if role not in there or there[role]["standing"] != rows.LIVE:
            raise wrong(here, f"There is no role “{role}”.")
    return list(dict.fromkeys(given))


@verb("custom_field.add", permission="custom_field.edit", payload=NewCustomField)
def add(work: Work, batch: Sequence[NewCustomField]) -> list[str]:
    """Gives the ids of the fields added. Raises 422 that names the place."""
    made = []
    for place, new in at(batch):
        taken = set(work.tx.all(all_keys(), ws=work.ws, record=new.record))
        if new.key in taken:
            raise wrong(f"{place}/key", f"Another field of a {new.record} has or had the key “{new.key}”.")
        money = new.kind == "money" and new.currency is None
        values = sent(new)
        name = line(new.name, f"{place}/name", 80)
        values |= {
            "name": name,
            "key": new.key or slug(name, "field", taken),
            "edited_by": known_roles(work, new.edited_by, place),
            "help": words(new.help, f"{place}/help", 500, lines=True),
            "filterable": new.filterable and new.kind != "long_text",
            "options": stored_options(options_of(new.options, (), place)),
            "currency": workspace_of(work.tx, work.ws).base_currency if money else new.currency,
            "position": len(fields_of(work.tx, work.ws, new.record)),
        }
        if values["currency"] is not None:
            currency(values["currency"], f"{place}/currency")
        row = {"id": ids.new("field"), **values, **keys(values)}
        row |= {"standing": rows.LIVE, "created_at": work.at, "version": 1}
        field = of_row(row)
        check_whole(field, place)
        row["default"] = checked(field, field.default, f"{place}/default")
        rows.insert(work, CUSTOM_FIELD, events.ADDED, [row])
        check_names(work, new.record, place)
        made.append(row["id"])
    forget(work)
    return made


@verb("custom_field.edit", permission="custom_field.edit", payload=EditCustomField)
def edit(work: Work, batch: Sequence[EditCustomField]) -> list[str]:
    """Changes what is said of fields. Raises 404, 409 for a stale version, 422 that names the place."""
    found = rows.load_each(work.tx, work.ws, CUSTOM_FIELD, [change.id for change in batch])
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        before = of_row(row)
        values = sent(change)
        position = values.pop("position", None)
        if "name" in values:
            values["name"] = line(values["name"], f"{place}/name", 80)
            values |= keys(values)
        if "help" in values:
            values["help"] = words(values["help"], f"{place}/help", 500, lines=True)
        if "edited_by" in values:
            values["edited_by"] = known_roles(work, values["edited_by"], place)
        if "options" in values:
            values["options"] = stored_options(options_of(values["options"], before.options, place))
        if before.kind == "long_text":
            values["filterable"] = False
        after = of_row({**row, **values})
        check_whole(after, place)
        values["default"] = checked(after, after.default, f"{place}/default")
        rows.edit(work, CUSTOM_FIELD, events.EDITED, row, values)
        check_names(work, row["record"], place)
        settle(work, before, after)
        if position is not None:
            live = [f.id for f in fields_of(work.tx, work.ws, row["record"]) if not f.archived]
            put_at(work, CUSTOM_FIELD, events.EDITED, row["id"], live, position)
    forget(work)
    return [change.id for change in batch]


def settle(work: Work, before: CustomField, after: CustomField) -> None:
    """Keeps or forgets the second place of the values, where that has changed."""
    if (before.filterable, before.unique) != (after.filterable, after.unique):
        keeping.fill(work, after)


def put(work: Work, batch: Sequence[NameCustomField], kind: str, standing: str) -> list[str]:
    found = rows.load_each(work.tx, work.ws, CUSTOM_FIELD, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, CUSTOM_FIELD, kind, [(row, {"standing": standing}) for row in found])
    forget(work)
    return [change.id for change in batch]


@verb(
    "custom_field.archive",
    permission="custom_field.edit",
    payload=NameCustomField,
    inverse="custom_field.restore",
)
def archive(work: Work, batch: Sequence[NameCustomField]) -> list[str]:
    """Fields are asked for no more; what records have in them stays."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb(
    "custom_field.restore",
    permission="custom_field.edit",
    payload=NameCustomField,
    inverse="custom_field.archive",
)
def restore(work: Work, batch: Sequence[NameCustomField]) -> list[str]:
    """Brings archived fields back."""
    return put(work, batch, events.RESTORED, rows.LIVE)


@reverser(CUSTOM_FIELD, "custom_field.edit")
def undo_field(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, where that leaves each name once and unique values unique."""
    ids_ = [subject for subject, _ in subjects]
    before = {id_: of_row(row) for id_, row in rows.load(work.tx, work.ws, record, ids_).items()}
    put_back(work, record, subjects)
    forget(work)
    for id_, row in rows.load(work.tx, work.ws, record, ids_).items():
        after = of_row(row)
        if row["standing"] == rows.REMOVED:
            after.filterable = after.unique = False
        try:
            check_names(work, after.record, "")
            settle(work, before[id_], after)
        except Problem as problem:
            raise InTheWay(problem.detail) from None
