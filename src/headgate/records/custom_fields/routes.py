"""The API of custom fields."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.custom_fields import commands
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.schemas import (
    CustomField,
    CustomFields,
    EditCustomField,
    NameCustomField,
    NewCustomField,
    OwnerName,
)
from headgate.store.engine import Tx

TAGS = ["Fields"]
SHOWN = "The field as it is now."
EDIT: dict[str, Any] = {"permission": "custom_field.edit"}
VERBS = (commands,)
"""The modules whose verbs these routes perform, by name."""


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> CustomField:
    return next(f for f in fields_of(tx, actor.workspace_id) if f.id == outcome.results[0])


@get(
    "/custom-fields",
    operation_id="listCustomFields",
    summary="Fields of the workspace's own",
    response_description="The fields of a kind of record, or of all.",
    tags=TAGS,
    opt={"permission": "custom_field.read"},
)
async def list_custom_fields(request: AnyRequest, record: OwnerName | None = None) -> CustomFields:
    return await read(
        request,
        "custom_field.read",
        lambda tx, actor: CustomFields(fields_of(tx, actor.workspace_id, record)),
    )


@post(
    "/custom-fields",
    operation_id="addCustomField",
    summary="Add a field to a kind of record",
    response_description="The new field.",
    tags=TAGS,
    opt=EDIT,
)
async def add_custom_field(request: AnyRequest, data: JSONBody[NewCustomField]) -> CustomField:
    return await act(request, "custom_field.add", data, answer)


@patch(
    "/custom-fields/{custom_field_id:str}",
    operation_id="editCustomField",
    summary="Change what is said of a field, its options or its place",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
)
async def edit_custom_field(
    request: AnyRequest, custom_field_id: FromPath[str], data: JSONBody[EditCustomField]
) -> CustomField:
    data.id = custom_field_id
    return await act(request, "custom_field.edit", data, answer)


@post(
    "/custom-fields/{custom_field_id:str}/archive",
    operation_id="archiveCustomField",
    summary="Ask for a field no more; what records have in it stays",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def archive_custom_field(request: AnyRequest, custom_field_id: FromPath[str]) -> CustomField:
    return await act(request, "custom_field.archive", NameCustomField(custom_field_id), answer)


@post(
    "/custom-fields/{custom_field_id:str}/restore",
    operation_id="restoreCustomField",
    summary="Bring an archived field back",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def restore_custom_field(request: AnyRequest, custom_field_id: FromPath[str]) -> CustomField:
    return await act(request, "custom_field.restore", NameCustomField(custom_field_id), answer)


routes: list[HTTPRouteHandler] = [
    list_custom_fields,
    add_custom_field,
    edit_custom_field,
    archive_custom_field,
    restore_custom_field,
]
