"""Lists as CSV: their rows page by page, with the custom fields at the end."""

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
from headgate.flows.exchange.cells import Around, Exported, columns_of, custom_of
from headgate.flows.exchange.soldlines import sold
from headgate.flows.exchange.targets import RECORD_OF
from headgate.kit.text import csv_safe
from headgate.records.custom_fields.asking import known
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.saying import names_in, said
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
    """What of a list is exported, as its query string says; of lines, those of a list of deals."""

    kind: Exported
    filter: str | None = None
    sort: str | None = None
    archived: bool = False


def next_rows(tx: Tx, actor: Actor, asked: Asked, cursor: str | None) -> tuple[list[Any], str | None]:
    """The next rows of the list and where they end; no cursor at the end of the list. Raises 422."""
    record = record_of(asked.kind)
    how = LISTINGS[record]
    seen = visible(actor) if record == "deal" else None
    ask = wanted(
        known(tx, actor.workspace_id, record, asked.filter, asked.sort),
        filter=asked.filter,
        sort=asked.sort,
        cursor=cursor if asked.sort else None,
        limit=SORTED_AT_ONCE,
        put_away=asked.archived,
        seen=seen,
    )
    if asked.sort:
        found = page(tx, actor.workspace_id, how, ask)
        return of_kind(tx, actor, asked, found.items), found.next
    query = rows_after(record, ask.condition.shape)
    after = cursor or f"{RECORDS[record].prefix}_0"
    cells = tx.all(query, ws=actor.workspace_id, after=after, n=AT_ONCE, **ask.condition.values)
    rows = [how.row(*each) for each in cells]
    return of_kind(tx, actor, asked, rows), rows[-1].id if len(rows) == AT_ONCE else None


def record_of(kind: Exported) -> str:
    return RECORD_OF["deals" if kind == "lines" else kind]


def of_kind(tx: Tx, actor: Actor, asked: Asked, rows: Sequence[Any]) -> list[Any]:
    return sold(tx, actor.workspace_id, rows) if asked.kind == "lines" else list(rows)


def around(tx: Tx, ws: str, kind: Exported) -> Around:
    """What all cells of a list are written with."""
    members = every(tx, ws, MEMBERS.record)
    teams = {team.id: team for team in every(tx, ws, TEAMS.record).values()}
    return Around(
        workspace_of(tx, ws).zone,
        {pipeline.id: pipeline.name for pipeline in pipelines_of(tx, ws)},
        {reason.id: reason.name for reason in reasons_of(tx, ws)},
        {member.id: member.name for member in members.values()},
        teams,
        [each for each in fields_of(tx, ws, record_of(kind)) if not each.archived and kind != "lines"],
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


def header(kind: Exported, with_: Around) -> str:
    """A custom field is called by its name, by its key where a column of that name is there."""
    taken = {name.casefold() for name in columns_of(kind)}
    own = [each.key if each.name.casefold() in taken else each.name for each in with_.fields]
    return MARK + lines([[*columns_of(kind), *map(csv_safe, own)]])


def named_in(tx: Tx, actor: Actor, rows: Sequence[Any], with_: Around) -> dict[str, str]:
    """What the custom values of these rows lead to."""
    leading = any(each.kind in ("member", "link") for each in with_.fields)
    return names_in(tx, actor, with_.fields, map(custom_of, rows)) if leading else {}


def written(kind: Exported, rows: Sequence[Any], with_: Around) -> str:
    """The rows as text."""
    cells = columns_of(kind).values()
    found = []
    for row in rows:
        custom = custom_of(row) if with_.fields else {}
        own = [csv_safe(said(each, custom.get(each.key), with_.linked)) for each in with_.fields]
        found.append([*(cell(row, with_) for cell in cells), *own])
    return lines(found)


def lines(rows: Sequence[Sequence[str]]) -> str:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue()
