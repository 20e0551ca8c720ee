"""What one piece of work does to deals, brought into versions, visits and totals as the work ends."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from headgate.core.journal.entries import Note
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.kit.errors import not_found
from headgate.records.custom_fields.keeping import keep
from headgate.records.deals import history, timeline, totals
from headgate.records.deals.tables import NOBODY, TRACKED

Following = Callable[["Ledger"], None]
FOLLOWING: list[Following] = []
"""What later nouns hold true of the deals that a work touched, before it goes into history."""


def follows(run: Following) -> Following:
    """Registers it."""
    FOLLOWING.append(run)
    return run


class Ledger:
    """The deals that a work touches: how each was, and the row as it becomes."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.before: dict[str, rows.Row | None] = {}
        self.after: dict[str, rows.Row] = {}

    def made(self, row: rows.Row) -> None:
        self.before[row["id"]] = None
        self.after[row["id"]] = row

    def touch(self, row: rows.Row) -> None:
        """Called with a loaded row before it is changed."""
        self.before.setdefault(row["id"], dict(row))
        self.after[row["id"]] = row

    def end(self) -> None:
        """Writes what follows from the notes: history, then totals, and the second place of custom values."""
        for follow in FOLLOWING:
            follow(self)
        notes: dict[str, list[Note]] = {}
        for note in self.work.notes:
            if note.subject_id in self.after:
                notes.setdefault(note.subject_id, []).append(note)
        history.keep(self.work, self.before, self.after, notes)
        shifts: Counter[tuple[str, str, str, str]] = Counter()
        money: Counter[tuple[str, str, str, str]] = Counter()
        for id_, row in self.after.items():
            if id_ not in notes:
                continue
            for sign, state in ((-1, self.before[id_]), (1, row)):
                if state is not None and state["standing"] == rows.LIVE:
                    key = place_of(state)
                    shifts[key] += sign
                    money[key] += sign * (state["amount"] or 0)
        totals.shift(self.work, shifts, money)
        keep(self.work, "deal", [(self.before[id_], row) for id_, row in self.after.items()])

    def settle(self, row: rows.Row, values: Mapping[str, Any], kind: str) -> None:
        """Changes a touched deal further: within what this work has noted of it already, else as a change of
        that kind."""
        values = differing(row, dict(values))
        if not values:
            return
        changes = changes_of(row, values)
        if self.before[row["id"]] is None and "amount" in values:
            values["entry_amount"] = values["amount"]
            changes |= changes_of(row, {"entry_amount": values["amount"]})
        mine = [note for note in self.work.notes if note.subject_id == row["id"]]
        rows.write_many(self.work, "deal", [(row, values)])
        if not mine or not timeline.stands(mine[-1]):
            self.work.note(kind, row["id"], changes, name=row["name"])
            return
        noted = mine[-1].changes
        for name, (before, after) in changes.items():
            first = noted[name][0] if name in noted else before
            noted[name] = (first, after)


def place_of(row: rows.Row) -> tuple[str, str, str, str]:
    return row["pipeline_id"], row["stage_id"], row["owner_id"] or NOBODY, row["currency"]


def ledger(work: Work) -> Ledger:
    """The work's ledger, made on first use."""
    found: Ledger | None = work.scratch.get("deals")
    if found is None:
        found = work.scratch["deals"] = Ledger(work)
        work.before_end.append(found.end)
    return found


def load(work: Work, ids: Iterable[str]) -> list[rows.Row]:
    """Deals to be changed: locked, seen by the actor, noted in the ledger. Raises 404."""
    return taken(work, rows.load_each(work.tx, work.ws, "deal", list(ids)), gone=False)


def load_gone(work: Work, ids: Iterable[str]) -> list[rows.Row]:
    """`load` that gives deleted deals too, those taken out of history included."""
    wanted = list(ids)
    try:
        found = rows.load(work.tx, work.ws, "deal", wanted)
    except ValueError:
        raise not_found("deal") from None
    if not found.keys() >= set(wanted):
        raise not_found("deal")
    return taken(work, [found[id_] for id_ in wanted], gone=True)


def taken(work: Work, found: list[rows.Row], *, gone: bool) -> list[rows.Row]:
    work.locked()
    book = ledger(work)
    for row in found:
        deleted = row["standing"] in ("removed", "deleted")
        if (deleted and not gone) or not work.actor.sees_deal(row["id"], row["owner_id"]):
            raise not_found("deal")
        work.actor.require_change(row["id"], row["owner_id"])
        book.touch(row)
    return found


def differing(row: rows.Row, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if row[name] != value}


def changes_of(row: rows.Row, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Journal changes of tracked fields and the rank."""
    return {
        name: (rows.plain(row[name]), rows.plain(value))
        for name, value in values.items()
        if (name in TRACKED or name == "rank") and row[name] != value
    }
