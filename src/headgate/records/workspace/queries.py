"""Reading the workspace."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.kit.business import Hours, hours
from headgate.kit.errors import not_found
from headgate.records.workspace.schemas import BusinessCalendar, Workspace
from headgate.records.workspace.tables import workspaces
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


def columns() -> list[Any]:
    own = [workspaces.c[name] for name in Workspace.__struct_fields__ if name != "id"]
    return [workspaces.c.workspace_id.label("id"), *own]


@shape()
def by_id() -> sa.Select[Any]:
    return sa.select(*columns()).where(workspaces.c.workspace_id == P("ws"))


@shape()
def locked() -> sa.Select[Any]:
    return sa.select(*columns()).where(workspaces.c.workspace_id == P("ws")).with_for_update()


def read(cells: Any) -> Workspace:
    values = dict(zip(Workspace.__struct_fields__, cells, strict=True))
    return Workspace(**{**values, "calendar": msgspec.json.decode(values["calendar"], type=BusinessCalendar)})


def workspace_of(tx: Tx, ws: str) -> Workspace:
    """The workspace. Raises 404."""
    found = tx.one(by_id(), ws=ws)
    if found is None:
        raise not_found("workspace")
    return read(found)


def lock(tx: Tx, ws: str) -> Workspace:
    """The workspace, locked until the end of the transaction: for what must hold over all its members or
    teams (one name, one e-mail, one owner at least). Raises 404."""
    found = tx.one(locked(), ws=ws)
    if found is None:
        raise not_found("workspace")
    return read(found)


def hours_of(workspace: Workspace) -> Hours:
    """The business calendar, as time is counted by it."""
    own = workspace.calendar
    return hours(workspace.zone, own.days, own.opens, own.closes, [day.on for day in own.holidays])
