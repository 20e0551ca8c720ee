"""Count and amount by stage, owner and currency, kept with every change and counted again by `verify`."""

from collections import Counter
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs.work import Work
from headgate.records.deals.tables import NOBODY, deals, stage_totals
from headgate.store.dialect import among, upsert, whole
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

Key = tuple[str, str, str, str]


class Total(msgspec.Struct, frozen=True):
    pipeline_id: str
    stage_id: str
    owner_id: str
    currency: str
    count: int
    amount: int


class StageSum(msgspec.Struct):
    stage_id: str
    currency: str
    count: int
    amount: int


@shape()
def shift_total() -> Any:
    statement = upsert(stage_totals).values({c.name: P(c.name) for c in stage_totals.columns})
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "pipeline_id", "stage_id", "owner_id", "currency"],
        set_={
            "count": stage_totals.c.count + statement.excluded.count,
            "amount": stage_totals.c.amount + statement.excluded.amount,
        },
    )


@shape(StageSum)
def by_stage(owners: bool) -> sa.Select[Any]:
    """The sums of a pipeline's stages; of the deals of the owners in `owners` if asked."""
    t = stage_totals.c
    statement = (
        sa.select(
            t.stage_id,
            t.currency,
            whole(sa.func.sum(t.count)).label("count"),
            whole(sa.func.sum(t.amount)).label("amount"),
        )
        .where(t.workspace_id == P("ws"), t.pipeline_id == P("pipeline"))
        .group_by(t.stage_id, t.currency)
    )
    return statement.where(among(t.owner_id, "owners")) if owners else statement


@shape(StageSum)
def of_ids() -> sa.Select[Any]:
    """The sums of some deals of a pipeline, by stage and currency."""
    d = deals.c
    return (
        sa.select(
            d.stage_id,
            d.currency,
            whole(sa.func.count()).label("count"),
            whole(sa.func.sum(sa.func.coalesce(d.amount, 0))).label("amount"),
        )
        .where(d.workspace_id == P("ws"), d.pipeline_id == P("pipeline"), among(d.id, "ids"))
        .where(d.standing == sa.literal_column("'live'"))
        .group_by(d.stage_id, d.currency)
    )


@shape(Total)
def kept() -> sa.Select[Any]:
    t = stage_totals.c
    return (
        sa.select(t.pipeline_id, t.stage_id, t.owner_id, t.currency, t.count, t.amount)
        .where(t.workspace_id == P("ws"), sa.or_(t.count != 0, t.amount != 0))
        .order_by(t.pipeline_id, t.stage_id, t.owner_id, t.currency)
    )


@shape(Total)
def counted() -> sa.Select[Any]:
    d = deals.c
    owner = sa.func.coalesce(d.owner_id, sa.literal_column("0")).label("owner_id")
    owner = sa.type_coerce(owner, stage_totals.c.owner_id.type).label("owner_id")
    return (
        sa.select(
            d.pipeline_id,
            d.stage_id,
            owner,
            d.currency,
            whole(sa.func.count()).label("count"),
            whole(sa.func.sum(sa.func.coalesce(d.amount, 0))).label("amount"),
        )
        .where(d.workspace_id == P("ws"), d.standing == "live")
        .group_by(d.pipeline_id, d.stage_id, owner, d.currency)
        .order_by(d.pipeline_id, d.stage_id, owner, d.currency)
    )


def shift(work: Work, counts: Counter[Key], amounts: Counter[Key]) -> None:
    """Adds to the totals; in one order, so that two writers never wait for each other crosswise."""
    rows = [
        {
            "workspace_id": work.ws,
            "pipeline_id": key[0],
            "stage_id": key[1],
            "owner_id": key[2],
            "currency": key[3],
            "count": counts[key],
            "amount": amounts[key],
        }
        for key in sorted(counts.keys() | amounts.keys())
        if counts[key] or amounts[key]
    ]
    if rows:
        work.tx.many(shift_total(), rows)


def differences(tx: Tx, ws: str) -> list[str]:
    """What `verify` finds: totals that do not equal a count of the deals."""
    now = {
        (t.pipeline_id, t.stage_id, t.owner_id, t.currency): (t.count, t.amount)
        for t in tx.all(kept(), ws=ws)
    }
    true = {
        (t.pipeline_id, t.stage_id, t.owner_id, t.currency): (t.count, t.amount)
        for t in tx.all(counted(), ws=ws)
    }
    return [
        f"stage_total {key}: kept {now.get(key, (0, 0))}, counted {true.get(key, (0, 0))}"
        for key in sorted(now.keys() | true.keys())
        if now.get(key, (0, 0)) != true.get(key, (0, 0))
    ]


__all__ = ["NOBODY", "StageSum", "Total", "by_stage", "differences", "shift"]
