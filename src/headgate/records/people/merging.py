"""Of two deals that are merged, the people of both are on the survivor, whose main contact stays so."""

from collections.abc import Mapping

from headgate.core.fields.given import wrong
from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.records.deals.merging import goes_along
from headgate.records.people import events
from headgate.records.people.commands import MOST, about
from headgate.records.people.fields import PARTICIPANT
from headgate.records.people.queries import people


@goes_along
def unite(work: Work, survivor: rows.Row, other: rows.Row, choices: Mapping[str, str]) -> None:
    """Who is on both keeps the part in the survivor, with the other's role where that one has none."""
    here = {each.contact_id: each for each in people(work.tx, work.ws, survivor["id"])}
    there = people(work.tx, work.ws, other["id"])
    if len(here.keys() | {each.contact_id for each in there}) > MOST:
        raise wrong("/other_id", f"A deal has at most {MOST} people; together these have more.")
    found = rows.load(work.tx, work.ws, PARTICIPANT, [each.id for each in (*here.values(), *there)])
    for each in there:
        row, known = found[each.id], here.get(each.contact_id)
        if known is None:
            values = {"deal_id": survivor["id"], "main_since": None if here else row["main_since"]}
            said = about(work, {**row, **values})
            rows.edit(work, PARTICIPANT, events.HANDED_ON, row, values, data=said)
        elif known.role_id is None and row["role_id"] is not None:
            own = found[known.id]
            said = about(work, {**own, "role_id": row["role_id"]})
            rows.edit(work, PARTICIPANT, events.GIVEN_ROLE, own, {"role_id": row["role_id"]}, data=said)
