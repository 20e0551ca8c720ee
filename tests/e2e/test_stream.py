"""The event stream over a real server: opened with a cookie or token, resumed, ended with its session."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.server import Server, running
from tests.stores import Place


@pytest.fixture
def server(place: Place) -> Iterator[Server]:
    with running(place.folder, place.url) as made:
        yield made


def moments(client: httpx.Client, wanted: int, path: str = "/events", **headers: str) -> list[dict[str, Any]]:
    """The first events of a stream."""
    found: list[dict[str, Any]] = []
    with client.stream("GET", path, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        for line in answer.iter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line.removeprefix("data: ")))
                if len(found) == wanted:
                    break
    return found


def test_changes_come_as_they_happen_and_again_from_where_one_was(server: Server) -> None:
    with server.client() as client, server.client() as other:
        seq = client.get("/session").json()["seq"]
        timer = threading.Timer(0.5, lambda: other.post("/companies", json={"name": "Isdom"}))
        timer.start()
        (first,) = moments(client, 1)
        timer.join()
        assert (first["seq"], first["kinds"]) == (seq + 1, ["company.created"])
        assert first.keys() == {"seq", "ids", "kinds"}
        assert moments(client, 1, f"/events?since={seq}") == [first]
        assert moments(client, 1, **{"Last-Event-ID": str(seq)}) == [first]


def test_a_stream_of_nobody_is_refused(server: Server) -> None:
    with httpx.Client(base_url=f"{server.url}/api/v1") as nobody:
        assert nobody.get("/events").status_code == 401
    with server.client() as client:
        assert client.get("/events?since=x").status_code == 422


def test_an_open_stream_does_not_keep_the_server_from_stopping(server: Server) -> None:
    with server.client() as client, client.stream("GET", "/events") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 2000"
        assert server.stop() == 0


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_stream_ends_with_its_session(server: Server) -> None:
    """Within a ping; the server says so by ending it."""
    with server.client() as client, server.client() as other, client.stream("GET", "/events") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 2000"
        assert other.delete("/session").status_code == 204
        assert [line for line in lines if line.startswith("data:")] == []


@pytest.mark.long
def test_a_busy_workspace_does_not_keep_an_ended_session_listening(server: Server) -> None:
    """The session is looked at again by the clock, not only when nothing happens."""
    with server.client() as owner, httpx.Client(base_url=f"{server.url}/api/v1", timeout=60) as eve:
        new = {"name": "Eve", "role": "seller", "email": "eve@example.com"}
        member = owner.post("/members", json=new).json()["id"]
        link = owner.post(f"/members/{member}/invitation").json()["url"].partition("=")[2]
        joining = {"token": link, "name": "Eve", "password": "long enough for anybody"}
        assert eve.post("/invitations/accept", json=joining, headers={"X-Headgate": "1"}).status_code == 200
        ended = threading.Event()

        def work() -> None:
            owner.post(f"/members/{member}/deactivate")
            while not ended.wait(0.5):
                owner.post("/companies", json={"name": "Isdom"})

        with eve.stream("GET", "/events") as answer:
            busy = threading.Thread(target=work)
            busy.start()
            for _ in answer.iter_lines():
                pass
        ended.set()
        busy.join()
