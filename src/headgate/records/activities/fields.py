"""The fields of activities, and what they add to deals."""

from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, Field, Scope, column, declare, record
from headgate.records.activities.tables import activities
from headgate.records.deals.fields import ASKED, DEAL
from headgate.records.deals.tables import deals

KINDS = (("task", "Task"), ("call", "Call"), ("meeting", "Meeting"), ("note", "Note"), ("email", "E-mail"))
STATUSES = (("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled"))

ACTIVITY = "activity"
record(ACTIVITY, "activities", "act", activities, title="subject")


def deal_owner(scope: Scope) -> Any:
    return (
        sa.select(deals.c.owner_id)
        .where(deals.c.workspace_id == scope.workspace_id, deals.c.id == scope.deal_id)
        .scalar_subquery()
    )


declare(
    ACTIVITY,
    column("subject", "Subject", "text"),
    column("body", "Text", "text"),
    column("kind", "Kind", "choice", choices=KINDS),
    column("status", "Status", "choice", choices=STATUSES),
    column("deal_id", "Deal", "link", links="deal"),
    column("company_id", "Company", "link", links="company"),
    column("owner_id", "Owner", "user", links="member"),
    column("due_at", "Due", "instant"),
    column("done_at", "Done at", "instant"),
    column("direction", "Direction", "choice", choices=(("in", "From them"), ("out", "From us"))),
    column("human", "By a person", "flag"),
    column("outcome", "Outcome", "text"),
    column("created_at", "Created", "instant"),
    column("standing", "Standing", "choice", abilities=ASKED),
    Field("deal_owner_id", "Owner of the deal", "user", deal_owner, DERIVED, links="member"),
)


def last_contact(scope: Scope) -> Any:
    """When the buyer was last spoken to: the latest call, meeting or mail that was done by a person."""
    a = activities.alias("contact")
    latest = sa.func.max(a.c.done_at, type_=activities.c.done_at.type)
    return (
        sa.select(latest)
        .where(a.c.workspace_id == scope.workspace_id, a.c.deal_id == scope.id, a.c.standing == "live")
        .where(sa.or_(*(a.c.kind == kind for kind in ("call", "meeting", "email"))), a.c.human == 1)
        .scalar_subquery()
    )


def meetings_done(scope: Scope) -> Any:
    a = activities.alias("meeting_done")
    return (
        sa.select(sa.func.count())
        .where(a.c.workspace_id == scope.workspace_id, a.c.deal_id == scope.id, a.c.standing == "live")
        .where(a.c.kind == "meeting", a.c.status == "done")
        .scalar_subquery()
    )


declare(
    DEAL.name,
    Field("last_contact", "Last contact", "instant", last_contact, DERIVED),
    Field("meetings_done", "Meetings held", "number", meetings_done, DERIVED),
)
