"""The API of exports: any list as CSV, streamed page by page."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, read
from headgate.core.listing.pages import Archived, Filter, Sort
from headgate.flows.exchange import cells, exporting
from headgate.flows.exchange.cells import Around, Exported
from headgate.flows.exchange.exporting import Asked
from headgate.store.engine import Tx

EXPORT: dict[str, Any] = {"permission": "export.run"}


def export_route(kind: Exported) -> HTTPRouteHandler:
    """`GET /exports/{kind}.csv`."""

    async def handle(
        request: AnyRequest, filter: Filter = None, sort: Sort = None, archived: Archived = False
    ) -> Stream:
        return await streamed(request, Asked(kind, filter, sort, archived))

    handle.__name__ = f"export_{kind}"
    return get(
        f"/exports/{kind}.csv",
        operation_id=f"export{kind.capitalize()}",
        summary="The lines of a list of deals as CSV" if kind == "lines" else f"The list of {kind} as CSV",
        tags=["Exports"],
        opt=EXPORT,
        media_type="text/csv",
    )(handle)


async def streamed(request: AnyRequest, asked: Asked) -> Stream:
    """The first page is read before the answer begins, so that what is asked wrongly is refused as usual."""
    with_ = await read(
        request,
        "export.run",
        lambda tx, actor: exporting.around(tx, actor.workspace_id, asked.kind),
        bounded=False,
    )
    rows, cursor = await part(request, asked, None, with_)

    async def body() -> AsyncIterator[bytes]:
        nonlocal rows, cursor
        yield exporting.header(asked.kind, with_).encode()
        while True:
            yield exporting.written(asked.kind, rows, with_).encode()
            if cursor is None:
                return
            rows, cursor = await part(request, asked, cursor, with_)

    headers = {"content-disposition": f'attachment; filename="{asked.kind}.csv"', "cache-control": "no-store"}
    return Stream(body(), media_type="text/csv; charset=utf-8", headers=headers)


async def part(
    request: AnyRequest, asked: Asked, cursor: str | None, with_: Around
) -> tuple[list[Any], str | None]:
    """The next rows and where they end; what they lead to is named in `with_`."""

    def work(tx: Tx, actor: Actor) -> tuple[list[Any], str | None]:
        rows, end = exporting.next_rows(tx, actor, asked, cursor)
        with_.linked = exporting.named_in(tx, actor, rows, with_)
        return rows, end

    return await read(request, "export.run", work, bounded=False)


routes: list[HTTPRouteHandler] = [*map(export_route, cells.COLUMNS), export_route("lines")]
