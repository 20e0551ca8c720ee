"""A deal that has its amount from its lines has what they come to, whatever changed; and its lines are in its
currency."""

from collections.abc import Iterable

from headgate.core.fields.given import wrong
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.kit import money
from headgate.records.deals import events
from headgate.records.deals.ledger import Ledger, follows, ledger
from headgate.records.deals.schemas import LINES
from headgate.records.lines.queries import sums_of
from headgate.records.lines.schemas import LARGEST

CHANGED = "lines"
"""In the scratch of a work: the deals whose lines it changed."""


def mark(work: Work, deal_ids: Iterable[str]) -> None:
    """Said by whatever changes lines of deals that it has loaded."""
    work.scratch.setdefault(CHANGED, set()).update(deal_ids)


def lines_changed(work: Work, deal_ids: Iterable[str]) -> None:
    """`mark`, and the amounts follow at once, for a verb that comes after in this work."""
    ids = sorted(set(deal_ids))
    mark(work, ids)
    hold(ledger(work), ids)


@follows
def follow(book: Ledger) -> None:
    changed = book.work.scratch.get(CHANGED, set())
    asked = []
    for id_, row in book.after.items():
        before = book.before[id_]
        other_currency = before is not None and before["currency"] != row["currency"]
        if id_ in changed or row["amount_from"] == LINES or other_currency:
            asked.append(id_)
    hold(book, asked)


def hold(book: Ledger, deal_ids: list[str]) -> None:
    """Raises 422 for a deal in another currency than its lines, or of more than a deal can come to."""
    if not deal_ids:
        return
    work = book.work
    sums = sums_of(work.tx, work.ws, deal_ids)
    # Read again: what was tried and not done, as parts of an undo are, has left its marks on the rows.
    for row in rows.load(work.tx, work.ws, "deal", deal_ids).values():
        noted = [note for note in work.notes if note.subject_id == row["id"]]
        if not noted:
            book.touch(row)
        row = book.after[row["id"]]
        mine = sums.get(row["id"])
        if row["standing"] == rows.REMOVED:
            continue
        if mine is not None and {mine.currency, mine.other} != {row["currency"]}:
            said = f"The lines of the deal are in {mine.currency}: take them off first."
            raise wrong("/currency", said)
        if row["amount_from"] != LINES:
            continue
        total = mine.sum if mine is not None else None
        if total is not None and abs(total) > LARGEST:
            most = f"{money.format_plain(LARGEST, row['currency'])} {row['currency']}"
            raise wrong("/quantity", f"A deal comes to at most {most}.")
        if row["amount"] != total:
            book.settle(row, {"amount": total}, events.FOLLOWED)
