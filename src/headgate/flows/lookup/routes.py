"""The API of the catalogue, of search and of the journal."""

from typing import Annotated, Any

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter

from headgate.core.edge import AnyRequest, read
from headgate.core.listing.pages import Cursor, Limit
from headgate.flows.lookup.audit import Audit, audit
from headgate.flows.lookup.catalogue import Fields, RecordName, fields_of
from headgate.flows.lookup.search import Hits, search

FIELDS: dict[str, Any] = {"permission": "workspace.read"}
SEARCH: dict[str, Any] = {"permission": "deal.read"}
JOURNAL: dict[str, Any] = {"permission": "journal.read"}


@get(
    "/fields",
    operation_id="listFields",
    summary="The fields of a kind of record",
    tags=["Fields"],
    opt=FIELDS,
)
async def list_fields(request: AnyRequest, record: RecordName = "deal") -> Fields:
    return await read(request, "workspace.read", lambda tx, actor: fields_of(tx, actor, record))


@get(
    "/search",
    operation_id="search",
    summary="Deals, companies and contacts by the beginnings of words",
    description="Names, deal numbers, e-mail addresses, telephone numbers and domains, in any order, without "
    "regard to case and accents. Where little is found, mistyped words count as well: one mistake from four "
    "letters, two from eight.",
    response_description="At most eight of each kind, best first.",
    tags=["Search"],
    opt=SEARCH,
)
async def search_names(request: AnyRequest, q: Annotated[str, Parameter(max_length=200)]) -> Hits:
    return await read(request, "deal.read", lambda tx, actor: search(tx, actor, q), bounded=False)


@get(
    "/journal",
    operation_id="listJournal",
    summary="Every change, newest first",
    tags=["History"],
    opt=JOURNAL,
)
async def list_journal(
    request: AnyRequest,
    subject: Annotated[str | None, Parameter(description="Only of this record.", max_length=40)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Audit:
    return await read(
        request,
        "journal.read",
        lambda tx, actor: audit(tx, actor, subject=subject, cursor=cursor, limit=limit),
    )


routes: list[HTTPRouteHandler] = [list_fields, search_names, list_journal]
