"""Custom fields: declared, changed, put in order, put away, each change taken back."""

from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.core.access.roles import Role
from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from tests.records.office import Desk, Office


def fields(desk: Desk, record: str = "deal") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get("/custom-fields", record=record).json()["items"]
    return found


def add(desk: Desk, name: str, kind: str = "text", record: str = "deal", **more: Any) -> dict[str, Any]:
    answer = desk.post("/custom-fields", {"record": record, "name": name, "kind": kind, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def test_a_field_is_declared_with_all_that_it_has(office: Office) -> None:
    olga = office.member("Olga", "owner")
    options = [{"label": "Small", "hue": 12}, {"label": "Large", "value": "big"}]
    made = add(olga, " Budget  band ", "choice", help="as\nthey say", options=options, default="big")
    hue = made["options"][1]["hue"]
    assert {**made, "id": ""} == {
        "id": "",
        "record": "deal",
        "key": "budget_band",
        "name": "Budget  band",
        "kind": "choice",
        "help": "as\nthey say",
        "required": False,
        "unique": False,
        "filterable": True,
        "options": [
            {"value": "small", "label": "Small", "hue": 12, "retired": False},
            {"value": "big", "label": "Large", "hue": hue, "retired": False},
        ],
        "links": None,
        "currency": None,
        "default": "big",
        "position": 0,
        "edited_by": None,
        "archived": False,
        "version": 1,
    }
    assert fields(olga) == [made] and fields(olga, "company") == []
    assert add(olga, "Fee", "money")["currency"] == "EUR", "the workspace's"
    assert add(olga, "Notes", "long_text")["filterable"] is False
    assert add(olga, "BUDGET-band!", record="company")["key"] == "budget_band"
    assert [add(olga, name)["key"] for name in ("5 €", "Größe", "日本", "ßÆ ø")] == [
        "field_5",
        "grosse",
        "field",
        "ssae_o",
    ]
    assert office.last().kind == "custom_field.added"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": "\u200b"}, "/name"),
    ({"name": "tier"}, "/name"),
    ({"key": "tier"}, "/key"),
    ({"key": "Tier"}, "/key"),
    ({"record": "member"}, "/record"),
    ({"kind": "formula"}, "/kind"),
    ({"kind": "choice"}, "/options"),
    ({"options": [{"label": "A"}]}, "/options"),
    ({"kind": "choice", "options": [{"label": "A"}, {"label": " a"}]}, "/options/1/label"),
    ({"kind": "choice", "options": [{"label": "A;B"}]}, "/options/0/label"),
    (
        {"kind": "choice", "options": [{"label": "A", "value": "x"}, {"label": "B", "value": "x"}]},
        "/options/1/value",
    ),
    ({"kind": "choice", "options": [{"label": "A", "hue": 360}]}, "/options/0/hue"),
    ({"kind": "link"}, "/links"),
    ({"links": "deal"}, "/links"),
    ({"kind": "link", "links": "member"}, "/links"),
    ({"currency": "EUR"}, "/currency"),
    ({"kind": "money", "currency": "ZZZ"}, "/currency"),
    ({"kind": "flag", "unique": True}, "/unique"),
    ({"kind": "number", "default": "x"}, "/default"),
    ({"kind": "choice", "options": [{"label": "A"}], "default": "b"}, "/default"),
    ({"unique": True, "default": "x"}, "/default"),
    ({"kind": "member", "default": "mem_1"}, "/default"),
    ({"colour": "red"}, "/colour"),
]


def test_what_cannot_be_declared_is_named(office: Office) -> None:
    olga = office.member("Olga", "owner")
    add(olga, "Tier")
    for body, pointer in WRONG:
        answer = olga.post("/custom-fields", {"record": "deal", "name": "New", "kind": "text", **body})
        assert answer.status_code == 422, body
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer], body
    assert len(fields(olga)) == 1


def test_a_field_is_changed_and_changed_back(office: Office) -> None:
    olga = office.member("Olga", "owner")
    made = add(olga, "Size", "choice", options=[{"label": "S"}, {"label": "L"}])
    path = f"/custom-fields/{made['id']}"
    options = [{"label": "Large", "value": "l"}, {"label": "Huge"}]
    changed = olga.patch(path, {"name": "Size of it", "required": True, "options": options, "version": 1})
    assert changed.status_code == 200, changed.text
    found = changed.json()
    assert (found["key"], found["name"], found["required"]) == ("size", "Size of it", True)
    assert [(o["value"], o["label"], o["retired"]) for o in found["options"]] == [
        ("l", "Large", False),
        ("huge", "Huge", False),
        ("s", "S", True),
    ]
    assert olga.patch(path, {"name": "B", "version": 1}).status_code == 409
    assert olga.patch("/custom-fields/field_1", {"name": "B"}).status_code == 404
    wrongs: list[dict[str, Any]] = [{"options": []}, {"default": "s"}, {"unique": True}]
    for wrong in wrongs:
        assert olga.patch(path, wrong).status_code == 422, wrong
    office.undo(system(office.ws), office.last().seq)
    (back,) = fields(olga)
    assert {**back, "version": 1} == made


