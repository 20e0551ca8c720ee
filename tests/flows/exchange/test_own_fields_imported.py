"""Fields of the workspace's own are filled by files: each kind in its way, unique ones held to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from headgate.flows.exchange.ownfields import targets_with
from headgate.flows.exchange.plans import To
from headgate.flows.exchange.reading import PLAINLY, converter
from headgate.kit.errors import Problem
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.schemas import GivenOption, NameCustomField, NewCustomField, OwnerName
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, companies_of, contacts_of, deals_of, desk

OPTIONS = [GivenOption("Small"), GivenOption("Very large")]
KINDS: list[dict[str, Any]] = [
    {"name": "Note to self", "kind": "text"},
    {"name": "Score", "kind": "number"},
    {"name": "Budget", "kind": "money", "currency": "EUR"},
    {"name": "Trial ends", "kind": "date"},
    {"name": "Last call", "kind": "instant"},
    {"name": "Band", "kind": "choice", "options": OPTIONS},
    {"name": "Bands", "kind": "choices", "options": OPTIONS},
    {"name": "Engineer", "kind": "member"},
    {"name": "Partner", "kind": "link", "links": "company"},
    {"name": "Urgent", "kind": "flag"},
    {"name": "Page", "kind": "url"},
    {"name": "Contract no", "kind": "text", "unique": True},
]


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    found = desk(store, tmp_path)
    for record in ("deal", "company", "contact"):
        declare(found, record)
    return found


def declare(at: Desk, record: OwnerName) -> None:
    at.do("custom_field.add", *(NewCustomField(record=record, **kind) for kind in KINDS))


def table(rows: list[str], header: str) -> bytes:
    return "\n".join([header, *rows]).encode()


def custom(record: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(record.custom))
    return found


READ = [
    ("Note to self", "  call back ", "call back"),
    ("Score", "1,234.5", 1234.5),
    ("Score", "7", 7),
    ("Score", "seven", None),
    ("Score", "0.1234567", None),
    ("Budget", "1,234.50", 123450),
    ("Budget", "much", None),
    ("Trial ends", "2024-02-29", "2024-02-29"),
    ("Trial ends", "2023-02-29", None),
    ("Last call", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z"),
    ("Last call", "2024-02-29", "2024-02-29T00:00:00Z"),
    ("Band", "VERY LARGE", "very_large"),
    ("Band", "Huge", None),
    ("Bands", "Small; very large", ["small", "very_large"]),
    ("Bands", "Small, Huge", None),
    ("Engineer", "Ana", "Ana"),
    ("Urgent", "Yes", True),
    ("Urgent", "nein", False),
    ("Urgent", "perhaps", None),
    ("Page", "example.com/a", "https://example.com/a"),
    ("Page", "not a page", None),
]


@pytest.mark.parametrize(("name", "cell", "value"), READ)
def test_cells_by_kind(at: Desk, name: str, cell: str, value: Any) -> None:
    own = at.store.read(lambda tx: fields_of(tx, at.ws))
    target = next(each for each in targets_with("deals", own).values() if each.label == name)
    read = converter(target, PLAINLY, "UTC")
    if value is None:
        with pytest.raises(ValueError, match=r".+"):
            read(cell, "USD")
    else:
        assert read(cell, "USD") == value


HEADER = "deal id,name,stage,owner,Score,Budget,Trial ends,Band,Bands,Engineer,Partner,Urgent,Contract no"
ROWS = [
    "1,One,Demo,Ana,7,500,2024-03-01,small,Small;Very large,Ana,Isdom,yes,C1",
    "2,Two,Demo,Ana,8.5,,2024-03-02,Very large,,Nobody,Nowhere,no,C2",
    "3,Three,Demo,Ana,,many,2024-03-03,,,,,,C3",
]
VALUES = {
    "One": {
        "score": 7,
        "budget": 50000,
        "trial_ends": "2024-03-01",
        "band": "small",
        "bands": ["small", "very_large"],
        "urgent": True,
        "contract_no": "C1",
    },
    "Two": {
        "score": 8.5,
        "trial_ends": "2024-03-02",
        "band": "very_large",
        "urgent": False,
        "contract_no": "C2",
    },
    "Three": {"trial_ends": "2024-03-03", "contract_no": "C3"},
}


def test_deals_with_own_fields(at: Desk) -> None:
    at.whole({"companies.csv": b"company,domain\nIsdom,isdom.example\n"})
    run = at.check(at.upload({"deals.csv": table(ROWS, HEADER)}))
    told = {(each.row, each.column): (each.severity, each.value) for each in at.problems(run)}
    assert told == {
        (3, "Engineer"): ("warning", "Nobody"),
        (3, "Partner"): ("warning", "Nowhere"),
        (4, "Budget"): ("warning", "many"),
    }
    run = at.apply(run)
    assert run.result is not None and run.result.created["deal"] == 3
    deals = {each.name: custom(each) for each in deals_of(at)}
    assert deals["One"].pop("partner").startswith("co_") and deals["One"].pop("engineer").startswith("mem_")
    assert deals == VALUES
    assert at.differences() == []
    assert at.undo(run).status == "undone" and deals_of(at) == []


def test_a_unique_value_is_of_one_deal(at: Desk) -> None:
    at.whole({"deals.csv": table(ROWS, HEADER)})
    rows = ["4,Four,Demo,Ana,,,,,,,,,c1", "5,Five,Demo,Ana,,,,,,,,,C5", "6,Six,Demo,Ana,,,,,,,,,C5"]
    checked = at.check(at.upload({"more.csv": table(rows, HEADER)}))
    expected = [(2, "Contract no", "c1"), (4, "Contract no", "C5")]
    for run in (checked, at.apply(checked)):
        assert run.result is not None and run.result.refused == 2
        found = [p for p in at.problems(run) if p.severity == "refused"]
        assert [(each.row, each.column, each.value) for each in found] == expected
    assert {each.name for each in deals_of(at)} == {"One", "Two", "Three", "Five"}


def test_deals_that_come_again(at: Desk) -> None:
    at.whole({"deals.csv": table(ROWS, HEADER)})
    again = [ROWS[0].replace(",7,500,", ",9,500,"), ROWS[1].replace(",C2", ",C1"), ROWS[2]]
    run = at.check(at.plan(at.upload({"deals.csv": table(again, HEADER)}), matched="update"))
    told = [(p.row, p.severity, p.message) for p in at.problems(run) if p.severity != "warning"]
    assert (2, "change", "Score: 7 → 9.") in told
    assert (3, "refused", "Another deal has this “Contract no”.") in told
    at.apply(run)
    assert {each.name: custom(each).get("score") for each in deals_of(at)} == {
        "One": 9,
        "Two": 8.5,
        "Three": None,
    }
    assert at.differences() == []


def test_companies_and_contacts(at: Desk) -> None:
    companies = "company,domain,Score,Contract no\nIsdom,isdom.example,5,X1\nAcme,acme.example,,X2\n"
    contacts = "first name,last name,email,Band,Urgent\nAda,Byron,ada@isdom.example,small,x\n"
    at.whole({"companies.csv": companies.encode(), "contacts.csv": contacts.encode()})
    assert {each.name: custom(each) for each in companies_of(at)} == {
        "Isdom": {"score": 5, "contract_no": "X1"},
        "Acme": {"contract_no": "X2"},
    }
    (ada,) = contacts_of(at)
    assert custom(ada) == {"band": "small", "urgent": True}
    more = "company,domain,Score,Contract no\nIsdom,isdom.example,6,X1\nAcme,acme.example,3,X1\n"
    run = at.whole({"companies.csv": more.encode()})
    assert run.result is not None and run.result.refused == 1
    assert {each.name: custom(each).get("score") for each in companies_of(at)} == {"Isdom": 5, "Acme": None}
    run = at.whole({"companies.csv": more.replace("X1\nAcme", "X1\nOther").encode()}, matched="update")
    assert {each.name: custom(each).get("score") for each in companies_of(at)}["Isdom"] == 6
    assert at.differences() == []


def test_a_value_put_right(at: Desk) -> None:
    run = at.upload({"deals.csv": table(ROWS, HEADER)})
    place = run.files[0].shape.header.index("Budget")
    own = run.plan.files[0].columns[place]
    own.values = {"many": To("1000.50")}
    at.apply(at.check(at.plan(run)))
    assert {each.name: custom(each).get("budget") for each in deals_of(at)}["Three"] == 100050
    run = at.upload({"deals.csv": table(ROWS, HEADER)})
    run.plan.files[0].columns[place].values = {"many": To("a lot")}
    with pytest.raises(Problem) as error:
        at.plan(run)
    assert error.value.fields[0]["pointer"] == f"/files/0/columns/{place}/values/many"


def test_a_field_that_was_put_away_is_no_target(at: Desk) -> None:
    run = at.upload({"deals.csv": table(ROWS, HEADER)})
    fields = at.store.read(lambda tx: fields_of(tx, at.ws, "deal"))
    score = next(each for each in fields if each.key == "score")
    at.do("custom_field.archive", NameCustomField(score.id))
    with pytest.raises(Problem, match=r"custom\.score"):
        at.plan(run)
    fresh = at.upload({"deals.csv": table(ROWS, HEADER)})
    assert "custom.score" not in {column.field for column in fresh.plan.files[0].columns}


def test_what_is_exported_comes_back_the_same(at: Desk, store: Store, tmp_path: Path) -> None:
    at.whole({"companies.csv": b"company,domain\nIsdom,isdom.example\n"})
    at.whole({"deals.csv": table(ROWS, HEADER)})
    other = desk(store, tmp_path)
    declare(other, "deal")
    other.whole({"companies.csv": at.export("companies").encode()})
    run = other.upload({"deals.csv": at.export("deals").encode()})
    run.plan.files[0].columns[run.files[0].shape.header.index("pipeline")].field = None
    run.plan.options.pipeline_id = None
    other.apply(other.check(other.plan(run)))
    leading = ("partner", "engineer")
    found = [
        {each.name: {k: v for k, v in custom(each).items() if k not in leading} for each in deals_of(side)}
        for side in (at, other)
    ]
    assert found[0] == found[1] == VALUES
    assert {k for each in deals_of(other) for k in custom(each)} >= set(leading)
