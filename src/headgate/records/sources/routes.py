"""The API of sources."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.sources import commands
from headgate.records.sources.queries import sources_of
from headgate.records.sources.schemas import EditSource, NameSource, NewSource, Source, Sources
from headgate.store.engine import Tx

TAGS = ["Sources"]
EDIT: dict[str, Any] = {"permission": "source.edit"}
VERBS = (commands,)
"""The modules whose verbs these routes perform, by name."""


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Source:
    return next(s for s in sources_of(tx, actor.workspace_id) if s.id == outcome.results[0])


@get(
    "/sources",
    operation_id="listSources",
    summary="Where deals come from, with campaigns",
    tags=TAGS,
    opt={"permission": "source.read"},
)
async def list_sources(request: AnyRequest) -> Sources:
    return await read(request, "source.read", lambda tx, actor: Sources(sources_of(tx, actor.workspace_id)))


@post("/sources", operation_id="createSource", summary="Create a source or campaign", tags=TAGS, opt=EDIT)
async def create_source(request: AnyRequest, data: NewSource) -> Source:
    return await act(request, "source.create", data, answer)


@patch(
    "/sources/{source_id:str}",
    operation_id="editSource",
    summary="Change fields of a source",
    tags=TAGS,
    opt=EDIT,
)
async def edit_source(request: AnyRequest, source_id: str, data: EditSource) -> Source:
    data.id = source_id
    return await act(request, "source.edit", data, answer)


@post(
    "/sources/{source_id:str}/archive",
    operation_id="archiveSource",
    summary="Offer a source no more",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def archive_source(request: AnyRequest, source_id: str) -> Source:
    return await act(request, "source.archive", NameSource(source_id), answer)


@post(
    "/sources/{source_id:str}/restore",
    operation_id="restoreSource",
    summary="Offer an archived source again",
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def restore_source(request: AnyRequest, source_id: str) -> Source:
    return await act(request, "source.restore", NameSource(source_id), answer)


routes: list[HTTPRouteHandler] = [list_sources, create_source, edit_source, archive_source, restore_source]
