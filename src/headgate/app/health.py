"""Whether the server works: for a proxy, a container, a monitor."""

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

import headgate
from headgate.core.edge import house
from headgate.core.jobs.queue import workspaces_due
from headgate.kit import clock
from headgate.store.engine import Busy


class Health(msgspec.Struct):
    """`ok` is false when the store does not answer; the status is then 503."""

    ok: bool
    version: str


@get("/healthz", include_in_schema=False, cache_control=None)
async def healthz(request: Request[object, object, State]) -> Response[Health]:
    ok = True
    try:
        await house(request).store.reading(lambda tx: tx.all(workspaces_due(), now=clock.now()))
    except Busy:
        ok = False
    return Response(Health(ok, headgate.__version__), status_code=200 if ok else 503)


routes: list[HTTPRouteHandler] = [healthz]
