"""A deal's next step: the planned activity that is due first, kept on the deal for its card."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs.work import Work
from headgate.records.activities.tables import activities
from headgate.records.deals.tables import deals
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

NOTHING = (None, None, None, None)


class Step(msgspec.Struct):
    deal_id: str
    id: str
    kind: str
    subject: str
    due_at: datetime | None


def planned() -> sa.Select[Any]:
    a = activities.c
    return (
        sa.select(a.deal_id, a.id, a.kind, a.subject, a.due_at)
        .where(a.workspace_id == P("ws"), a.deal_id.is_not(None))
        .where(a.status == sa.literal_column("'planned'"), a.standing == sa.literal_column("'live'"))
        .order_by(a.deal_id, a.due_at.is_(None), a.due_at, a.id)
    )


@shape(Step)
def planned_of() -> sa.Select[Any]:
    return planned().where(among(activities.c.deal_id, "deals"))


@shape(Step)
def all_planned() -> sa.Select[Any]:
    return planned()


@shape()
def set_step() -> sa.Update:
    values = {
        "next_activity_id": P("activity"),
        "next_kind": P("kind"),
        "next_subject": P("subject"),
        "next_due": P("due"),
    }
    return sa.update(deals).where(deals.c.workspace_id == P("ws"), deals.c.id == P("deal")).values(values)


@shape()
def kept_steps() -> sa.Select[Any]:
    d = deals.c
    return sa.select(d.id, d.next_activity_id, d.next_kind, d.next_subject, d.next_due).where(
        d.workspace_id == P("ws"), d.next_activity_id.is_not(None)
    )


def first_of(steps: Iterable[Step]) -> dict[str, tuple[Any, ...]]:
    first: dict[str, tuple[Any, ...]] = {}
    for step in steps:
        first.setdefault(step.deal_id, (step.id, step.kind, step.subject, step.due_at))
    return first


def keep(work: Work, deal_ids: Iterable[str | None]) -> None:
    """Writes the next step of these deals anew."""
    ids = sorted({id_ for id_ in deal_ids if id_ is not None})
    if not ids:
        return
    first = first_of(work.tx.all(planned_of(), ws=work.ws, deals=ids))
    work.tx.many(
        set_step(),
        [
            dict(
                zip(("activity", "kind", "subject", "due"), first.get(id_, NOTHING), strict=True),
                ws=work.ws,
                deal=id_,
            )
            for id_ in ids
        ],
    )


def differences(tx: Tx, ws: str) -> list[str]:
    """What `verify` finds: next steps on deals that are not the first planned activity."""
    true = first_of(tx.all(all_planned(), ws=ws))
    kept = {row[0]: row[1:] for row in tx.all(kept_steps(), ws=ws)}
    return [
        f"next step of {id_}" for id_ in sorted(true.keys() | kept.keys()) if true.get(id_) != kept.get(id_)
    ]
