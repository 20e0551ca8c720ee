"""The second place of values: rows by which filterable fields are asked and unique ones are held to it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from headgate.core.fields.catalogue import RECORDS
from headgate.core.fields.given import wrong
from headgate.core.verbs import rows
from headgate.core.verbs.undo import InTheWay
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import Problem, forbidden
from headgate.records.custom_fields import queries
from headgate.records.custom_fields.declaring import may_change
from headgate.records.custom_fields.fields import CUSTOM_FIELD
from headgate.records.custom_fields.kinds import mark, parts
from headgate.records.custom_fields.queries import fields_for
from headgate.records.custom_fields.schemas import CustomField

AT_ONCE = 2_000
Pair = tuple[Mapping[str, Any] | None, Mapping[str, Any]]
"""A record before and after: its `id`, `custom` and `standing`; no before for a new one."""


def kept(field: CustomField) -> bool:
    return field.filterable or field.unique


def values_in(row: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What counts of a record: nothing of one that is taken out."""
    if row is None or row["standing"] == rows.REMOVED:
        return {}
    found: Mapping[str, Any] = row["custom"]
    return found


def keep(work: Work, record: str, pairs: Sequence[Pair], places: Sequence[str] = ()) -> None:
    """Makes the second place say what the records say. Raises 422 where a unique value is taken; `places`:
    where each record stands in the batch."""
    changed = [
        (values_in(before), values_in(after), after["id"], places[i] if places else "")
        for i, (before, after) in enumerate(pairs)
        if values_in(before) != values_in(after)
    ]
    if not changed:
        return
    check_rights(work, record, pairs)
    for field in fields_for(work, record).values():
        if not kept(field):
            continue
        differing = [
            (had.get(field.key), has.get(field.key), ids.to_int(RECORDS[record].prefix, id_), place)
            for had, has, id_, place in changed
            if had.get(field.key) != has.get(field.key)
        ]
        gone = [number for had, _, number, _ in differing if had is not None]
        if gone:
            work.tx.many(
                queries.drop_values(),
                [{"ws": work.ws, "field": field.id, "record": number} for number in gone],
            )
        fresh = [(value, number, place) for _, value, number, place in differing if value is not None]
        if field.unique and fresh:
            check_unique(work, record, field, fresh)
        write(work, field, [(value, number) for value, number, _ in fresh])


def check_rights(work: Work, record: str, pairs: Sequence[Pair]) -> None:
    """Raises 403 where a value is changed that is for other roles to change; defaults are anybody's."""
    for field in fields_for(work, record).values():
        if may_change(work.actor, field):
            continue
        for before, after in pairs:
            value = after["custom"].get(field.key)
            made = before is None and value in (None, field.default)
            gone = after["standing"] == rows.REMOVED
            if not made and not gone and (before or {"custom": {}})["custom"].get(field.key) != value:
                raise forbidden(f"Your role does not change “{field.name}”.")


def check_unique(work: Work, record: str, field: CustomField, fresh: Sequence[tuple[Any, int, str]]) -> None:
    """Raises 422 where another record has the value. The field is locked: of two at once one waits."""
    rows.load(work.tx, work.ws, CUSTOM_FIELD, [field.id])
    marks = [mark(field, value) for value, _, _ in fresh]
    known = dict(work.tx.all(queries.marked(), ws=work.ws, field=field.id, marks=sorted(set(marks))))
    for own, (_, number, place) in zip(marks, fresh, strict=True):
        if known.setdefault(own, number) != number:
            message = f"Another {record} has this “{field.name}” already."
            raise wrong(f"{place}/custom/{field.key}", message)


def write(work: Work, field: CustomField, found: Sequence[tuple[Any, int]]) -> None:
    made = []
    for value, number in found:
        own = mark(field, value) if field.unique else None
        for part, (column, each) in enumerate(parts(field, value)):
            blank = {"text": None, "number": None, "instant": None, "mark": own}
            where = {"workspace_id": work.ws, "field_id": field.id, "record_id": number, "part": part}
            made.append({**where, **blank, column: each})
    if made:
        work.tx.many(queries.insert_value(), made)


@contextmanager
def in_step(work: Work, record: str, subjects: Sequence[str]) -> Iterator[None]:
    """Keeps up with an undo that the block does. Raises InTheWay where a unique value is taken by now."""
    before = {id_: dict(row) for id_, row in rows.load(work.tx, work.ws, record, subjects).items()}
    yield
    after = rows.load(work.tx, work.ws, record, subjects)
    try:
        keep(work, record, [(before[id_], row) for id_, row in after.items()])
    except Problem as problem:
        raise InTheWay(problem.detail) from None


def fill(work: Work, field: CustomField) -> None:
    """Writes the rows of a field anew from the records: it was made filterable or unique, or is so no more.
    Raises 422 where a unique field has two equal values."""
    work.tx.run(queries.drop_field(), ws=work.ws, field=field.id)
    if not kept(field):
        return
    prefix = RECORDS[field.record].prefix
    after = f"{prefix}_0"
    while found := work.tx.all(queries.customs_after(field.record), ws=work.ws, after=after, n=AT_ONCE):
        after = found[-1][0]
        read = ((id_, msgspec.json.decode(custom).get(field.key)) for id_, custom in found)
        write(work, field, [(value, ids.to_int(prefix, id_)) for id_, value in read if value is not None])
    if field.unique and work.tx.all(queries.marked_twice(), ws=work.ws, field=field.id):
        raise wrong("/unique", f"Two records have the same “{field.name}” already.")
