"""The board: sums from the kept totals, cards along an index, changes since a number. Long because what is
shown to whom is one thing in each."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw, Struct

from headgate.core.access.seeing import within
from headgate.core.conditions.kept import unled
from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape, Split
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.listing.listing import key_text
from headgate.kit import ids, paging
from headgate.records.companies.tables import companies
from headgate.records.deals import totals
from headgate.records.deals.schemas import Card
from headgate.records.deals.sight import Sight, Who, list_of, who_of
from headgate.records.deals.tables import deals
from headgate.records.members.tables import members
from headgate.records.pipelines.schemas import Stage
from headgate.store.dialect import among, whole
from headgate.store.engine import Tx
from headgate.store.kept import Kept
from headgate.store.statements import P, shape

OWN = tuple(name for name in Card.__struct_fields__ if name in deals.c)
LIVE = deals.c.standing == sa.literal_column("'live'")
COUNT_BOUND = 10_000


class Shown(Struct, gc=False, frozen=True):
    """A card, and the JSON that it is sent as."""

    card: Card
    json: Raw


def shown(card: Card) -> Shown:
    return Shown(card, Raw(msgspec.json.encode(card)))


def by_stage(cards: list[Shown]) -> dict[str, list[Shown]]:
    found: dict[str, list[Shown]] = {}
    for one in cards:
        found.setdefault(one.card.stage_id, []).append(one)
    return found


CARDS = Kept(shown, 20_000, by_stage)
"""Some 30 MB: a board is fetched again with few of its cards changed, often with none."""


def card_columns(row: Any) -> list[Any]:
    named = {"company_name": companies.c.name.label("company_name")}
    return [named.get(name, row.c.get(name)) for name in Card.__struct_fields__]


def with_company(row: Any) -> Any:
    return row.outerjoin(
        companies, sa.and_(companies.c.workspace_id == row.c.workspace_id, companies.c.id == row.c.company_id)
    )


def shared_ones(condition: Shape, columns: Sequence[Any]) -> Any:
    """Those of the deals in `shared` that fit, read by id: beside a stage, a planner would read all of it."""
    d = deals.c
    found = sa.select(*columns).where(d.workspace_id == P("ws"), LIVE, among(d.id, "shared"))
    test = where(condition, RECORDS["deal"], Scope(deals))
    if test is not None:
        found = found.where(test)
    return found.cte("shared_ones").prefix_with("MATERIALIZED")


CARD = (deals.c.workspace_id, *(deals.c[name] for name in OWN))


def shown_to(who: Who, inner: sa.Select[Any], order: Sequence[Any], shared: Any, name: str) -> Any:
    """The first `n` of those rows that are shown, in that order; with the rows of `shared`, which are few, so
    that those of the owners are still read along the index."""
    first = P("n", sa.Integer)
    if who.startswith("owners"):
        inner = inner.where(among(deals.c.owner_id, "owners"))
    elif who.startswith("owner"):
        inner = inner.where(deals.c.owner_id == P("owner"))
    own = inner.order_by(*order).limit(first).subquery(name)
    if shared is None:
        return own
    return sa.union_all(sa.select(*own.c), shared).subquery(f"{name}_all")


def top(i: int, who: Who, condition: Shape, shared: Any) -> Any:
    """The first cards of one column, `n` of them."""
    stage = P(f"stage{i}")
    inner = sa.select(*CARD).where(deals.c.workspace_id == P("ws"), deals.c.stage_id == stage, LIVE)
    test = where(condition, RECORDS["deal"], Scope(deals))
    if test is not None:
        inner = inner.where(test)
    theirs = None if shared is None else sa.select(*shared.c).where(shared.c.stage_id == stage)
    order = (unled(deals.c.rank, condition), deals.c.id)
    found = shown_to(who, inner, order, theirs, f"column{i}")
    if shared is None:
        return found
    first = sa.select(*found.c).order_by(found.c.rank, found.c.id).limit(P("n", sa.Integer))
    return first.subquery(f"first{i}")


@shape(Card, kept=CARDS)
def first_cards(columns: int, who: Who, condition: Shape) -> Any:
    """The first `n` cards of each of the stages `stage0…`."""
    shared = shared_ones(condition, CARD) if who.endswith("+") else None
    parts = []
    for i in range(columns):
        row = top(i, who, condition, shared)
        parts.append(sa.select(*card_columns(row)).select_from(with_company(row)))
    return sa.union_all(*parts) if len(parts) > 1 else parts[0]


@shape(Card)
def more_cards(who: Who, condition: Shape, closed: bool, continued: bool) -> Any:
    """A further page of one column: open ones along the rank, closed ones newest first."""
    inner = sa.select(*CARD).where(deals.c.workspace_id == P("ws"), deals.c.stage_id == P("stage"), LIVE)
    test = where(condition, RECORDS["deal"], Scope(deals))
    if test is not None:
        inner = inner.where(test)
    key = deals.c.closed_at if closed else deals.c.rank
    shared = None
    if who.endswith("+"):
        theirs = shared_ones(condition, CARD).c
        shared = sa.select(*theirs).where(theirs.stage_id == P("stage"))
        if continued:
            shared = shared.where(beyond(theirs.closed_at if closed else theirs.rank, theirs.id, closed))
    if continued:
        inner = inner.where(beyond(key, deals.c.id, closed))
    own = unled(key, condition)
    row = shown_to(who, inner, (own.desc() if closed else own, deals.c.id), shared, "page")
    outer = row.c.closed_at.desc() if closed else row.c.rank
    found = sa.select(*card_columns(row)).select_from(with_company(row)).order_by(outer, row.c.id)
    return found if shared is None else found.limit(P("n", sa.Integer))


def beyond(key: Any, id_: Any, closed: bool) -> Any:
    """After the place that a page ended with."""
    place, last = P("k0", key.type), P("k1", id_.type)
    further = key < place if closed else key > place
    return sa.or_(further, sa.and_(key == place, id_ > last))


@shape(totals.StageSum)
def counted(who: Who, condition: Shape) -> Any:
    """Sums of a filtered board, each column counted up to the bound."""
    d = deals.c
    inner = sa.select(d.stage_id, d.currency, d.amount).where(
        d.workspace_id == P("ws"), d.pipeline_id == P("pipeline"), LIVE
    )
    test = where(condition, RECORDS["deal"], Scope(deals))
    if test is not None:
        inner = inner.where(test)
    if who != "all":
        inner = inner.where(among(d.owner_id, "owners"))
    rows: Any = inner.limit(sa.literal_column(str(COUNT_BOUND * 10))).subquery("counted")
    if who.endswith("+"):
        theirs = shared_ones(condition, (d.stage_id, d.currency, d.amount, d.pipeline_id)).c
        shared = sa.select(theirs.stage_id, theirs.currency, theirs.amount)
        shared = shared.where(theirs.pipeline_id == P("pipeline"))
        rows = sa.union_all(sa.select(*rows.c), shared).subquery("both")
    return sa.select(
        rows.c.stage_id,
        rows.c.currency,
        whole(sa.func.count()).label("count"),
        whole(sa.func.sum(sa.func.coalesce(rows.c.amount, 0))).label("amount"),
    ).group_by(rows.c.stage_id, rows.c.currency)


@shape(Card)
def by_ids(who: Who, condition: Shape) -> Any:
    inner = sa.select(deals.c.workspace_id, *(deals.c[name] for name in OWN)).where(
        deals.c.workspace_id == P("ws"), among(deals.c.id, "ids"), deals.c.pipeline_id == P("pipeline"), LIVE
    )
    if who != "all":
        inner = inner.where(within("shared" if who.endswith("+") else "owners", deals.c))
    test = where(condition, RECORDS["deal"], Scope(deals))
    if test is not None:
        inner = inner.where(test)
    row = inner.subquery("changed")
    return sa.select(*card_columns(row)).select_from(with_company(row))


@shape()
def owner_of() -> sa.Select[Any]:
    return sa.select(deals.c.owner_id).where(deals.c.workspace_id == P("ws"), deals.c.id == P("id"))


@shape()
def ids_in_team() -> sa.Select[Any]:
    """Members of a team, former ones included: their deals remain."""
    return sa.select(members.c.id).where(members.c.workspace_id == P("ws"), members.c.team_id == P("team"))


def cards_of(
    tx: Tx, ws: str, stage_ids: Sequence[str], seen: Sight, condition: Split, limit: int
) -> dict[str, list[Shown]]:
    """The first cards of each column that has any, one more than the limit where there are more.

    They are remembered: to be read and not to be changed.
    """
    who, values = who_of(seen)
    names = {f"stage{i}": stage_id for i, stage_id in enumerate(stage_ids)}
    query = first_cards(len(stage_ids), who, condition.shape)
    return tx.one(query, ws=ws, n=limit + 1, **names, **values, **condition.values) or {}


def further_cards(
    tx: Tx,
    ws: str,
    stage: Stage,
    seen: Sight,
    condition: Split,
    cursor: str | None,
    limit: int,
) -> tuple[list[Card], str | None]:
    """A further page of a column and the cursor after it."""
    closed = stage.kind != "open"
    who, values = who_of(seen)
    place: dict[str, Any] = {}
    if cursor:
        key = paging.instant if closed else paging.words
        k0, last = paging.place(cursor, stage.id, key, lambda text: ids.to_int("deal", text))
        place = {"k0": k0, "k1": ids.to_text("deal", last)}
    query = more_cards(who, condition.shape, closed, bool(cursor))
    rows = tx.all(query, ws=ws, stage=stage.id, n=limit + 1, **values, **condition.values, **place)
    return rows[:limit], next_cursor(stage, rows[limit - 1]) if len(rows) > limit else None


def next_cursor(stage: Stage, last: Card) -> str:
    """Leads to the cards after that one."""
    key = last.rank if stage.kind == "open" else key_text(last.closed_at)
    return paging.encode((key, last.id), stage.id)


def sums_of(tx: Tx, ws: str, pipeline_id: str, seen: Sight, condition: Split) -> list[totals.StageSum]:
    """Count and amount by stage and currency: from the kept totals, or counted where a filter asks."""
    who, values = list_of(seen)
    if condition.shape == ("all",):
        shared = values.pop("shared", ())
        kept = tx.all(totals.by_stage(who != "all"), ws=ws, pipeline=pipeline_id, **values)
        if shared:
            kept += tx.all(totals.of_ids(), ws=ws, pipeline=pipeline_id, ids=shared)
        return kept
    return tx.all(counted(who, condition.shape), ws=ws, pipeline=pipeline_id, **values, **condition.values)
