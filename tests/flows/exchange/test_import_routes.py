"""Imports and exports through the API, with the server's own worker doing the jobs."""

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from headgate.app import founding
from headgate.app.api import create_app
from headgate.app.settings import Settings
from headgate.core.edge import COOKIE
from headgate.records.members.joining import enroll
from headgate.records.members.queries import person
from headgate.records.members.sessions import open_session
from headgate.store.engine import Store, Tx
from tests.flows.exchange.twin import twin, with_rows

BASE = "/api/v1"
Client = TestClient[Litestar]
DEALS_FILE = "sales_pipeline.csv"


def secret(tx: Tx, ws: str, member: str) -> str:
    who = person(tx, ws, member)
    assert who is not None and who.identity_id is not None
    return open_session(tx, identity_id=who.identity_id, workspace_id=ws, member_id=member)


class Browser:
    """Somebody signed in."""

    def __init__(self, client: Client, cookie: str) -> None:
        self.client, self.headers = client, {"cookie": f"{COOKIE}={cookie}", "x-headgate": "1"}

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.client.request(method, BASE + path, headers=self.headers, **more)

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def upload(self, files: dict[str, bytes]) -> httpx.Response:
        return self.call("POST", "/imports", files=[("files", (name, text)) for name, text in files.items()])

    def ask(self, id_: str, word: str, *, status: int = 202, body: Any = None) -> dict[str, Any]:
        """Asks for it and waits until it is done."""
        answer = self.call("POST", f"/imports/{id_}/{word}", json=body)
        assert answer.status_code == status, answer.text
        return self.wait(id_) if status == 202 else answer.json()

    def wait(self, id_: str) -> dict[str, Any]:
        end = time.monotonic() + 60
        found: dict[str, Any] = self.get(f"/imports/{id_}")
        while found["status"] in ("checking", "applying", "undoing"):
            assert time.monotonic() < end, found
            time.sleep(0.02)
            found = self.get(f"/imports/{id_}")
        return found


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[Client]:
    with TestClient(create_app(store, Settings(data=tmp_path))) as made:
        yield made


@pytest.fixture
def home(store: Store) -> tuple[str, str]:
    return store.write(founding.empty_workspace)


@pytest.fixture
def owner(client: Client, store: Store, home: tuple[str, str]) -> Browser:
    return Browser(client, store.write(lambda tx: secret(tx, *home)))


def test_from_files_to_deals_and_back(owner: Browser) -> None:
    made = twin(60)
    answer = owner.upload(made.files)
    assert answer.status_code == 201, answer.text
    draft = answer.json()
    assert (draft["status"], [file["record"] for file in draft["files"]]) == (
        "draft",
        ["deals", "companies", "products", "members"],
    )
    product = next(c for c in draft["files"][0]["columns"] if c["field"] == "product_id")
    meant = {each["value"]: (each["match"], each["why"]) for each in product["values"]}
    assert meant["GTXPro"] == ("GTX Pro", "1 space off")
    preview = owner.get(f"/imports/{draft['id']}/preview?file=1")
    assert preview["header"][0] == "account" and preview["rows"][0]["row"] == 2
    plan = draft["plan"]
    plan["options"]["missing_amount"] = "list_price"
    planned = owner.call("PUT", f"/imports/{draft['id']}/plan?version={draft['version']}", json=plan)
    assert planned.status_code == 200 and planned.json()["plan"] == plan
    stale = owner.call("PUT", f"/imports/{draft['id']}/plan?version={draft['version']}", json=plan)
    assert stale.status_code == 409
    checked = owner.ask(draft["id"], "check")
    assert checked["status"] == "checked" and checked["result"]["created"]["deal"] == 60
    assert not checked["can_undo"]
    assert owner.get("/deals")["items"] == []
    applied = owner.ask(draft["id"], "apply")
    assert applied["status"] == "applied" and applied["can_undo"] and applied["progress"] is None
    assert len(owner.get("/deals?limit=200")["items"]) == 60
    pipeline = next(p for p in owner.get("/pipelines")["items"] if p["name"] == "Sales pipeline")
    board = owner.get(f"/pipelines/{pipeline['id']}/board")
    assert board["totals"]["amount"] == made.open_value * 100
    (listed,) = owner.get("/imports")["items"]
    assert (listed["id"], listed["status"], listed["rows"]) == (draft["id"], "applied", 60 + 6 + 3 + 4)
    undone = owner.ask(draft["id"], "undo", body={})
    assert undone["status"] == "undone" and owner.get("/deals")["items"] == []
    kinds = [each["kind"] for each in owner.get(f"/journal?subject={draft['id']}")["items"]]
    assert kinds.index("import.undone") < kinds.index("import.finished") < kinds.index("import.started")


