"""Lists as CSV: names in place of ids, plain decimals, and texts that no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor, visible
from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.listing.pages import LISTINGS, page, wanted
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.targets import RECORD_OF
from headgate.kit import money, periods
from headgate.kit.text import csv_safe
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.saying import names_in, said
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.members.queries import MEMBERS, TEAMS
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

AT_ONCE = 1_000
SORTED_AT_ONCE = 200
MARK = "\ufeff"
"""Without it a spreadsheet takes the file's accents for something else."""


@dataclass
class Around:
    """What the cells are written with: names by id, and the zone of the days."""

    zone: str
    pipelines: dict[str, str]
    reasons: dict[str, str]
    members: dict[str, str]
    teams: dict[str, Any]
    fields: list[CustomField] = field(default_factory=list)
    """The custom fields of the list, each a column at its end."""
    linked: dict[str, str] = field(default_factory=dict)
    """The names of what the custom values of the rows at hand lead to."""


Cell = Callable[[Any, Around], str]


def text(name: str) -> Cell:
    return lambda row, around: csv_safe(getattr(row, name) or "")


def number(name: str) -> Cell:
    return lambda row, around: "" if getattr(row, name) is None else str(getattr(row, name))


def amount(name: str) -> Cell:
    def cell(row: Any, around: Around) -> str:
        minor = getattr(row, name)
        return "" if minor is None else money.format_plain(minor, row.currency)

    return cell


def named(name: str, book: str) -> Cell:
    return lambda row, around: csv_safe(getattr(around, book).get(getattr(row, name), ""))


def moment(name: str, precision: str) -> Cell:
    """A day where no more is known, else an instant; nothing where not even the day is."""

    def cell(row: Any, around: Around) -> str:
        at: datetime | None = getattr(row, name)
        how = getattr(row, precision)
        if at is None or how == "unknown":
            return ""
        if how == "date":
            return periods.day_of(at, around.zone)
        return at.astimezone(UTC).isoformat().replace("+00:00", "Z")

    return cell


def own_id(row: Any, around: Around) -> str:
    """The id that it had where it came from, else our own, so that it is known again when it comes back."""
    return csv_safe(row.external_id or row.id)


def of_team(name: str) -> Cell:
    def cell(row: Any, around: Around) -> str:
        team = around.teams.get(row.team_id)
        found = getattr(team, name) if team else None
        return csv_safe(around.members.get(found or "", "") if name == "manager_id" else found or "")

    return cell


COLUMNS: dict[Kind, dict[str, Cell]] = {
    "deals": {
        "external_id": own_id,
        "name": text("name"),
        "pipeline": named("pipeline_id", "pipelines"),
        "stage": text("stage_name"),
        "company": text("company_name"),
        "product": text("product_name"),
        "owner": text("owner_name"),
        "amount": amount("amount"),
        "currency": text("currency"),
        "expected_close": text("expected_close"),
        "created": moment("created_at", "created_precision"),
        "closed": moment("closed_at", "closed_precision"),
        "lost_reason": named("lost_reason_id", "reasons"),
        "lost_note": text("lost_note"),
        "source": text("source"),
        "deal_type": text("deal_type"),
        "description": text("description"),
    },
    "companies": {
        "external_id": own_id,
        "name": text("name"),
        "domain": text("domain"),
        "sector": text("sector"),
        "country": text("country"),
        "region": text("region"),
        "revenue": amount("revenue"),
        "currency": text("currency"),
        "employees": number("employees"),
        "founded": number("founded"),
        "parent": text("parent_name"),
        "owner": named("owner_id", "members"),
    },
    "products": {
        "name": text("name"),
        "series": text("series"),
        "list_price": amount("list_price"),
        "currency": text("currency"),
    },
    "members": {
        "name": text("name"),
        "email": text("email"),
        "role": text("role"),
        "team": of_team("name"),
        "manager": of_team("manager_id"),
        "region": of_team("region"),
    },
}


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


def around(tx: Tx, ws: str, kind: Kind) -> Around:
    """What all cells of a list are written with."""
    members = every(tx, ws, MEMBERS.record)
    teams = {team.id: team for team in every(tx, ws, TEAMS.record).values()}
    return Around(
        workspace_of(tx, ws).zone,
        {pipeline.id: pipeline.name for pipeline in pipelines_of(tx, ws)},
        {reason.id: reason.name for reason in reasons_of(tx, ws)},
        {member.id: member.name for member in members.values()},
        teams,
        [each for each in fields_of(tx, ws, RECORD_OF[kind]) if not each.archived],
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


def header(kind: Kind, with_: Around) -> str:
    """A custom field is called by its name, by its key where a column of that name is there."""
    taken = {name.casefold() for name in COLUMNS[kind]}
    own = [each.key if each.name.casefold() in taken else each.name for each in with_.fields]
    return MARK + lines([[*COLUMNS[kind], *map(csv_safe, own)]])


def named_in(tx: Tx, actor: Actor, rows: Sequence[Any], with_: Around) -> dict[str, str]:
    """What the custom values of these rows lead to."""
    leading = any(each.kind in ("member", "link") for each in with_.fields)
    return names_in(tx, actor, with_.fields, map(custom_of, rows)) if leading else {}


def custom_of(row: Any) -> dict[str, Any]:
    return msgspec.json.decode(row.custom, type=dict[str, Any])


def written(kind: Kind, rows: Sequence[Any], with_: Around) -> str:
    """The rows as text."""
    cells = COLUMNS[kind].values()
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
