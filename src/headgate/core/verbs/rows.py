"""Plain records: load and lock, insert, edit; each change noted with what it was and what it became."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import Changes
from headgate.core.verbs.work import Work
from headgate.kit.errors import Problem, conflict, not_found
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape
from headgate.store.types import Instant, Json

Row = dict[str, Any]
LIVE, ARCHIVED, REMOVED = "live", "archived", "removed"
"""What `standing` says of a record: in use, put away, or taken out as a mistake."""


def names(record: str) -> list[str]:
    return [c.name for c in RECORDS[record].table.columns]


@shape()
def locked(record: str) -> sa.Select[Any]:
    table = RECORDS[record].table
    return (
        sa.select(*table.columns)
        .where(table.c.workspace_id == P("ws"), among(table.c.id, "ids"))
        .order_by(table.c.id)
        .with_for_update()
    )


@shape()
def insert_row(record: str) -> sa.Insert:
    table = RECORDS[record].table
    return insert_into(table)


@shape()
def update_row(record: str, fields: tuple[str, ...]) -> sa.Update:
    table = RECORDS[record].table
    values: dict[str, Any] = {name: P(f"new_{name}", table.c[name].type) for name in fields}
    return (
        sa.update(table)
        .where(table.c.workspace_id == P("ws"), table.c.id == P("id"))
        .values(**values, version=table.c.version + 1)
    )


def load(tx: Tx, ws: str, record: str, ids: Sequence[str]) -> dict[str, Row]:
    """The records by id, locked until the end of the transaction; those that are not there are left out."""
    columns, documents = names(record), json_columns(record)
    found: dict[str, Row] = {}
    for cells in tx.all(locked(record), ws=ws, ids=list(dict.fromkeys(ids))):
        row = dict(zip(columns, cells, strict=True))
        for name in documents:
            row[name] = None if row[name] is None else msgspec.json.decode(row[name])
        found[row["id"]] = row
    return found


@lru_cache
def json_columns(record: str) -> tuple[str, ...]:
    return tuple(c.name for c in RECORDS[record].table.columns if isinstance(c.type, Json))


def load_each(tx: Tx, ws: str, record: str, ids: Sequence[str]) -> list[Row]:
    """The records in the order asked. Raises the 404 problem when one is missing or removed."""
    try:
        found = load(tx, ws, record, ids)
    except ValueError:
        raise not_found(record) from None
    for id_ in ids:
        if id_ not in found or found[id_]["standing"] == REMOVED:
            raise not_found(record)
    return [found[id_] for id_ in ids]


def check_version(row: Row, version: int | None) -> None:
    """Raises the 409 problem when the record has changed since the caller read it."""
    if version is not None and version != row["version"]:
        raise conflict("Somebody changed this meanwhile. Look at it again.", current=row["version"])


def insert(work: Work, record: str, kind: str, rows: Sequence[Row], **data: Any) -> None:
    """Inserts full rows (every column but `workspace_id`) and notes them as made."""
    full = [{"workspace_id": work.ws, **row} for row in rows]
    if len(full) == 1:
        work.tx.run(insert_row(record), **full[0])
    else:
        work.tx.many(insert_row(record), full)
    quiet = {"id", "version", *quiet_columns(record)}
    for row in rows:
        made = {name: (None, plain(row[name])) for name in row if name not in quiet and row[name] is not None}
        work.note(kind, row["id"], made, **{"name": row.get("name"), **data})


@lru_cache
def quiet_columns(record: str) -> frozenset[str]:
    """Columns that only repeat another one (search keys): not noted."""
    return frozenset(name for name in names(record) if name.endswith("_key"))


def edit(
    work: Work,
    record: str,
    kind: str,
    row: Row,
    values: Mapping[str, Any],
    *,
    data: Mapping[str, Any] | None = None,
) -> Changes:
    """Changes fields of a loaded row and notes those that really differ; gives what changed."""
    differing = {name: value for name, value in values.items() if row[name] != value}
    if not differing:
        return {}
    write(work, record, row, differing)
    quiet = quiet_columns(record)
    changes: Changes = {
        name: (plain(row[name]), plain(value)) for name, value in differing.items() if name not in quiet
    }
    row.update(differing, version=row["version"] + 1)
    work.note(kind, row["id"], changes, **{"name": row.get("name"), **(data or {})})
    return changes


def edit_many(work: Work, record: str, kind: str, changes: Sequence[tuple[Row, Mapping[str, Any]]]) -> None:
    """`edit` for a batch of loaded rows: one statement for all rows that change the same fields."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    quiet = quiet_columns(record)
    for row, values in changes:
        differing = {name: values[name] for name in sorted(values) if row[name] != values[name]}
        if not differing:
            continue
        given = {f"new_{name}": value for name, value in differing.items()}
        groups.setdefault(tuple(differing), []).append({"ws": work.ws, "id": row["id"], **given})
        noted: Changes = {n: (plain(row[n]), plain(v)) for n, v in differing.items() if n not in quiet}
        row.update(differing, version=row["version"] + 1)
        work.note(kind, row["id"], noted, name=row.get("name"))
    for fields, values_of_rows in groups.items():
        work.tx.many(update_row(record, fields), values_of_rows)


def write(work: Work, record: str, row: Row, values: Mapping[str, Any]) -> None:
    fields = tuple(sorted(values))
    given = {f"new_{name}": values[name] for name in fields}
    if not work.tx.run(update_row(record, fields), ws=work.ws, id=row["id"], **given):
        raise Problem(404, "not_found", "Not found", f"There is no such {record}.")


def write_many(work: Work, record: str, changes: Sequence[tuple[Row, Mapping[str, Any]]]) -> None:
    """`write` for a batch of loaded rows, which then have the new values: one statement for all rows that
    change the same fields."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row, values in changes:
        if not values:
            continue
        fields = tuple(sorted(values))
        given = {f"new_{name}": values[name] for name in fields}
        groups.setdefault(fields, []).append({"ws": work.ws, "id": row["id"], **given})
        row.update(values, version=row["version"] + 1)
    for fields, values_of_rows in groups.items():
        work.tx.many(update_row(record, fields), values_of_rows)


def plain(value: Any) -> Any:
    """The value as the journal's JSON has it."""
    return value if isinstance(value, str | int | float | bool | None) else msgspec.to_builtins(value)


def stored(record: str, name: str, value: Any) -> Any:
    """A value of the journal's JSON as the column takes it."""
    if value is not None and isinstance(RECORDS[record].table.c[name].type, Instant):
        return datetime.fromisoformat(value)
    return value
