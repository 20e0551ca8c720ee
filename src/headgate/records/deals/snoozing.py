"""Snoozing deals: parked until a day on which they wake by themselves, or woken before."""

from collections.abc import Sequence
from datetime import date, timedelta

from headgate.core.fields.given import words
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import periods
from headgate.kit.errors import bad_input, conflict
from headgate.records.deals import events
from headgate.records.deals.ledger import changes_of, load
from headgate.records.deals.schemas import PROSE, NameDeal, SnoozeDeal
from headgate.records.deals.when import workspace

LONGEST = 366
"""Days: a deal that nobody wants to see for longer is lost, and its open value should not hide."""


def check_until(work: Work, until: str) -> None:
    """Raises 422 for a day that does not exist, is not to come, or is too far."""
    today = date.fromisoformat(periods.day_of(work.at, workspace(work).zone))
    message = ""
    try:
        day = date.fromisoformat(until)
    except ValueError:
        message = f"“{until}” is not a date."
    else:
        if day <= today:
            message = "Choose a day to come: on it the deal wakes."
        elif day - today > timedelta(days=LONGEST):
            message = f"A deal can be snoozed for {LONGEST} days. Lose it if it may take longer."
    if message:
        raise bad_input(message, [{"pointer": "/until", "message": message}])


@verb("deal.snooze", permission="deal.edit", payload=SnoozeDeal, sifts=True)
def snooze(work: Work, batch: Sequence[SnoozeDeal]) -> list[str]:
    """Parks open deals until a day; from its beginning in the workspace's zone they ask for attention
    again. Raises 404, 409, 422."""
    for until in dict.fromkeys(payload.until for payload in batch):
        check_until(work, until)
    asked = [payload.id for payload in batch]
    found, batch = work.sift(load(work, asked), batch, refuse_closed)
    changed = []
    for row, payload in zip(found, batch, strict=True):
        values = {"snoozed_until": payload.until}
        if row["snoozed_until"] != payload.until:
            note = words(payload.note, "/note", PROSE, lines=True)
            changes = changes_of(row, values)
            work.note(events.SNOOZED, row["id"], changes, name=row["name"], until=payload.until, note=note)
            changed.append((row, values))
    rows.write_many(work, "deal", changed)
    return asked


def refuse_closed(row: rows.Row, payload: SnoozeDeal) -> None:
    rows.check_version(row, payload.version)
    if row["status"] != "open":
        raise conflict("Only an open deal can be snoozed.", status=row["status"])


@verb("deal.wake", permission="deal.edit", payload=NameDeal, sifts=True)
def wake(work: Work, batch: Sequence[NameDeal]) -> list[str]:
    """Wakes snoozed deals before their day. Raises 404, 409."""
    found = load(work, [payload.id for payload in batch])
    changed = []
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
        if row["snoozed_until"] is not None:
            values = {"snoozed_until": None}
            work.note(events.WOKEN, row["id"], changes_of(row, values), name=row["name"])
            changed.append((row, values))
    rows.write_many(work, "deal", changed)
    return [payload.id for payload in batch]
