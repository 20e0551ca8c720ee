"""The verbs of exchange rates: create, edit, archive, restore."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from headgate.core.fields.given import at, currency, sent, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids, periods
from headgate.records.rates import events
from headgate.records.rates.fields import RATE
from headgate.records.rates.queries import rates_listed
from headgate.records.rates.schemas import EditRate, NameRate, NewRate
from headgate.records.workspace.queries import lock, workspace_of

EDIT = "exchange_rate.edit"
MOST = 20_000
TWICE = "There is a rate of this currency from this day already: change that one."
undoable(RATE)


def checked(values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The values given, fit to keep. Raises 422 that names the field."""
    found = dict(values)
    if "rate" in found:
        rate = Decimal(found["rate"])
        if not rate:
            raise wrong(f"{place}/rate", "A rate is more than 0.")
        found["rate"] = f"{rate.normalize():f}"
    if "starts_on" in found:
        try:
            periods.day_start(found["starts_on"], "UTC")
        except ValueError:
            raise wrong(f"{place}/starts_on", f"“{found['starts_on']}” is not a date.") from None
    return found


@verb("exchange_rate.create", permission=EDIT, payload=NewRate)
def create(work: Work, batch: Sequence[NewRate]) -> list[str]:
    """Gives the ids of the rates set. Raises 422: no currency, the workspace's own, a day that has one."""
    lock(work.tx, work.ws)
    base = workspace_of(work.tx, work.ws).base_currency
    known = rates_listed(work.tx, work.ws, base)
    if len(known) + len(batch) > MOST:
        raise wrong("", f"A workspace keeps at most {MOST:,} rates.")
    made: list[rows.Row] = []
    for place, new in at(batch):
        if currency(new.currency, f"{place}/currency") == base:
            raise wrong(f"{place}/currency", f"{base} is the workspace's own currency.")
        values = checked(sent(new), place)
        fresh = {"base": base, "standing": rows.LIVE, "created_at": work.at, "version": 1}
        made.append({"id": ids.new("rate"), **values, **fresh})
    rows.insert(work, RATE, events.CREATED, made)
    check_once(
        work, {str(row["id"]): f"{place}/starts_on" for (place, _), row in zip(at(batch), made, strict=True)}
    )
    return [str(row["id"]) for row in made]


def check_once(work: Work, places: Mapping[str, str]) -> None:
    """Raises 422 at the place of the first whose day another rate of its currency has."""
    if twice := next((id_ for id_ in said_twice(work) if id_ in places), None):
        raise wrong(places[twice], TWICE)


def said_twice(work: Work) -> list[str]:
    """Rates in use whose currency and day another one in use has."""
    base = workspace_of(work.tx, work.ws).base_currency
    days: dict[tuple[str, str], list[str]] = {}
    for each in rates_listed(work.tx, work.ws, base):
        if not each.archived:
            days.setdefault((each.currency, each.starts_on), []).append(each.id)
    return [id_ for same in days.values() if len(same) > 1 for id_ in same]


@verb("exchange_rate.edit", permission=EDIT, payload=EditRate)
def edit(work: Work, batch: Sequence[EditRate]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, RATE, [change.id for change in batch])
    changes = []
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        changes.append((row, checked(sent(change), place)))
    rows.edit_many(work, RATE, events.EDITED, changes)
    check_once(work, {change.id: f"{place}/starts_on" for place, change in at(batch)})
    return [change.id for change in batch]


def put(work: Work, batch: Sequence[NameRate], kind: str, standing: str) -> list[str]:
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, RATE, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, RATE, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb(
    "exchange_rate.archive",
    permission=EDIT,
    payload=NameRate,
    inverse="exchange_rate.restore",
)
def archive(work: Work, batch: Sequence[NameRate]) -> list[str]:
    """Figures go by them no more."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb(
    "exchange_rate.restore",
    permission=EDIT,
    payload=NameRate,
    inverse="exchange_rate.archive",
)
def restore(work: Work, batch: Sequence[NameRate]) -> list[str]:
    """Brings rates back. Raises 422 where another has taken their day."""
    done = put(work, batch, events.RESTORED, rows.LIVE)
    check_once(work, {change.id: place for place, change in at(batch)})
    return done


@reverser(RATE, EDIT)
def undo_rate(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, where that leaves one rate for a day."""
    lock(work.tx, work.ws)
    put_back(work, record, subjects)
    if said_twice(work):
        raise InTheWay("There is another rate from this day by now.")
