"""Handing over what a member has: which records, to whom, and the verbs that do it. Long because these are
one thing for each of five kinds of record."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.fields.given import at, check_links, wrong
from headgate.core.verbs.perform import perform
from headgate.core.verbs.registry import verb
from headgate.core.verbs.several import Sorted
from headgate.core.verbs.work import Work
from headgate.flows.bulk import events
from headgate.flows.bulk.commands import HAND_OVER, begun, note
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import OWNED, HandOverPreview, NewHandOver, Owned, Result
from headgate.flows.bulk.sorting import told
from headgate.kit import clock, periods
from headgate.kit.errors import Problem, conflict, forbidden, not_found
from headgate.records.activities.schemas import EditActivity
from headgate.records.activities.tables import activities
from headgate.records.companies.schemas import EditCompany
from headgate.records.companies.tables import companies
from headgate.records.contacts.schemas import EditContact
from headgate.records.contacts.tables import contacts
from headgate.records.deals.schemas import AssignDeal
from headgate.records.deals.tables import deals
from headgate.records.members.queries import Person, person
from headgate.records.members.tables import members, teams
from headgate.records.targets.schemas import AssignTarget
from headgate.records.targets.tables import targets
from headgate.records.workspace.queries import workspace_of
from headgate.store.dialect import among
from headgate.store.engine import Clash, Tx
from headgate.store.statements import P, shape

PREFIX: dict[Owned, str] = {
    "deal": "deal",
    "company": "co",
    "contact": "con",
    "activity": "act",
    "target": "tgt",
}
VERB: dict[Owned, str] = {
    "deal": "deal.assign",
    "company": "company.edit",
    "contact": "contact.edit",
    "activity": "activity.edit",
    "target": "target.assign",
}
PERMISSION: dict[Owned, str] = {
    "deal": "deal.assign",
    "company": "company.edit",
    "contact": "contact.edit",
    "activity": "activity.edit",
    "target": "target.edit",
}
PAYLOAD: dict[Owned, Callable[[str, str], Any]] = {
    "deal": lambda id_, to: AssignDeal(id=id_, owner_id=to),
    "company": lambda id_, to: EditCompany(id=id_, owner_id=to),
    "contact": lambda id_, to: EditContact(id=id_, owner_id=to),
    "activity": lambda id_, to: EditActivity(id=id_, owner_id=to),
    "target": lambda id_, to: AssignTarget(id=id_, member_id=to),
}
TABLE = {"deal": deals, "company": companies, "contact": contacts, "activity": activities, "target": targets}


def text(value: str) -> Any:
    return sa.literal_column(f"'{value}'")


def with_key(what: Owned) -> sa.Select[Any]:
    """(id, the company that keeps it with its like, or what it is about, or itself) of records."""
    c, d = TABLE[what].c, deals.alias("about")
    ours = c.workspace_id == P("ws")
    if what == "activity":
        own_deal = sa.and_(d.c.workspace_id == c.workspace_id, d.c.id == c.deal_id)
        company = sa.func.coalesce(d.c.company_id, c.company_id, c.deal_id, c.id)
        return sa.select(c.id, company).select_from(activities.outerjoin(d, own_deal)).where(ours)
    if what in ("deal", "contact"):
        return sa.select(c.id, sa.func.coalesce(c.company_id, c.id)).where(ours)
    return sa.select(c.id, c.id.label("self")).where(ours)


@shape()
def keys(what: Owned) -> sa.Select[Any]:
    return with_key(what).where(among(TABLE[what].c.id, "ids"))


@shape()
def owned_by(what: Owned) -> sa.Select[Any]:
    """The ids of what a member has of that kind; for deals with whether they are closed."""
    c = TABLE[what].c
    found = sa.select(c.id).where(c.workspace_id == P("ws")).order_by(c.id)
    if what == "target":
        return found.where(c.member_id == P("member"), c.ends_on > P("today"), c.standing == text("live"))
    found = found.where(c.owner_id == P("member"), c.standing.in_([text("live"), text("archived")]))
    if what == "deal":
        return found.add_columns(c.status)
    if what == "activity":
        d = deals.alias("about")
        gone = sa.exists().where(
            d.c.workspace_id == c.workspace_id,
            d.c.id == c.deal_id,
            d.c.standing.in_([text("deleted"), text("removed")]),
        )
        return found.where(c.status == text("planned"), ~gone)
    return found


def owned(tx: Tx, ws: str, new: NewHandOver) -> tuple[list[str], HandOverPreview]:
    """The ids of what is to be handed over, and how many of each kind."""
    found: dict[Owned, list[str]] = {what: [] for what in OWNED}
    closed = 0
    for what in dict.fromkeys(new.what):
        asked: dict[str, Any] = {"ws": ws, "member": new.member_id}
        if what == "target":
            asked["today"] = periods.day_of(clock.now(), workspace_of(tx, ws).zone)
        rows = tx.all(owned_by(what), **asked)
        if what == "deal":
            kept = [row for row in rows if new.closed or row[1] == "open"]
            closed, rows = sum(row[1] != "open" for row in kept), [row[0] for row in kept]
        found[what] = rows
    counts = [len(found[what]) for what in OWNED]
    preview = HandOverPreview(sum(counts), counts[0], closed, *counts[1:])
    return [id_ for rows in found.values() for id_ in rows], preview


def leaver(tx: Tx, actor: Actor, new: NewHandOver) -> Person:
    """Whose records they are; who asks may do all of it, and sees all of it. Raises 403, 404."""
    for what in new.what:
        actor.require(PERMISSION[what])
    if actor.owners is not None:
        raise forbidden("Handing over is for who sees everybody's deals.")
    try:
        found = person(tx, actor.workspace_id, new.member_id)
    except ValueError:
        found = None
    if found is None:
        raise not_found("member")
    return found


@shape()
def taking_turns() -> sa.Select[Any]:
    m = members.c
    return (
        sa.select(m.id)
        .where(m.workspace_id == P("ws"), m.team_id == P("team"), m.id != P("member"))
        .where(m.status == text("active"), m.standing == text("live"))
        .order_by(m.id)
    )


@shape()
def team_name() -> sa.Select[Any]:
    return sa.select(teams.c.name).where(teams.c.workspace_id == P("ws"), teams.c.id == P("team"))


def receivers(work: Work, new: NewHandOver, place: str) -> tuple[list[str], str]:
    """Who takes them over, and how they are called. Raises 422."""
    if (new.to is None) == (new.team_id is None):
        raise wrong(f"{place}/to", "Name a member or a team.")
    if new.to is not None:
        check_links(work.tx, work.ws, "member", {f"{place}/to": new.to})
        to = person(work.tx, work.ws, new.to)
        if to is None or to.status == "inactive":
            raise wrong(f"{place}/to", "This member is inactive.")
        if new.to == new.member_id:
            raise wrong(f"{place}/to", "It is theirs already.")
        return [new.to], to.name
    check_links(work.tx, work.ws, "team", {f"{place}/team_id": new.team_id})
    found = list(work.tx.all(taking_turns(), ws=work.ws, team=new.team_id, member=new.member_id))
    if not found:
        raise wrong(f"{place}/team_id", "Nobody else in this team is active.")
    return found, str(work.tx.one(team_name(), ws=work.ws, team=new.team_id))


@verb(
    "bulk.hand_over",
    permission="member.hand_over",
    payload=NewHandOver,
    inverse=None,
    because="bulk.undo takes it back, in parts that let others through",
)
def hand_over(work: Work, batch: Sequence[NewHandOver]) -> list[str]:
    """Asks for the records of a member to be given to others, by a job. Raises 403, 404, 409, 422."""
    made = []
    for place, new in at(batch):
        work.actor.require("deal.bulk")
        owner = leaver(work.tx, work.actor, new)
        to, called = receivers(work, new, place)
        records, counted = owned(work.tx, work.ws, new)
        if new.count not in (None, counted.count):
            raise conflict(f"It is {counted.count:,} records now, not {new.count:,}: look again.")
        payload = {"from": owner.id, "to": to, "what": list(new.what), "closed": new.closed}
        run = begun(work, HAND_OVER, payload, records, whole=False)
        note(work, events.HANDING, run, owner=owner.name, receiver=called)
        made.append(run.id)
    return made


def kind_of(id_: str) -> Owned:
    prefix = id_.partition("_")[0]
    return next(what for what in OWNED if PREFIX[what] == prefix)


def hand(tx: Tx, actor: Actor, run: Run, part: Sequence[str]) -> Result:
    """Gives a part of the records to whom they go, those of one kind together, one by one where one of them
    is in the way."""
    to: list[str] = run.payload["to"]
    names: dict[str, str] = {}
    changed: set[str] = set()
    refused: dict[str, Problem] = {}
    for what in OWNED:
        mine = [id_ for id_ in part if kind_of(id_) == what]
        if not mine:
            continue
        actor.require(PERMISSION[what])
        kept_with = dict(tx.all(keys(what), ws=actor.workspace_id, ids=mine))
        names |= names_of(tx, actor.workspace_id, what, mine)
        batch = [PAYLOAD[what](id_, to[number(kept_with[id_]) % len(to)]) for id_ in mine if id_ in kept_with]
        try:
            with tx.attempt():
                changed |= done(tx, actor, run, what, batch)
        except (Problem, Clash):
            for each in batch:
                try:
                    with tx.attempt():
                        changed |= done(tx, actor, run, what, [each])
                except Problem as problem:
                    refused[each.id] = problem
                except Clash:
                    refused[each.id] = conflict("It has changed meanwhile.")
    return told(part, names, Sorted(frozenset(changed), refused))


def done(tx: Tx, actor: Actor, run: Run, what: Owned, batch: Sequence[Any]) -> set[str]:
    perform(tx, actor, VERB[what], batch, group=run.batch)
    return {each.id for each in batch}


def number(id_: str) -> int:
    """What receivers take turns by: ids made at one time differ in few bits, so these are spread."""
    return zlib.crc32(id_.partition("_")[2].encode())


TITLE: Mapping[Owned, str] = {"activity": "subject", "target": "starts_on"}


@shape()
def titles(what: Owned) -> sa.Select[Any]:
    c = TABLE[what].c
    named = c[TITLE.get(what, "name")]
    return sa.select(c.id, named).where(c.workspace_id == P("ws"), among(c.id, "ids"))


def names_of(tx: Tx, ws: str, what: Owned, wanted: Sequence[str]) -> dict[str, str]:
    return dict(tx.all(titles(what), ws=ws, ids=wanted))