def test_options_are_brought_back_by_their_value(office: Office) -> None:
    olga = office.member("Olga", "owner")
    made = add(olga, "Size", "choice", options=[{"label": "S"}, {"label": "L"}])
    path = f"/custom-fields/{made['id']}"
    olga.patch(path, {"options": [{"label": "L", "value": "l"}]})
    both = [{"label": "L", "value": "l"}, {"label": "Small", "value": "s"}]
    found = olga.patch(path, {"options": both}).json()
    assert [(o["value"], o["retired"]) for o in found["options"]] == [("l", False), ("s", False)]


def test_fields_are_put_in_order(office: Office) -> None:
    olga = office.member("Olga", "owner")
    ids = [add(olga, name)["id"] for name in "ABCD"]
    olga.post(f"/custom-fields/{ids[1]}/archive")
    olga.patch(f"/custom-fields/{ids[3]}", {"position": 0})
    assert [f["name"] for f in fields(olga) if not f["archived"]] == ["D", "A", "C"]
    olga.patch(f"/custom-fields/{ids[3]}", {"position": 900})
    assert [f["name"] for f in fields(olga) if not f["archived"]] == ["A", "C", "D"]


def test_put_away_and_brought_back(office: Office) -> None:
    olga = office.member("Olga", "owner")
    made = add(olga, "Tier")
    path = f"/custom-fields/{made['id']}"
    assert olga.post(f"{path}/archive").json()["archived"] is True
    assert olga.post("/custom-fields", {"record": "deal", "name": "Tier", "kind": "text"}).status_code == 422
    assert olga.post(f"{path}/restore").json()["archived"] is False
    office.undo(system(office.ws), office.last().seq)
    assert fields(olga)[0]["archived"] is True


def test_an_addition_is_undone(office: Office) -> None:
    olga = office.member("Olga", "owner")
    add(olga, "Tier", record="company")
    added = office.last().seq
    company = olga.post("/companies", {"name": "A", "custom": {"tier": "x"}}).json()
    office.undo(system(office.ws), added)
    assert fields(olga, "company") == []
    refused = olga.patch(f"/companies/{company['id']}", {"custom": {"tier": "y"}})
    assert refused.status_code == 422
    assert add(olga, "Tier", record="company")["key"] == "tier_2", "what was kept under a key stays its own"


def test_a_field_becomes_unique_where_its_values_are(office: Office) -> None:
    olga = office.member("Olga", "owner")
    made = add(olga, "VAT", record="company", filterable=False)
    path = f"/custom-fields/{made['id']}"
    first = olga.post("/companies", {"name": "A", "custom": {"vat": "DE 1"}}).json()
    second = olga.post("/companies", {"name": "B", "custom": {"vat": "de 1"}}).json()
    refused = olga.patch(path, {"unique": True})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/unique")
    olga.patch(f"/companies/{second['id']}", {"custom": {"vat": "DE 2"}})
    assert olga.patch(path, {"unique": True}).status_code == 200
    unique = office.last().seq
    taken = olga.post("/companies", {"name": "C", "custom": {"vat": "DE 1"}})
    assert taken.json()["errors"][0]["pointer"] == "/custom/vat"
    office.undo(system(office.ws), unique)
    assert olga.post("/companies", {"name": "C", "custom": {"vat": "DE 1"}}).status_code == 201
    assert olga.get(f"/companies/{first['id']}").json()["custom"] == {"vat": "DE 1"}


WHO: list[tuple[Role, int]] = [
    ("owner", 201),
    ("admin", 201),
    ("manager", 403),
    ("seller", 403),
    ("viewer", 403),
]


def test_who_may_declare(office: Office) -> None:
    for role, status in WHO:
        desk = office.member(role.title(), role)
        body = {"record": "deal", "name": f"By {role}", "kind": "text"}
        assert desk.post("/custom-fields", body).status_code == status
        assert desk.get("/custom-fields").status_code == 200


def test_there_is_an_end_to_fields(office: Office) -> None:
    olga = office.member("Olga", "owner")
    for number in range(100):
        add(olga, f"Field {number}")
    answer = olga.post("/custom-fields", {"record": "deal", "name": "One more", "kind": "text"})
    assert answer.json()["errors"][0]["message"] == "A deal has at most 100 custom fields."


def test_an_undo_does_not_call_two_fields_the_same(office: Office) -> None:
    olga = office.member("Olga", "owner")
    first = add(olga, "A")
    olga.patch(f"/custom-fields/{first['id']}", {"name": "B"})
    renamed = office.last().seq
    add(olga, "A")
    with pytest.raises(Problem) as refused:
        office.do(system(office.ws), "undo", Undo(seq=renamed))
    assert "“A”" in str(refused.value.extra)
