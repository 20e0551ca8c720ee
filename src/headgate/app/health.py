"""Whether the server works: for a proxy, a container, a monitor."""

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

import headgate
from headgate.core.edge import house
from headgate.core.jobs.queue import workspaces_due
from headgate.kit import clock
from headgate.store.engine import Busy, Store, TooSlow
from headgate.store.migrate import written_again


class Health(msgspec.Struct):
    """`ok` is false when the store does not answer, or does not take what is written; the status is then
    503. `reads` and `writes` say which."""

    ok: bool
    version: str
    reads: bool
    writes: bool


@get("/healthz", include_in_schema=False, cache_control=None)
async def healthz(request: Request[object, object, State]) -> Response[Health]:
    store = house(request).store
    reads = await can_read(store)
    writes = reads and await can_write(store)
    health = Health(reads and writes, headgate.__version__, reads, writes)
    return Response(health, status_code=200 if health.ok else 503)


async def can_read(store: Store) -> bool:
    try:
        await store.reading(lambda tx: tx.all(workspaces_due(), now=clock.now()))
    except (Busy, TooSlow):
        return False
    return True


async def can_write(store: Store) -> bool:
    """Tried only where the last write failed: otherwise asking costs nobody anything."""
    if store.trouble is None:
        return True
    try:
        await store.writing(lambda tx: tx.run(written_again()))
    except Busy:
        return False
    return True


routes: list[HTTPRouteHandler] = [healthz]
