"""Deals through their routes: every verb answers, errors name the place, undo takes back."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from headgate.app.api import create_app
from headgate.app.founding import empty_workspace
from headgate.core.edge import COOKIE
from headgate.records.members.queries import person
from headgate.records.members.sessions import open_session
from headgate.store.engine import Store, Tx
from tests.stores import Place

Client = TestClient[Any]


@pytest.fixture
def client(place: Place) -> Iterator[Client]:
    """Signed in as the owner of a fresh workspace."""
    store: Store = place.open()

    def begin(tx: Tx) -> str:
        ws, member = empty_workspace(tx)
        who = person(tx, ws, member)
        assert who is not None and who.identity_id is not None
        return open_session(tx, identity_id=who.identity_id, workspace_id=ws, member_id=member)

    secret = store.write(begin)
    with TestClient(create_app(store)) as made:
        made.headers["X-Headgate"] = "1"
        made.cookies.set(COOKIE, secret)
        yield made


def post(client: Client, path: str, body: dict[str, Any], status: int = 200) -> Any:
    answer = client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def create(client: Client, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = post(client, "/deals", {"name": "Pump station", **fields}, 201)["deal"]
    return made


def stages(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(client, "/pipelines")["items"][0]["stages"]
    return found


def test_a_deal_s_life(client: Client) -> None:
    deal = create(client, amount=120_000)
    path = f"/deals/{deal['id']}"
    second = stages(client)[1]["id"]
    moved = post(client, f"{path}/move", {"stage_id": second})
    assert moved["deal"]["stage_id"] == second
    assert next(c for c in moved["columns"] if c["stage_id"] == second)["amount"] == 120_000
    edited = client.patch(f"/api/v1{path}", json={"amount": 130_000, "version": moved["deal"]["version"]})
    assert edited.json()["deal"]["amount"] == 130_000
    reason = get(client, "/lost-reasons")["items"][0]["id"]
    assert post(client, f"{path}/lose", {"reason_id": reason, "note": "Too dear"})["deal"]["status"] == "lost"
    assert post(client, f"{path}/reopen", {"reason": "They called"})["deal"]["status"] == "open"
    won = post(client, f"{path}/win", {"amount": 125_000})
    assert (won["deal"]["status"], won["deal"]["amount"]) == ("won", 125_000)
    assert post(client, f"{path}/archive", {})["deal"]["standing"] == "archived"
    assert get(client, "/deals")["items"] == []
    assert [d["id"] for d in get(client, "/deals?archived=true")["items"]] == [deal["id"]]
    assert post(client, f"{path}/restore", {})["deal"]["standing"] == "live"
    kinds = [entry["kind"] for entry in get(client, f"{path}/timeline")["items"]]
    assert kinds[-1] == "deal.created" and {"deal.moved", "deal.lost", "deal.won"} <= set(kinds)
    assert get(client, f"{path}/visits")["items"][-1]["exit"] is None


@pytest.mark.parametrize("reason", ["test", "duplicate", "mistake", "other"])
def test_delete_answers_once_and_undo_brings_it_back(client: Client, reason: str) -> None:
    deal = create(client)
    gone = post(client, f"/deals/{deal['id']}/delete", {"reason": reason})
    assert gone["deal"]["id"] == deal["id"] and gone["deal"]["standing"] in ("removed", "deleted")
    assert get(client, "/deals")["items"] == []
    post(client, "/undo", {"seq": gone["seq"]})
    assert get(client, f"/deals/{deal['id']}")["standing"] == "live"


def test_undo_names_what_is_in_the_way(client: Client) -> None:
    deal = create(client, amount=100)
    path = f"/api/v1/deals/{deal['id']}"
    first = client.patch(path, json={"amount": 200}).json()["seq"]
    client.patch(path, json={"amount": 300})
    refused = post(client, "/undo", {"seq": first}, 409)
    assert refused["in_the_way"] == [
        {"record": "deal", "id": deal["id"], "name": "Pump station", "sentence": "Value was changed since."}
    ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "A", "amount": 1.5}, "/amount"),
        ({"name": "A", "currency": "XYZ"}, "/currency"),
        ({"name": "A", "expected_close": "2026-02-30"}, "/expected_close"),
        ({"name": "A", "company_id": "co_1"}, "/company_id"),
        ({"name": "A", "stage_id": "stage_1"}, "/stage_id"),
        ({"name": "A", "colour": "red"}, "/colour"),
    ],
)
def test_bad_input_names_the_place(client: Client, body: dict[str, Any], pointer: str) -> None:
    refused = post(client, "/deals", body, 422)
    assert [error["pointer"] for error in refused["errors"]] == [pointer]
    assert get(client, "/deals")["items"] == []


def test_a_stale_version_is_refused(client: Client) -> None:
    deal = create(client)
    path = f"/api/v1/deals/{deal['id']}"
    client.patch(path, json={"amount": 1})
    stale = client.patch(path, json={"amount": 2, "version": deal["version"]})
    assert stale.status_code == 409 and stale.json()["current"] == deal["version"] + 1


def test_the_same_key_answers_the_same(client: Client) -> None:
    key = {"Idempotency-Key": "once"}
    answers = [client.post("/api/v1/deals", json={"name": "Once"}, headers=key) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len(get(client, "/deals")["items"]) == 1
    assert client.post("/api/v1/deals", json={"name": "Other"}, headers=key).status_code == 409


def test_nothing_answers_without_a_session(client: Client) -> None:
    client.cookies.clear()
    for path in ("/deals", "/pipelines", "/metrics", "/fields", "/search?q=a", "/journal"):
        assert client.get(f"/api/v1{path}").status_code == 401
