"""Requests that once were our fault, or told or allowed too much: each is refused, or does what it says."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from litestar.testing import TestClient

from headgate.app.api import create_app
from headgate.app.founding import empty_workspace
from headgate.app.settings import Settings
from headgate.kit import paging
from headgate.records.activities.schemas import EditActivity, NewActivity
from headgate.records.custom_fields.schemas import NewCustomField
from headgate.records.deals.schemas import AssignDeal
from headgate.records.members.links import create_link
from headgate.records.members.schemas import EditMember
from tests import stores
from tests.properties.seats import Office, Seat, offices

FAR = "9999-12-31T23:59:59-12:00"


@pytest.fixture
def here(place: stores.Place) -> Iterator[Office]:
    with offices(place) as (office, _):
        yield office


@pytest.fixture
def owner(here: Office) -> Seat:
    return here.seats["owner"]


@pytest.mark.parametrize("body", [b"[" * 50_000, b'{"name":"\xed\xa0\x80"}', b"{", b"\xff"])
def test_what_is_no_json_is_said_so(owner: Seat, body: bytes) -> None:
    answer = owner.call("POST", "/companies", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    "condition",
    [
        "[" * 9_000 + "]" * 9_000,
        '{"not":' * 2_500 + "{}" + "}" * 2_500,
        '{"any":[' + ",".join(['{"any":[]}'] * 1_600) + "]}",
        '{"any":[' + ",".join(['{"all":[]}'] * 1_600) + "]}",
        '{"not":{"all":[]},"field":"name"}',
    ],
    ids=["lists", "nots", "nevers", "always", "beside"],
)
@pytest.mark.parametrize("path", ["/deals", "/companies", "/metrics/win_rate"])
def test_a_condition_has_its_bounds(owner: Seat, path: str, condition: str) -> None:
    answer = owner.call("GET", path, params={"filter": condition})
    assert answer.status_code == 422, answer.text


def test_numbers_beyond_the_store_are_refused(here: Office, owner: Seat) -> None:
    path = f"/pipelines/{here.records['pipe']}/board/changes"
    for since in (2**63, 10**30):
        assert owner.call("GET", path, params={"since": since}).status_code == 422
    for body in ({"seq": 2**63}, {"batch": 10**30}, {"batch": 1, "seqs": [2**63]}):
        assert owner.call("POST", "/undo", json=body).status_code in (400, 422)


def test_instants_that_utc_has_no_date_for_are_refused(here: Office, owner: Seat) -> None:
    deal = here.records["deal"]
    token = {"name": "x", "scopes": ["read"], "expires_at": FAR}
    assert owner.call("POST", "/tokens", json=token).status_code == 422
    for when in ({"due_at": FAR}, {"due_at": "0001-01-01T00:00:00+14:00"}, {"due_at": "2026-11-24T10:00:00"}):
        new = {"kind": "task", "subject": "x", "deal_id": deal, **when}
        assert owner.call("POST", "/activities", json=new).status_code == 422, when
    owner.call("PATCH", "/workspace", json={"zone": "Asia/Tokyo"})
    new = {"kind": "task", "subject": "x", "deal_id": deal, "due_on": "0001-01-01"}
    assert owner.call("POST", "/activities", json=new).status_code == 422
    assert owner.call("POST", f"/deals/{deal}/win", json={"closed_on": "0001-01-01"}).status_code == 422


def forged(*values: Any, tag: str) -> str:
    return paging.encode(values, tag)


def test_forged_cursors_stop_at_the_door(here: Office, owner: Seat) -> None:
    deal, pipe, stage = here.records["deal"], here.records["pipe"], here.stages[0]
    journal = [("x",), (), ("9" * 30,), (None,)]
    timeline = [("2026-01-01T00:00:00", "1"), ("x", "1"), ("2026-01-01T00:00:00Z", "9" * 30), ("1",)]
    cards = [("a\x00", deal), ("a", "x"), (1, deal), ("a",)]
    for path, tag, forgeries in (
        ("/journal", "journal", journal),
        (f"/deals/{deal}/timeline", "timeline", timeline),
        (f"/pipelines/{pipe}/board/cards", stage, cards),
    ):
        for values in forgeries:
            query = {"cursor": forged(*values, tag=tag), "stage_id": stage}
            answer = owner.call("GET", path, params=query)
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), (path, values)


def test_a_forged_number_of_a_cursor_stops_at_the_door(here: Office, owner: Seat) -> None:
    here.do("custom_field.add", NewCustomField("deal", "Seats", "number", filterable=True))
    for number in (10**400, -(10**16), True, "9"):
        query = {
            "sort": "custom.seats",
            "cursor": forged(number, here.records["deal"], tag="deal:custom.seats"),
        }
        answer = owner.call("GET", "/deals", params=query)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), number


def test_an_empty_cursor_is_the_beginning(here: Office, owner: Seat) -> None:
    deal, pipe, stage = here.records["deal"], here.records["pipe"], here.stages[0]
    for path in ("/journal", "/deals", f"/deals/{deal}/timeline", f"/pipelines/{pipe}/board/cards"):
        first = owner.call("GET", path, params={"stage_id": stage})
        assert owner.call("GET", path, params={"stage_id": stage, "cursor": ""}).json() == first.json()


def test_texts_are_cleaned_alike_on_both_engines(here: Office, owner: Seat) -> None:
    here.do("custom_field.add", NewCustomField("deal", "a", "text"))
    made = owner.call(
        "POST", "/deals", json={"name": "A\u0000cme \u202e", "source": "\u0000", "custom": {"a": "b\u0000"}}
    ).json()["deal"]
    assert (made["name"], made["source"], made["custom"]) == ("Acme", None, {"a": "b"})
    deal = f"/deals/{made['id']}"
    assert owner.call("PATCH", deal, json={"name": "\u0000 "}).status_code == 422
    assert owner.call("PATCH", deal, json={"custom": {"a\u0000": 1}}).status_code == 422
    lost = owner.call("POST", f"{deal}/lose", json={"reason_id": here.records["reason"], "note": "n\u0000o"})
    assert lost.json()["deal"]["lost_note"] == "no"
    assert owner.call("POST", f"{deal}/reopen", json={"reason": "\u0000"}).status_code == 422
    note = {"kind": "note", "subject": "s\u0000", "body": "b\u0000", "deal_id": made["id"]}
    activity = owner.call("POST", "/activities", json=note).json()["activity"]
    assert (activity["subject"], activity["body"]) == ("s", "b")
    stage = owner.call("PATCH", f"/stages/{here.stages[0]}", json={"name": "Ne\u0000w", "purpose": "\u0000"})
    assert (stage.json()["name"], stage.json()["purpose"]) == ("New", "")


def test_an_upload_may_be_repeated_by_its_key(here: Office, owner: Seat, place: stores.Place) -> None:
    key = {"idempotency-key": "upload-1"}

    def upload(content: bytes) -> Any:
        return owner.call("POST", "/imports", files=[("files", ("d.csv", content, "text/csv"))], headers=key)

    first, again = upload(b"Deal,Stage\nA,Won\n"), upload(b"Deal,Stage\nA,Won\n")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert upload(b"Deal,Stage\nB,Won\n").status_code == 409
    assert [folder.name for folder in (place.folder / "imports").iterdir()] == [first.json()["id"]]


def test_links_and_cookies_follow_the_public_address(place: stores.Place) -> None:
    """Behind a proxy that ends TLS the request itself says http, and whatever host it was told."""
    store = place.open()
    ws, member = store.write(partial(empty_workspace, name="Aldermoor"))
    secret = store.write(lambda tx: create_link(tx, ws, member, "signin", 5))
    settings = Settings(data=place.folder, public_url="https://crm.example/")
    with TestClient(create_app(store, settings)) as client:
        client.headers["X-Headgate"] = "1"
        entered = client.post("/api/v1/session/link", json={"token": secret})
        assert "; Secure" in entered.headers["set-cookie"]
        client.headers["cookie"] = entered.headers["set-cookie"].partition(";")[0]
        new = {"name": "Eve", "role": "viewer", "email": "eve@example.com"}
        id_ = client.post("/api/v1/members", json=new).json()["id"]
        answer = client.post(f"/api/v1/members/{id_}/invitation", headers={"host": "evil.example"})
        assert answer.json()["url"].startswith("https://crm.example/signin#invite=")


def test_a_file_of_countless_columns_is_refused_at_once(owner: Seat) -> None:
    file = ("files", ("wide.csv", b"," * 100_000 + b"\n1", "text/csv"))
    answer = owner.call("POST", "/imports", files=[file])
    assert answer.status_code == 422 and "columns" in answer.json()["detail"]


def test_undo_of_an_activity_asks_who_sees_the_deal_and_may_edit(here: Office) -> None:
    seller, admin = here.seats["seller"], here.actor(here.seats["admin"])
    deal = here.deal("Handed on", seller.member_id)
    new = NewActivity("task", "Call them", deal_id=deal)
    mine = here.actor(seller)
    made = here.do("activity.add", new, actor=mine)
    seq = here.do("activity.edit", EditActivity(id=made.results[0], body="at ten"), actor=mine).last
    here.do("deal.assign", AssignDeal(id=deal, owner_id=here.seats["ben"].member_id), actor=admin)
    answer = seller.call("POST", "/undo", json={"seq": seq})
    assert answer.status_code == 404 and "Call them" not in answer.text
    assert here.seats["manager"].call("POST", "/undo", json={"seq": seq}).status_code == 404
    here.do("deal.assign", AssignDeal(id=deal, owner_id=seller.member_id), actor=admin)
    here.do("member.edit", EditMember(id=seller.member_id, role="viewer"))
    assert seller.call("POST", "/undo", json={"seq": seq}).status_code == 403
    here.do("member.edit", EditMember(id=seller.member_id, role="seller"))
    assert seller.call("POST", "/undo", json={"seq": seq}).status_code == 200


def test_who_may_no_longer_edit_deals_undoes_none(here: Office) -> None:
    seller = here.seats["seller"]
    deal = here.deal("Once mine", seller.member_id)
    answer = seller.call("PATCH", f"/deals/{deal}", json={"amount": 9})
    here.do("member.edit", EditMember(id=seller.member_id, role="success"))
    assert seller.call("POST", "/undo", json={"seq": answer.json()["seq"]}).status_code == 403


def test_the_journal_keeps_to_the_deals_that_a_manager_sees(here: Office) -> None:
    manager, ben = here.seats["manager"], here.seats["ben"]
    hidden = here.deal("Concealed", ben.member_id)
    call = here.do("activity.add", NewActivity("call", "Concealed call", deal_id=hidden)).results[0]
    seen = here.deal("Team's own", here.seats["ana"].member_id)
    page = manager.call("GET", "/journal", params={"limit": 200})
    assert "Concealed" not in page.text and seen in page.text
    for subject in (hidden, call):
        assert manager.call("GET", "/journal", params={"subject": subject}).json()["items"] == []
    assert "Concealed" in here.seats["admin"].call("GET", "/journal", params={"limit": 200}).text
