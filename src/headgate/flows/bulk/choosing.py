"""Which deals a change is about, and what it asks of each."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor, visible
from headgate.core.access.seeing import Narrowed, narrowing, within
from headgate.core.conditions import sql
from headgate.core.conditions.tree import Shape
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.fields.given import wrong
from headgate.core.listing.pages import wanted
from headgate.core.verbs.registry import VERBS, Verb
from headgate.flows.bulk.schemas import MOST, Chosen, NewBulk
from headgate.kit import ids
from headgate.kit.errors import conflict
from headgate.records.custom_fields.asking import known
from headgate.records.custom_fields.queries import fields_of
from headgate.records.deals.fields import DEAL
from headgate.records.deals.tables import deals
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

WHOLE_MOST = 2_000
"""Deals of a change that goes for all or for none: it is one transaction, for which others wait."""
OF_ONE = ("id", "version", "after", "before", "values", "amount")
DATED = ("occurred_at", "occurred_on", "closed_at", "closed_on")


@shape()
def found_by(condition: Shape) -> sa.Select[Any]:
    statement = sa.select(deals.c.id).where(deals.c.workspace_id == P("ws"))
    clause = sql.where(condition, RECORDS[DEAL.name], Scope(deals))
    if clause is not None:
        statement = statement.where(clause)
    return statement.order_by(deals.c.rank, deals.c.id).limit(P("n", sa.Integer))


@shape()
def named(narrowed: Narrowed) -> sa.Select[Any]:
    """Of the ids the deals that are there, with their names; `narrowed`: to those seen."""
    c = deals.c
    there = c.standing.in_([sa.literal_column("'live'"), sa.literal_column("'archived'")])
    found = sa.select(c.id, c.name).where(c.workspace_id == P("ws"), among(c.id, "ids"), there)
    return found.where(within(narrowed, c)) if narrowed else found


def names_of(tx: Tx, actor: Actor, wanted_ids: Sequence[str]) -> dict[str, str]:
    """The names of those deals that are there and that the actor sees."""
    narrowed, seen = narrowing(actor)
    return dict(tx.all(named(narrowed), ws=actor.workspace_id, ids=wanted_ids, **seen))


@shape()
def owners_of() -> sa.Select[Any]:
    c = deals.c
    return sa.select(c.id, c.owner_id).where(c.workspace_id == P("ws"), among(c.id, "ids"))


def only_shown(tx: Tx, actor: Actor, wanted_ids: Sequence[str]) -> set[str]:
    """Those that are shared with the actor to be seen, not to be changed."""
    shared = [id_ for id_ in wanted_ids if id_ in actor.shared and id_ not in actor.changeable]
    if not shared:
        return set()
    found = tx.all(owners_of(), ws=actor.workspace_id, ids=shared)
    return {id_ for id_, owner in found if not actor.changes_deal(id_, owner)}


def chosen(tx: Tx, actor: Actor, new: NewBulk) -> list[str]:
    """The ids of the deals, in the order in which they are to stand. Raises 409, 422."""
    check_unique(tx, actor, new)
    found = by_id(new.deals.ids) if new.deals.ids is not None else by_condition(tx, actor, new.deals)
    if new.count is not None and new.count != len(found):
        raise conflict(f"It is {len(found):,} deals now, not {new.count:,}: look again.", count=len(found))
    if new.whole and len(found) > WHOLE_MOST:
        raise wrong("/whole", f"All or none goes for at most {WHOLE_MOST:,} deals.")
    return found


def check_unique(tx: Tx, actor: Actor, new: NewBulk) -> None:
    """A value that only one deal may have is not given to many."""
    given = new.payload.get("custom")
    if not isinstance(given, dict):
        return
    for field in fields_of(tx, actor.workspace_id, DEAL.name):
        if field.unique and given.get(field.key) is not None:
            raise wrong(f"/payload/custom/{field.key}", f"“{field.name}” is of one deal alone: it is unique.")


def by_id(wanted_ids: Sequence[str]) -> list[str]:
    for place, id_ in enumerate(wanted_ids):
        try:
            ids.to_int(DEAL.prefix, id_)
        except ValueError:
            raise wrong(f"/deals/ids/{place}", f"“{id_}” is not a deal's id.") from None
    return list(dict.fromkeys(wanted_ids))


def by_condition(tx: Tx, actor: Actor, of: Chosen) -> list[str]:
    if of.filter is None and not of.q:
        raise wrong("/deals", "Name the deals by their ids, or by a filter.")
    ask = wanted(
        known(tx, actor.workspace_id, DEAL.name, of.filter),
        filter=msgspec.json.encode(of.filter).decode() if of.filter else None,
        q=of.q,
        put_away=of.archived,
        seen=visible(actor),
    )
    query = found_by(ask.condition.shape)
    # What was deleted stands in no list that can be chosen from, whatever the filter asks.
    found = tx.all(query, ws=actor.workspace_id, n=MOST + 1, **ask.condition.values)
    if len(found) > MOST:
        raise wrong("/deals", f"A change takes at most {MOST:,} deals: narrow the filter.")
    return found


def verb_of(new: NewBulk) -> Verb:
    return VERBS[f"deal.{new.verb}"]


def payload_of(new: NewBulk) -> Any:
    """What the verb is to do with each deal, without an id yet. Raises 422."""
    for name in (*OF_ONE, *DATED):
        if name in new.payload and not (new.verb == "edit" and name == "amount"):
            said = "A change of many deals happens now." if name in DATED else "It is of one deal alone."
            raise wrong(f"/payload/{name}", said)
    try:
        return msgspec.convert(new.payload, verb_of(new).payload)
    except msgspec.ValidationError as error:
        raise wrong("/payload", f"{error}.") from None


def for_each(payload: Any, wanted_ids: Sequence[str]) -> list[Any]:
    return [msgspec.structs.replace(payload, id=id_) for id_ in wanted_ids]
