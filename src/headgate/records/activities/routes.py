"""The API of activities and of a deal's timeline."""

from typing import Annotated, Any, Literal

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.listing.pages import Cursor, Filter, Limit, Page, Sort, page, wanted
from headgate.core.verbs.perform import Outcome
from headgate.records.activities import commands, queries
from headgate.records.activities.fields import ACTIVITY
from headgate.records.activities.schemas import (
    Activity,
    ActivityChanged,
    DoActivity,
    EditActivity,
    NameActivity,
    NewActivity,
    Timeline,
)
from headgate.records.activities.timeline import timeline_of
from headgate.records.custom_fields.asking import known
from headgate.store.engine import Tx

TAGS = ["Activities"]
VERBS = (commands,)
"""The modules whose verbs these routes perform, by name."""
READ: dict[str, Any] = {"permission": "activity.read"}
EDIT: dict[str, Any] = {"permission": "activity.edit"}
TimelineKind = Literal["changes", "task", "call", "meeting", "note", "email"]


def changed(tx: Tx, actor: Actor, outcome: Outcome) -> ActivityChanged:
    return ActivityChanged(queries.activity_of(tx, actor, outcome.results[0]), outcome.last)


@get("/activities", operation_id="listActivities", summary="List activities", tags=TAGS, opt=READ)
async def list_activities(
    request: AnyRequest, filter: Filter = None, sort: Sort = None, cursor: Cursor = None, limit: Limit = 50
) -> Page[Activity]:
    def work(tx: Tx, actor: Actor) -> Page[Activity]:
        seen = queries.visible(actor)
        ask = wanted(
            known(tx, actor.workspace_id, ACTIVITY, filter, sort),
            filter=filter,
            sort=sort,
            cursor=cursor,
            limit=limit,
            seen=seen,
        )
        return page(tx, actor.workspace_id, queries.ACTIVITIES, ask)

    return await read(request, "activity.read", work, bounded=False)


@post("/activities", operation_id="addActivity", summary="Plan or log an activity", tags=TAGS, opt=EDIT)
async def add_activity(request: AnyRequest, data: NewActivity) -> ActivityChanged:
    return await act(request, "activity.add", data, changed)


@get("/activities/{activity_id:str}", operation_id="getActivity", summary="An activity", tags=TAGS, opt=READ)
async def get_activity(request: AnyRequest, activity_id: str) -> Activity:
    return await read(request, "activity.read", lambda tx, actor: queries.activity_of(tx, actor, activity_id))


@patch(
    "/activities/{activity_id:str}",
    operation_id="editActivity",
    summary="Edit an activity",
    tags=TAGS,
    opt=EDIT,
)
async def edit_activity(request: AnyRequest, activity_id: str, data: EditActivity) -> ActivityChanged:
    data.id = activity_id
    return await act(request, "activity.edit", data, changed)


@post(
    "/activities/{activity_id:str}/done",
    operation_id="doActivity",
    summary="Say that an activity is done",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def do_activity(request: AnyRequest, activity_id: str, data: DoActivity) -> ActivityChanged:
    data.id = activity_id
    return await act(request, "activity.do", data, changed)


@post(
    "/activities/{activity_id:str}/reopen",
    operation_id="reopenActivity",
    summary="Plan an activity again",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def reopen_activity(request: AnyRequest, activity_id: str, data: NameActivity) -> ActivityChanged:
    data.id = activity_id
    return await act(request, "activity.reopen", data, changed)


@post(
    "/activities/{activity_id:str}/cancel",
    operation_id="cancelActivity",
    summary="Cancel a planned activity",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def cancel_activity(request: AnyRequest, activity_id: str, data: NameActivity) -> ActivityChanged:
    data.id = activity_id
    return await act(request, "activity.cancel", data, changed)


@get(
    "/deals/{deal_id:str}/timeline",
    operation_id="getTimeline",
    summary="What is planned for a deal and what happened, newest first",
    tags=["History"],
    opt={"permission": "deal.read"},
)
async def get_timeline(
    request: AnyRequest,
    deal_id: str,
    cursor: Annotated[str | None, Parameter(max_length=4096)] = None,
    limit: Annotated[int, Parameter(ge=1, le=100)] = 30,
    kind: TimelineKind | None = None,
) -> Timeline:
    return await read(
        request,
        "deal.read",
        lambda tx, actor: timeline_of(tx, actor, deal_id, cursor=cursor, limit=limit, kind=kind),
    )


routes: list[HTTPRouteHandler] = [
    list_activities,
    add_activity,
    get_activity,
    edit_activity,
    do_activity,
    reopen_activity,
    cancel_activity,
    get_timeline,
]
