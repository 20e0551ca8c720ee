"""How many requests a client may make, by token, session and address; how large they may be; headers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from litestar.testing import TestClient

from headgate.app import founding, limits
from headgate.app.api import create_app
from headgate.app.limits import Allowance
from headgate.app.problems import MEDIA
from headgate.app.settings import Settings
from headgate.core.edge import COOKIE
from headgate.store.engine import Store
from tests.app.conftest import Client, session

WHO = "/api/v1/session"


@contextmanager
def served(store: Store, settings: Settings) -> Iterator[Client]:
    secret = store.write(lambda tx: session(tx, *founding.empty_workspace(tx)))
    with TestClient(create_app(store, settings)) as client:
        client.cookies.set(COOKIE, secret)
        client.headers["X-Headgate"] = "1"
        yield client


def refused(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (429, MEDIA), answer.text
    assert answer.json()["code"] == "too_many"
    assert 1 <= int(answer.headers["retry-after"]) <= 61


def test_a_session_has_its_allowance_and_others_theirs(store: Store) -> None:
    with served(store, Settings(limit_session=5)) as client:
        made = client.post("/api/v1/tokens", json={"name": "Robot", "scopes": ["read"]})
        for _ in range(4):
            assert client.get(WHO).status_code == 200
        refused(client.get(WHO))
        client.cookies.clear()
        robot = {"Authorization": f"Bearer {made.json()['secret']}"}
        assert client.get("/api/v1/companies", headers=robot).status_code == 200


def test_a_token_has_its_allowance(store: Store) -> None:
    with served(store, Settings(limit_token=3)) as client:
        made = client.post("/api/v1/tokens", json={"name": "Robot", "scopes": ["read"]})
        client.cookies.clear()
        robot = {"Authorization": f"Bearer {made.json()['secret']}"}
        for _ in range(3):
            assert client.get("/api/v1/companies", headers=robot).status_code == 200
        refused(client.get("/api/v1/companies", headers=robot))


def test_made_up_tokens_have_the_allowance_of_their_address(store: Store) -> None:
    with served(store, Settings(limit_address=5)) as client:
        own = dict(client.cookies)
        client.cookies.clear()
        for number in range(5):
            answer = client.get(WHO, headers={"Authorization": f"Bearer made-up-{number}"})
            assert answer.status_code == 401
        refused(client.get(WHO, headers={"Authorization": "Bearer another"}))
        refused(client.get(WHO))
        assert client.get("/healthz").status_code == 200, "only the API is counted"
        client.cookies.update(own)
        refused(client.get(WHO))


def test_behind_a_proxy_the_client_is_who_the_proxy_heard(store: Store) -> None:
    with served(store, Settings(limit_address=2, proxies=1)) as client:
        client.cookies.clear()
        for _ in range(2):
            client.get(WHO, headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
        refused(client.get(WHO, headers={"X-Forwarded-For": "192.0.2.7, 203.0.113.9"}))
        assert client.get(WHO, headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 401


def test_without_a_proxy_nobody_chooses_an_address(store: Store) -> None:
    with served(store, Settings(limit_address=2)) as client:
        client.cookies.clear()
        for number in range(2):
            client.get(WHO, headers={"X-Forwarded-For": f"198.51.100.{number}"})
        refused(client.get(WHO, headers={"X-Forwarded-For": "203.0.113.9"}))


def test_an_allowance_comes_back_share_by_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KEYS", 3)
    own = Allowance(60)
    for _ in range(60):
        assert own.wait("a", 1000.0) <= 0
        own.count("a", 1000.0)
    assert own.wait("a", 1000.0) == pytest.approx(1.0)
    assert own.wait("a", 1001.0) <= 0 < own.wait("a", 1000.5)
    for key in "bcd":
        own.count(key, 1000.0)
    assert list(own.until) == ["b", "c", "d"], "memory is bounded"


def chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // 1000):
        yield b"x" * 1000


@pytest.mark.parametrize(("path", "limit"), [("/api/v1/companies", 2000), ("/api/v1/imports", 50_000)])
def test_too_much_is_refused_also_where_its_size_is_not_said(
    store: Store, tmp_path: Path, path: str, limit: int
) -> None:
    with served(store, Settings(data=tmp_path, max_body=2000, max_upload=50_000)) as client:
        kind = {
            "content-type": "multipart/form-data; boundary=b" if "imports" in path else "application/json"
        }
        for content in (b"x" * (limit + 1000), chunks(limit + 2000)):
            answer = client.post(path, content=content, headers=kind)
            assert (answer.status_code, answer.headers["content-type"]) == (413, MEDIA), answer.text


@pytest.mark.parametrize(
    ("address", "said"),
    [("https://crm.example.com", "max-age=31536000"), ("http://crm.test", None), (None, None)],
)
def test_https_is_kept_to_where_the_public_address_says_so(
    store: Store, address: str | None, said: str | None
) -> None:
    with served(store, Settings(public_url=address)) as client:
        assert client.get(WHO).headers.get("strict-transport-security") == said


def test_what_every_answer_of_the_api_forbids(client: Client) -> None:
    for path in (WHO, "/api/v1/nothing", "/healthz"):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
