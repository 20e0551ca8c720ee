"""The API of companies."""

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

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
from headgate.records.companies.fields import COMPANY
from headgate.records.companies.queries import COMPANIES
from headgate.records.companies.schemas import Company, EditCompany, NameCompany, NewCompany
from headgate.records.custom_fields.asking import known
from headgate.store.engine import Tx

TAGS = ["Companies"]
SHOWN = "The company as it is now."


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Company:
    return the(tx, actor.workspace_id, COMPANIES, outcome.results[0])


@get(
    "/companies",
    operation_id="listCompanies",
    summary="List companies",
    response_description="A page of companies.",
    tags=TAGS,
    opt={"permission": "company.read"},
)
async def list_companies(
    request: AnyRequest,
    filter: Filter = None,
    sort: Sort = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    q: Beginning = None,
    archived: Archived = False,
) -> Page[Company]:
    def work(tx: Tx, actor: Actor) -> Page[Company]:
        ask = wanted(
            known(tx, actor.workspace_id, COMPANY, filter, sort),
            filter=filter,
            sort=sort,
            cursor=cursor,
            limit=limit,
            q=q,
            put_away=archived,
        )
        return page(tx, actor.workspace_id, COMPANIES, ask)

    return await read(request, "company.read", work, bounded=not (filter or sort or archived))


@post(
    "/companies",
    operation_id="createCompany",
    summary="Create a company",
    response_description="The new company.",
    tags=TAGS,
    opt={"permission": "company.edit"},
)
async def create_company(request: AnyRequest, data: JSONBody[NewCompany]) -> Company:
    return await act(request, "company.create", data, answer)


@get(
    "/companies/{company_id:str}",
    operation_id="getCompany",
    summary="A company",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "company.read"},
)
async def get_company(request: AnyRequest, company_id: FromPath[str]) -> Company:
    return await read(
        request, "company.read", lambda tx, actor: the(tx, actor.workspace_id, COMPANIES, company_id)
    )


@patch(
    "/companies/{company_id:str}",
    operation_id="editCompany",
    summary="Change fields of a company",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "company.edit"},
)
async def edit_company(
    request: AnyRequest, company_id: FromPath[str], data: JSONBody[EditCompany]
) -> Company:
    data.id = company_id
    return await act(request, "company.edit", data, answer)


@post(
    "/companies/{company_id:str}/archive",
    operation_id="archiveCompany",
    summary="Put a company away",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "company.edit"},
    status_code=200,
)
async def archive_company(request: AnyRequest, company_id: FromPath[str]) -> Company:
    return await act(request, "company.archive", NameCompany(company_id), answer)


@post(
    "/companies/{company_id:str}/restore",
    operation_id="restoreCompany",
    summary="Bring an archived company back",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "company.edit"},
    status_code=200,
)
async def restore_company(request: AnyRequest, company_id: FromPath[str]) -> Company:
    return await act(request, "company.restore", NameCompany(company_id), answer)


routes: list[HTTPRouteHandler] = [
    list_companies,
    create_company,
    get_company,
    edit_company,
    archive_company,
    restore_company,
]
