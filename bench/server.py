"""The product's server with more routes, for the bench: what the product's answers are measured against."""

import os
import pickle
from functools import lru_cache
from itertools import cycle
from pathlib import Path

from litestar import Litestar, Response, get, post

from bench.places import Place
from bench.replaying import Driver
from bench.tracing import Transaction
from headgate.app.api import create_app
from headgate.app.logs import begin
from headgate.app.serving import serve
from headgate.app.settings import Settings, load
from headgate.core.edge import AnyRequest
from headgate.store.engine import Store
from headgate.store.open import open_store

SWITCH = "BENCH_BOUNDS"
"""Names the file of bounds, and by being there says that the routes are wanted."""


class Bound:
    """A case's recorded statements and the bare connection that runs them again."""

    def __init__(self, place: Place, noted: list[Transaction], *, once: bool) -> None:
        self.driver: Driver = place.driver()
        self.supply = iter(noted) if once else cycle(noted)

    def replay(self) -> None:
        """Runs the statements of the next request. StopIteration when changes to be made are used up."""
        self.driver.run([next(self.supply)])


class Bounds:
    """The bounds of a file, by the number of the case."""

    def __init__(self, file: Path) -> None:
        found = pickle.loads(file.read_bytes())
        self.all = {number: Bound(place, noted, once=once) for number, place, noted, once in found}


@lru_cache
def filler(size: int) -> bytes:
    return b'"' + b"x" * (size - 2) + b'"'


def answer(size: int) -> Response[bytes]:
    return Response(filler(size), media_type="application/json")


@get("/bench/static/{size:int}", include_in_schema=False)
async def static(size: int) -> Response[bytes]:
    return answer(size)


@post("/bench/static/{size:int}", include_in_schema=False, status_code=200)
async def static_after_body(request: AnyRequest, size: int) -> Response[bytes]:
    await request.body()
    return answer(size)


@get("/bench/bound/{case:int}/{size:int}", include_in_schema=False)
async def bound(request: AnyRequest, case: int, size: int) -> Response[bytes]:
    request.app.state.bounds.all[case].replay()
    return answer(size)


@post("/bench/bound/{case:int}/{size:int}", include_in_schema=False, status_code=200)
async def bound_after_body(request: AnyRequest, case: int, size: int) -> Response[bytes]:
    await request.body()
    request.app.state.bounds.all[case].replay()
    return answer(size)


def factory(store: Store, settings: Settings) -> Litestar:
    app = create_app(store, settings)
    if file := os.environ.get(SWITCH):
        app.state.bounds = Bounds(Path(file))
        for route in (static, static_after_body, bound, bound_after_body):
            app.register(route)
    return app


def main() -> None:
    settings = load()
    begin(settings)
    store = open_store(settings.data, settings.database_url)
    serve(factory(store, settings), settings, lambda: print("ready", flush=True))


if __name__ == "__main__":
    main()
