"""The API of contacts."""

from typing import Annotated

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.listing.pages import (
    Archived,
    Beginning,
    Cursor,
    Filter,
    Limit,
    Page,
    Sort,
    page,
    the,
    wanted,
)
from headgate.core.verbs.perform import Outcome
from headgate.records.contacts.fields import CONTACT
from headgate.records.contacts.queries import CONTACTS, alike
from headgate.records.contacts.schemas import Alikes, Contact, EditContact, NameContact, NewContact
from headgate.records.custom_fields.asking import known
from headgate.store.engine import Tx

TAGS = ["Contacts"]
SHOWN = "The contact as it is now."
Asked = Annotated[str | None, QueryParameter(description="In any spelling.", max_length=254)]


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Contact:
    return the(tx, actor.workspace_id, CONTACTS, outcome.results[0])


@get(
    "/contacts",
    operation_id="listContacts",
    summary="List contacts",
    response_description="A page of contacts.",
    tags=TAGS,
    opt={"permission": "contact.read"},
)
async def list_contacts(
    request: AnyRequest,
    filter: Filter = None,
    sort: Sort = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    q: Beginning = None,
    archived: Archived = False,
) -> Page[Contact]:
    def work(tx: Tx, actor: Actor) -> Page[Contact]:
        ask = wanted(
            known(tx, actor.workspace_id, CONTACT, filter, sort),
            filter=filter,
            sort=sort,
            cursor=cursor,
            limit=limit,
            q=q,
            put_away=archived,
        )
        return page(tx, actor.workspace_id, CONTACTS, ask)

    return await read(request, "contact.read", work, bounded=not (filter or sort or archived))


@post(
    "/contacts",
    operation_id="createContact",
    summary="Create a contact",
    response_description="The new contact.",
    tags=TAGS,
    opt={"permission": "contact.edit"},
)
async def create_contact(request: AnyRequest, data: JSONBody[NewContact]) -> Contact:
    return await act(request, "contact.create", data, answer)


@get(
    "/contacts/{contact_id:str}",
    operation_id="getContact",
    summary="A contact",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "contact.read"},
)
async def get_contact(request: AnyRequest, contact_id: FromPath[str]) -> Contact:
    return await read(
        request, "contact.read", lambda tx, actor: the(tx, actor.workspace_id, CONTACTS, contact_id)
    )


@patch(
    "/contacts/{contact_id:str}",
    operation_id="editContact",
    summary="Change fields of a contact",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "contact.edit"},
)
async def edit_contact(
    request: AnyRequest, contact_id: FromPath[str], data: JSONBody[EditContact]
) -> Contact:
    data.id = contact_id
    return await act(request, "contact.edit", data, answer)


@post(
    "/contacts/{contact_id:str}/archive",
    operation_id="archiveContact",
    summary="Put a contact away",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "contact.edit"},
    status_code=200,
)
async def archive_contact(request: AnyRequest, contact_id: FromPath[str]) -> Contact:
    return await act(request, "contact.archive", NameContact(contact_id), answer)


@post(
    "/contacts/{contact_id:str}/restore",
    operation_id="restoreContact",
    summary="Bring an archived contact back",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "contact.edit"},
    status_code=200,
)
async def restore_contact(request: AnyRequest, contact_id: FromPath[str]) -> Contact:
    return await act(request, "contact.restore", NameContact(contact_id), answer)


@get(
    "/contacts/alike",
    operation_id="listContactsAlike",
    summary="Contacts that have one of these addresses already",
    response_description="The contacts, those in use first.",
    tags=TAGS,
    opt={"permission": "contact.read"},
)
async def list_alike(request: AnyRequest, email: Asked = None, phone: Asked = None) -> Alikes:
    emails, phones = [email] if email else [], [phone] if phone else []
    return await read(
        request,
        "contact.read",
        lambda tx, actor: Alikes(alike(tx, actor.workspace_id, emails, phones)),
    )


routes: list[HTTPRouteHandler] = [
    list_contacts,
    list_alike,
    create_contact,
    get_contact,
    edit_contact,
    archive_contact,
    restore_contact,
]
