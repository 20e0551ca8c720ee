"""Lists: visible + condition + sort + keyset page, for any kind of record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.conditions.kept import is_led, unled
from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import LARGEST, Shape, Split, check_value, split
from headgate.core.fields.catalogue import Field, Kept, Record, Scope
from headgate.kit import ids, paging
from headgate.kit.errors import Problem, bad_input, bad_request
from headgate.store.statements import P

MAX_PAGE = 200
COUNT_BOUND = 10_000


@dataclass(frozen=True)
class Ask:
    """What a caller wants of a list."""

    condition: Split
    sort: str
    descending: bool
    cursor: tuple[Any, ...] | None
    limit: int
    kept: Kept | None = None
    """Where the values lie that it is sorted by, if they are a custom field's."""


def ask(
    record: Record,
    *,
    filter: Any = None,
    visible: Any = None,
    sort: str | None = None,
    default_sort: str,
    cursor: str | None = None,
    limit: int = 50,
) -> Ask:
    """Checks what was asked. Raises the 422 problem that names the place."""
    if not 1 <= limit <= MAX_PAGE:
        raise bad_input(f"“limit” is between 1 and {MAX_PAGE}.")
    parts = [part for part in (visible, filter) if part is not None]
    name = sort or default_sort
    field = record.fields.get(name.removeprefix("-"))
    if field is not None and field.kept is not None and "filter" not in field.abilities:
        raise bad_input(f"“{field.label}” is not sorted by: mark it filterable.")
    if field is None or "sort" not in field.abilities:
        raise bad_input(f"A list of {record.plural} cannot be sorted by “{name.lstrip('-')}”.")
    place = _place(record, field, cursor, f"{record.name}:{name}") if cursor else None
    return Ask(split({"all": parts}, record), field.name, name.startswith("-"), place, limit, field.kept)


def _place(record: Record, field: Field, cursor: str, tag: str) -> tuple[Any, ...]:
    """The sort value and the id where the last page ended. Raises 400 `bad_cursor`.

    A cursor is not signed, so a forged one must not reach the store with a value of another type.
    """
    found = paging.decode(cursor, tag)
    try:
        key, last = found
        ids.to_int(record.prefix, last)
        return (None if key is None else key_value(field, key), last)
    except (ValueError, TypeError, AttributeError, Problem):
        raise bad_request("The cursor is damaged.", "bad_cursor") from None


def key_value(field: Field, key: Any) -> Any:
    """A sort value out of a cursor. ValueError or Problem for one of another type."""
    if field.kept is None or field.kept.column != "number":
        return check_value(field, key)
    if isinstance(key, bool) or not isinstance(key, int | float) or abs(key) > LARGEST:
        raise ValueError("not a number that there is")
    return float(key)


def select_page(
    columns: Sequence[Any], record: Record, scope: Scope, source: Any, wanted: tuple[Shape, str, bool, bool]
) -> sa.Select[Any]:
    """A page of a list: rows after the cursor's place (`k0` sort value, `k1` id), `n` of them.

    `wanted` is (condition shape, sort field, descending, whether there is a cursor): what changes the text.
    Empty sort values come last in either direction. Where values lead, all rows are fetched to put them in
    order, and a last column tells how many they are.
    """
    shape, sort, descending, continued = wanted
    field = record.field(sort)
    key = (field.order or field.expression)(scope)
    asked = [scope.workspace_id == P("ws")]
    condition = where(shape, record, scope)
    if condition is not None:
        asked.append(condition)
    if continued:
        asked.append(_after(key, scope.id, descending))
    # Only where there are empty values: the extra term would keep an index from giving the order.
    empty_last = [key.is_(None)] if may_be_empty(key) else []
    own = unled(key, shape)
    order = (*empty_last, own.desc() if descending else own.asc(), scope.id.asc())
    if is_led(shape):
        # Whoever is on the page is found before its names are.
        ids = sa.select(scope.id.label("id"), sa.func.count().over().label("total")).where(*asked)
        found = ids.order_by(*order).limit(P("n", sa.Integer)).correlate(None).subquery("found")
        joined = sa.select(*columns, key.label("sort_key"), found.c.total)
        joined = joined.select_from(source.join(found, found.c.id == scope.id))
        return joined.where(scope.workspace_id == P("ws")).order_by(*order)
    statement = sa.select(*columns, key.label("sort_key")).select_from(source).where(*asked)
    return statement.order_by(*order).limit(P("n", sa.Integer))


def may_be_empty(key: Any) -> bool:
    return not isinstance(key, sa.Column) or bool(key.nullable)


def _after(key: Any, id_: Any, descending: bool) -> Any:
    place, last = P("k0", key.type), P("k1", id_.type)
    beyond = key < place if descending else key > place
    if not may_be_empty(key):
        reached = key <= place if descending else key >= place
        return sa.and_(reached, sa.or_(beyond, id_ > last))
    return sa.or_(
        sa.and_(place.is_not(None), sa.or_(beyond, key.is_(None), sa.and_(key == place, id_ > last))),
        sa.and_(place.is_(None), key.is_(None), id_ > last),
    )


def select_count(record: Record, scope: Scope, source: Any, shape: Shape) -> sa.Select[Any]:
    """The number of rows, counted up to the bound plus one."""
    statement: sa.Select[Any] = sa.select(sa.literal_column("1").label("one")).select_from(source)
    statement = statement.where(scope.workspace_id == P("ws"))
    condition = where(shape, record, scope)
    if condition is not None:
        statement = statement.where(condition)
    inner = statement.limit(sa.literal_column(str(COUNT_BOUND + 1))).subquery("counted")
    return sa.select(sa.func.count().label("count")).select_from(inner)


def key_text(value: Any) -> Any:
    """A sort value as a cursor keeps it."""
    return value.isoformat() if isinstance(value, datetime) else value


def given_filter(text: str | None) -> Any:
    """The condition of a query string. Raises 422 when it is not JSON."""
    if not text:
        return None
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise bad_input(
            f"“filter” is not JSON: {error}.", [{"pointer": "/filter", "message": str(error)}]
        ) from None
