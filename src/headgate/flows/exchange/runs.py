"""Imports as they are kept: their rows, their uploaded files, their problems."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.jobs.kept import keep
from headgate.flows.exchange.fields import IMPORT
from headgate.flows.exchange.plans import Plan
from headgate.flows.exchange.schemas import (
    Import,
    ImportFile,
    ImportSummary,
    Progress,
    Result,
    RowProblem,
    Status,
)
from headgate.flows.exchange.tablefile import FileShape
from headgate.flows.exchange.tables import import_problems, import_runs
from headgate.kit import ids
from headgate.kit.errors import not_found
from headgate.store.engine import Tx
from headgate.store.statements import P, insert_into, shape

MOST_PROBLEMS = 10_000
"""Problems of an import that are kept one by one; all are counted."""


class Place(msgspec.Struct):
    """How far the applying has come: the phase, the last row of it, and what the phases found or made.

    `stages`: value of the file -> stage. `expected`: value -> deals that the check counted. `ranks`: stage
    -> (what its ranks begin with, how many cards are to come, how many have).
    """

    phase: int = 0
    row: int = 0
    done: int = 0
    stages: dict[str, str] = {}
    expected: dict[str, int] = {}
    ranks: dict[str, tuple[str, int, int]] = {}


class Stored(msgspec.Struct):
    """An uploaded file, where it lies in the import's folder and how it is read; of each column whether its
    cells are kept sign for sign."""

    file: ImportFile
    shape: FileShape
    path: str
    plain: list[bool] = []


class Run(msgspec.Struct):
    """An import as it lies in the store."""

    id: str
    status: Status
    created_at: datetime
    created_by: str | None
    plan: Plan
    files: list[Stored]
    progress: Progress | None
    result: Result | None
    place: Place | None
    stop: bool
    problems: int
    error: str | None
    folder: str
    batch: int
    version: int

    def path(self, index: int) -> Path:
        return Path(self.folder) / self.files[index].path

    @property
    def names(self) -> str:
        return ", ".join(stored.file.name for stored in self.files)


class RunRow(msgspec.Struct):
    id: str
    status: str
    created_at: datetime
    created_by: str | None
    plan: msgspec.Raw
    files: msgspec.Raw
    progress: msgspec.Raw | None
    result: msgspec.Raw | None
    place: msgspec.Raw | None
    stop: bool
    problems: int
    error: str | None
    folder: str
    batch: int
    version: int


COLUMNS = [import_runs.c[name] for name in RunRow.__struct_fields__]
JSON: dict[str, Any] = {
    "plan": Plan,
    "files": list[Stored],
    "progress": Progress | None,
    "result": Result | None,
    "place": Place | None,
}
OWN = import_runs.c.workspace_id == P("ws")


@shape(RunRow)
def by_id(locked: bool) -> sa.Select[Any]:
    found = sa.select(*COLUMNS).where(OWN, import_runs.c.id == P("id"))
    return found.with_for_update() if locked else found


@shape(RunRow)
def latest() -> sa.Select[Any]:
    c = import_runs.c
    return sa.select(*COLUMNS).where(OWN, c.id < P("before")).order_by(c.id.desc()).limit(P("n", sa.Integer))


@shape()
def insert_problem() -> sa.Insert:
    return insert_into(import_problems)


@shape()
def forget_problems() -> sa.Delete:
    return sa.delete(import_problems).where(
        import_problems.c.workspace_id == P("ws"), import_problems.c.import_id == P("id")
    )


@shape()
def problems_after() -> sa.Select[Any]:
    c = import_problems.c
    return (
        sa.select(c.n, c.file, c.row, c.column, c.severity, c.message, c.value)
        .where(c.workspace_id == P("ws"), c.import_id == P("id"), c.n > P("after"))
        .order_by(c.n)
        .limit(P("limit", sa.Integer))
    )


def decoded(row: RunRow) -> Run:
    values = msgspec.structs.asdict(row)
    for name, type_ in JSON.items():
        values[name] = None if values[name] is None else msgspec.json.decode(values[name], type=type_)
    return Run(**values)


def run_of(tx: Tx, ws: str, id_: str, *, locked: bool = False) -> Run:
    """The import. Raises 404."""
    try:
        ids.to_int("imp", id_)
    except ValueError:
        raise not_found("import") from None
    found = tx.one(by_id(locked), ws=ws, id=id_)
    if found is None:
        raise not_found("import")
    return decoded(found)


def runs_before(tx: Tx, ws: str, before: str, n: int) -> list[Run]:
    """The latest imports made before that one."""
    return [decoded(row) for row in tx.all(latest(), ws=ws, before=before, n=n)]


def changed(tx: Tx, ws: str, run: Run, **values: Any) -> bool:
    """Stores new values of a run, which then has them; false when somebody else changed it meanwhile."""
    return keep(tx, ws, IMPORT, run, values)


def keep_problems(tx: Tx, ws: str, run: Run, found: Sequence[RowProblem]) -> int:
    """Stores further problems while there is room; gives how many there are in all now."""
    room = found[: max(0, MOST_PROBLEMS - run.problems)]
    rows = [
        {"workspace_id": ws, "import_id": run.id, "n": run.problems + i, **msgspec.structs.asdict(each)}
        for i, each in enumerate(room, start=1)
    ]
    if rows:
        tx.many(insert_problem(), rows)
    return run.problems + len(found)


def can_undo(run: Run) -> bool:
    return run.status in ("applied", "cancelled", "failed") and run.place is not None


def answer(run: Run) -> Import:
    return Import(
        run.id,
        run.status,
        run.created_at,
        run.created_by,
        [stored.file for stored in run.files],
        run.plan,
        run.progress,
        run.result,
        run.problems,
        run.error,
        can_undo(run),
        run.version,
    )


def summary(run: Run) -> ImportSummary:
    return ImportSummary(
        run.id,
        run.status,
        run.created_at,
        run.created_by,
        [stored.file.name for stored in run.files],
        sum(stored.file.rows for stored in run.files),
        run.progress,
        run.result,
        run.problems,
        run.error,
        can_undo(run),
        run.version,
    )
