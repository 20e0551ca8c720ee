"""Reading the workspace."""

from typing import Any

import sqlalchemy as sa

from headgate.kit.errors import not_found
from headgate.records.workspace.schemas import Workspace
from headgate.records.workspace.tables import workspaces
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


def columns() -> list[Any]:
    own = [workspaces.c[name] for name in Workspace.__struct_fields__ if name != "id"]
    return [workspaces.c.workspace_id.label("id"), *own]


@shape(Workspace)
def by_id() -> sa.Select[Any]:
    return sa.select(*columns()).where(workspaces.c.workspace_id == P("ws"))


@shape(Workspace)
def locked() -> sa.Select[Any]:
    return sa.select(*columns()).where(workspaces.c.workspace_id == P("ws")).with_for_update()


def workspace_of(tx: Tx, ws: str) -> Workspace:
    """The workspace. Raises 404."""
    found = tx.one(by_id(), ws=ws)
    if found is None:
        raise not_found("workspace")
    return found


def lock(tx: Tx, ws: str) -> Workspace:
    """The workspace, locked until the end of the transaction: for what must hold over all its members or
    teams (one name, one e-mail, one owner at least). Raises 404."""
    found = tx.one(locked(), ws=ws)
    if found is None:
        raise not_found("workspace")
    return found
