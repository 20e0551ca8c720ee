"""The verbs that make deals and change their fields."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import UNSET
from sqlalchemy.dialects.postgresql import insert

from headgate.core.conditions.tree import check_value
from headgate.core.fields.catalogue import RECORDS
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import ids, money
from headgate.kit.errors import bad_input, forbidden, not_found
from headgate.kit.text import fold
from headgate.records.deals import events, gates
from headgate.records.deals.fields import DEAL
from headgate.records.deals.ledger import changes_of, differing, ledger, load
from headgate.records.deals.placing import ranks_above
from headgate.records.deals.schemas import AssignDeal, EditDeal, NewDeal
from headgate.records.deals.tables import TRACKED, deal_counter, deals
from headgate.records.deals.when import UNKNOWN, beginning, workspace
from headgate.records.pipelines.queries import pipelines_of, stages_by_id
from headgate.records.pipelines.schemas import Stage
from headgate.store.dialect import among
from headgate.store.statements import P, shape


@shape()
def take_numbers() -> Any:
    statement = insert(deal_counter).values(workspace_id=P("ws"), last=P("n"))
    return statement.on_conflict_do_update(
        index_elements=["workspace_id"], set_={"last": deal_counter.c.last + statement.excluded.last}
    ).returning(deal_counter.c.last)


@shape()
def existing(record: str) -> sa.Select[Any]:
    table = RECORDS[record].table
    return sa.select(table.c.id).where(
        table.c.workspace_id == P("ws"), among(table.c.id, "ids"), table.c.standing != "removed"
    )


LINKS = (("company_id", "company"), ("product_id", "product"), ("owner_id", "member"))


def check_links(work: Work, given: Sequence[Mapping[str, Any]]) -> None:
    """Raises the 422 problem that names the first link to a record that is not there."""
    for name, record in LINKS:
        wanted = {values[name] for values in given if values.get(name)}
        if not wanted:
            continue
        try:
            found = set(work.tx.all(existing(record), ws=work.ws, ids=sorted(wanted)))
        except ValueError:
            found = set()
        if wanted - found:
            message = f"There is no {record} {min(wanted - found)}."
            raise bad_input(message, [{"pointer": f"/{name}", "message": message}])


def check_money(currency: str) -> None:
    if not money.known(currency):
        message = f"“{currency}” is not an ISO 4217 currency."
        raise bad_input(message, [{"pointer": "/currency", "message": message}])


@verb("deal.create", permission="deal.create", payload=NewDeal)
def create(work: Work, batch: Sequence[NewDeal]) -> list[str]:
    """Gives the ids of the deals made. Raises 422: unknown stage, link, currency; gates of the stage."""
    stages = stages_by_id(work.tx, work.ws)
    links = [
        {"company_id": n.company_id, "product_id": n.product_id, "owner_id": owner_of(work, n)} for n in batch
    ]
    check_links(work, links)
    last: int = work.tx.one(take_numbers(), ws=work.ws, n=len(batch)) or 0
    made = []
    for i, new in enumerate(batch):
        stage = start_stage(work, stages, new)
        made.append((new_row(work, new, stage, owner_of(work, new), last - len(batch) + 1 + i), stage))
    place_on_top(work, made)
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
    currency = new.currency or workspace(work).base_currency
    check_money(currency)
    at, precision = beginning(work, new)
    if new.expected_close is not None:
        check_value(DEAL.field("expected_close"), new.expected_close, "/expected_close")
    return {
        "id": ids.new("deal"),
        "number": number,
        "name": new.name.strip(),
        "name_key": fold(new.name),
        "pipeline_id": stage.pipeline_id,
        "stage_id": stage.id,
        "status": "open",
        "amount": new.amount,
        "currency": currency,
        "expected_close": new.expected_close,
        "owner_id": owner,
        "company_id": new.company_id,
        "product_id": new.product_id,
        "source": new.source,
        "deal_type": new.deal_type,
        "description": new.description,
        "closed_at": None,
        "closed_precision": None,
        "lost_reason_id": None,
        "lost_note": None,
        "exit_stage_id": None,
        "entry_amount": new.amount,
        "closed_amount": None,
        "closed_owner_id": None,
        "custom": dict(new.custom),
        "standing": rows.LIVE,
        "created_at": at,
        "created_precision": precision,
        "rank": "",
        "stage_since": at,
        "next_activity_id": None,
        "next_kind": None,
        "next_subject": None,
        "next_due": None,
        "external_source": new.external_source,
        "external_id": new.external_id,
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


def given(payload: EditDeal) -> dict[str, Any]:
    """The fields of an edit that were sent, checked one by one. Raises 422 that names the field."""
    values = {name: value for name, value in msgspec.structs.asdict(payload).items() if value is not UNSET}
    values.pop("id", None)
    values.pop("version", None)
    for name, value in values.items():
        if name == "custom":
            continue
        if value is None and not deals.c[name].nullable:
            raise bad_input(
                f"“{name}” cannot be empty.", [{"pointer": f"/{name}", "message": "It cannot be empty."}]
            )
        if value is not None:
            check_value(DEAL.field(name), value, f"/{name}")
    if "currency" in values:
        check_money(values["currency"])
    if isinstance(values.get("name"), str):
        values["name"] = values["name"].strip()
        values["name_key"] = fold(values["name"])
    return values


def fill(work: Work, row: rows.Row, payload: EditDeal) -> dict[str, tuple[Any, Any]]:
    """Stores the values given with a change and tells what differed; the caller notes it."""
    values = given(payload)
    if not values:
        return {}
    work.actor.require("deal.edit")
    check_links(work, [values])
    if "custom" in values:
        values["custom"] = {k: v for k, v in {**row["custom"], **values["custom"]}.items() if v is not None}
    changed = differing(row, values)
    changes = changes_of(row, changed)
    if changed:
        rows.write(work, DEAL.name, row, changed)
        row.update(changed, version=row["version"] + 1)
    return changes


@verb("deal.edit", permission="deal.edit", payload=EditDeal)
def edit(work: Work, batch: Sequence[EditDeal]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422 that names the field."""
    for row, payload in zip(load(work, [p.id for p in batch]), batch, strict=True):
        rows.check_version(row, payload.version)
        changes = fill(work, row, payload)
        if changes:
            work.note(events.EDITED, row["id"], changes, name=row["name"])
    return [payload.id for payload in batch]


@verb("deal.assign", permission="deal.assign", payload=AssignDeal)
def assign(work: Work, batch: Sequence[AssignDeal]) -> list[str]:
    """Gives deals to another owner."""
    check_links(work, [{"owner_id": payload.owner_id} for payload in batch])
    for row, payload in zip(load(work, [p.id for p in batch]), batch, strict=True):
        rows.check_version(row, payload.version)
        if row["owner_id"] == payload.owner_id:
            continue
        changes = changes_of(row, {"owner_id": payload.owner_id})
        rows.write(work, DEAL.name, row, {"owner_id": payload.owner_id})
        row.update(owner_id=payload.owner_id, version=row["version"] + 1)
        work.note(
            events.ASSIGNED, row["id"], changes, name=row["name"], owner=name_of(work, payload.owner_id)
        )
    return [payload.id for payload in batch]


@shape()
def member_name() -> sa.Select[Any]:
    table = RECORDS["member"].table
    return sa.select(table.c.name).where(table.c.workspace_id == P("ws"), table.c.id == P("id"))


def name_of(work: Work, member_id: str | None) -> str:
    if member_id is None:
        return "nobody"
    return str(work.tx.one(member_name(), ws=work.ws, id=member_id))
