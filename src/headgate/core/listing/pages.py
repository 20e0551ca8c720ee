"""Pages of plain tables: from what a caller asks to items, the next cursor and a bounded count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from litestar.params import QueryParameter

from headgate.core.conditions.kept import is_led, led
from headgate.core.conditions.tree import Shape, asks
from headgate.core.fields.catalogue import RECORDS, Record, Scope
from headgate.core.listing import listing, sorting
from headgate.core.listing.listing import COUNT_BOUND, Ask
from headgate.kit import ids, paging
from headgate.kit.errors import not_found
from headgate.kit.text import fold
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Flag

T = TypeVar("T")

Cursor = Annotated[str | None, QueryParameter(description="Where the last page ended.", max_length=4096)]
Filter = Annotated[str | None, QueryParameter(description="A condition as JSON.", max_length=20_000)]
Limit = Annotated[int, QueryParameter(ge=1, le=listing.MAX_PAGE, description="Records a page.")]
Sort = Annotated[str | None, QueryParameter(description="A field; “-” before it reverses.", max_length=80)]
Beginning = Annotated[str | None, QueryParameter(description="The beginning of the name.", max_length=200)]
Archived = Annotated[bool, QueryParameter(description="Those put away instead of those in use.")]


class Page(msgspec.Struct, Generic[T]):
    """A page of a list; `next` is the cursor of the page after it, null at the end.

    `total` comes with the first page; when `total_is_bound` there are more than that.
    """

    items: list[T]
    next: str | None
    total: int | None = None
    total_is_bound: bool = False


@dataclass(frozen=True)
class Listing(Generic[T]):
    """How a kind of record is read: `row(*columns)`, from the record's table joined to what it names."""

    record: str
    row: Callable[..., T]
    columns: Callable[[], list[Any]]
    source: Any
    default_sort: str = "name"


LISTINGS: dict[str, Listing[Any]] = {}


def listed(made: Listing[T]) -> Listing[T]:
    """Registers how a kind of record is listed."""
    LISTINGS[made.record] = made
    return made


def archived(table: sa.Table) -> Any:
    """A column `archived`, true for a record that was put away."""
    put_away = sa.case(
        (table.c.standing == sa.literal_column("'archived'"), sa.literal_column("1")),
        else_=sa.literal_column("0"),
    )
    return sa.type_coerce(put_away, Flag()).label("archived")


@shape()
def page_of(record: str, wanted: tuple[Any, str, bool, bool]) -> sa.Select[Any]:
    kind, how = RECORDS[record], LISTINGS[record]
    return listing.select_page(how.columns(), kind, Scope(kind.table), how.source, wanted)


@shape()
def filled_page(record: str, wanted: tuple[Any, str, bool, bool]) -> sa.Select[Any]:
    kind, how = RECORDS[record], LISTINGS[record]
    return sorting.select_filled(how.columns(), kind, Scope(kind.table), how.source, wanted)


@shape()
def empty_page(record: str, wanted: tuple[Any, bool]) -> sa.Select[Any]:
    kind, how = RECORDS[record], LISTINGS[record]
    return sorting.select_empty(how.columns(), kind, Scope(kind.table), how.source, wanted)


@shape()
def count_of(record: str, condition: Any) -> sa.Select[Any]:
    kind = RECORDS[record]
    return listing.select_count(kind, Scope(kind.table), kind.table, condition)


@shape()
def row_of(record: str) -> sa.Select[Any]:
    table, how = RECORDS[record].table, LISTINGS[record]
    columns = sa.select(*how.columns()).select_from(how.source)
    return columns.where(
        table.c.workspace_id == P("ws"), table.c.id == P("id"), table.c.standing != "removed"
    )


