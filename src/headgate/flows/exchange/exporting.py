"""Lists as CSV: names in place of ids, plain decimals, and texts that no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor, visible
from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.listing.pages import LISTINGS, page, wanted
from headgate.flows.exchange.cells import COLUMNS, Around
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.targets import RECORD_OF
from headgate.records.members.queries import MEMBERS, TEAMS
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

AT_ONCE = 1_000
SORTED_AT_ONCE = 200
MARK = "\ufeff"
"""Without it a spreadsheet takes the file's accents for something else."""


@shape()
def rows_after(record: str, condition: Shape) -> sa.Select[Any]:
    """Rows in the order in which they were made, after one of them."""
    kind, how = RECORDS[record], LISTINGS[record]
    scope = Scope(kind.table)
    found = sa.select(*how.columns()).select_from(how.source)
    found = found.where(scope.workspace_id == P("ws"), scope.id > P("after"))
    test = where(condition, kind, scope)
    found = found if test is None else found.where(test)
    return found.order_by(scope.id).limit(P("n", sa.Integer))


@dataclass
class Asked:
    """What of a list is exported, as its query string says."""

    kind: Kind
    filter: str | None = None
    sort: str | None = None
    archived: bool = False


def next_rows(tx: Tx, actor: Actor, asked: Asked, cursor: str | None) -> tuple[list[Any], str | None]:
    """The next rows of the list and where they end; no cursor at the end of the list. Raises 422."""
    record = RECORD_OF[asked.kind]
    how = LISTINGS[record]
    seen = visible(actor) if record == "deal" else None
    ask = wanted(
        record,
        filter=asked.filter,
        sort=asked.sort,
        cursor=cursor if asked.sort else None,
        limit=SORTED_AT_ONCE,
        put_away=asked.archived,
        seen=seen,
    )
    if asked.sort:
        found = page(tx, actor.workspace_id, how, ask)
        return found.items, found.next
    query = rows_after(record, ask.condition.shape)
    after = cursor or f"{RECORDS[record].prefix}_0"
    cells = tx.all(query, ws=actor.workspace_id, after=after, n=AT_ONCE, **ask.condition.values)
    rows = [how.row(*each) for each in cells]
    return rows, rows[-1].id if len(rows) == AT_ONCE else None


def around(tx: Tx, ws: str) -> Around:
    """What all cells are written with."""
    members = every(tx, ws, MEMBERS.record)
    teams = {team.id: team for team in every(tx, ws, TEAMS.record).values()}
    return Around(
        workspace_of(tx, ws).zone,
        {pipeline.id: pipeline.name for pipeline in pipelines_of(tx, ws)},
        {reason.id: reason.name for reason in reasons_of(tx, ws)},
        {member.id: member.name for member in members.values()},
        teams,
    )


def every(tx: Tx, ws: str, record: str) -> dict[str, Any]:
    """All records of a kind of which there are few, by id."""
    found: dict[str, Any] = {}
    cursor: str | None = None
    while True:
        part = page(tx, ws, LISTINGS[record], wanted(record, cursor=cursor, limit=200))
        found |= {item.id: item for item in part.items}
        cursor = part.next
        if cursor is None:
            return found


def header(kind: Kind) -> str:
    return MARK + lines([list(COLUMNS[kind])])


def written(kind: Kind, rows: Sequence[Any], with_: Around) -> str:
    """The rows as text."""
    cells = COLUMNS[kind].values()
    return lines([[cell(row, with_) for cell in cells] for row in rows])


def lines(rows: Sequence[Sequence[str]]) -> str:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue()
