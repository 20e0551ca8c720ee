"""The verbs of a workspace: found it, edit its settings."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Origin, system
from headgate.core.fields.given import currency as checked_currency
from headgate.core.fields.given import line, sent, wrong
from headgate.core.journal.entries import Entry, open_head
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, former_values, note_undone, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import clock, ids
from headgate.records.workspace import events, fields
from headgate.records.workspace.queries import lock
from headgate.records.workspace.schemas import BusinessCalendar, EditWorkspace, Holiday
from headgate.records.workspace.tables import USUAL, workspaces
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

BACKDATING_DAYS = 35
RECORD = fields.RECORD
undoable(RECORD)


@shape()
def insert_workspace() -> sa.Insert:
    return insert_into(workspaces)


@shape()
def update_workspace(names: tuple[str, ...]) -> sa.Update:
    values: dict[str, Any] = {name: P(f"new_{name}", workspaces.c[name].type) for name in names}
    return (
        sa.update(workspaces)
        .where(workspaces.c.workspace_id == P("ws"))
        .values(**values, version=workspaces.c.version + 1)
    )


def found(
    tx: Tx,
    *,
    name: str,
    currency: str,
    zone: str,
    fiscal_month: int = 1,
    week_start: int = 1,
    backdating_days: int = BACKDATING_DAYS,
    origin: Origin = "system",
) -> str:
    """Sets up a workspace with its journal; gives its id. Raises 422 for an unknown currency or zone."""
    id_ = ids.new("ws")
    values = {
        "name": line(name, "/name", 120),
        "base_currency": checked_currency(currency, "/base_currency"),
        "zone": checked_zone(zone),
        "fiscal_month": fiscal_month,
        "week_start": week_start,
        "backdating_days": backdating_days,
        "calendar": msgspec.json.decode(USUAL),
    }
    tx.run(insert_workspace(), workspace_id=id_, **values, created_at=clock.now(), version=1)
    tx.run(open_head(), ws=id_)
    work = Work(tx, system(id_, origin))
    work.note(events.FOUNDED, id_, {key: (None, value) for key, value in values.items()}, name=values["name"])
    work.end()
    return id_


zones = cache(available_timezones)


def checked_zone(zone: str) -> str:
    if zone not in zones():
        raise wrong("/zone", f"“{zone}” is not an IANA time zone.")
    return zone


@verb("workspace.edit", permission="workspace.edit", payload=EditWorkspace)
def edit(work: Work, batch: Sequence[EditWorkspace]) -> list[str]:
    """Changes settings. Raises 409 for a stale version, 422 that names the field."""
    for change in batch:
        row = plain_row(work)
        rows.check_version(row, change.version)
        values = sent(change)
        if "name" in values:
            values["name"] = line(values["name"], "/name", 120)
        if "base_currency" in values:
            checked_currency(values["base_currency"], "/base_currency")
        if "zone" in values:
            checked_zone(values["zone"])
        if "calendar" in values:
            values["calendar"] = checked_calendar(values["calendar"])
        differing = {key: value for key, value in values.items() if row[key] != value}
        if differing:
            write(work, differing)
            work.note(
                events.EDITED, work.ws, {k: (row[k], v) for k, v in differing.items()}, name=row["name"]
            )
    return [work.ws for _ in batch]


def plain_row(work: Work) -> dict[str, Any]:
    """The settings as they are stored and noted, locked."""
    found: dict[str, Any] = msgspec.to_builtins(lock(work.tx, work.ws))
    return found


def checked_calendar(given: BusinessCalendar) -> dict[str, Any]:
    """As it is kept: days and holidays in order, each once. Raises 422 that names the place."""
    for i, day in enumerate(given.holidays):
        if not is_day(day.on):
            raise wrong(f"/calendar/holidays/{i}/on", f"“{day.on}” is not a date.")
    if given.opens >= given.closes:
        raise wrong("/calendar/closes", "A day opens before it closes.")
    holidays = {day.on: Holiday(day.on, " ".join(day.name.split())) for day in given.holidays}
    kept = BusinessCalendar(
        sorted(set(given.days)), given.opens, given.closes, [holidays[on] for on in sorted(holidays)]
    )
    found: dict[str, Any] = msgspec.to_builtins(kept)
    return found


def is_day(text: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(text).year < 2200
    except ValueError:
        return False


def write(work: Work, values: dict[str, Any]) -> None:
    given = {f"new_{name}": value for name, value in values.items()}
    work.tx.run(update_workspace(tuple(sorted(values))), ws=work.ws, **given)


@reverser(RECORD, "workspace.edit")
def put_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records; the table has no other id than the workspace's."""
    for subject, entries in subjects:
        for entry in entries:
            if entry.kind == events.FOUNDED:
                raise InTheWay("A workspace is not taken away by undoing its beginning.")
            row = plain_row(work)
            values = former_values(record, row, entry)
            write(work, values)
            note_undone(work, record, subject, entry, {k: (row[k], v) for k, v in values.items()})
