"""What people give, made fit to keep: cleaned text, known currencies and links, only what was sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import UNSET

from headgate.core.fields.catalogue import RECORDS
from headgate.kit import ids, money
from headgate.kit.errors import Problem, bad_input
from headgate.kit.text import clean
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


def wrong(place: str, message: str) -> Problem:
    """The 422 problem for one place (a JSON pointer) of what was sent."""
    return bad_input(message, [{"pointer": place, "message": message}])


def at(batch: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    """Each of a batch with the pointer to it: none for a batch of one, which is the request's own body."""
    items = list(batch)
    return [("" if len(items) == 1 else f"/{i}", item) for i, item in enumerate(items)]


def line(value: str, place: str, limit: int = 200) -> str:
    """A text of one line that may not be empty. Raises 422."""
    found = words(value, place, limit)
    if found is None:
        raise wrong(place, "It cannot be empty.")
    return found


def words(value: str | None, place: str, limit: int = 200, *, lines: bool = False) -> str | None:
    """A text without control signs; None when nothing is left. Raises 422."""
    try:
        return clean(value or "", limit, lines=lines) or None
    except ValueError as error:
        raise wrong(place, f"It {error}.") from None


def currency(code: str, place: str = "/currency") -> str:
    """An ISO 4217 code. Raises 422."""
    if not money.known(code):
        raise wrong(place, f"“{code}” is not an ISO 4217 currency.")
    return code


FIRST_YEAR, LAST_YEAR = 1900, 9998


def check_instant(value: datetime | None, place: str) -> None:
    """Raises 422 for an instant without its offset, or so far away that UTC has no date for it."""
    if value is None:
        return
    if value.tzinfo is None:
        raise wrong(place, "An instant needs its offset, such as 2026-11-24T09:00:00Z.")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise wrong(place, f"It lies between {FIRST_YEAR} and {LAST_YEAR}.")


def between(value: int | None, low: int, high: int, place: str) -> int | None:
    """A whole number within its bounds, or none. Raises 422."""
    if value is not None and not low <= value <= high:
        raise wrong(place, f"It lies between {low} and {high}.")
    return value


def merged(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Custom fields after a change: those given replace, None takes away, the rest stays."""
    return {key: value for key, value in {**before, **given}.items() if value is not None}


def sent(change: msgspec.Struct) -> dict[str, Any]:
    """The members of a change that were sent, without its id and version."""
    values = {name: getattr(change, name) for name in change.__struct_fields__}
    return {n: v for n, v in values.items() if v is not UNSET and n not in ("id", "version")}


@shape()
def standing_ones(record: str) -> sa.Select[Any]:
    table = RECORDS[record].table
    return sa.select(table.c.id).where(
        table.c.workspace_id == P("ws"), among(table.c.id, "ids"), table.c.standing != "removed"
    )


def check_links(tx: Tx, ws: str, record: str, wanted: Mapping[str, str | None]) -> None:
    """`wanted`: place -> id of a record of that kind. Raises 422 at the first place with an unknown one."""
    named = {place: id_ for place, id_ in wanted.items() if id_ is not None}
    prefix = RECORDS[record].prefix
    known: set[str] = set()
    if well_formed := sorted({id_ for id_ in named.values() if is_id(prefix, id_)}):
        known = set(tx.all(standing_ones(record), ws=ws, ids=well_formed))
    for place, id_ in named.items():
        if id_ not in known:
            raise wrong(place, f"There is no {record} {id_}.")


def is_id(prefix: str, text: str) -> bool:
    try:
        ids.to_int(prefix, text)
    except ValueError:
        return False
    return True
