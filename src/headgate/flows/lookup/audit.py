"""The journal as an audit log: every change, newest first."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from msgspec import Raw, Struct

from headgate.core.access.actor import Actor
from headgate.core.access.seeing import Narrowed, narrowing, within
from headgate.core.access.tables import collaborators
from headgate.core.conditions.sql import ALWAYS
from headgate.core.fields.catalogue import PREFIXES
from headgate.core.journal import kinds
from headgate.core.journal.entries import Entry, select_entries
from headgate.core.journal.tables import journal
from headgate.kit import ids, paging
from headgate.kit.errors import not_found
from headgate.records.activities.tables import activities
from headgate.records.deals.tables import deals
from headgate.records.lines.tables import lines
from headgate.records.people.tables import participants
from headgate.records.targets.tables import targets
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class AuditEntry(Struct):
    """One entry of the journal. `changes`: field to what it was and what it became."""

    seq: int
    occurred_at: datetime
    recorded_at: datetime
    actor_id: str | None
    origin: str
    kind: str
    sentence: str
    subject: str
    changes: Raw
    undoes: int | None


class Audit(Struct):
    items: list[AuditEntry]
    next: str | None


def within_reach(narrowed: Narrowed) -> Any:
    """Entries of deals and of what belongs to them only where the deal is seen, of targets where
    the target is one's; of tokens and of other targets only those of one's own doing."""
    d, a, t = deals.c, activities.c, targets.c
    owned = within(narrowed, d)
    deal = sa.exists().where(d.workspace_id == journal.c.workspace_id, d.id == journal.c.subject, owned)
    theirs = activities.outerjoin(deals, sa.and_(d.workspace_id == a.workspace_id, d.id == a.deal_id))
    found = sa.select(a.id).select_from(theirs).where(sa.or_(a.deal_id.is_(None), owned))
    activity = found.where(a.workspace_id == journal.c.workspace_id, a.id == journal.c.subject).exists()
    own = journal.c.actor_id == P("self")
    goal = sa.exists().where(t.workspace_id == journal.c.workspace_id, t.id == journal.c.subject)
    named = {
        "deal": deal,
        "activity": activity,
        "participant": of_deals(participants, owned),
        "collaborator": of_deals(collaborators, owned),
        "deal_line": of_deals(lines, owned),
        "target": sa.or_(own, goal.where(among(t.member_id, "owners"))),
        "token": own,
    }
    return sa.case(*((journal.c.record == name, seen) for name, seen in named.items()), else_=ALWAYS)


def of_deals(table: sa.Table, owned: Any) -> Any:
    """Entries of what belongs to deals."""
    t, d = table.c, deals.c
    theirs = table.join(deals, sa.and_(d.workspace_id == t.workspace_id, d.id == t.deal_id))
    found = sa.select(t.id).select_from(theirs).where(owned)
    return found.where(t.workspace_id == journal.c.workspace_id, t.id == journal.c.subject).exists()


@shape(Entry)
def newest(of_subject: bool, narrowed: Narrowed) -> sa.Select[Any]:
    statement = select_entries(journal.c.seq < P("before"))
    if narrowed:
        statement = statement.where(within_reach(narrowed))
    if of_subject:
        statement = statement.where(journal.c.subject == P("subject"), journal.c.record == P("record"))
    return statement.order_by(None).order_by(journal.c.seq.desc()).limit(P("n", sa.Integer))


def audit(tx: Tx, actor: Actor, *, subject: str | None, cursor: str | None, limit: int) -> Audit:
    """A page of the journal, of one record if asked, without deals that the actor does not see. Raises 404
    for an id that cannot be."""
    before = paging.place(cursor, "journal", paging.number)[0] if cursor else 1 << 62
    values: dict[str, Any] = {}
    if subject is not None:
        head = subject.partition("_")[0]
        record = next((name for name, prefix in PREFIXES.items() if prefix == head), None)
        if record is None:
            raise not_found("record")
        values = {"subject": ids.to_int(head, subject), "record": record}
    ws, of_subject = actor.workspace_id, bool(values)
    narrowed, seen = narrowing(actor)
    if narrowed:
        values |= {**seen, "self": actor.member_id}
    found = tx.all(newest(of_subject, narrowed), ws=ws, before=before, n=limit + 1, **values)
    items = [
        AuditEntry(
            seq=e.seq,
            occurred_at=e.occurred_at,
            recorded_at=e.recorded_at,
            actor_id=e.actor_id,
            origin=e.origin,
            kind=e.kind,
            sentence=kinds.say(e.kind, e.facts()),
            subject=e.subject_id,
            changes=e.changes,
            undoes=e.undoes,
        )
        for e in found[:limit]
    ]
    more = paging.encode((str(items[-1].seq),), "journal") if len(found) > limit else None
    return Audit(items, more)
