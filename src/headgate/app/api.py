"""The application: every noun's routes under /api/v1, with what all requests share."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from pkgutil import walk_packages

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

import headgate
from headgate.app import health, spa
from headgate.app.fanout import Hub
from headgate.app.headers import add_headers
from headgate.app.openapi import BASE, complete, config
from headgate.app.problems import HANDLERS
from headgate.app.settings import Settings
from headgate.core.edge import House
from headgate.core.jobs.worker import Worker
from headgate.records.members.access import resolve
from headgate.store.engine import Store

ROOMS = ("records", "insight", "flows", "rooms")


def handlers() -> list[HTTPRouteHandler]:
    """The routes of every room: its modules called `routes` or `…_routes`; a new noun needs no line here."""
    found: dict[int, HTTPRouteHandler] = {}
    for module in walk_packages(headgate.__path__, "headgate."):
        floor, last = module.name.split(".")[1], module.name.rpartition(".")[2]
        if (floor in ROOMS and last.endswith("routes")) or module.name == "headgate.app.live":
            for handler in import_module(module.name).routes:
                found[id(handler)] = handler
    return list(found.values())


def create_app(store: Store, settings: Settings | None = None) -> Litestar:
    """The application over an open store, which it closes when it ends."""
    given = settings or Settings()
    usual = [handler for handler in handlers() if not handler.opt.get("upload")]
    uploads = [handler for handler in handlers() if handler.opt.get("upload")]
    app = Litestar(
        route_handlers=[
            Router(BASE, route_handlers=usual),
            Router(BASE, route_handlers=uploads, request_max_body_size=given.max_upload),
            *health.routes,
            *spa.routes,
        ],
        state=State({"house": House(store, resolve), "settings": given}),
        exception_handlers=HANDLERS,
        before_send=[add_headers],
        request_max_body_size=given.max_body,
        openapi_config=config(),
        logging_config=None,
        lifespan=[living(store)],
    )
    complete(app)
    return app


def living(store: Store) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """What lives as long as the server: the fan-out of changes, the worker, the store."""

    @asynccontextmanager
    async def life(app: Litestar) -> AsyncIterator[None]:
        app.state.hub = Hub(store)
        worker = Worker(store)
        try:
            yield
        finally:
            app.state.hub.close()
            worker.close()
            store.close()

    return life
