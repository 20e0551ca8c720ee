"""The verbs of activities: plan or log one, do it, edit it, cancel it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import UNSET

from headgate.core.fields.given import check_instant, line, words, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids, periods
from headgate.kit.errors import bad_input, conflict, not_found
from headgate.records.activities import events, next_step
from headgate.records.activities.fields import ACTIVITY, KINDS
from headgate.records.activities.schemas import (
    PROSE,
    SUBJECT,
    DoActivity,
    EditActivity,
    NameActivity,
    NewActivity,
)
from headgate.records.custom_fields.keeping import in_step, keep
from headgate.records.custom_fields.values import filled
from headgate.records.deals.commands import check_links
from headgate.records.deals.when import workspace

WORDS = {name: label.lower() for name, label in KINDS}
undoable("activity")


def about(row: rows.Row) -> dict[str, Any]:
    return {"name": row["subject"], "word": WORDS[row["kind"]], "deal_id": row["deal_id"]}


def check_subjects(work: Work, given: Sequence[NewActivity]) -> None:
    """Each belongs to a deal that the actor sees, or to a company. Raises 404, 422."""
    for new in given:
        if new.deal_id is None and new.company_id is None:
            raise bad_input(
                "An activity belongs to a deal or a company.",
                [{"pointer": "/deal_id", "message": "Name one."}],
            )
    deal_ids = [new.deal_id for new in given if new.deal_id]
    for row in rows.load_each(work.tx, work.ws, "deal", deal_ids):
        if not work.actor.sees_deal(row["id"], row["owner_id"]) or row["standing"] == "deleted":
            raise not_found("deal")
        work.actor.require_change(row["id"], row["owner_id"])
    check_links(work, [{"company_id": new.company_id, "owner_id": owner_of(work, new)} for new in given])


def owner_of(work: Work, new: NewActivity) -> str | None:
    return work.actor.member_id if new.owner_id is UNSET else new.owner_id


def due_of(work: Work, due_at: Any, due_on: Any) -> tuple[Any, str | None]:
    if due_on:
        try:
            return periods.day_start(due_on, workspace(work).zone), "date"
        except ValueError:
            raise bad_input(
                f"“{due_on}” is not a date.", [{"pointer": "/due_on", "message": "Not a date."}]
            ) from None
    check_instant(due_at, "/due_at")
    return due_at, "instant" if due_at else None


def check_done(work: Work, at: datetime | None) -> None:
    """Raises 422 for an instant without its offset, or that is still to come."""
    check_instant(at, "/done_at")
    if at is not None and at > work.at:
        raise wrong("/done_at", "It cannot have been done in the future.")


@verb("activity.add", permission="activity.edit", payload=NewActivity)
def add(work: Work, batch: Sequence[NewActivity]) -> list[str]:
    """Plans or logs activities; gives their ids. Raises 404, 422."""
    check_subjects(work, batch)
    made = []
    customs = filled(work, ACTIVITY, [("", None, new.custom) for new in batch])
    for new, custom in zip(batch, customs, strict=True):
        done = new.done or new.kind == "note"
        check_done(work, new.done_at)
        due, precision = due_of(work, new.due_at, new.due_on)
        row = {
            "id": ids.new("act"),
            "deal_id": new.deal_id,
            "company_id": new.company_id,
            "kind": new.kind,
            "status": "done" if done else "planned",
            "subject": line(new.subject, "/subject", SUBJECT),
            "body": words(new.body, "/body", PROSE, lines=True),
            "due_at": due,
            "due_precision": precision,
            "done_at": (new.done_at or work.occurred_at) if done else None,
            "direction": new.direction,
            "human": new.human,
            "owner_id": owner_of(work, new),
            "outcome": words(new.outcome, "/outcome", PROSE, lines=True),
            "custom": custom,
            "created_at": work.at,
            "standing": rows.LIVE,
            "version": 1,
        }
        kind = events.LOGGED if done else events.PLANNED
        happened = row["done_at"] or work.occurred_at
        rows.insert(work, "activity", kind, [row], **about(row), occurred_at=happened)
        made.append(row)
    keep(work, ACTIVITY, [(None, row) for row in made])
    next_step.keep(work, [row["deal_id"] for row in made])
    return [row["id"] for row in made]


def seen(work: Work, row: rows.Row, deals: Mapping[str, rows.Row]) -> bool:
    """Whether the actor sees the deal that the activity belongs to, if it belongs to one."""
    if row["deal_id"] is None:
        return True
    deal = deals.get(row["deal_id"])
    if deal is None or deal["standing"] == rows.REMOVED:
        return False
    return work.actor.sees_deal(deal["id"], deal["owner_id"])


def load(work: Work, batch: Sequence[Any]) -> list[rows.Row]:
    """The activities, locked with their deals. Raises 404 where one or its deal is not there or unseen; what
    is asked of the store is the same for all of these."""
    try:
        known = rows.load(work.tx, work.ws, "activity", [payload.id for payload in batch])
    except ValueError:
        raise not_found("activity") from None
    deals = rows.load(work.tx, work.ws, "deal", [row["deal_id"] for row in known.values() if row["deal_id"]])
    for payload in batch:
        row = known.get(payload.id)
        if row is None or row["standing"] == rows.REMOVED or not seen(work, row, deals):
            raise not_found("activity")
    for deal in deals.values():
        work.actor.require_change(deal["id"], deal["owner_id"])
    found = [known[payload.id] for payload in batch]
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
    return found


@verb("activity.edit", permission="activity.edit", payload=EditActivity)
def edit(work: Work, batch: Sequence[EditActivity]) -> list[str]:
    found = load(work, batch)
    before = [dict(row) for row in found]
    sent = [{} if payload.custom is UNSET else payload.custom for payload in batch]
    customs = filled(
        work, ACTIVITY, [("", row["custom"], given) for row, given in zip(found, sent, strict=True)]
    )
    for row, payload, custom in zip(found, batch, customs, strict=True):
        values = {n: v for n, v in msgspec.structs.asdict(payload).items() if v is not UNSET}
        del values["id"], values["version"]
        if "due_at" in values or "due_on" in values:
            due = due_of(work, values.pop("due_at", None), values.pop("due_on", None))
            values["due_at"], values["due_precision"] = due
        if "subject" in values:
            values["subject"] = line(values["subject"], "/subject", SUBJECT)
        for name in ("body", "outcome"):
            if name in values:
                values[name] = words(values[name], f"/{name}", PROSE, lines=True)
        check_links(work, [values])
        values["custom"] = custom
        rows.edit(work, "activity", events.EDITED, row, values, data=about(row))
    keep(work, ACTIVITY, list(zip(before, found, strict=True)))
    next_step.keep(work, [row["deal_id"] for row in found])
    return [payload.id for payload in batch]


@verb("activity.do", permission="activity.edit", payload=DoActivity)
def do(work: Work, batch: Sequence[DoActivity]) -> list[str]:
    found = load(work, batch)
    for row, payload in zip(found, batch, strict=True):
        if row["status"] == "done":
            raise conflict("This is done already.", status="done")
        check_done(work, payload.done_at)
        values = {"status": "done", "done_at": payload.done_at or work.occurred_at}
        if payload.outcome is not None:
            values["outcome"] = words(payload.outcome, "/outcome", PROSE, lines=True)
        rows.edit(work, "activity", events.DONE, row, values, data=about(row))
    next_step.keep(work, [row["deal_id"] for row in found])
    return [payload.id for payload in batch]


def turn(work: Work, batch: Sequence[NameActivity], status: str, kind: str) -> list[str]:
    found = load(work, batch)
    for row in found:
        if row["kind"] == "note":
            raise conflict("A note is neither planned nor cancelled.", status=row["status"])
        rows.edit(work, "activity", kind, row, {"status": status, "done_at": None}, data=about(row))
    next_step.keep(work, [row["deal_id"] for row in found])
    return [payload.id for payload in batch]


@verb("activity.reopen", permission="activity.edit", payload=NameActivity)
def reopen(work: Work, batch: Sequence[NameActivity]) -> list[str]:
    return turn(work, batch, "planned", events.REOPENED)


@verb("activity.cancel", permission="activity.edit", payload=NameActivity)
def cancel(work: Work, batch: Sequence[NameActivity]) -> list[str]:
    return turn(work, batch, "cancelled", events.CANCELLED)


def within_sight(work: Work, subjects: Sequence[str]) -> bool:
    """Whether the actor sees the deals of all these activities."""
    touched = rows.load(work.tx, work.ws, "activity", subjects).values()
    deals = rows.load(work.tx, work.ws, "deal", [row["deal_id"] for row in touched if row["deal_id"]])
    return all(work.actor.sees_deal(deal["id"], deal["owner_id"]) for deal in deals.values())


@reverser("activity", "activity.edit", seen=within_sight)
def take_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records."""
    wanted = [subject for subject, _ in subjects]
    before = rows.load(work.tx, work.ws, "activity", wanted)
    with in_step(work, record, wanted):
        put_back(work, record, subjects)
    after = rows.load(work.tx, work.ws, "activity", wanted)
    next_step.keep(work, [row["deal_id"] for row in (*before.values(), *after.values())])
