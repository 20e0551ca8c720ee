"""Of two deals that are merged, the survivor has the lines of one: its own, the other's where it has none."""

from collections.abc import Mapping

from headgate.core.fields.given import wrong
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.records.deals import events as deal_events
from headgate.records.deals.ledger import ledger
from headgate.records.deals.merging import LINES as CHOICE
from headgate.records.deals.merging import goes_along
from headgate.records.lines import events
from headgate.records.lines.commands import about
from headgate.records.lines.fields import LINE
from headgate.records.lines.following import lines_changed
from headgate.records.lines.queries import lines_in


@goes_along
def unite(work: Work, survivor: rows.Row, other: rows.Row, choices: Mapping[str, str]) -> None:
    """Lines that are in another currency than the deal stay where they are, unless they were chosen: then
    they are refused. The amount goes on following the lines that it came from."""
    own = [each.id for each in lines_in(work.tx, work.ws, survivor["id"])]
    there = lines_in(work.tx, work.ws, other["id"])
    chosen = choices.get(CHOICE)
    takes = chosen == "other" or (bool(there) and not own and chosen is None)
    if takes and any(each.currency != survivor["currency"] for each in there):
        if chosen:
            said = f"Its lines are in {there[0].currency}: take its amount too."
            raise wrong(f"/choices/{CHOICE}", said)
        takes = False
    if takes:
        found = rows.load(work.tx, work.ws, LINE, [*own, *(each.id for each in there)])
        for id_ in own:
            row = found[id_]
            rows.edit(work, LINE, events.LEFT_OUT, row, {"standing": rows.REMOVED}, data=about(row))
        for each in there:
            values = {"deal_id": survivor["id"]}
            said_of = about({**found[each.id], **values})
            rows.edit(work, LINE, events.HANDED_ON, found[each.id], values, data=said_of)
    elif own and lines_in(work.tx, work.ws, survivor["id"])[0].currency != survivor["currency"]:
        said = "The deal that stays has lines in another currency: choose the other's lines too."
        raise wrong("/choices/amount", said)
    if takes or choices["amount"] == "other":
        together = takes and choices["amount"] == "other"
        source = other["amount_from"] if together else None
        ledger(work).settle(survivor, {"amount_from": source}, deal_events.EDITED)
    lines_changed(work, [survivor["id"]])
