"""Values of the workspace's own fields, as rows bring them: links found by name, unique ones held to it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from headgate.core.fields.catalogue import RECORDS
from headgate.flows.exchange.known import COMING
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.flows.exchange.targets import RECORD_OF
from headgate.kit import ids
from headgate.records.custom_fields.asking import STEM
from headgate.records.custom_fields.kinds import mark
from headgate.records.custom_fields.queries import marked
from headgate.records.custom_fields.saying import said
from headgate.records.custom_fields.schemas import CustomField
from headgate.store.engine import Tx

LEADING = ("member", "link")
NOTHING = "nothing"


class Own(NamedTuple):
    """By the number of a row: the values of its record, and the warnings about them."""

    values: dict[int, dict[str, Any]]
    problems: dict[int, list[RowProblem]]


def fields(at: Setting, kind: Kind) -> list[CustomField]:
    return [each for each in at.own if each.record == RECORD_OF[kind] and not each.archived]


def values_of(tx: Tx, at: Setting, index: int, kind: Kind, rows: Sequence[Row]) -> Own:
    """What rows say of these fields. Somebody or something unknown is left out with a warning."""
    known = fields(at, kind)
    found = Own({}, {})
    if not known or not any(name.startswith(STEM) for row in rows[:1] for name in row.columns):
        return found
    for field in known:
        if field.kind in LEADING:
            record = field.links or "member"
            name = f"{STEM}{field.key}"
            at.names[record].load(tx, at.ws, [row.values[name] for row in rows if name in row.values])
    for row in rows:
        mine: dict[str, Any] = {}
        for field in known:
            value = row.values.get(f"{STEM}{field.key}")
            if value is None:
                continue
            if field.kind in LEADING:
                record = field.links or "member"
                value = at.names[record].id(value)
                if value is None:
                    column, cell = row.blamed(f"{STEM}{field.key}")
                    told = f"There is no {record} of that name; “{field.name}” stays empty."
                    problem = RowProblem(index, row.number, column, "warning", told, cell)
                    found.problems.setdefault(row.number, []).append(problem)
                if value in (None, COMING):
                    continue
            mine[field.key] = value
        if mine:
            found.values[row.number] = mine
    return found


def taken(
    tx: Tx, at: Setting, index: int, kind: Kind, rows: Sequence[Row], own: Own, mine: Mapping[int, str]
) -> dict[int, RowProblem]:
    """Of rows the refusal of a value that another record has; `mine`: number of a row -> its own record."""
    refused: dict[int, RowProblem] = {}
    prefix = RECORDS[RECORD_OF[kind]].prefix
    for field in fields(at, kind):
        if not field.unique:
            continue
        given = [(row, own.values[row.number][field.key]) for row in rows if has(own, row, field)]
        if not given:
            continue
        marks = {row.number: mark(field, value) for row, value in given}
        here = dict(tx.all(marked(), ws=at.ws, field=field.id, marks=sorted(set(marks.values()))))
        seen: set[str] = set()
        for row, _ in given:
            key = marks[row.number]
            holder = ids.to_text(prefix, here[key]) if key in here else None
            if (holder and holder != mine.get(row.number)) or key in seen or (field.id, key) in at.marks:
                column, cell = row.blamed(f"{STEM}{field.key}")
                said_ = f"Another {RECORD_OF[kind]} has this “{field.name}”."
                refused[row.number] = RowProblem(index, row.number, column, "refused", said_, cell)
            else:
                seen.add(key)
                if at.dry:
                    at.marks.add((field.id, key))
    return refused


def has(own: Own, row: Row, field: CustomField) -> bool:
    return field.key in own.values.get(row.number, {})


def there(now: Any) -> dict[str, Any]:
    """The values that a record has."""
    held = now["custom"] if isinstance(now, Mapping) else now.custom
    return held if isinstance(held, dict) else msgspec.json.decode(held, type=dict[str, Any])


def told(at: Setting, kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any], row: Row) -> list[str]:
    """Each difference as “Budget: 500 → 700.”."""
    found = []
    for field in fields(at, kind):
        if field.key in after:
            was = said(field, before.get(field.key), {}) or (
                "nothing" if before.get(field.key) is None else "…"
            )
            name = f"{STEM}{field.key}"
            becomes = row.values[name] if field.kind in LEADING else said(field, after[field.key], {})
            found.append(f"{field.name}: {was[:80]} → {str(becomes)[:80]}.")
    return found


def without(
    new: list[Row],
    matched: list[tuple[str, Row]],
    lost: Mapping[int, RowProblem],
    record: str,
    tally: Tally,
) -> tuple[list[Row], list[tuple[str, Row]]]:
    """The rows that are left, those refused told."""
    for number, problem in lost.items():
        tally.refuse([problem])
        if any(row.number == number for _, row in matched):
            tally.rows_matched -= 1
            tally.matched[record] -= 1
    left = [row for row in new if row.number not in lost]
    return left, [(id_, row) for id_, row in matched if row.number not in lost]
