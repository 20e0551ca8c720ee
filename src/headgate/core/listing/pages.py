"""Pages of plain tables: from what a caller asks to items, the next cursor and a bounded count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from litestar.params import QueryParameter

from headgate.core.conditions.tree import asks
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.listing import listing
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
    record: str,
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
    its way. Raises 400, 422.
    """
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
        RECORDS[record],
        filter=tree,
        visible={"all": parts},
        sort=sort,
        default_sort=LISTINGS[record].default_sort,
        cursor=cursor,
        limit=limit,
    )


def page(tx: Tx, ws: str, how: Listing[T], ask: Ask) -> Page[T]:
    """The page that was asked for."""
    values = ask.condition.values
    place = {"k0": ask.cursor[0], "k1": ask.cursor[1]} if ask.cursor else {}
    key = (ask.condition.shape, ask.sort, ask.descending, bool(place))
    rows = tx.all(page_of(how.record, key), ws=ws, n=ask.limit + 1, **values, **place)
    kept = rows[: ask.limit]
    found = Page([how.row(*cells[:-1]) for cells in kept], None)
    if len(rows) > ask.limit:
        last: Any = found.items[-1]
        tag = f"{how.record}:{'-' if ask.descending else ''}{ask.sort}"
        found.next = paging.encode((listing.key_text(kept[-1][-1]), last.id), tag)
    if not place:
        count = tx.one(count_of(how.record, ask.condition.shape), ws=ws, **values)
        found.total, found.total_is_bound = min(int(count or 0), COUNT_BOUND), int(count or 0) > COUNT_BOUND
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
