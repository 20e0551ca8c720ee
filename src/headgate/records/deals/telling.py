"""What is told of a deal that changes nothing of it, such as what a log of elsewhere says after its end."""

from collections.abc import Sequence

from headgate.core.fields.given import line
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.records.deals import events
from headgate.records.deals.ledger import load
from headgate.records.deals.schemas import TellDeal
from headgate.records.deals.when import moment


@verb("deal.tell", permission="deal.edit", payload=TellDeal)
def tell(work: Work, batch: Sequence[TellDeal]) -> list[str]:
    """Notes it in the journal. Raises 404, 422 for a time to come."""
    found = {row["id"]: row for row in load(work, dict.fromkeys(payload.id for payload in batch))}
    for payload in batch:
        when, precision = moment(work, payload.occurred_at, payload.occurred_on)
        name = found[payload.id]["name"]
        what = line(payload.what, "/what")
        work.note(events.TOLD, payload.id, occurred_at=when, name=name, what=what, precision=precision)
    return [payload.id for payload in batch]