def test_problems_come_in_pages(owner: Browser) -> None:
    bad = [f"B{n},Anna Snelling,GTX Basic,Isdom,Won,2017-03-01,,5" for n in range(7)]
    run = owner.upload(with_rows(twin(5).files, DEALS_FILE, *bad)).json()
    assert owner.ask(run["id"], "check")["problems"] == 7
    first = owner.get(f"/imports/{run['id']}/problems?limit=5")
    rest = owner.get(f"/imports/{run['id']}/problems?limit=5&cursor={first['next']}")
    rows = [each["row"] for each in first["items"] + rest["items"]]
    assert rows == list(range(7, 14)) and rest["next"] is None and first["total"] == 7
    assert first["items"][0]["message"] == "A won deal needs the date on which it was won."


def test_what_is_no_table_is_refused(owner: Browser) -> None:
    for text, said in ((b"", "empty"), (b"PK\x03\x04junk", "zip archive")):
        answer = owner.upload({"good.csv": b"name\nAcme\n", "bad.csv": text})
        assert answer.status_code == 422 and said in answer.json()["detail"]
        assert answer.json()["errors"][0]["pointer"] == "/files/1"
    assert owner.get("/imports")["items"] == []


def test_only_who_may(client: Client, store: Store, home: tuple[str, str], owner: Browser) -> None:
    ws, _ = home

    def seller(tx: Tx) -> str:
        return secret(tx, ws, enroll(tx, ws, name="Sam", email="sam@example.com", role="seller"))

    sam = Browser(client, store.write(seller))
    run = owner.upload(twin(5).files).json()
    for method, path in (("GET", f"/imports/{run['id']}"), ("POST", f"/imports/{run['id']}/check")):
        assert sam.call(method, path).status_code == 403
    assert sam.call("GET", "/exports/deals.csv").status_code == 403
    assert owner.call("GET", "/imports/imp_1").status_code == 404
    token = owner.call("POST", "/tokens", json={"name": "Load", "scopes": ["import"]}).json()["secret"]
    headers = {"authorization": f"Bearer {token}"}
    answer = client.post(f"{BASE}/imports/{run['id']}/check", headers=headers)
    assert answer.status_code == 202
    owner.wait(run["id"])
    assert client.post(f"{BASE}/imports/{run['id']}/apply", headers=headers).status_code == 202
    assert owner.wait(run["id"])["status"] == "applied"
    assert client.get(f"{BASE}/deals", headers=headers).status_code == 403


def test_a_list_as_csv(owner: Browser) -> None:
    run = owner.upload(twin(30).files).json()
    owner.ask(run["id"], "check")
    owner.ask(run["id"], "apply")
    answer = owner.call("GET", "/exports/deals.csv")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    assert 'filename="deals.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 30 and {row["product"] for row in rows} <= {"GTX Pro", "GTX Basic", "MG Special"}
    won = '{"field":"status","op":"eq","value":"won"}'
    some = owner.call("GET", "/exports/deals.csv", params={"filter": won, "sort": "-amount"})
    amounts = [float(row["amount"]) for row in csv.DictReader(io.StringIO(some.text.removeprefix("\ufeff")))]
    assert amounts == sorted(amounts, reverse=True) and 0 < len(amounts) < 30
    assert owner.call("GET", "/exports/deals.csv", params={"filter": "{"}).status_code == 422
    for kind in ("companies", "products", "members"):
        assert owner.call("GET", f"/exports/{kind}.csv").text.startswith("\ufeff")


def test_one_file_alone(owner: Browser) -> None:
    made = twin(20)
    run = owner.upload({DEALS_FILE: made.files[DEALS_FILE]}).json()
    assert [file["name"] for file in run["files"]] == [DEALS_FILE]
    odd = owner.upload({"../../etc/pass\u202ewd.csv": b"name\nAcme\n"}).json()
    assert odd["files"][0]["name"] == "passwd.csv" and odd["files"][0]["record"] == "companies"
