"""Making deals: a batch is numbered, placed, inserted and asked by its stages' gates as sets."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from headgate.core.conditions.tree import check_value
from headgate.core.fields.given import line, words, wrong
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import bad_input, forbidden, not_found
from headgate.kit.text import fold
from headgate.records.custom_fields.values import filled
from headgate.records.deals import events, gates
from headgate.records.deals.commands import TWO_AMOUNTS, check_links, check_money
from headgate.records.deals.fields import DEAL
from headgate.records.deals.ledger import ledger
from headgate.records.deals.placing import ranks_above
from headgate.records.deals.schemas import PROSE, NewDeal, PlacedDeal
from headgate.records.deals.tables import TRACKED, deal_counter
from headgate.records.deals.when import UNKNOWN, beginning, workspace
from headgate.records.pipelines.queries import pipelines_of, stages_in
from headgate.records.pipelines.schemas import Stage
from headgate.records.sources.queries import spelled
from headgate.store.dialect import upsert
from headgate.store.statements import P, shape


@shape()
def take_numbers() -> Any:
    statement = upsert(deal_counter).values(workspace_id=P("ws"), last=P("n"))
    return statement.on_conflict_do_update(
        index_elements=["workspace_id"], set_={"last": deal_counter.c.last + statement.excluded.last}
    ).returning(deal_counter.c.last)


@verb("deal.create", permission="deal.create", payload=NewDeal)
def create(work: Work, batch: Sequence[NewDeal]) -> list[str]:
    """Gives the ids of the deals made. Raises 422: unknown stage, link, currency; gates of the stage."""
    stages = stages_in(work)
    links = [
        {"company_id": n.company_id, "product_id": n.product_id, "owner_id": owner_of(work, n)} for n in batch
    ]
    check_links(work, links)
    last: int = work.tx.one(take_numbers(), ws=work.ws, n=len(batch)) or 0
    made = []
    for i, new in enumerate(batch):
        stage = start_stage(work, stages, new)
        made.append((new_row(work, new, stage, owner_of(work, new), last - len(batch) + 1 + i), stage))
    customs = filled(work, DEAL.name, [("", None, new.custom) for new in batch])
    for (row, _), new, custom in zip(made, batch, customs, strict=True):
        row["custom"] = custom
        if isinstance(new, PlacedDeal) and new.rank is not None:
            row["rank"] = new.rank
    place_on_top(work, [(row, stage) for row, stage in made if not row["rank"]])
    work.tx.many(rows.insert_row(DEAL.name), [{"workspace_id": work.ws, **row} for row, _ in made])
    refused = gates.check(work, [(row["id"], None, stage) for row, stage in made], stages)
    if refused:
        raise refused[0][1]
    book = ledger(work)
    for row, stage in made:
        book.made(row)
        changes = {n: (None, rows.plain(row[n])) for n in TRACKED if row[n] is not None}
        truncated = row["created_precision"] == UNKNOWN
        work.note(
            events.CREATED,
            row["id"],
            changes,
            occurred_at=row["created_at"],
            name=row["name"],
            stage=stage.name,
            precision="instant" if truncated else row["created_precision"],
            **({"truncated": True} if truncated else {}),
        )
    return [row["id"] for row, _ in made]


def owner_of(work: Work, new: NewDeal) -> str | None:
    owner = work.actor.member_id if new.owner_id is UNSET else new.owner_id
    if not work.actor.sees_owner(owner):
        raise forbidden("You may create deals for yourself and your team only.")
    return owner


def start_stage(work: Work, stages: Mapping[str, Stage], new: NewDeal) -> Stage:
    """The stage that a new deal enters. Raises 422."""
    if new.stage_id is not None:
        stage = stages.get(new.stage_id)
        if stage is None or stage.retired or (new.pipeline_id and stage.pipeline_id != new.pipeline_id):
            message = "There is no such stage in this pipeline."
            raise bad_input(message, [{"pointer": "/stage_id", "message": message}])
        if stage.kind != "open":
            message = "A new deal starts in an open stage; win or lose it then."
            raise bad_input(message, [{"pointer": "/stage_id", "message": message}])
        return stage
    for pipeline in pipelines_of(work.tx, work.ws):
        if pipeline.id == new.pipeline_id or (new.pipeline_id is None and not pipeline.archived):
            return next(s for s in pipeline.stages if s.kind == "open" and not s.retired)
    raise not_found("pipeline")


def new_row(work: Work, new: NewDeal, stage: Stage, owner: str | None, number: int) -> rows.Row:
    name = line(new.name, "/name")
    currency = new.currency or workspace(work).base_currency
    check_money(currency)
    if new.amount_from and new.amount is not None:
        raise wrong("/amount", TWO_AMOUNTS)
    at, precision = beginning(work, new)
    if new.expected_close is not None:
        check_value(DEAL.field("expected_close"), new.expected_close, "/expected_close")
    return {
        "id": ids.new("deal"),
        "number": number,
        "name": name,
        "name_key": fold(name),
        "pipeline_id": stage.pipeline_id,
        "stage_id": stage.id,
        "status": "open",
        "amount": new.amount,
        "currency": currency,
        "amount_from": new.amount_from,
        "expected_close": new.expected_close,
        "owner_id": owner,
        "company_id": new.company_id,
        "product_id": new.product_id,
        "source": spelled(work, words(new.source, "/source")),
        "deal_type": words(new.deal_type, "/deal_type"),
        "description": words(new.description, "/description", PROSE, lines=True),
        "closed_at": None,
        "closed_precision": None,
        "lost_reason_id": None,
        "lost_note": None,
        "exit_stage_id": None,
        "entry_amount": new.amount,
        "closed_amount": None,
        "closed_owner_id": None,
        "custom": new.custom,
        "standing": rows.LIVE,
        "created_at": at,
        "created_precision": precision,
        "snoozed_until": None,
        "removal": None,
        "removed_at": None,
        "merged_into_id": None,
        "rank": "",
        "stage_since": at,
        "next_activity_id": None,
        "next_kind": None,
        "next_subject": None,
        "next_due": None,
        "external_source": words(new.external_source, "/external_source"),
        "external_id": words(new.external_id, "/external_id"),
        "version": 1,
    }


def place_on_top(work: Work, made: Sequence[tuple[rows.Row, Stage]]) -> None:
    """The first of a batch stands highest; the batch is spaced evenly above what is there."""
    columns: dict[str, list[rows.Row]] = {}
    for row, stage in made:
        columns.setdefault(stage.id, []).append(row)
    for stage_id, group in columns.items():
        for row, rank in zip(group, ranks_above(work, stage_id, len(group)), strict=True):
            row["rank"] = rank
