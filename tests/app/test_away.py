"""The disk fills, the database stops: a clear refusal, nothing half-done, then work without a restart."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from litestar.testing import TestClient

from headgate.app import founding
from headgate.app.api import create_app
from headgate.app.problems import MEDIA
from headgate.core.edge import COOKIE
from headgate.records.deals.verify import verify
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore
from tests import stores
from tests.app.conftest import Client, session
from tests.server import command, environment

SOON = 3.0
"""Seconds in which a refusal must have come."""
BACK = 15.0


def refused(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (503, MEDIA), answer.text
    assert answer.json()["code"] == "unavailable"
    assert answer.headers["retry-after"] == "5"


def health(client: Client) -> tuple[int, bool, bool]:
    answer = client.get("/healthz")
    return answer.status_code, answer.json()["reads"], answer.json()["writes"]


def company(client: Client, name: str) -> httpx.Response:
    return client.post("/api/v1/companies", json={"name": name})


def names(client: Client) -> list[str]:
    return [item["name"] for item in client.get("/api/v1/companies").json()["items"]]


@pytest.fixture
def embedded(tmp_path: Path, sqlite_template: Path) -> Iterator[tuple[Client, SqliteStore]]:
    with stores.sqlite_place(sqlite_template, tmp_path) as place:
        store = place.open()
        assert isinstance(store, SqliteStore)
        secret = store.write(lambda tx: session(tx, *founding.empty_workspace(tx)))
        with TestClient(create_app(store)) as client:
            client.cookies.set(COOKIE, secret)
            client.headers["X-Headgate"] = "1"
            yield client, store


def filled(store: SqliteStore) -> None:
    pages = store.writer.connection.pragma("page_count")
    store.writer.connection.pragma("max_page_count", pages + 2)


def freed(store: SqliteStore) -> None:
    store.writer.connection.pragma("max_page_count", 1 << 20)


def test_a_full_disk(embedded: tuple[Client, SqliteStore]) -> None:
    client, store = embedded
    store.write(lambda _: filled(store))
    kept, answer = 0, company(client, "x" * 200)
    while answer.status_code == 201 and kept < 500:
        kept += 1
        answer = company(client, f"{kept}" + "x" * 190)
    refused(answer)
    assert client.get("/api/v1/companies").status_code == 200
    assert client.get("/healthz").json()["reads"] is True
    store.write(lambda _: freed(store))
    assert company(client, "Room again").status_code == 201
    assert health(client) == (200, True, True)
    page = client.get("/api/v1/companies", params={"limit": 1}).json()
    assert page["total"] == kept + 1


def test_a_disk_that_may_only_be_read(embedded: tuple[Client, SqliteStore]) -> None:
    client, store = embedded
    assert company(client, "Before").status_code == 201
    store.write(lambda _: store.writer.connection.pragma("query_only", 1))
    refused(company(client, "Meanwhile"))
    assert names(client) == ["Before"]
    assert health(client) == (503, True, False)
    store.writer.connection.pragma("query_only", 0)
    assert health(client) == (200, True, True)
    assert company(client, "After").status_code == 201
    assert names(client) == ["After", "Before"]


@pytest.fixture
def server() -> Iterator[stores.OwnServer]:
    with stores.own_server() as made:
        yield made


def until_back(client: Client) -> None:
    end = time.monotonic() + BACK
    while health(client)[0] != 200 and time.monotonic() < end:
        time.sleep(0.1)
    assert health(client) == (200, True, True)


def test_a_database_that_stops_and_comes_back(server: stores.OwnServer) -> None:
    store = PostgresStore(server.url)
    stores.make_schema(store)
    ws, member = store.write(founding.empty_workspace)
    secret = store.write(lambda tx: session(tx, ws, member))
    with TestClient(create_app(store)) as client:
        client.cookies.set(COOKIE, secret)
        client.headers["X-Headgate"] = "1"
        assert company(client, "Before").status_code == 201
        # Each connection of the pool is cut: nobody notices.
        with psycopg.connect(server.url, autocommit=True) as admin:
            admin.execute(CUT)
        assert names(client) == ["Before"]
        assert company(client, "Cut").status_code == 201
        server.stop()
        for _ in range(3):
            begin = time.monotonic()
            refused(client.get("/api/v1/companies"))
            refused(company(client, "Meanwhile"))
            assert time.monotonic() - begin < SOON
        assert health(client) == (503, False, False)
        server.start()
        until_back(client)
        assert company(client, "After").status_code == 201
        assert sorted(names(client)) == ["After", "Before", "Cut"]
        assert list(verify(store, ws)) == []


CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def test_a_connection_cut_within_a_change_and_at_its_commit(server: stores.OwnServer) -> None:
    """Within: the change is made again and is there once. At the commit: whoever asked hears that it is not
    known."""
    store = PostgresStore(server.url)
    stores.make_schema(store)
    home = store.write(founding.empty_workspace)
    secret = store.write(lambda tx: session(tx, *home))
    with psycopg.connect(server.url, autocommit=True) as admin, TestClient(create_app(store)) as client:
        client.cookies.set(COOKIE, secret)
        client.headers["X-Headgate"] = "1"
        admin.execute(ONCE)
        admin.execute("CREATE TRIGGER within AFTER INSERT ON company FOR EACH ROW EXECUTE FUNCTION once()")
        assert company(client, "Within").status_code == 201
        admin.execute("DROP TRIGGER within ON company")
        admin.execute(
            "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON company DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION cut()"
        )
        answer = company(client, "Commit")
        refused(answer)
        assert "before you repeat it" in answer.json()["detail"]
        admin.execute("DROP TRIGGER late ON company")
        assert names(client) == ["Within"]
        assert company(client, "Again").status_code == 201


ONCE = """
CREATE SEQUENCE turns;
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
CREATE FUNCTION once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('turns') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
  RETURN NEW;
END $$;
"""


def test_a_server_whose_database_is_away_says_so_in_a_sentence(tmp_path: Path) -> None:
    nowhere = "postgresql://postgres@127.0.0.1:1/none"
    said = command("serve", env=environment(tmp_path, nowhere))
    assert said.returncode == 1
    assert "the database cannot be reached" in said.stderr
    assert "Traceback" not in said.stderr