def wanted(
    record: str | Record,
    *,
    filter: str | None = None,
    sort: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
    q: str | None = None,
    put_away: bool | None = False,
    seen: Any = None,
) -> Ask:
    """What a list's query string asks; `put_away` None means those in use and those archived; `seen`
    is the condition that keeps to what the actor may see. A filter that asks for the standing itself has
    its way. `record`: its name, or the kind itself with fields of the workspace's own. Raises 400, 422.
    """
    kind = RECORDS[record] if isinstance(record, str) else record
    tree = listing.given_filter(filter)
    standing: dict[str, Any] = {"field": "standing", "op": "eq", "value": "archived" if put_away else "live"}
    if put_away is None:
        standing = {"field": "standing", "op": "in", "value": ["live", "archived"]}
    if asks(tree, "standing"):
        standing = {"field": "standing", "op": "ne", "value": "removed"}
    parts = [standing] if seen is None else [standing, seen]
    if q and fold(q):
        parts.append({"field": "name_key", "op": "starts_with", "value": fold(q)})
    return listing.ask(
        kind,
        filter=tree,
        visible={"all": parts},
        sort=sort,
        default_sort=LISTINGS[kind.name].default_sort,
        cursor=cursor,
        limit=limit,
    )


def page(tx: Tx, ws: str, how: Listing[T], ask: Ask) -> Page[T]:
    """The page that was asked for."""
    shown, counted = led(tx, ws, ask.condition)
    rows, total = (by_kept(tx, ws, how, ask), None) if ask.kept else by_column(tx, ws, how, ask, shown)
    kept = rows[: ask.limit]
    found = Page([how.row(*cells[:-1]) for cells in kept], None)
    if len(rows) > ask.limit:
        last: Any = found.items[-1]
        tag = f"{how.record}:{'-' if ask.descending else ''}{ask.sort}"
        found.next = paging.encode((listing.key_text(kept[-1][-1]), last.id), tag)
    if not ask.cursor:
        if total is None:
            total = int(tx.one(count_of(how.record, counted), ws=ws, **ask.condition.values) or 0)
        found.total, found.total_is_bound = min(total, COUNT_BOUND), total > COUNT_BOUND
    return found


def by_column(tx: Tx, ws: str, how: Listing[Any], ask: Ask, condition: Shape) -> tuple[list[Any], int | None]:
    """The rows, and how many there are from the place on where the reading tells it by the way."""
    place = {"k0": ask.cursor[0], "k1": ask.cursor[1]} if ask.cursor else {}
    query = page_of(how.record, (condition, ask.sort, ask.descending, bool(place)))
    rows = tx.all(query, ws=ws, n=ask.limit + 1, **ask.condition.values, **place)
    if not is_led(condition):
        return rows, None
    return [cells[:-1] for cells in rows], rows[0][-1] if rows else 0


def by_kept(tx: Tx, ws: str, how: Listing[Any], ask: Ask) -> list[Any]:
    """Along the values of a custom field; after the last of them the records without one."""
    assert ask.kept is not None
    values, wanted = ask.condition.values, ask.limit + 1
    shape, found = ask.condition.shape, []
    begun = ask.cursor is not None
    if ask.cursor is None or ask.cursor[0] is not None:
        place = (
            {"k0": ask.cursor[0], "k1": ids.to_int(RECORDS[how.record].prefix, ask.cursor[1])}
            if ask.cursor
            else {}
        )
        query = filled_page(how.record, (shape, ask.kept.column, ask.descending, begun))
        found = tx.all(query, ws=ws, n=wanted, sorted_by=ask.kept.id, **values, **place)
        begun = False
    if len(found) < wanted:
        place = {"k1": ask.cursor[1]} if begun and ask.cursor else {}
        query = empty_page(how.record, (shape, begun))
        found += tx.all(query, ws=ws, n=wanted - len(found), sorted_by=ask.kept.id, **values, **place)
    return found


def the(tx: Tx, ws: str, how: Listing[T], id_: str) -> T:
    """One record. Raises 404 when it is not there or was taken out."""
    try:
        ids.to_int(RECORDS[how.record].prefix, id_)
    except ValueError:
        raise not_found(how.record) from None
    cells = tx.one(row_of(how.record), ws=ws, id=id_)
    if cells is None:
        raise not_found(how.record)
    return how.row(*cells)
