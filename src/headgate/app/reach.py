"""What of the journal lies within the reach of those who listen."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.access.tables import collaborators
from headgate.core.journal.entries import Entry, since
from headgate.records.activities.tables import activities
from headgate.records.deals.tables import deals
from headgate.records.lines.tables import lines
from headgate.records.people.tables import participants
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

LIMIT = 500
"""Entries looked at in one go; who is further behind is told to load again."""

Reach = tuple[tuple[str, ...], str]
"""The owners whose deals a client sees, and the client's member, with whom others may be shared."""


def reach_of(actor: Actor) -> Reach | None:
    """None for who sees everything."""
    return None if actor.owners is None else (actor.owners, str(actor.member_id))


def seen_of(d: Any) -> Any:
    """What was shared a moment ago is told of, which the client's actor does not know yet."""
    c = collaborators.alias("shared").c
    live = c.standing == sa.literal_column("'live'")
    shared = sa.exists().where(
        c.workspace_id == d.workspace_id, c.deal_id == d.id, c.member_id == P("member"), live
    )
    return sa.or_(among(d.owner_id, "owners"), shared)


@shape()
def deals_of() -> sa.Select[tuple[str]]:
    d = deals.c
    return sa.select(d.id).where(d.workspace_id == P("ws"), among(d.id, "ids"), seen_of(d))


@shape()
def activities_of() -> sa.Select[tuple[str]]:
    a, d = activities.c, deals.c
    theirs = activities.outerjoin(deals, sa.and_(d.workspace_id == a.workspace_id, d.id == a.deal_id))
    reach = sa.or_(a.deal_id.is_(None), seen_of(d))
    return sa.select(a.id).select_from(theirs).where(a.workspace_id == P("ws"), among(a.id, "ids"), reach)


@shape()
def participants_of() -> sa.Select[tuple[str]]:
    return of_deals(participants)


@shape()
def collaborators_of() -> sa.Select[tuple[str]]:
    return of_deals(collaborators)


@shape()
def lines_of() -> sa.Select[tuple[str]]:
    return of_deals(lines)


def of_deals(table: sa.Table) -> sa.Select[tuple[str]]:
    """Of what belongs to deals, that which belongs to deals of the owners."""
    t, d = table.c, deals.c
    theirs = table.join(deals, sa.and_(d.workspace_id == t.workspace_id, d.id == t.deal_id))
    found = sa.select(t.id).select_from(theirs)
    return found.where(t.workspace_id == P("ws"), among(t.id, "ids"), seen_of(d))


def gathered(
    ws: str, after: int, reaches: set[Reach], tx: Tx
) -> tuple[list[Entry], dict[Reach | None, set[str]]]:
    """The next entries, and for each reach the deals and activities among them that lie within it."""
    entries = tx.all(since(), ws=ws, since=after, n=LIMIT)
    seen: dict[Reach | None, set[str]] = {}
    for reach in reaches:
        (owners, member), mine = reach, seen.setdefault(reach, set())
        for record, query in (
            ("deal", deals_of()),
            ("activity", activities_of()),
            ("participant", participants_of()),
            ("deal_line", lines_of()),
            ("collaborator", collaborators_of()),
        ):
            ids = list({entry.subject_id for entry in entries if entry.record == record})
            if ids:
                mine |= set(tx.all(query, ws=ws, ids=ids, owners=owners, member=member))
    return entries, seen
