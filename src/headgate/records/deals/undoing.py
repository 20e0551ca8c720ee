"""Taking changes of deals back: fields get their former value where they still stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from headgate.core.journal.entries import Entry
from headgate.core.journal.kinds import say
from headgate.core.verbs import rows
from headgate.core.verbs.undo import InTheWay, former_values, reverser
from headgate.core.verbs.work import Work
from headgate.kit.text import fold
from headgate.records.deals import events, gates
from headgate.records.deals.commands import existing, linked
from headgate.records.deals.ledger import changes_of, ledger
from headgate.records.deals.moving import stood_in
from headgate.records.deals.placing import rank_at
from headgate.records.deals.schemas import LINES
from headgate.records.pipelines.queries import stages_by_id


def within_sight(work: Work, subjects: Sequence[str]) -> bool:
    found = rows.load(work.tx, work.ws, "deal", subjects).values()
    return all(work.actor.sees_deal(row["id"], row["owner_id"]) for row in found)


@reverser("deal", "deal.edit", seen=within_sight)
def put_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """Undoes changes of deals: fields get their former value, what was made is taken out; a gate is asked
    where the undo goes forward. Raises InTheWay."""
    found = rows.load(work.tx, work.ws, "deal", [subject for subject, _ in subjects])
    stages = stages_by_id(work.tx, work.ws)
    book = ledger(work)
    for subject, entries in subjects:
        row = found[subject]
        work.actor.require_change(row["id"], row["owner_id"])
        book.touch(row)
        for entry in entries:
            what = say(entry.kind, entry.facts())
            if entry.kind == events.FOLLOWED and row["amount_from"] == LINES:
                if entry.batch is None:
                    raise InTheWay("The value is what the lines come to: undo the change of the lines.")
                # With the whole go the lines, and then the value follows again.
                work.note(events.UNDONE, subject, undoes=entry.seq, what=what, name=row["name"])
                amount_stands(work, row, row["amount"])
                continue
            take_back(work, row, entry, stages, events.UNDONE, undoes=entry.seq, what=what)


def take_back(
    work: Work, row: rows.Row, entry: Entry, stages: Mapping[str, Any], kind: str, **data: Any
) -> None:
    """Gives a deal the values that it had before an entry, and notes it. Raises InTheWay, 422."""
    start = stood_in(dict(stages), row)
    followed, amount = row["amount_from"] == LINES and "amount" in entry.changed(), row["amount"]
    values = former_values("deal", as_followed(row, entry), entry)
    comes_back = row["standing"] == rows.REMOVED
    if "stage_id" in values or comes_back:
        back = stages[values["stage_id"] if "stage_id" in values else row["stage_id"]]
        if back.retired:
            raise InTheWay(f"The stage “{back.name}” was retired since.")
        changes_stage = "stage_id" in values and "rank" not in values
        if changes_stage and stages[row["stage_id"]].kind == back.kind == "open":
            values["rank"] = rank_at(work, back.id)
    if comes_back:
        check_links_stand(work, row)
    if "name" in values:
        values["name_key"] = fold(values["name"])
    changes = changes_of(row, {name: value for name, value in values.items() if name != "name_key"})
    rows.write(work, "deal", row, values)
    row.update(values, version=row["version"] + 1)
    if "stage_id" in values and values.get("standing") != rows.REMOVED:
        refused = gates.check(work, [(row["id"], start, stages[values["stage_id"]])], stages)
        if refused:
            raise refused[0][1]
    work.note(kind, row["id"], changes, name=row["name"], **data)
    if followed and row["standing"] != rows.REMOVED:
        amount_stands(work, row, amount)


def amount_stands(work: Work, row: rows.Row, before: int | None) -> None:
    """Of a value that followed the lines: what it is now, told after all that still counts of it."""
    kind = events.FOLLOWED if row["amount_from"] == LINES else events.EDITED
    work.note(kind, row["id"], {"amount": (before, row["amount"])}, name=row["name"])


def as_followed(row: rows.Row, entry: Entry) -> rows.Row:
    """A value that follows the lines is in the way of nothing: whatever it became, nobody gave it."""
    changes = entry.changed()
    if row["amount_from"] == LINES and "amount" in changes:
        return {**row, "amount": changes["amount"][1]}
    return row


def check_links_stand(work: Work, row: rows.Row) -> None:
    """Raises InTheWay for a deal that points to a record which was taken out while it was deleted."""
    for name, record in linked(row):
        if not work.tx.all(existing(record), ws=work.ws, ids=[row[name]]):
            raise InTheWay(f"Its {record} was taken out since.")
