"""Putting deals away and taking changes back: archive, restore, delete, undo."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from headgate.core.journal.entries import Entry
from headgate.core.journal.kinds import say
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, former_values, reverser
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict
from headgate.kit.text import fold
from headgate.records.deals import events, gates
from headgate.records.deals.closing import closing, outcome
from headgate.records.deals.ledger import changes_of, ledger, load
from headgate.records.deals.moving import moments, stood_in
from headgate.records.deals.placing import rank_at
from headgate.records.deals.schemas import DeleteDeal, NameDeal
from headgate.records.pipelines.queries import reasons_of, stages_by_id

KEPT_AS_LOST = timedelta(days=1)
DELETED = "deleted"


def put(work: Work, row: rows.Row, standing: str, kind: str, **data: Any) -> None:
    changes = changes_of(row, {"standing": standing})
    rows.write(work, "deal", row, {"standing": standing})
    row.update(standing=standing, version=row["version"] + 1)
    work.note(kind, row["id"], changes, name=row["name"], **data)


@verb("deal.archive", permission="deal.archive", payload=NameDeal)
def archive(work: Work, batch: Sequence[NameDeal]) -> list[str]:
    """Takes closed deals off the board. An open one is won, lost or deleted first, so that no open value
    hides. Raises 404, 409."""
    for row, payload in zip(load(work, [p.id for p in batch]), batch, strict=True):
        rows.check_version(row, payload.version)
        if row["status"] == "open":
            raise conflict("An open deal cannot be archived: win it, lose it or delete it.", status="open")
        if row["standing"] == rows.LIVE:
            put(work, row, rows.ARCHIVED, events.ARCHIVED)
    return [payload.id for payload in batch]


@verb("deal.restore", permission="deal.archive", payload=NameDeal)
def restore(work: Work, batch: Sequence[NameDeal]) -> list[str]:
    """Brings archived deals back. Raises 404, 409."""
    for row, payload in zip(load(work, [p.id for p in batch]), batch, strict=True):
        rows.check_version(row, payload.version)
        if row["standing"] == rows.ARCHIVED:
            put(work, row, rows.LIVE, events.RESTORED)
    return [payload.id for payload in batch]


@verb("deal.delete", permission="deal.delete", payload=DeleteDeal)
def delete(work: Work, batch: Sequence[DeleteDeal]) -> list[str]:
    """Deletes deals. Test, duplicate and mistake leave all history; for another reason an open deal that is
    in or past the qualifying stage for more than a day counts as lost (metrics 0.3). Raises 404, 409."""
    stages = stages_by_id(work.tx, work.ws)
    reasons = [reason.id for reason in reasons_of(work.tx, work.ws) if reason.kind == "deleted"]
    found = load(work, [payload.id for payload in batch])
    times = moments(work, found, [(payload.occurred_at, None) for payload in batch])
    for row, payload, when in zip(found, batch, times, strict=True):
        rows.check_version(row, payload.version)
        counts = payload.reason == "other" and (
            row["status"] != "open" or counts_as_lost(stages, row, when[0])
        )
        if not counts:
            put(work, row, rows.REMOVED, events.DELETED, reason=payload.reason, exit="removed")
            continue
        values: dict[str, Any] = {"standing": DELETED}
        data: dict[str, Any] = {"reason": "no reason that takes it out of history"}
        if row["status"] == "open":
            target = outcome(stages, row, "lost")
            values |= closing(row, "lost", when)
            values |= {"stage_id": target.id, "stage_since": when[0]}
            values |= {"lost_reason_id": reasons[0] if reasons else None}
            data["exit"] = "lost"
        changes = changes_of(row, values)
        rows.write(work, "deal", row, values)
        row.update(values, version=row["version"] + 1)
        work.note(events.DELETED, row["id"], changes, occurred_at=when[0], name=row["name"], **data)
    return [payload.id for payload in batch]


def counts_as_lost(stages: dict[str, Any], row: rows.Row, at: Any) -> bool:
    """Open for more than a day, and in or past the stage that its pipeline calls qualified."""
    mine = [s for s in stages.values() if s.pipeline_id == row["pipeline_id"]]
    mark = min((s.position for s in mine if s.qualifying), default=0)
    return bool(at - row["created_at"] > KEPT_AS_LOST and stages[row["stage_id"]].position >= mark)


def within_sight(work: Work, subjects: Sequence[str]) -> bool:
    found = rows.load(work.tx, work.ws, "deal", subjects).values()
    return all(work.actor.sees_owner(row["owner_id"]) for row in found)


@reverser("deal", "deal.edit", seen=within_sight)
def put_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """Undoes changes of deals: fields get their former value, what was made is taken out; a gate is asked
    where the undo goes forward. Raises InTheWay."""
    found = rows.load(work.tx, work.ws, "deal", [subject for subject, _ in subjects])
    stages = stages_by_id(work.tx, work.ws)
    book = ledger(work)
    for subject, entries in subjects:
        row = found[subject]
        book.touch(row)
        for entry in entries:
            take_back(work, row, entry, stages)


def take_back(work: Work, row: rows.Row, entry: Entry, stages: dict[str, Any]) -> None:
    start = stood_in(stages, row)
    values = former_values("deal", row, entry)
    if "stage_id" in values:
        back = stages[values["stage_id"]]
        if back.retired:
            raise InTheWay(f"The stage “{back.name}” was retired since.")
        if "rank" not in values and stages[row["stage_id"]].kind == back.kind == "open":
            values["rank"] = rank_at(work, back.id)
    if "name" in values:
        values["name_key"] = fold(values["name"])
    changes = changes_of(row, {name: value for name, value in values.items() if name != "name_key"})
    rows.write(work, "deal", row, values)
    row.update(values, version=row["version"] + 1)
    if "stage_id" in values and values.get("standing") != rows.REMOVED:
        refused = gates.check(work, [(row["id"], start, stages[values["stage_id"]])], stages)
        if refused:
            raise refused[0][1]
    what = say(entry.kind, entry.facts())
    work.note(events.UNDONE, row["id"], changes, undoes=entry.seq, what=what, name=row["name"])
