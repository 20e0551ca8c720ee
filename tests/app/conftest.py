"""The whole application over a fresh store, with its owner signed in."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from headgate.app import founding
from headgate.app.api import create_app
from headgate.core.edge import COOKIE
from headgate.records.members.sessions import open_session
from headgate.store.engine import Store, Tx

Client = TestClient[Litestar]


def session(tx: Tx, ws: str, member: str) -> str:
    person = next(each for each in tx.all(founding.people_who_may(), ws=ws) if each.id == member)
    assert person.identity_id
    return open_session(tx, identity_id=person.identity_id, workspace_id=ws, member_id=member)


@pytest.fixture
def home(store: Store) -> tuple[str, str]:
    """A workspace and its owner."""
    return store.write(founding.empty_workspace)


@pytest.fixture
def stranger(store: Store) -> Iterator[Client]:
    """A browser in which nobody is signed in."""
    with TestClient(create_app(store)) as client:
        yield client


@pytest.fixture
def client(stranger: Client, store: Store, home: tuple[str, str]) -> Client:
    """The same browser with the owner signed in."""
    stranger.cookies.set(COOKIE, store.write(lambda tx: session(tx, *home)))
    stranger.headers["X-Headgate"] = "1"
    return stranger


@pytest.fixture
def pipeline(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/pipelines").json()["items"][0]
    return found
