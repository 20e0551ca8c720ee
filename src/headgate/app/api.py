"""The application: every noun's routes under /api/v1, with what all requests share."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from copy import copy
from typing import Any

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from headgate.app import health, live, measuring, nouns, spa
from headgate.app.answering import Answer
from headgate.app.fanout import Hub
from headgate.app.headers import headers_for
from headgate.app.limits import Limits
from headgate.app.openapi import BASE, config, described
from headgate.app.problems import HANDLERS
from headgate.app.sealkey import key_of
from headgate.app.settings import Settings
from headgate.core.edge import House
from headgate.core.jobs.worker import Worker
from headgate.kit.sealing import Sealer
from headgate.records.members.access import resolve
from headgate.store.engine import Store

Life = Callable[[Litestar], AbstractAsyncContextManager[None]]


def handlers() -> list[HTTPRouteHandler]:
    """The routes of every noun: the list `routes` of its modules called `routes` or `…_routes`."""
    nouns.load()
    lists = [module.routes for module in nouns.modules("routes")]
    return list(dict.fromkeys(handler for each in [*lists, live.routes] for handler in each))


def create_app(store: Store, settings: Settings | None = None) -> Litestar:
    """The application over an open store, which it closes when it ends."""
    own = settings or Settings()
    house = House(store, resolve, Sealer(key_of(own)), own.public_url, own.proxies)
    app = built(own, State({"house": house, "settings": own}), [living(store)])
    return measuring.measured(app, store, own)


def description() -> dict[str, Any]:
    """The description of the API, for which no store is needed."""
    return described(built(Settings(), State(), []))


def built(settings: Settings, state: State, lifespan: list[Life]) -> Litestar:
    limits = Limits(settings)
    every = [limited(handler, settings.max_upload) for handler in handlers()]
    return Litestar(
        route_handlers=[
            Router(BASE, route_handlers=every),
            *health.routes,
            *measuring.routes(settings),
            *spa.routes,
        ],
        state=state,
        exception_handlers=HANDLERS,
        before_request=limits.begin,
        before_send=[limits.answered, headers_for(settings)],
        response_class=Answer,
        request_max_body_size=settings.max_body,
        openapi_config=config(),
        logging_config=None,
        lifespan=lifespan,
    )


def limited(handler: HTTPRouteHandler, max_upload: int) -> HTTPRouteHandler:
    """The handler; one that says `opt={"upload": True}` with the limit for uploads in place of the usual."""
    if not handler.opt.get("upload"):
        return handler
    own = copy(handler)
    own.request_max_body_size = max_upload
    return own


def living(store: Store) -> Life:
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
