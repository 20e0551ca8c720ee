"""The API of the audit log: a page of it, and all of it as CSV."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any, Literal

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter, QueryParameter
from litestar.response import Stream

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, read
from headgate.core.listing.pages import Cursor, Limit
from headgate.flows.lookup import trail
from headgate.store.engine import Tx

PERMISSION = "audit.read"
AUDIT: dict[str, Any] = {"permission": PERMISSION}
AT_ONCE = 500
Record = Literal[
    "activity", "bulk", "collaborator", "company", "contact", "custom_field", "deal", "deal_line",
    "deal_role", "exchange_rate", "import", "import_mapping", "lost_reason", "member", "member_role",
    "participant", "pipeline", "product", "source", "stage", "target", "team", "token", "workspace",
]  # fmt: skip
Member = Annotated[str | None, Parameter(description="Only what this member did.", max_length=40)]
Kind = Annotated[Record | None, Parameter(description="Only changes of this kind of record.")]
From = Annotated[
    str | None,
    QueryParameter(name="from", description="From this day on, in the workspace's zone.", max_length=10),
]
Until = Annotated[
    str | None, QueryParameter(name="until", description="Until this day, which is included.", max_length=10)
]


async def part(request: AnyRequest, wanted: trail.Wanted, cursor: str | None, limit: int) -> trail.Trail:
    trail.check_member(wanted.member)

    def work(tx: Tx, actor: Actor) -> trail.Trail:
        return trail.trail(tx, actor, wanted, cursor=cursor, limit=limit)

    return await read(request, PERMISSION, work, bounded=False)


@get(
    "/audit",
    operation_id="listAudit",
    summary="The audit log: who changed what, when and from where, newest first",
    tags=["History"],
    opt=AUDIT,
)
async def list_audit(
    request: AnyRequest,
    member: Member = None,
    record: Kind = None,
    first: From = None,
    last: Until = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> trail.Trail:
    return await part(request, trail.Wanted(member, record, first, last), cursor, limit)


@get(
    "/exports/audit.csv",
    operation_id="exportAudit",
    summary="The audit log as CSV, a row for each field that changed",
    tags=["Exports"],
    opt=AUDIT,
    media_type="text/csv",
)
async def export_audit(
    request: AnyRequest,
    member: Member = None,
    record: Kind = None,
    first: From = None,
    last: Until = None,
) -> Stream:
    more = partial(part, request, trail.Wanted(member, record, first, last), limit=AT_ONCE)
    # Before the answer begins, so that what is asked wrongly is refused as usual.
    found = await more(cursor=None)

    async def body() -> AsyncIterator[bytes]:
        nonlocal found
        yield trail.header().encode()
        yield trail.written(found.items).encode()
        while found.next is not None:
            found = await more(cursor=found.next)
            yield trail.written(found.items).encode()

    headers = {"content-disposition": 'attachment; filename="audit.csv"', "cache-control": "no-store"}
    return Stream(body(), media_type="text/csv; charset=utf-8", headers=headers)


routes: list[HTTPRouteHandler] = [list_audit, export_audit]
