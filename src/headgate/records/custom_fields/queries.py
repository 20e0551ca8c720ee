"""Reading custom fields: whole, since they are few and short; and their values where they are kept twice."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.fields.tables import field_values
from headgate.core.verbs.work import Work
from headgate.records.custom_fields.schemas import CustomField, Option
from headgate.records.custom_fields.tables import custom_fields
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

SHOWN = tuple(name for name in CustomField.__struct_fields__ if name != "archived")


@shape()
def all_fields(narrowed: bool) -> sa.Select[Any]:
    f = custom_fields.c
    found = sa.select(*(f[name] for name in SHOWN), f.standing).where(
        f.workspace_id == P("ws"), f.standing != "removed"
    )
    if narrowed:
        found = found.where(f.record == P("record"))
    return found.order_by(f.record, f.position, f.id)


@shape()
def all_keys() -> sa.Select[Any]:
    f = custom_fields.c
    return sa.select(f.key).where(f.workspace_id == P("ws"), f.record == P("record"))


@shape()
def marked() -> sa.Select[Any]:
    """The records that have a value of these marks."""
    v = field_values.c
    return sa.select(v.mark, v.record_id).where(
        v.workspace_id == P("ws"), v.field_id == P("field"), among(v.mark, "marks")
    )


@shape()
def marked_twice() -> sa.Select[Any]:
    v = field_values.c
    found = sa.select(v.mark).where(v.workspace_id == P("ws"), v.field_id == P("field"), v.mark.is_not(None))
    return found.group_by(v.mark).having(sa.func.count() > sa.literal_column("1")).limit(1)


@shape()
def insert_value() -> sa.Insert:
    return insert_into(field_values)


@shape()
def drop_values() -> sa.Delete:
    v = field_values.c
    return sa.delete(field_values).where(
        v.workspace_id == P("ws"), v.field_id == P("field"), v.record_id == P("record")
    )


@shape()
def drop_field() -> sa.Delete:
    v = field_values.c
    return sa.delete(field_values).where(v.workspace_id == P("ws"), v.field_id == P("field"))


@shape()
def customs_after(record: str) -> sa.Select[Any]:
    """The custom values of the records after one, in the order of their ids."""
    c = RECORDS[record].table.c
    found = sa.select(c.id, c.custom).where(c.workspace_id == P("ws"), c.id > P("after"))
    return found.where(c.standing != "removed").order_by(c.id).limit(P("n", sa.Integer))


@shape()
def owners_of_deals() -> sa.Select[Any]:
    c = RECORDS["deal"].table.c
    return sa.select(c.id, c.owner_id).where(c.workspace_id == P("ws"), among(c.id, "ids"))


@shape()
def titled(record: str) -> sa.Select[Any]:
    """Names by id; of deals with their owner, since not everybody sees each."""
    c = RECORDS[record].table.c
    shown = [c.id, c.name, c.owner_id] if record == "deal" else [c.id, c.name]
    return sa.select(*shown).where(c.workspace_id == P("ws"), among(c.id, "ids"))


def fields_of(tx: Tx, ws: str, record: str | None = None) -> list[CustomField]:
    """The fields of a kind of record, or of all, in order; archived ones included and marked."""
    narrow = {} if record is None else {"record": record}
    found = []
    for *cells, standing in tx.all(all_fields(bool(narrow)), ws=ws, **narrow):
        values = dict(zip(SHOWN, cells, strict=True))
        values["options"] = msgspec.json.decode(values["options"], type=list[Option])
        for name in ("default", "edited_by"):
            if values[name] is not None:
                values[name] = msgspec.json.decode(values[name])
        found.append(CustomField(**values, archived=standing != "live"))
    return found


def fields_for(work: Work, record: str) -> dict[str, CustomField]:
    """`fields_of` by key, read once in a piece of work."""
    known: dict[str, dict[str, CustomField]] = work.scratch.setdefault("custom_fields", {})
    if record not in known:
        known[record] = {field.key: field for field in fields_of(work.tx, work.ws, record)}
    return known[record]
