"""The API of deals: one by id, lists, and every verb."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from headgate.core.access.actor import Actor, visible
from headgate.core.edge import AnyRequest, act, change, read
from headgate.core.journal.entries import present
from headgate.core.listing.pages import (
    Archived,
    Beginning,
    Cursor,
    Filter,
    Limit,
    Page,
    Sort,
    page,
    wanted,
)
from headgate.core.verbs import undo as undos
from headgate.core.verbs.perform import perform
from headgate.records.custom_fields.asking import known
from headgate.records.deals import (
    closing,
    commands,
    creating,
    holding,
    keeping,
    merging,
    moving,
    queries,
    snoozing,
    telling,
    undoing,
)
from headgate.records.deals.alike import AlikeDeals, alike
from headgate.records.deals.answers import changed
from headgate.records.deals.fields import DEAL
from headgate.records.deals.schemas import (
    AssignDeal,
    Changed,
    Deal,
    DeleteDeal,
    EditDeal,
    LoseDeal,
    MergeDeals,
    MoveDeal,
    NameDeal,
    NewDeal,
    ReopenDeal,
    SnoozeDeal,
    Visits,
    WinDeal,
)
from headgate.store.engine import Tx

TAGS = ["Deals"]
VERBS = (creating, commands, moving, closing, keeping, merging, snoozing, telling, undoing, holding)
"""The modules whose verbs these routes perform, by name."""


class Undone(Struct):
    """The records put back, and the number of the undo itself."""

    seq: int
    subjects: list[str]


def options(permission: str) -> dict[str, Any]:
    return {"permission": permission}


@get("/deals", operation_id="listDeals", summary="List deals", tags=TAGS, opt=options("deal.read"))
async def list_deals(
    request: AnyRequest,
    filter: Filter = None,
    sort: Sort = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    q: Beginning = None,
    archived: Archived = False,
) -> Page[Deal]:
    def work(tx: Tx, actor: Actor) -> Page[Deal]:
        ask = wanted(
            known(tx, actor.workspace_id, DEAL.name, filter, sort),
            filter=filter,
            sort=sort,
            cursor=cursor,
            limit=limit,
            q=q,
            put_away=archived,
            seen=visible(actor),
        )
        return page(tx, actor.workspace_id, queries.DEALS, ask)

    return await read(request, "deal.read", work, bounded=False)


@get(
    "/deals/deleted",
    operation_id="listDeletedDeals",
    summary="List deleted deals, which can be restored",
    tags=TAGS,
    opt=options("deal.delete"),
)
async def list_deleted_deals(
    request: AnyRequest, filter: Filter = None, cursor: Cursor = None, limit: Limit = 50
) -> Page[Deal]:
    def work(tx: Tx, actor: Actor) -> Page[Deal]:
        return queries.deleted_page(tx, actor, filter=filter, cursor=cursor, limit=limit)

    return await read(request, "deal.delete", work, bounded=False)


@post("/deals", operation_id="createDeal", summary="Create a deal", tags=TAGS, opt=options("deal.create"))
async def create_deal(request: AnyRequest, data: NewDeal) -> Changed:
    return await act(request, "deal.create", data, changed)


@get("/deals/{deal_id:str}", operation_id="getDeal", summary="A deal", tags=TAGS, opt=options("deal.read"))
async def get_deal(request: AnyRequest, deal_id: str) -> Deal:
    return await read(request, "deal.read", lambda tx, actor: queries.deal_of(tx, actor, deal_id))


@patch(
    "/deals/{deal_id:str}",
    operation_id="editDeal",
    summary="Change fields of a deal; never its stage",
    tags=TAGS,
    opt=options("deal.edit"),
)
async def edit_deal(request: AnyRequest, deal_id: str, data: EditDeal) -> Changed:
    data.id = deal_id
    return await act(request, "deal.edit", data, changed)


@get(
    "/deals/{deal_id:str}/visits",
    operation_id="listVisits",
    summary="The deal's stays in stages",
    tags=TAGS,
    opt=options("deal.read"),
)
async def list_visits(request: AnyRequest, deal_id: str) -> Visits:
    def work(tx: Tx, actor: Actor) -> Visits:
        return Visits(queries.visits(tx, actor, deal_id, present(tx, actor.workspace_id)))

    return await read(request, "deal.read", work)


@get(
    "/deals/{deal_id:str}/alike",
    operation_id="listDealsAlike",
    summary="Deals that may be the same one",
    tags=TAGS,
    opt=options("deal.read"),
)
async def list_alike(request: AnyRequest, deal_id: str) -> AlikeDeals:
    return await read(
        request, "deal.read", lambda tx, actor: AlikeDeals(alike(tx, actor, deal_id)), bounded=False
    )


def verb_route(word: str, payload: type, permission: str, summary: str) -> HTTPRouteHandler:
    """`POST /deals/{id}/{word}`: performs `deal.{word}` and answers with the deal as it became."""

    async def handle(request: AnyRequest, deal_id: str, data: Any) -> Changed:
        data.id = deal_id
        return await act(request, f"deal.{word}", data, changed)

    handle.__annotations__ = {"request": AnyRequest, "deal_id": str, "data": payload, "return": Changed}
    handle.__name__ = f"{word}_deal"
    return post(
        f"/deals/{{deal_id:str}}/{word}",
        operation_id=f"{word}Deal",
        summary=summary,
        tags=TAGS,
        opt=options(permission),
        status_code=200,
    )(handle)


@post(
    "/undo",
    operation_id="undo",
    summary="Undo a change by its number",
    tags=["History"],
    opt=options("change.undo"),
    status_code=200,
)
async def undo(request: AnyRequest, data: undos.Undo) -> Undone:
    def work(tx: Tx, actor: Actor) -> Undone:
        outcome = perform(tx, actor, "undo", [data])
        return Undone(outcome.last, outcome.results[0])

    return await change(request, "change.undo", work)


routes: list[HTTPRouteHandler] = [
    list_deals,
    list_deleted_deals,
    create_deal,
    get_deal,
    edit_deal,
    list_visits,
    list_alike,
    undo,
    verb_route("move", MoveDeal, "deal.move", "Move a deal to a stage, or within its column"),
    verb_route("win", WinDeal, "deal.close", "Win a deal"),
    verb_route("lose", LoseDeal, "deal.close", "Lose a deal, with a reason"),
    verb_route("reopen", ReopenDeal, "deal.reopen", "Open a closed deal again"),
    verb_route("assign", AssignDeal, "deal.assign", "Give a deal to another owner"),
    verb_route("snooze", SnoozeDeal, "deal.edit", "Park an open deal until a day"),
    verb_route("wake", NameDeal, "deal.edit", "Wake a snoozed deal before its day"),
    verb_route("archive", NameDeal, "deal.archive", "Take a closed deal off the board"),
    verb_route("restore", NameDeal, "deal.archive", "Bring an archived or deleted deal back"),
    verb_route("merge", MergeDeals, "deal.merge", "Merge another deal into this one"),
    verb_route("delete", DeleteDeal, "deal.delete", "Delete a deal, with a reason"),
]
