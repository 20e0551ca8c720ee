"""Metrics: who may read them, what they count, and that no word of a request becomes a label."""

import re
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from litestar.testing import TestClient

from headgate.app import founding
from headgate.app.api import create_app
from headgate.app.measuring import may_read
from headgate.app.settings import Settings
from headgate.core.edge import COOKIE
from headgate.core.jobs import queue
from headgate.store.engine import Store
from tests.app.conftest import Client, session
from tests.server import environment, link_of, process, sign_in
from tests.stores import Databases

TOKEN = "monitor-" + "0123456789abcdef" * 2
HERE = "127.0.0.1"


@pytest.mark.parametrize(
    ("settings", "peer", "headers", "may"),
    [
        (Settings(), HERE, {}, False),
        (Settings(metrics=True), HERE, {}, True),
        (Settings(metrics=True), "::1", {}, True),
        (Settings(metrics=True), "10.0.0.7", {}, False),
        (Settings(metrics=True), None, {}, False),
        (Settings(metrics=True), HERE, {"x-forwarded-for": "203.0.113.9"}, False),
        (Settings(metrics_token=TOKEN), HERE, {}, False),
        (Settings(metrics_token=TOKEN), "10.0.0.7", {"authorization": f"Bearer {TOKEN}"}, True),
        (Settings(metrics_token=TOKEN), HERE, {"authorization": f"Bearer {TOKEN}x"}, False),
        (Settings(metrics=True, metrics_token=TOKEN), HERE, {}, False),
    ],
)
def test_who_may_read_them(settings: Settings, peer: str | None, headers: dict[str, str], may: bool) -> None:
    assert may_read(settings, peer, headers) is may


@pytest.fixture
def measured(store: Store) -> Iterator[Client]:
    secret = store.write(lambda tx: session(tx, *founding.empty_workspace(tx)))
    with TestClient(create_app(store, Settings(metrics_token=TOKEN))) as client:
        client.cookies.set(COOKIE, secret)
        client.headers["X-Headgate"] = "1"
        yield client


def read(client: Client) -> str:
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(
        "text/plain; version=0.0.4"
    )
    return answer.text


def value(text: str, name: str, **labels: str) -> float | None:
    for line in text.splitlines():
        head, _, number = line.rpartition(" ")
        if head.partition("{")[0] == name and all(f'{k}="{v}"' in head for k, v in labels.items()):
            return float(number)
    return None


def test_they_are_off_unless_asked_for(client: Client) -> None:
    assert client.get("/metrics", headers={"accept": "application/json"}).status_code != 200
    assert "headgate_" not in client.get("/metrics").text


def test_without_the_token_there_is_nothing(measured: Client) -> None:
    assert measured.get("/metrics").status_code == 404


def test_requests_are_counted_by_template_and_status(measured: Client) -> None:
    for _ in range(3):
        assert measured.get("/api/v1/deals/deal_1f").status_code == 404
    assert measured.post("/api/v1/companies", json={"name": "Hidden Words Ltd"}).status_code == 201
    route = "/api/v1/deals/{deal_id}"
    said = read(measured)
    assert value(said, "headgate_http_requests_total", method="GET", route=route, status="404") == 3
    assert value(said, "headgate_http_request_seconds_count", method="GET", route=route) == 3
    made = {"method": "POST", "route": "/api/v1/companies", "status": "201"}
    assert value(said, "headgate_http_requests_total", **made) == 1


def test_nothing_that_was_sent_is_a_label(measured: Client) -> None:
    measured.request("SECRET", "/api/v1/companies")
    measured.get("/api/v1/nothing/secret?secret=secret")
    measured.get("/secret/secret", headers={"user-agent": "secret", "host": "secret.example"})
    measured.get("/api/v1/deals/deal_5ec4e7")
    said = read(measured)
    assert "secret" not in said.lower() and "5ec4e7" not in said


def test_the_store_and_its_work(measured: Client, store: Store) -> None:
    ws = founding.workspaces_of(store)[0].id
    later = "2099-01-01T00:00:00+00:00"
    store.write(lambda tx: queue.put(tx, ws, "test.kind", {}, due_at=datetime.fromisoformat(later)))
    said = read(measured)
    assert value(said, "headgate_jobs", kind="test.kind", state="waiting") == 1
    assert value(said, "headgate_jobs_oldest_seconds", kind="test.kind", state="waiting") == 0
    assert (value(said, "headgate_store_bytes") or 0) > 100_000
    assert value(said, "headgate_store_up") == value(said, "headgate_store_writable") == 1
    assert value(said, "headgate_build_info", engine=store.engine) == 1
    assert value(said, "headgate_store_waiting") is not None


def test_a_server_shows_them_to_this_machine_with_its_live_connections(tmp_path: Path) -> None:
    env = {**environment(tmp_path), "HEADGATE_METRICS": "1"}
    url = f"http://127.0.0.1:{env['HEADGATE_PORT']}"
    with process("up", "--no-demo", env=env, folder=tmp_path) as started:
        cookies = sign_in(url, link_of(started))
        with httpx.Client(base_url=url, cookies=cookies, timeout=20) as client:
            with client.stream("GET", "/api/v1/events") as stream:
                begun = stream.iter_bytes()
                next(begun)
                said = client.get("/metrics").text
                assert value(said, "headgate_live_connections") == 1
            end = time.monotonic() + 20
            while value(client.get("/metrics").text, "headgate_live_connections") and time.monotonic() < end:
                time.sleep(0.2)
            assert value(client.get("/metrics").text, "headgate_live_connections") == 0
            assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


@pytest.mark.long
def test_several_processes_count_together(databases: Databases, tmp_path: Path) -> None:
    with databases.place(tmp_path) as place:
        store = place.open()
        store.write(founding.empty_workspace)
        store.close()
        env = {**environment(tmp_path, place.url), "HEADGATE_METRICS": "1", "HEADGATE_WORKERS": "2"}
        url = f"http://127.0.0.1:{env['HEADGATE_PORT']}"
        with process("serve", env=env, folder=tmp_path):
            end = time.monotonic() + 60
            done = 0
            while done < 40 and time.monotonic() < end:
                try:
                    done += httpx.get(f"{url}/healthz", timeout=5).status_code == 200
                except httpx.TransportError:
                    time.sleep(0.2)
            said = httpx.get(f"{url}/metrics", timeout=20).text
            assert value(said, "headgate_http_requests_total", route="/healthz", status="200") == done == 40
            assert not re.search(r'pid="', said)
