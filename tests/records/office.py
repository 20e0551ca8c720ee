"""A workspace behind the real API, and people who sit at their desks in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.testing import TestClient

from headgate.app.problems import HANDLERS
from headgate.core.access.actor import Actor
from headgate.core.access.roles import Role
from headgate.core.edge import COOKIE, Credentials, House, digest
from headgate.core.journal.entries import Entry, since
from headgate.core.verbs.perform import Outcome, perform
from headgate.core.verbs.undo import Undo
from headgate.kit.sealing import Sealer
from headgate.records.companies import commands as company_commands
from headgate.records.companies.routes import routes as company_routes
from headgate.records.contacts import commands as contact_commands
from headgate.records.contacts.routes import routes as contact_routes
from headgate.records.custom_fields import commands as custom_field_commands
from headgate.records.custom_fields.routes import routes as custom_field_routes
from headgate.records.members import commands as member_commands
from headgate.records.members.access import actor_of, resolve
from headgate.records.members.joining import enroll
from headgate.records.members.queries import person
from headgate.records.members.routes import routes as member_routes
from headgate.records.members.sessions import open_session
from headgate.records.products import commands as product_commands
from headgate.records.products.routes import routes as product_routes
from headgate.records.rates import commands as rate_commands
from headgate.records.rates.routes import routes as rate_routes
from headgate.records.targets import commands as target_commands
from headgate.records.targets.routes import routes as target_routes
from headgate.records.workspace.commands import found
from headgate.records.workspace.routes import routes as workspace_routes
from headgate.store.engine import Store, Tx

VERBS = (
    company_commands,
    contact_commands,
    custom_field_commands,
    member_commands,
    product_commands,
    rate_commands,
    target_commands,
)
ROUTES = [
    *workspace_routes,
    *member_routes,
    *company_routes,
    *contact_routes,
    *custom_field_routes,
    *product_routes,
    *rate_routes,
    *target_routes,
]
BASE = "/api/v1"


@dataclass
class Desk:
    """Somebody's access to the API: a session's cookie, a token, or nothing."""

    client: TestClient[Litestar]
    headers: dict[str, str]
    member_id: str = ""

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        answer = self.client.request(method, BASE + path, json=body, headers=headers, **more)
        # Else the cookie of one person's sign-in would travel with the next person's requests.
        self.client.cookies.clear()
        return answer

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.call("GET", path, params=query)

    def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return self.call("POST", path, {} if body is None else body, **more)

    def patch(self, path: str, body: Any) -> httpx.Response:
        return self.call("PATCH", path, body)

    def delete(self, path: str) -> httpx.Response:
        return self.call("DELETE", path)


@dataclass
class Office:
    """A workspace, founded in a fresh store and served."""

    store: Store
    client: TestClient[Litestar]
    ws: str

    def stranger(self) -> Desk:
        return Desk(self.client, {"x-headgate": "1"})

    def member(
        self,
        name: str,
        role: Role = "seller",
        *,
        ws: str | None = None,
        email: str | None = None,
        **more: Any,
    ) -> Desk:
        """An active member with a session."""
        where, address = ws or self.ws, email or f"{name.lower()}@example.com"

        def work(tx: Tx) -> tuple[str, str]:
            id_ = enroll(tx, where, name=name, email=address, role=role, **more)
            who = person(tx, where, id_)
            assert who is not None and who.identity_id is not None
            secret = open_session(tx, identity_id=who.identity_id, workspace_id=where, member_id=id_)
            return id_, secret

        member_id, secret = self.store.write(work)
        return self.with_cookie(secret, member_id)

    def with_cookie(self, secret: str, member_id: str = "") -> Desk:
        return Desk(self.client, {"cookie": f"{COOKIE}={secret}", "x-headgate": "1"}, member_id)

    def with_token(self, secret: str) -> Desk:
        return Desk(self.client, {"authorization": f"Bearer {secret}"})

    def actor(self, desk: Desk) -> Actor:
        def work(tx: Tx) -> Actor:
            who = person(tx, self.ws, desk.member_id)
            assert who is not None
            return actor_of(tx, who, None)

        return self.store.read(work)

    def resolved(self, secret: str) -> Actor | None:
        return self.store.read(lambda tx: resolve(tx, Credentials("session", digest(secret))))

    def do(self, actor: Actor, verb: str, *batch: Any) -> Outcome:
        return self.store.write(lambda tx: perform(tx, actor, verb, list(batch)))

    def undo(self, actor: Actor, seq: int) -> Outcome:
        return self.do(actor, "undo", Undo(seq=seq))

    def entries(self) -> list[Entry]:
        return self.store.read(lambda tx: tx.all(since(), ws=self.ws, since=0, n=100_000))

    def last(self) -> Entry:
        return self.entries()[-1]


def application(store: Store) -> Litestar:
    return Litestar(
        [Router(BASE, route_handlers=ROUTES)],
        exception_handlers=HANDLERS,
        state=State({"house": House(store, resolve, Sealer(lambda: bytes(32)))}),
    )


@contextmanager
def opened(store: Store, **settings: Any) -> Iterator[Office]:
    """The office for as long as the block lasts."""
    names: dict[str, Any] = {"name": "Aldermoor", "currency": "EUR", "zone": "Europe/Berlin", **settings}
    ws = store.write(lambda tx: found(tx, **names))
    with TestClient(application(store)) as client:
        yield Office(store, client, ws)
