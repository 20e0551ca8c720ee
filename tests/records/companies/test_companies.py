"""Companies, from created to put back. Long because they are the plain noun whose every path is tried."""

import time
from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.core.access.roles import Role
from headgate.kit.errors import Problem
from headgate.records.companies.queries import companies_from, companies_matching
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.custom_fields.schemas import FieldKind, NewCustomField
from tests.records.office import Office

FIELDS: dict[str, FieldKind] = {
    "Tier": "number",
    "VIP": "flag",
    "Note": "long_text",
    "X": "number",
    "More": "text",
}
FULL: dict[str, Any] = {
    "domain": "acme.example",
    "sector": "Medical",
    "country": "Panama",
    "region": "EMEA",
    "revenue": 110_400,
    "currency": "USD",
    "employees": 2_822,
    "founded": 1996,
    "external_source": "crm-extract",
    "external_id": "A-17",
    "custom": {"tier": 2, "vip": True, "note": "two\nlines"},
}


@pytest.fixture
def office(office: Office) -> Office:
    """With custom fields of companies."""
    office.do(
        system(office.ws), "custom_field.add", *(NewCustomField("company", *each) for each in FIELDS.items())
    )
    return office


def test_a_company_is_created_with_all_that_it_has(office: Office) -> None:
    ada = office.member("Ada")
    parent = ada.post("/companies", {"name": "Acme Holding"}).json()
    assert {**parent, "id": "", "created_at": ""} == {
        "id": "",
        "name": "Acme Holding",
        **dict.fromkeys(FULL),
        "currency": "EUR",
        "custom": {},
        "parent_id": None,
        "parent_name": None,
        "owner_id": None,
        "archived": False,
        "created_at": "",
        "version": 1,
    }
    links = {"parent_id": parent["id"], "owner_id": ada.member_id}
    made = ada.post("/companies", {"name": "  Acme\u00a0 Labs ", **FULL, **links})
    assert made.status_code == 201
    company = made.json()
    assert company == {**company, **FULL, **links, "parent_name": "Acme Holding", "name": "Acme\u00a0 Labs"}
    assert ada.get(f"/companies/{company['id']}").json() == company
    created = office.last()
    assert (created.kind, created.subject_id) == ("company.created", company["id"])
    assert created.changed()["sector"] == (None, "Medical")
    assert not {"name_key", "match_key"} & created.changed().keys()


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "/name"),
    ({"name": "\u200b"}, "/name"),
    ({"name": "x" * 201}, "/name"),
    ({"name": "A", "domain": "not a domain"}, "/domain"),
    ({"name": "A", "currency": "ZZZ"}, "/currency"),
    ({"name": "A", "revenue": 10**15 + 1}, "/revenue"),
    ({"name": "A", "revenue": 1.5}, "/revenue"),
    ({"name": "A", "employees": -1}, "/employees"),
    ({"name": "A", "founded": 96}, "/founded"),
    ({"name": "A", "parent_id": "co_1"}, "/parent_id"),
    ({"name": "A", "parent_id": "prod_1"}, "/parent_id"),
    ({"name": "A", "owner_id": "mem_1"}, "/owner_id"),
    ({"name": "A", "custom": {"two words": 1}}, "/custom"),
    ({"name": "A", "custom": {"note": "x" * 10_001}}, "/custom/note"),
    ({"name": "A", "custom": {"note": [1]}}, "/custom/*/0"),
    ({"name": "A", "nickname": "B"}, "/nickname"),
]


