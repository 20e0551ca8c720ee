"""Where a deal stands in its column: a fractional rank, so that a move writes one row."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.seeing import Narrowed, narrowing, within
from headgate.core.verbs.work import Work
from headgate.kit import ranking
from headgate.records.deals.tables import deals
from headgate.store.statements import P, shape


def _column() -> list[Any]:
    return [
        deals.c.workspace_id == P("ws"),
        deals.c.stage_id == P("stage"),
        deals.c.standing == sa.literal_column("'live'"),
    ]


@shape()
def first_rank() -> sa.Select[Any]:
    return sa.select(deals.c.rank).where(*_column()).order_by(deals.c.rank).limit(1)


@shape()
def next_rank() -> sa.Select[Any]:
    return sa.select(deals.c.rank).where(*_column(), deals.c.rank > P("rank")).order_by(deals.c.rank).limit(1)


@shape()
def previous_rank() -> sa.Select[Any]:
    return (
        sa.select(deals.c.rank)
        .where(*_column(), deals.c.rank < P("rank"))
        .order_by(deals.c.rank.desc())
        .limit(1)
    )


@shape()
def rank_of(narrowed: Narrowed) -> sa.Select[Any]:
    """`narrowed`: only of a deal that is seen."""
    found = sa.select(deals.c.rank).where(*_column(), deals.c.id == P("id"))
    return found.where(within(narrowed, deals.c)) if narrowed else found


@shape()
def in_order() -> sa.Select[Any]:
    return sa.select(deals.c.id).where(*_column()).order_by(deals.c.rank, deals.c.id)


@shape()
def set_rank() -> sa.Update:
    return (
        sa.update(deals)
        .where(deals.c.workspace_id == P("ws"), deals.c.id == P("id"))
        .values(rank=P("new_rank"))
    )


def rank_at(work: Work, stage_id: str, *, after: str | None = None, before: str | None = None) -> str:
    """A rank beside the neighbour named, or at the top of the column. A neighbour that has left it, or that
    the actor does not see, counts as none: the card then goes to the top."""
    rank = _rank(work, stage_id, after, before)
    if ranking.too_long(rank):
        respace(work, stage_id)
        rank = _rank(work, stage_id, after, before)
    return rank


def _rank(work: Work, stage_id: str, after: str | None, before: str | None) -> str:
    tx, at = work.tx, {"ws": work.ws, "stage": stage_id}
    if after is not None and (place := seen_rank(work, at, after)) is not None:
        return ranking.between(place, tx.one(next_rank(), **at, rank=place))
    if before is not None and (place := seen_rank(work, at, before)) is not None:
        return ranking.between(tx.one(previous_rank(), **at, rank=place), place)
    return ranks_above(work, stage_id, 1)[0]


def seen_rank(work: Work, at: dict[str, str], deal_id: str) -> str | None:
    narrowed, seen = narrowing(work.actor)
    return work.tx.one(rank_of(narrowed), **at, id=deal_id, **seen)


def ranks_on_top(work: Work, stage_id: str, n: int) -> list[str]:
    """`ranks_above`, none of them too long."""
    ranks = ranks_above(work, stage_id, n)
    if any(map(ranking.too_long, ranks)):
        respace(work, stage_id)
        ranks = ranks_above(work, stage_id, n)
    return ranks


def ranks_above(work: Work, stage_id: str, n: int) -> list[str]:
    """`n` ranks above all that the column holds, in rising order."""
    return ranking.before(work.tx.one(first_rank(), ws=work.ws, stage=stage_id), n)


def respace(work: Work, stage_id: str) -> None:
    """Spaces a column anew; its order stays, so history does not hear of it, but boards that follow the
    changes must fetch it again: the work's next note says so."""
    work.scratch["respaced"] = True
    ids = work.tx.all(in_order(), ws=work.ws, stage=stage_id)
    ranks = ranking.spread(len(ids))
    work.tx.many(
        set_rank(),
        [{"ws": work.ws, "id": id_, "new_rank": rank} for id_, rank in zip(ids, ranks, strict=True)],
    )
