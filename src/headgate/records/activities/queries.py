"""Reading activities: one, lists, and those of a deal."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.access.seeing import Narrowed, narrowing, within
from headgate.core.listing.pages import Listing, listed
from headgate.kit import paging
from headgate.kit.errors import not_found
from headgate.records.activities.fields import ACTIVITY
from headgate.records.activities.schemas import Activity
from headgate.records.activities.tables import activities
from headgate.records.deals.tables import deals
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Number

COLUMNS = [activities.c[name] for name in Activity.__struct_fields__]
LIVE = activities.c.standing == sa.literal_column("'live'")


@shape(Activity)
def by_id(narrowed: Narrowed) -> sa.Select[Any]:
    """`narrowed`: only where it is of no deal, or of one that is seen. In one statement,
    so that what is unseen takes no longer than what is not there."""
    a, d = activities.c, deals.c
    found = sa.select(*COLUMNS).where(a.workspace_id == P("ws"), a.id == P("id"), LIVE)
    if not narrowed:
        return found
    theirs = activities.outerjoin(deals, sa.and_(d.workspace_id == a.workspace_id, d.id == a.deal_id))
    return found.select_from(theirs).where(sa.or_(a.deal_id.is_(None), within(narrowed, d)))


@shape(Activity)
def planned() -> sa.Select[Any]:
    a = activities.c
    return (
        sa.select(*COLUMNS)
        .where(
            a.workspace_id == P("ws"),
            a.deal_id == P("deal"),
            a.status == sa.literal_column("'planned'"),
            LIVE,
        )
        .order_by(a.due_at.is_(None), a.due_at, a.id)
        .limit(100)
    )


@shape(Activity)
def done_before(kinds: tuple[str, ...], continued: bool) -> sa.Select[Any]:
    """Done activities of a deal, newest first, before the place (`at`, `tie`)."""
    a = activities.c
    statement = sa.select(*COLUMNS).where(
        a.workspace_id == P("ws"), a.deal_id == P("deal"), a.status == sa.literal_column("'done'"), LIVE
    )
    if kinds:
        statement = statement.where(sa.or_(*(a.kind == kind for kind in kinds)))
    if continued:
        tie = sa.type_coerce(a.id, Number())
        earlier = sa.and_(a.done_at == P("at", a.done_at.type), tie < P("tie", Number()))
        statement = statement.where(sa.or_(a.done_at < P("at", a.done_at.type), earlier))
    return statement.order_by(a.done_at.desc(), a.id.desc()).limit(P("n", sa.Integer))


ACTIVITIES = listed(Listing(ACTIVITY, Activity, lambda: list(COLUMNS), activities, "due_at"))


def activity_of(tx: Tx, actor: Actor, activity_id: str) -> Activity:
    """The activity. Raises 404 when it is not there or belongs to a deal that the actor does not see."""
    narrowed, seen = narrowing(actor)
    try:
        found = tx.one(by_id(narrowed), ws=actor.workspace_id, id=activity_id, **seen)
    except ValueError:
        found = None
    if found is None:
        raise not_found("activity")
    return found


def visible(actor: Actor) -> Any:
    """Activities of deals that the actor sees, and those of companies alone."""
    if actor.owners is None:
        return None
    mine = {"field": "deal_owner_id", "op": "in", "value": list(actor.owners)}
    shared = {"field": "deal_id", "op": "in", "value": list(actor.shared)}
    return {"any": [{"field": "deal_id", "op": "is_empty"}, mine, *([shared] if actor.shared else [])]}


def place_text(at: datetime, tie: int) -> str:
    return paging.encode((at.isoformat(), str(tie)), "timeline")


def place_of(cursor: str) -> tuple[datetime, int]:
    at, tie = paging.place(cursor, "timeline", paging.instant, paging.number)
    return at, tie
