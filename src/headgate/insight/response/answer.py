"""Lead response time: from when a deal came to when a person first turned to the buyer (metrics 1.12)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.insight.answers import Reading
from headgate.insight.arrays import Floats
from headgate.insight.expressions import raw
from headgate.insight.facts import INSTANT
from headgate.insight.question import Asked
from headgate.insight.response.schemas import LeadResponse, Wait
from headgate.insight.schemas import Excluded, Snapshot
from headgate.insight.wording import said_of
from headgate.kit import clock
from headgate.kit.survival import kaplan_meier, km_median_interval, km_quantile
from headgate.records.activities.tables import activities
from headgate.records.deals.tables import deals
from headgate.records.workspace.queries import hours_of
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

MINUTE = 60e6
OURS = ("call", "meeting", "email")


@shape()
def first_attempts() -> sa.Select[Any]:
    """(deal, when somebody first turned to the buyer, once the deal was there)."""
    a, d = activities.c, deals.c
    joined = activities.join(deals, sa.and_(d.workspace_id == a.workspace_id, d.id == a.deal_id))
    kinds = sa.or_(*(a.kind == sa.literal_column(f"'{kind}'") for kind in OURS))
    outward = sa.or_(a.direction.is_(None), a.direction == sa.literal_column("'out'"))
    return (
        sa.select(raw(a.deal_id).label("deal"), sa.func.min(raw(a.done_at)).label("at"))
        .select_from(joined)
        .where(a.workspace_id == P("ws"), a.status == sa.literal_column("'done'"), a.done_at >= d.created_at)
        .where(a.standing == sa.literal_column("'live'"), a.human == sa.literal_column("1"), kinds, outward)
        .group_by(a.deal_id)
    )


def wait(minutes: Floats, seen: Sequence[bool]) -> Wait:
    if not len(minutes):
        return Wait(None, None, None, None)
    steps = kaplan_meier(minutes, np.asarray(seen))
    low, high = km_median_interval(steps)
    return Wait(km_quantile(steps, 0.5), low, high, km_quantile(steps, 0.9))


def response(tx: Tx, actor: Actor, asked: Asked, sla_minutes: int) -> LeadResponse:
    """Of the deals that the actor sees, as of now. Raises 422."""
    reading = Reading(tx, actor, asked)
    q, facts = reading.question, reading.facts
    now = q.moment.effective
    came = facts.begun
    if q.period is not None:
        start, end = clock.to_micros(q.period.start), clock.to_micros(q.period.end)
        came = came & (facts.created >= start) & (facts.created < end)
    timed = came & (facts.created_precision == INSTANT)
    first = dict(tx.all(first_attempts(), ws=actor.workspace_id))
    hours = hours_of(reading.workspace)
    business, elapsed, seen = [], [], []
    for deal, created in zip(facts.id[timed].tolist(), facts.created[timed].tolist(), strict=True):
        answered = first.get(deal)
        end_at = clock.to_micros(now) if answered is None else answered
        start_at, ended = clock.from_micros(created), clock.from_micros(end_at)
        seen.append(answered is not None)
        business.append(max(hours.between(start_at, ended), 0.0) / 60)
        elapsed.append(max(end_at - created, 0) / MINUTE)
    spent, wall, known = np.asarray(business), np.asarray(elapsed), np.asarray(seen, dtype=bool)
    n, late = len(spent), spent > sla_minutes
    untimed = int(came.sum() - timed.sum())
    return LeadResponse(
        asked.period,
        said_of("came", asked, q),
        Snapshot(now, q.moment.known),
        reading.workspace.zone,
        sla_minutes,
        n,
        int(known.sum()),
        float((known & ~late).sum() / n) if n else None,
        int(late.sum()),
        int((~known & ~late).sum()),
        wait(spent, seen),
        wait(wall, seen),
        float(np.median(spent[known])) if known.any() else None,
        [Excluded("came at a time of day that is not known", untimed)] if untimed else [],
        asked.filter,
    )