def test_what_cannot_be_created_is_named(office: Office) -> None:
    ada = office.member("Ada")
    for body, pointer in WRONG:
        answer = ada.post("/companies", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert ada.get("/companies").json()["items"] == []


DOMAINS: list[tuple[str, str | None]] = [
    ("https://www.Acme.example/about?x=1", "acme.example"),
    ("ACME.example", "acme.example"),
    ("sub.acme.co.uk", "sub.acme.co.uk"),
    ("bücher.example", "bücher.example"),
    ("  ", None),
]


def test_a_domain_is_kept_bare(office: Office) -> None:
    ada = office.member("Ada")
    for given, kept in DOMAINS:
        assert ada.post("/companies", {"name": "A", "domain": given}).json()["domain"] == kept


def test_text_that_no_store_takes_is_cleaned(office: Office) -> None:
    body = {"name": "A\u0000cme\u202e", "sector": "x\u0007y", "custom": {"note": "a\u0000b"}}
    made = office.member("Ada").post("/companies", body).json()
    assert (made["name"], made["sector"], made["custom"]) == ("Acme", "xy", {"note": "ab"})


def test_a_company_is_edited(office: Office) -> None:
    ada = office.member("Ada")
    company = ada.post("/companies", {"name": "Acme", **FULL}).json()
    path = f"/companies/{company['id']}"
    body = {"name": "Ácme", "sector": None, "employees": 5, "custom": {"tier": None, "x": 1.5}, "version": 1}
    changed = ada.patch(path, body).json()
    assert changed == {
        **company,
        **body,
        "custom": {"vip": True, "note": "two\nlines", "x": 1.5},
        "version": 2,
    }
    assert ada.patch(path, {"employees": 5}).json()["version"] == 2, "nothing differed"
    assert ada.patch(path, {"custom": {"x": 1.5}}).json()["version"] == 2, "nothing differed in the fields"
    stale = ada.patch(path, {"name": "B", "version": 1})
    assert (stale.status_code, stale.json()["code"], stale.json()["current"]) == (409, "conflict", 2)
    assert ada.patch(path, {"currency": None}).status_code == 422
    assert ada.patch(path, {"name": None}).status_code == 422
    for nothing in ("co_1", "co_ffffffffffffffffff", "prod_1", "x", "co_-1"):
        assert ada.patch(f"/companies/{nothing}", {"name": "B"}).status_code == 404
        assert ada.get(f"/companies/{nothing}").status_code == 404


MAY: list[tuple[Role, int]] = [
    ("owner", 201),
    ("admin", 201),
    ("manager", 201),
    ("seller", 201),
    ("success", 201),
    ("viewer", 403),
]


def test_who_may_create(office: Office) -> None:
    for role, status in MAY:
        desk = office.member(role.title(), role)
        assert desk.post("/companies", {"name": "Acme"}).status_code == status, role
        assert desk.get("/companies").status_code == 200


def test_put_away_and_brought_back(office: Office) -> None:
    ada = office.member("Ada")
    company = ada.post("/companies", {"name": "Acme"}).json()
    path = f"/companies/{company['id']}"
    assert ada.post(f"{path}/archive").json() == {**company, "archived": True, "version": 2}
    assert ada.get("/companies").json()["items"] == []
    assert [each["id"] for each in ada.get("/companies", archived=True).json()["items"]] == [company["id"]]
    assert ada.get(path).json()["archived"] is True
    assert ada.post(f"{path}/restore").json() == {**company, "version": 3}
    assert len(ada.get("/companies").json()["items"]) == 1
    assert [each.kind for each in office.entries()[-2:]] == ["company.archived", "company.restored"]


def test_changes_are_undone_with_their_search_keys(office: Office) -> None:
    ada = office.member("Ada")
    me = office.actor(ada)
    company = ada.post("/companies", {"name": "Acme", **FULL}).json()
    created = office.last().seq
    path = f"/companies/{company['id']}"
    ada.patch(path, {"name": "Zenith", "sector": None, "custom": {"tier": 3, "more": "x"}})
    office.undo(me, office.last().seq)
    assert {**ada.get(path).json(), "version": 1} == company
    assert [each["id"] for each in ada.get("/companies", q="acme").json()["items"]] == [company["id"]]
    assert ada.get("/companies", q="zenith").json()["items"] == []
    matched = office.store.read(lambda tx: companies_matching(tx, office.ws, ["A.C.M.E."]))
    assert matched == {"acme": [(company["id"], "Acme")]}
    ada.post(f"{path}/archive")
    office.undo(me, office.last().seq)
    assert ada.get(path).json()["archived"] is False
    office.undo(me, created)
    assert ada.get(path).status_code == 404
    assert office.store.read(lambda tx: companies_matching(tx, office.ws, ["Acme"])) == {}
    assert ada.post(f"{path}/restore").status_code == 404


def test_another_seller_does_not_undo_it(office: Office) -> None:
    ada, bo, mia = office.member("Ada"), office.member("Bo"), office.member("Mia", "manager")
    ada.post("/companies", {"name": "Acme"})
    created = office.last().seq
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(bo), created)
    assert refused.value.status == 403
    office.undo(office.actor(mia), created)
    assert ada.get("/companies").json()["items"] == []


