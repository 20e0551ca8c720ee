"""Changes of many deals through the API, with the server's own worker doing the jobs."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from headgate.app import founding
from headgate.app.api import create_app
from headgate.app.settings import Settings
from headgate.store.engine import Store
from tests.flows.exchange.test_import_routes import Browser, secret


@pytest.fixture
def owner(store: Store, tmp_path: Path) -> Iterator[Browser]:
    ws, member = store.write(founding.empty_workspace)
    cookie = store.write(lambda tx: secret(tx, ws, member))
    with TestClient(create_app(store, Settings(data=tmp_path))) as client:
        yield Browser(client, cookie)


def post(at: Browser, path: str, body: Any, status: int) -> dict[str, Any]:
    answer = at.call("POST", path, json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def wait(at: Browser, id_: str) -> dict[str, Any]:
    end = time.monotonic() + 60
    while (found := at.get(f"/bulk-changes/{id_}"))["status"] in ("applying", "undoing"):
        assert time.monotonic() < end, found
        time.sleep(0.02)
    return dict(found)


def test_tried_done_and_undone(owner: Browser) -> None:
    made = [post(owner, "/deals", {"name": f"Deal {i}", "amount": i}, 201)["deal"] for i in range(5)]
    stages = owner.get("/pipelines")["items"][0]["stages"]
    asked = {
        "deals": {"filter": {"field": "amount", "op": "ge", "value": 2}},
        "verb": "move",
        "payload": {"stage_id": stages[2]["id"]},
    }
    tried = post(owner, "/bulk-changes/preview", asked, 200)
    assert (tried["count"], tried["result"]["changed"]) == (3, 3)
    assert owner.get(f"/deals/{made[2]['id']}")["stage_id"] == stages[0]["id"]
    headers = {**owner.headers, "idempotency-key": "once"}
    first = owner.client.post("/api/v1/bulk-changes", json=asked, headers=headers).json()
    again = owner.client.post("/api/v1/bulk-changes", json=asked, headers=headers).json()
    assert first["id"] == again["id"]
    done = wait(owner, first["id"])
    assert (done["status"], done["done"], done["result"]["changed"], done["can_undo"]) == (
        "applied",
        3,
        3,
        True,
    )
    assert owner.get(f"/deals/{made[2]['id']}")["stage_id"] == stages[2]["id"]
    post(owner, f"/bulk-changes/{first['id']}/undo", None, 202)
    undone = wait(owner, first["id"])
    assert (undone["status"], undone["result"]["undone"]) == ("undone", 3)
    assert owner.get(f"/deals/{made[2]['id']}")["stage_id"] == stages[0]["id"]
    shown = owner.get("/bulk-changes")
    assert [each["id"] for each in shown["items"]] == [first["id"]] and shown["next"] is None


def test_refusals_at_the_edge(owner: Browser) -> None:
    ids = [post(owner, "/deals", {"name": "Deal"}, 201)["deal"]["id"]]
    for body, status in (
        ({"deals": {"ids": ids}, "verb": "win"}, 422),
        ({"deals": {"ids": ids}, "verb": "wake", "count": 2}, 409),
        ({"deals": {"ids": ids}, "verb": "edit", "payload": {"amount": "much"}}, 422),
        ({"deals": {}, "verb": "wake"}, 422),
    ):
        post(owner, "/bulk-changes/preview", body, status)
        post(owner, "/bulk-changes", body, status)
    assert owner.call("GET", "/bulk-changes/bulk_1").status_code == 404
    assert owner.call("GET", "/bulk-changes?cursor=x").status_code == 400
    id_ = post(owner, "/bulk-changes", {"deals": {"ids": ids}, "verb": "wake"}, 202)["id"]
    assert wait(owner, id_)["result"]["unchanged"] == 1
    post(owner, f"/bulk-changes/{id_}/cancel", None, 409)
    post(owner, f"/bulk-changes/{id_}/undo", None, 409)
