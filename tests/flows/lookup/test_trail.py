"""The audit log: who, what, when, from where, what it was; narrowed; as CSV; for owners and admins alone."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from headgate.core.access.roles import ROLES
from headgate.core.journal.kinds import KINDS
from headgate.flows.lookup.trail_routes import Record
from headgate.kit import clock
from headgate.records.members.devices import Device
from headgate.records.members.queries import person
from headgate.records.members.sessions import open_session
from headgate.store.engine import Tx
from tests import stores
from tests.properties.seats import Office, Seat, offices


@pytest.fixture
def here(place: stores.Place) -> Iterator[Office]:
    with offices(place) as (office, _):
        yield office


def entries(seat: Seat, **query: Any) -> list[dict[str, Any]]:
    answer = seat.call("GET", "/audit", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def on_device(office: Office, seat: Seat, device: Device) -> Seat:
    def work(tx: Tx) -> str:
        who = person(tx, office.ws, seat.member_id)
        assert who is not None and who.identity_id is not None
        identity, ws = who.identity_id, office.ws
        return open_session(
            tx, identity_id=identity, workspace_id=ws, member_id=seat.member_id, device=device
        )

    return Seat(seat.client, seat.ws, seat.member_id, seat.role, office.store.write(work))


def test_an_entry_says_who_what_from_where_and_what_it_was(here: Office) -> None:
    owner = on_device(here, here.seats["owner"], Device("Firefox", "Linux"))
    deal = here.deal("Harbour", here.seats["ana"].member_id)
    path = f"/deals/{deal}"
    owner.call("PATCH", path, json={"amount": 120_050, "currency": "EUR"})
    owner.call("POST", f"{path}/assign", json={"owner_id": here.seats["ben"].member_id})
    assigned, edited = entries(owner, record="deal", limit=2)
    assert (edited["actor_name"], edited["origin"]) == ("Owner Aldermoor", "user")
    assert (edited["device"], edited["subject"], edited["subject_name"]) == (
        "Firefox, Linux",
        deal,
        "Harbour",
    )
    changes = {each["field"]: each for each in edited["changes"]}
    assert changes["amount"] == {"field": "amount", "label": "Value", "before": None, "after": "1200.50 EUR"}
    owners = {each["field"]: each for each in assigned["changes"]}["owner_id"]
    assert (owners["before"], owners["after"]) == ("Ana Aldermoor", "Ben Aldermoor")


def test_a_token_is_named(here: Office) -> None:
    owner = here.seats["owner"]
    made = owner.call("POST", "/tokens", json={"name": "Nightly sync", "scopes": ["admin"]}).json()
    headers = {"authorization": f"Bearer {made['secret']}"}
    here.client.post("/api/v1/companies", json={"name": "Isdom"}, headers=headers)
    (last,) = entries(owner, limit=1)
    assert (last["origin"], last["device"], last["kind"]) == ("api", "Token Nightly sync", "company.created")


def test_it_is_narrowed_by_member_record_and_day(here: Office) -> None:
    owner, admin = here.seats["owner"], here.seats["admin"]
    owner.call("PATCH", "/workspace", json={"zone": "Asia/Tokyo"})
    late = datetime(2031, 5, 9, 23, 30, tzinfo=UTC)  # the tenth in Tokyo
    with clock.frozen(late):
        admin = on_device(here, admin, Device())
        admin.call("POST", "/companies", json={"name": "Isdom"})
        owner = on_device(here, owner, Device())
        owner.call("POST", "/products", json={"name": "MG"})
        kinds = [each["kind"] for each in entries(owner, **{"from": "2031-05-10", "until": "2031-05-10"})]
        assert kinds == ["product.created", "company.created"]
        assert entries(owner, **{"from": "2031-05-11"}) == []
        assert entries(owner, until="2031-05-09")[0]["kind"] == "workspace.edited"
        mine = entries(owner, member=admin.member_id)
        assert [each["kind"] for each in mine] == ["company.created"]
        assert {each["record"] for each in entries(owner, record="company")} == {"company"}
    for query in ({"from": "x"}, {"until": "2026-02-30"}, {"member": "deal_1"}, {"record": "x"}):
        assert owner.call("GET", "/audit", params=query).status_code == 422, query


def test_pages_follow_each_other_without_a_gap(here: Office) -> None:
    owner, seqs, cursor = here.seats["owner"], [], None
    while True:
        query = {"limit": 7} | ({"cursor": cursor} if cursor else {})
        page = owner.call("GET", "/audit", params=query).json()
        seqs += [each["seq"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seqs == list(range(seqs[0], 0, -1)) and seqs[0] > 20


def test_the_export_is_the_same_log(here: Office) -> None:
    owner = here.seats["owner"]
    owner.call("POST", "/companies", json={"name": "=HYPERLINK(1)"})
    answer = owner.call("GET", "/exports/audit.csv", params={"record": "company"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    listed = entries(owner, record="company", limit=200)
    assert [int(seq) for seq in dict.fromkeys(row["number"] for row in rows)] == [e["seq"] for e in listed]
    assert all(not row["name"].startswith("=") for row in rows)
    whole = owner.call("GET", "/exports/audit.csv")
    assert len(whole.text.splitlines()) > len(rows)


def test_owners_and_admins_alone_read_it(here: Office) -> None:
    for role in ROLES:
        right = 200 if role in ("owner", "admin") else 403
        for path in ("/audit", "/exports/audit.csv"):
            assert here.seats[role].call("GET", path).status_code == right, (role, path)


def test_a_clock_that_was_set_back_keeps_the_order_of_numbers(here: Office) -> None:
    owner = here.seats["owner"]
    with clock.frozen(clock.now() - timedelta(hours=3)):
        owner.call("POST", "/companies", json={"name": "Earlier"})
    owner.call("POST", "/companies", json={"name": "Later"})
    names = [each["subject_name"] for each in entries(owner, record="company", limit=2)]
    assert names == ["Later", "Earlier"]


def test_every_kind_of_record_that_is_journalled_can_be_asked_for() -> None:
    assert set(get_args(Record)) == {kind.record for kind in KINDS.values()}
