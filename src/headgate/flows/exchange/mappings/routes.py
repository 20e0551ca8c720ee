"""The API of saved mappings."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.flows.exchange import runs
from headgate.flows.exchange.mappings.queries import mappings_of, proposed
from headgate.flows.exchange.mappings.schemas import (
    EditMapping,
    ImportMapping,
    ImportMappings,
    NameMapping,
    NewMapping,
    Proposals,
    TakeMapping,
)
from headgate.flows.exchange.schemas import Import
from headgate.store.engine import Tx

TAGS = ["Imports"]
SHOWN = "The mapping as it is now."
RUN: dict[str, Any] = {"permission": "import.run"}


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> ImportMapping:
    return next(each for each in mappings_of(tx, actor.workspace_id) if each.id == outcome.results[0])


def the_import(tx: Tx, actor: Actor, outcome: Outcome) -> Import:
    return runs.answer(runs.run_of(tx, actor.workspace_id, outcome.results[0]))


@get(
    "/import-mappings",
    operation_id="listMappings",
    summary="Mappings of files that are kept for the next one",
    response_description="By name, those put away included and marked.",
    tags=TAGS,
    opt=RUN,
)
async def list_mappings(request: AnyRequest) -> ImportMappings:
    return await read(
        request, "import.run", lambda tx, actor: ImportMappings(mappings_of(tx, actor.workspace_id))
    )


@post(
    "/import-mappings",
    operation_id="createMapping",
    summary="Keep what an import's plan says of a file",
    response_description="The new mapping.",
    tags=TAGS,
    opt=RUN,
)
async def create_mapping(request: AnyRequest, data: JSONBody[NewMapping]) -> ImportMapping:
    return await act(request, "import_mapping.create", data, answer)


@patch(
    "/import-mappings/{mapping_id:str}",
    operation_id="editMapping",
    summary="Rename a mapping, or take its rules from an import",
    response_description=SHOWN,
    tags=TAGS,
    opt=RUN,
)
async def edit_mapping(
    request: AnyRequest, mapping_id: FromPath[str], data: JSONBody[EditMapping]
) -> ImportMapping:
    data.id = mapping_id
    return await act(request, "import_mapping.edit", data, answer)


@post(
    "/import-mappings/{mapping_id:str}/archive",
    operation_id="archiveMapping",
    summary="Put a mapping away",
    response_description=SHOWN,
    tags=TAGS,
    opt=RUN,
    status_code=200,
)
async def archive_mapping(request: AnyRequest, mapping_id: FromPath[str]) -> ImportMapping:
    return await act(request, "import_mapping.archive", NameMapping(mapping_id), answer)


@post(
    "/import-mappings/{mapping_id:str}/restore",
    operation_id="restoreMapping",
    summary="Bring a mapping back",
    response_description=SHOWN,
    tags=TAGS,
    opt=RUN,
    status_code=200,
)
async def restore_mapping(request: AnyRequest, mapping_id: FromPath[str]) -> ImportMapping:
    return await act(request, "import_mapping.restore", NameMapping(mapping_id), answer)


@get(
    "/imports/{import_id:str}/mappings",
    operation_id="proposeMappings",
    summary="Mappings that files with these headers had",
    tags=TAGS,
    opt=RUN,
)
async def propose_mappings(request: AnyRequest, import_id: str) -> Proposals:
    def work(tx: Tx, actor: Actor) -> Proposals:
        run = runs.run_of(tx, actor.workspace_id, import_id)
        return Proposals(proposed(tx, actor.workspace_id, run))

    return await read(request, "import.run", work)


@post(
    "/imports/{import_id:str}/map",
    operation_id="mapImport",
    summary="Read a file of an import as a mapping says",
    tags=TAGS,
    opt=RUN,
    status_code=200,
)
async def map_import(request: AnyRequest, import_id: str, data: JSONBody[TakeMapping]) -> Import:
    data.id = import_id
    return await act(request, "import.map", data, the_import)


routes: list[HTTPRouteHandler] = [
    list_mappings,
    create_mapping,
    edit_mapping,
    archive_mapping,
    restore_mapping,
    propose_mappings,
    map_import,
]
