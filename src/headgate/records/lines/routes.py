"""The API of the lines of a deal."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.lines import commands, merging
from headgate.records.lines.queries import line_left, lines_seen
from headgate.records.lines.schemas import AddLine, DealLines, EditLine, LineChanged, NameLine
from headgate.store.engine import Tx

TAGS = ["Lines of deals"]
VERBS = (commands, merging)
"""The modules whose verbs these routes perform, by name."""
READ: dict[str, Any] = {"permission": "deal.read"}
EDIT: dict[str, Any] = {"permission": "deal.edit"}


def changed(tx: Tx, actor: Actor, outcome: Outcome) -> LineChanged:
    line, lines = line_left(tx, actor.workspace_id, outcome.results[0])
    # The first entry: where the deal's amount followed, that is noted after it and not undone by itself.
    return LineChanged(line, lines, outcome.first)


@get(
    "/deals/{deal_id:str}/lines", operation_id="listLines", summary="The lines of a deal", tags=TAGS, opt=READ
)
async def list_lines(request: AnyRequest, deal_id: str) -> DealLines:
    return await read(request, "deal.read", lambda tx, actor: lines_seen(tx, actor, deal_id))


@post("/deals/{deal_id:str}/lines", operation_id="addLine", summary="Add a line", tags=TAGS, opt=EDIT)
async def add_line(request: AnyRequest, deal_id: str, data: AddLine) -> LineChanged:
    data.deal_id = deal_id
    return await act(request, "deal_line.add", data, changed)


@patch(
    "/lines/{line_id:str}",
    operation_id="editLine",
    summary="Change a line, or put it elsewhere",
    tags=TAGS,
    opt=EDIT,
)
async def edit_line(request: AnyRequest, line_id: str, data: EditLine) -> LineChanged:
    data.id = line_id
    return await act(request, "deal_line.edit", data, changed)


@post(
    "/lines/{line_id:str}/remove",
    operation_id="removeLine",
    summary="Take a line off its deal",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def remove_line(request: AnyRequest, line_id: str, data: NameLine) -> LineChanged:
    data.id = line_id
    return await act(request, "deal_line.remove", data, changed)


routes: list[HTTPRouteHandler] = [list_lines, add_line, edit_line, remove_line]
