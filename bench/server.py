"""The product's server with one more route, for the bench: a static answer of a size that is asked for."""

import os
from functools import lru_cache

from litestar import Litestar, Response, get, post

from headgate.app.api import create_app
from headgate.app.logs import begin
from headgate.app.serving import serve
from headgate.app.settings import Settings, load
from headgate.core.edge import AnyRequest
from headgate.store.engine import Store
from headgate.store.open import open_store

SWITCH = "BENCH_STATIC"


@lru_cache
def filler(size: int) -> bytes:
    return b'"' + b"x" * (size - 2) + b'"'


@get("/bench/static/{size:int}", include_in_schema=False)
async def static(size: int) -> Response[bytes]:
    return Response(filler(size), media_type="application/json")


@post("/bench/static/{size:int}", include_in_schema=False, status_code=200)
async def static_after_body(request: AnyRequest, size: int) -> Response[bytes]:
    await request.body()
    return Response(filler(size), media_type="application/json")


def factory(store: Store, settings: Settings) -> Litestar:
    app = create_app(store, settings)
    if os.environ.get(SWITCH):
        app.register(static)
        app.register(static_after_body)
    return app


def main() -> None:
    settings = load()
    begin(settings)
    store = open_store(settings.data, settings.database_url)
    serve(factory(store, settings), settings, lambda: print("ready", flush=True))


if __name__ == "__main__":
    main()