def test_a_company_with_others_below_is_not_undone_away(office: Office) -> None:
    ada = office.member("Ada")
    parent = ada.post("/companies", {"name": "Holding"}).json()
    created = office.last().seq
    ada.post("/companies", {"name": "Labs", "parent_id": parent["id"]})
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(ada), created)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Other companies belong to it."


def test_five_thousand_at_once(office: Office) -> None:
    """An import's batch: one statement a table, not one a row."""
    batch = [
        NewCompany(name=f"Company {i:04}", sector="Retail", external_source="x", external_id=str(i))
        for i in range(5_000)
    ]
    start = time.perf_counter()
    made = office.do(system(office.ws, "import"), "company.create", *batch)
    assert time.perf_counter() - start < 10
    assert len(set(made.results)) == 5_000 and made.last - made.first == 4_999
    known = office.store.read(lambda tx: companies_from(tx, office.ws, "x", ["7", "4999", "none"]))
    assert known == {"7": made.results[7], "4999": made.results[4999]}
    parents = [EditCompany(id=each, parent_id=made.results[0]) for each in made.results[1:]]
    office.do(system(office.ws, "import"), "company.edit", *parents)
    ada = office.member("Ada")
    assert ada.get(f"/companies/{made.results[4999]}").json()["parent_name"] == "Company 0000"
    assert ada.get("/companies").json()["total"] == 5_000


def test_one_bad_row_refuses_the_batch_and_is_named(office: Office) -> None:
    batch = [NewCompany(name="A"), NewCompany(name="B", founded=1), NewCompany(name="C")]
    with pytest.raises(Problem) as refused:
        office.do(system(office.ws, "import"), "company.create", *batch)
    assert refused.value.fields[0]["pointer"] == "/1/founded"
    assert office.last().kind == "custom_field.added", "nothing came after"


def test_a_request_repeated_with_its_key_is_done_once(office: Office) -> None:
    ada, key = office.member("Ada"), {"idempotency-key": "k"}
    first, second = (ada.post("/companies", {"name": "Acme", **FULL}, headers=key) for _ in range(2))
    assert first.json() == second.json() and second.status_code == 201
    assert ada.get("/companies").json()["total"] == 1


def test_companies_of_another_workspace_are_not_there(office: Office) -> None:
    from headgate.records.workspace.commands import found

    ada = office.member("Ada")
    company = ada.post("/companies", {"name": "Acme"}).json()
    other = office.store.write(lambda tx: found(tx, name="Other", currency="USD", zone="UTC"))
    otto = office.member("Otto", "owner", ws=other)
    assert otto.get("/companies").json()["items"] == []
    path = f"/companies/{company['id']}"
    answers = [otto.get(path), otto.patch(path, {"name": "B"}), otto.post(f"{path}/archive")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert otto.post("/companies", {"name": "B", "parent_id": company["id"]}).status_code == 422
    assert otto.post("/companies", {"name": "B", "owner_id": ada.member_id}).status_code == 422
