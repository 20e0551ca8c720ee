"""The API of changes of many deals."""

from functools import partial
from typing import Any

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, change, read
from headgate.core.listing.pages import Cursor, Limit
from headgate.core.verbs.perform import Outcome
from headgate.flows.bulk import choosing, converting, handing, jobs, runs, sorting
from headgate.flows.bulk.schemas import (
    Bulk,
    BulkPreview,
    Bulks,
    ConversionPreview,
    HandOverPreview,
    NameBulk,
    NewBulk,
    NewConversion,
    NewHandOver,
    Result,
)
from headgate.kit import ids, paging
from headgate.store.engine import Tx

TAGS = ["Bulk changes"]
FIELDS = ["Fields"]
RUN: dict[str, Any] = {"permission": "deal.bulk"}
CONVERTING: dict[str, Any] = {"permission": "custom_field.edit"}
HANDING: dict[str, Any] = {"permission": "member.hand_over"}
NEWEST = "bulk_7fffffffffffffff"
CHUNK = 400
"""Deals that one transaction of a preview tries."""
HANDLERS = (jobs,)
"""The module whose jobs these routes ask for, by name."""


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Bulk:
    return runs.answer(runs.run_of(tx, actor.workspace_id, outcome.results[0]))


@post(
    "/bulk-changes/preview",
    operation_id="previewBulkChange",
    summary="Try a change of many deals: how many would change, which stay and why",
    tags=TAGS,
    opt=RUN,
    status_code=200,
)
async def preview(request: AnyRequest, data: NewBulk) -> BulkPreview:
    payload = choosing.payload_of(data)

    def choose(tx: Tx, actor: Actor) -> list[str]:
        actor.require(choosing.verb_of(data).permission)
        return choosing.chosen(tx, actor, data)

    found = await read(request, "deal.bulk", choose, bounded=False)
    result = Result()
    for start in range(0, len(found), CHUNK):
        part = found[start : start + CHUNK]
        tried = await change(request, "deal.bulk", partial(trial, data, payload, part), keyed=False)
        result = sorting.added(result, tried)
    return BulkPreview(len(found), result)


def trial(data: NewBulk, payload: Any, part: list[str], tx: Tx, actor: Actor) -> Result:
    return sorting.sort(tx, actor, choosing.verb_of(data).name, payload, part, group=None, trial=True)


@post(
    "/bulk-changes",
    operation_id="startBulkChange",
    summary="Change many deals, in the background",
    tags=TAGS,
    opt=RUN,
    status_code=202,
)
async def start(request: AnyRequest, data: NewBulk) -> Bulk:
    return await act(request, "bulk.start", data, answer)


def own_id(value: str) -> str:
    return ids.to_text("bulk", ids.to_int("bulk", value))


@get(
    "/bulk-changes",
    operation_id="listBulkChanges",
    summary="Changes of many deals, newest first",
    tags=TAGS,
    opt=RUN,
)
async def list_bulk(request: AnyRequest, cursor: Cursor = None, limit: Limit = 50) -> Bulks:
    before = paging.place(cursor, "bulk", own_id)[0] if cursor else NEWEST

    def work(tx: Tx, actor: Actor) -> Bulks:
        found = runs.runs_before(tx, actor, before, limit + 1)
        items = [runs.answer(run) for run in found[:limit]]
        return Bulks(items, paging.encode((items[-1].id,), "bulk") if len(found) > limit else None)

    return await read(request, "deal.bulk", work)


@get(
    "/bulk-changes/{bulk_id:str}",
    operation_id="getBulkChange",
    summary="A change of many deals, how far it is and what came of it",
    tags=TAGS,
    opt=RUN,
)
async def get_bulk(request: AnyRequest, bulk_id: str) -> Bulk:
    return await read(request, "deal.bulk", lambda tx, actor: runs.answer(runs.seen(tx, actor, bulk_id)))


def verb_route(word: str, summary: str, status: int) -> HTTPRouteHandler:
    """`POST /bulk-changes/{id}/{word}`: asks for it."""

    async def handle(request: AnyRequest, bulk_id: str) -> Bulk:
        return await act(request, f"bulk.{word}", NameBulk(bulk_id), answer)

    handle.__name__ = f"{word}_bulk"
    return post(
        f"/bulk-changes/{{bulk_id:str}}/{word}",
        operation_id=f"{word}BulkChange",
        summary=summary,
        tags=TAGS,
        opt=RUN,
        status_code=status,
    )(handle)


@post(
    "/members/{member_id:str}/hand-over/preview",
    operation_id="previewHandOver",
    summary="How many records of a member would be handed over",
    tags=TAGS,
    opt=HANDING,
    status_code=200,
)
async def preview_hand_over(
    request: AnyRequest, member_id: FromPath[str], data: JSONBody[NewHandOver]
) -> HandOverPreview:
    data.member_id = member_id

    def counted(tx: Tx, actor: Actor) -> HandOverPreview:
        actor.require("deal.bulk")
        handing.leaver(tx, actor, data)
        return handing.owned(tx, actor.workspace_id, data)[1]

    return await read(request, "member.hand_over", counted, bounded=False)


@post(
    "/members/{member_id:str}/hand-over",
    operation_id="handOver",
    summary="Hand over what a member has, in the background; undone as a change of many deals is",
    tags=TAGS,
    opt=HANDING,
    status_code=202,
)
async def hand_over(request: AnyRequest, member_id: FromPath[str], data: JSONBody[NewHandOver]) -> Bulk:
    data.member_id = member_id
    return await act(request, "bulk.hand_over", data, answer)


@post(
    "/custom-fields/{custom_field_id:str}/convert/preview",
    operation_id="previewConversion",
    summary="What would become of the values of a field of another kind: how many fit, which do not",
    tags=FIELDS,
    opt=CONVERTING,
    status_code=200,
)
async def preview_conversion(
    request: AnyRequest, custom_field_id: FromPath[str], data: JSONBody[NewConversion]
) -> ConversionPreview:
    data.id = custom_field_id

    def work(tx: Tx, actor: Actor) -> ConversionPreview:
        return converting.preview(tx, actor, data)

    return await read(request, "custom_field.edit", work, bounded=False)


@post(
    "/custom-fields/{custom_field_id:str}/convert",
    operation_id="convertField",
    summary="Another kind for a field, in the background; undone as a change of many deals is",
    description="A field of that kind, with a key of its own, takes its place; values that fit go there. The "
    "former field is archived with all values that it had.",
    tags=FIELDS,
    opt=CONVERTING,
    status_code=202,
)
async def convert_field(
    request: AnyRequest, custom_field_id: FromPath[str], data: JSONBody[NewConversion]
) -> Bulk:
    data.id = custom_field_id
    return await act(request, "bulk.convert", data, answer)


routes: list[HTTPRouteHandler] = [
    preview_conversion,
    convert_field,
    preview_hand_over,
    hand_over,
    preview,
    start,
    list_bulk,
    get_bulk,
    verb_route("cancel", "Stop a change of many deals; what is changed stays so", 200),
    verb_route("undo", "Undo a change of many deals as a whole", 202),
]
