"""What the API answers about deals: the board, its changes, the deal after a change."""

from collections.abc import Sequence
from typing import Any, cast

from headgate.core.access.actor import Actor
from headgate.core.conditions.kept import led
from headgate.core.conditions.tree import NOTHING, Split, split
from headgate.core.journal import entries
from headgate.core.verbs.perform import Outcome
from headgate.kit.errors import not_found
from headgate.records.custom_fields.asking import known
from headgate.records.deals import board, queries
from headgate.records.deals.schemas import Board, BoardChanges, Card, Changed, Column, ColumnSums
from headgate.records.deals.sight import Sight, list_of, sight
from headgate.records.deals.sums import column_sums, total
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import Pipeline, Stage
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx

MOST_CHANGES = 500


def the_pipeline(tx: Tx, actor: Actor, pipeline_id: str) -> Pipeline:
    for pipeline in pipelines_of(tx, actor.workspace_id):
        if pipeline.id == pipeline_id:
            return pipeline
    raise not_found("pipeline")


def on_board(pipeline: Pipeline) -> list[Stage]:
    return [stage for stage in pipeline.stages if not stage.retired]


def sums_by_stage(
    tx: Tx, actor: Actor, pipeline: Pipeline, seen: Sight, condition: Split, base: str = ""
) -> list[ColumnSums]:
    base = base or workspace_of(tx, actor.workspace_id).base_currency
    stages = on_board(pipeline)
    rows = board.sums_of(tx, actor.workspace_id, pipeline.id, seen, condition)
    return column_sums(rows, stages, base)


def board_of(
    tx: Tx,
    actor: Actor,
    pipeline_id: str,
    *,
    owners: Sequence[str] | None = None,
    condition: Split = NOTHING,
    limit: int = 30,
    in_json: bool = False,
) -> Board:
    """The board that the actor sees: sums of every stage, first cards of the open ones. `in_json`: the cards
    are written already, for a board that is only sent.
    """
    ws = actor.workspace_id
    pipeline = the_pipeline(tx, actor, pipeline_id)
    seen = sight(tx, actor, owners)
    stages = on_board(pipeline)
    opened = [stage.id for stage in stages if stage.kind == "open"]
    base = workspace_of(tx, ws).base_currency
    sums = sums_by_stage(tx, actor, pipeline, seen, condition, base)
    cards = board.cards_of(tx, ws, opened, seen, condition, limit)
    columns = [cards.get(stage.id, []) for stage in stages]
    made = [
        Column(
            stage_id=stage.id,
            count=one.count,
            amount=one.amount,
            weighted=one.weighted,
            others=one.others,
            cards=written(mine[:limit]) if in_json else [shown.card for shown in mine[:limit]],
            next=board.next_cursor(stage, mine[limit - 1].card) if len(mine) > limit else None,
        )
        for stage, one, mine in zip(stages, sums, columns, strict=True)
    ]
    opened_sums = [one for stage, one in zip(stages, sums, strict=True) if stage.kind == "open"]
    return Board(
        pipeline_id=pipeline.id,
        seq=tx.one(entries.head(), ws=ws) or 0,
        currency=base,
        totals=total(opened_sums),
        columns=made,
    )


def written(shown: Sequence[board.Shown]) -> list[Card]:
    """The cards as they are sent: the type is what they mean, not what they are here."""
    return cast(list[Card], [one.json for one in shown])


def changes_of(
    tx: Tx,
    actor: Actor,
    pipeline_id: str,
    since: int,
    *,
    owners: Sequence[str] | None = None,
    condition: Split = NOTHING,
) -> BoardChanges:
    """What happened on the viewer's board since a number: cards to put in place, ids to take away.

    Entries that change no deal but may change what is seen (a stage, a member's team) ask for a refetch.
    """
    ws = actor.workspace_id
    pipeline = the_pipeline(tx, actor, pipeline_id)
    seen = sight(tx, actor, owners)
    news = tx.all(entries.since(), ws=ws, since=since, n=MOST_CHANGES + 1)
    deal_ids = list(dict.fromkeys(id_ for id_ in map(deal_concerned, news) if id_ is not None))
    refetch = len(news) > MOST_CHANGES or any(map(reshapes, news))
    sums = sums_by_stage(tx, actor, pipeline, seen, condition)
    opened = [one for one, stage in zip(sums, on_board(pipeline), strict=True) if stage.kind == "open"]
    if refetch:
        deal_ids = []
    who, values = list_of(seen)
    found = (
        tx.all(
            board.by_ids(who, condition.shape),
            ws=ws,
            ids=deal_ids,
            pipeline=pipeline_id,
            **values,
            **condition.values,
        )
        if deal_ids
        else []
    )
    here = {card.id for card in found}
    return BoardChanges(
        seq=tx.one(entries.head(), ws=ws) or 0,
        cards=found,
        gone=[id_ for id_ in deal_ids if id_ not in here and was_seen(tx, actor, id_, news)],
        columns=sums,
        totals=total(opened),
        refetch=refetch,
    )


def deal_concerned(entry: entries.Entry) -> str | None:
    """The deal that an entry is about: its own, or the one that its activity belongs to."""
    return entry.subject_id if entry.record == "deal" else entry.facts().get("deal_id")


def was_seen(tx: Tx, actor: Actor, deal_id: str, news: Sequence[entries.Entry]) -> bool:
    """Whether the actor may know that the deal has left: it is, or was until just now, among those seen."""
    if actor.owners is None or deal_id in actor.shared:
        return True
    # Who has just been taken off a deal of another's has to let it go.
    if any(e.record == "collaborator" and concerns(e, deal_id, actor) for e in news):
        return True
    owner = tx.one(board.owner_of(), ws=actor.workspace_id, id=deal_id)
    former = [e.changed().get("owner_id", (None, None))[0] for e in news if e.subject_id == deal_id]
    return any(actor.sees_owner(one) for one in (owner, *former))


def concerns(entry: entries.Entry, deal_id: str, actor: Actor) -> bool:
    facts = entry.facts()
    return (facts.get("deal_id"), facts.get("member_id")) == (deal_id, actor.member_id)


def reshapes(entry: entries.Entry) -> bool:
    """Whether a board must be fetched again after this entry."""
    return entry.record in RESHAPING or (entry.record == "deal" and bool(entry.facts().get("respaced")))


RESHAPING = frozenset(("stage", "pipeline", "member", "team", "workspace", "company"))


def changed(tx: Tx, actor: Actor, outcome: Outcome) -> Changed:
    """The answer to a change of one deal. A deal that the change took out of the actor's sight answers as it
    was left, once."""
    deal = queries.deal_left(tx, actor.workspace_id, outcome.results[0])
    if deal is None:
        raise not_found("deal")
    pipeline = the_pipeline(tx, actor, deal.pipeline_id)
    sums = sums_by_stage(tx, actor, pipeline, sight(tx, actor), NOTHING)
    return Changed(deal=deal, seq=outcome.last, columns=sums)


def condition_of(tx: Tx, actor: Actor, filter: Any) -> Split:
    """The checked condition of a board's filter; where few deals have what it asks, it starts from these."""
    if not filter:
        return NOTHING
    asked = split(filter, known(tx, actor.workspace_id, "deal", filter))
    return Split(led(tx, actor.workspace_id, asked)[0], asked.values)
