"""What long work keeps of itself, in the table of its record: how far it has come and what came of it."""

from typing import Any, Protocol

import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class Run(Protocol):
    """A row of such a table, as its job holds it."""

    id: str
    version: int


@shape()
def update_run(record: str, fields: tuple[str, ...]) -> sa.Update:
    table = RECORDS[record].table
    c = table.c
    values: dict[str, Any] = {name: P(f"new_{name}", c[name].type) for name in fields}
    return (
        sa.update(table)
        .where(c.workspace_id == P("ws"), c.id == P("id"), c.version == P("version"))
        .values(**values, version=c.version + 1)
    )


def keep(tx: Tx, ws: str, record: str, run: Run, values: dict[str, Any]) -> bool:
    """Stores new values of a run, which then has them; false when somebody else changed it meanwhile."""
    given = {f"new_{name}": value for name, value in values.items()}
    if not tx.run(update_run(record, tuple(sorted(values))), ws=ws, id=run.id, version=run.version, **given):
        return False
    for name, value in values.items():
        setattr(run, name, value)
    run.version += 1
    return True
