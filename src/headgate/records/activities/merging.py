"""Of two deals that are merged, the activities of both are the survivor's."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from headgate.core.verbs import rows
from headgate.core.verbs.work import Work
from headgate.records.activities import events, next_step
from headgate.records.activities.commands import about
from headgate.records.activities.tables import activities
from headgate.records.deals.merging import goes_along
from headgate.store.statements import P, shape


@shape()
def of_deal() -> sa.Select[Any]:
    a = activities.c
    live = a.standing != sa.literal_column("'removed'")
    return sa.select(a.id).where(a.workspace_id == P("ws"), a.deal_id == P("deal"), live).order_by(a.id)


@goes_along
def unite(work: Work, survivor: rows.Row, other: rows.Row, choices: Mapping[str, str]) -> None:
    mine = work.tx.all(of_deal(), ws=work.ws, deal=other["id"])
    for row in rows.load(work.tx, work.ws, "activity", mine).values():
        said = {**about(row), "deal_id": survivor["id"]}
        rows.edit(work, "activity", events.HANDED_ON, row, {"deal_id": survivor["id"]}, data=said)
    next_step.keep(work, [survivor["id"], other["id"]])
