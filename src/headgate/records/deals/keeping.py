"""Putting deals away and bringing them back: archive, delete with a reason, restore."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from headgate.core.journal.entries import Entry, of_subjects
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay
from headgate.core.verbs.work import Work
from headgate.kit.errors import conflict, not_found
from headgate.records.deals import events, timeline
from headgate.records.deals.closing import closing, outcome
from headgate.records.deals.ledger import changes_of, load, load_gone
from headgate.records.deals.moving import moments
from headgate.records.deals.schemas import DeleteDeal, NameDeal
from headgate.records.deals.stored import deal_number
from headgate.records.deals.undoing import take_back
from headgate.records.pipelines.queries import reasons_of, stages_by_id
from headgate.records.pipelines.schemas import Stage

KEPT_AS_LOST = timedelta(days=1)
DELETED = "deleted"
GONE = (DELETED, rows.REMOVED)
AS_LOST = "no reason that takes it out of history"


def put(work: Work, found: Sequence[rows.Row], standing: str, kind: str) -> None:
    values = {"standing": standing}
    for row in found:
        work.note(kind, row["id"], changes_of(row, values), name=row["name"])
    rows.write_many(work, "deal", [(row, values) for row in found])


@verb("deal.archive", permission="deal.archive", payload=NameDeal, sifts=True)
def archive(work: Work, batch: Sequence[NameDeal]) -> list[str]:
    """Takes closed deals off the board. An open one is won, lost or deleted first, so that no open value
    hides. Raises 404, 409."""
    asked = [payload.id for payload in batch]
    found, _ = work.sift(load(work, asked), batch, refuse_open)
    put(work, [row for row in found if row["standing"] == rows.LIVE], rows.ARCHIVED, events.ARCHIVED)
    return asked


def refuse_open(row: rows.Row, payload: NameDeal) -> None:
    rows.check_version(row, payload.version)
    if row["status"] == "open":
        raise conflict("An open deal cannot be archived: win it, lose it or delete it.", status="open")


@verb("deal.restore", permission="deal.archive", payload=NameDeal, sifts=True)
def restore(work: Work, batch: Sequence[NameDeal]) -> list[str]:
    """Brings archived deals back to the board, and deleted ones back into all history, as if they had not
    been deleted. Raises 404, 409 for what is in the way."""
    found = load_gone(work, [payload.id for payload in batch])
    for row, payload in zip(found, batch, strict=True):
        rows.check_version(row, payload.version)
    put(work, [row for row in found if row["standing"] == rows.ARCHIVED], rows.LIVE, events.RESTORED)
    gone = [row for row in found if row["standing"] in GONE]
    if gone:
        work.actor.require("deal.delete")
        stages = stages_by_id(work.tx, work.ws)
        for row, entry in deletions(work, gone):
            try:
                take_back(work, row, entry, stages, events.RESTORED, **{timeline.RESTORES: entry.seq})
            except InTheWay as way:
                raise conflict(way.sentence) from None
    return [payload.id for payload in batch]


def deletions(work: Work, gone: Sequence[rows.Row]) -> list[tuple[rows.Row, Entry]]:
    """Each deleted deal with the entry that deleted it. Raises 404 for one whose making was undone, 409 for
    one that went into another deal."""
    entries: dict[str, list[Entry]] = {row["id"]: [] for row in gone}
    for entry in work.tx.all(of_subjects(), ws=work.ws, subjects=[deal_number(id_) for id_ in entries]):
        entries[entry.subject_id].append(entry)
    found = []
    for row in gone:
        if row["merged_into_id"] is not None:
            raise conflict("This deal was merged into another one: undo the merge.", merged=True)
        left = timeline.standing([timeline.from_entry(entry) for entry in entries[row["id"]]])
        last = next((event.seq for event in reversed(left) if event.kind == events.DELETED), None)
        if row["removal"] is None or last is None:
            raise not_found("deal")
        found.append((row, next(entry for entry in entries[row["id"]] if entry.seq == last)))
    return found


@verb("deal.delete", permission="deal.delete", payload=DeleteDeal, sifts=True)
def delete(work: Work, batch: Sequence[DeleteDeal]) -> list[str]:
    """Deletes deals. Test, duplicate and mistake leave all history; for another reason an open deal that is
    in or past the qualifying stage for more than a day counts as lost (metrics 0.3). Raises 404, 409."""
    stages = stages_by_id(work.tx, work.ws)
    reason = next((reason.id for reason in reasons_of(work.tx, work.ws) if reason.kind == "deleted"), None)
    found = load(work, [payload.id for payload in batch])
    times = moments(work, found, [(payload.occurred_at, None) for payload in batch])
    changed = []
    for row, payload, when in zip(found, batch, times, strict=True):
        rows.check_version(row, payload.version)
        values = {"standing": rows.REMOVED, "removal": payload.reason, "removed_at": when[0]}
        data: dict[str, Any] = {"reason": payload.reason, "exit": "removed"}
        if stays_in_figures(stages, row, payload.reason, when[0]):
            values["standing"], data = DELETED, {"reason": AS_LOST}
            if row["status"] == "open":
                target = outcome(stages, row, "lost")
                values |= closing(row, "lost", when)
                values |= {"stage_id": target.id, "stage_since": when[0], "lost_reason_id": reason}
                data["exit"] = "lost"
        work.note(
            events.DELETED,
            row["id"],
            changes_of(row, values),
            occurred_at=when[0],
            name=row["name"],
            **data,
        )
        changed.append((row, values))
    rows.write_many(work, "deal", changed)
    return [payload.id for payload in batch]


def stays_in_figures(stages: dict[str, Stage], row: rows.Row, reason: str, at: datetime) -> bool:
    """Whether a deletion leaves what the deal came to: its outcome, or a loss for one that was real."""
    return reason == "other" and (row["status"] != "open" or counts_as_lost(stages, row, at))


def counts_as_lost(stages: dict[str, Any], row: rows.Row, at: datetime) -> bool:
    """Open for more than a day, and in or past the stage that its pipeline calls qualified."""
    mine = [s for s in stages.values() if s.pipeline_id == row["pipeline_id"]]
    mark = min((s.position for s in mine if s.qualifying), default=0)
    return bool(at - row["created_at"] > KEPT_AS_LOST and stages[row["stage_id"]].position >= mark)
