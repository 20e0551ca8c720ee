"""What the tests of figures share."""

from collections.abc import Iterator

import pytest
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.testing import TestClient

from headgate.app.problems import HANDLERS
from headgate.core.edge import House
from headgate.insight.funnel.routes import routes as funnel_routes
from headgate.insight.routes import routes
from headgate.insight.worth_routes import routes as worth_routes
from headgate.kit.sealing import Sealer
from headgate.records.deals.routes import routes as deal_routes
from headgate.records.members.access import resolve
from headgate.records.rates.routes import routes as rate_routes
from headgate.store.engine import Store
from tests.records.office import BASE, Office
from tests.world import found

ROUTES = (*routes, *funnel_routes, *worth_routes, *deal_routes, *rate_routes)


@pytest.fixture
def office(store: Store) -> Iterator[Office]:
    app = Litestar(
        [Router(BASE, route_handlers=[*ROUTES])],
        exception_handlers=HANDLERS,
        state=State({"house": House(store, resolve, Sealer(lambda: bytes(32)))}),
    )
    ws = found(store, currency="EUR", zone="Europe/Berlin").ws
    with TestClient(app) as client:
        yield Office(store, client, ws)
