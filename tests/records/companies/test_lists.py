"""Lists of companies: every row once, in order, whatever the sort, the filter and the size of the page."""

import json
from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.kit.text import fold
from headgate.records.companies.schemas import NewCompany
from tests.records.office import Desk, Office

NAMES = ["zeta", "Álpha", "alpha", "Beta", "ＢＥＴＡ", "ß", "Ω", "10", "2", "alpha Centauri", "élan", "e"]
REVENUES = [5, None, 5, 7, None, 1, 2, 2, 2, None, 9, 0]


@pytest.fixture
def ada(office: Office) -> Desk:
    """A seller; there are twelve companies, and one put away."""
    made = office.do(
        system(office.ws),
        "company.create",
        *[
            NewCompany(name=name, revenue=revenue, sector="Retail" if i % 3 else None, founded=2000 + i % 4)
            for i, (name, revenue) in enumerate(zip(NAMES, REVENUES, strict=True))
        ],
        NewCompany(name="gone"),
    )
    desk = office.member("Ada")
    desk.post(f"/companies/{made.results[-1]}/archive")
    return desk


def walk(desk: Desk, size: int, **query: Any) -> list[dict[str, Any]]:
    """All items, page by page."""
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    for _ in range(20):
        more = {"cursor": cursor} if cursor else {}
        page = desk.get("/companies", limit=size, **query, **more).json()
        assert len(page["items"]) <= size
        assert (page["total"] is None) == (cursor is not None)
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("size", [1, 3, 5, 12, 200])
@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (None, lambda c: fold(c["name"])),
        ("name", lambda c: fold(c["name"])),
        ("-name", lambda c: fold(c["name"])),
        ("revenue", lambda c: c["revenue"]),
        ("-revenue", lambda c: c["revenue"]),
        ("founded", lambda c: c["founded"]),
        ("-created_at", lambda c: c["created_at"]),
        ("created_at", lambda c: c["created_at"]),
        ("sector", lambda c: c["sector"]),
        ("parent_id", lambda c: c["parent_id"]),
    ],
)
def test_each_company_once_and_in_order(ada: Desk, sort: str | None, key: Any, size: int) -> None:
    found = walk(ada, size, **({"sort": sort} if sort else {}))
    assert len({each["id"] for each in found}) == len(found) == len(NAMES)
    values = [key(each) for each in found]
    filled = [value for value in values if value is not None]
    assert values == filled + [None] * (len(values) - len(filled)), "empty ones come last either way"
    assert filled == sorted(filled, reverse=bool(sort and sort.startswith("-")))


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ({"field": "sector", "op": "eq", "value": "Retail"}, 8),
        ({"field": "sector", "op": "is_empty"}, 4),
        (
            {
                "all": [
                    {"field": "revenue", "op": "ge", "value": 2},
                    {"field": "founded", "op": "eq", "value": 2000},
                ]
            },
            2,
        ),
        (
            {
                "any": [
                    {"field": "revenue", "op": "eq", "value": 0},
                    {"field": "revenue", "op": "eq", "value": 9},
                ]
            },
            2,
        ),
        ({"not": {"field": "revenue", "op": "eq", "value": 2}}, 9),
        ({"field": "owner_id", "op": "in", "value": ["mem_1"]}, 0),
        ({"field": "created_at", "op": "gt", "value": "2020-01-01T00:00:00Z"}, 12),
        ({"field": "standing", "op": "eq", "value": "archived"}, 1),
    ],
)
def test_filters(ada: Desk, condition: Any, count: int) -> None:
    found = walk(ada, 3, filter=json.dumps(condition))
    assert len(found) == count
    assert ada.get("/companies", filter=json.dumps(condition)).json()["total"] == count


@pytest.mark.parametrize(
    ("beginning", "names"),
    [
        ("ALPHA", {"Álpha", "alpha", "alpha Centauri"}),
        ("be", {"Beta", "ＢＥＴＡ"}),
        ("SS", {"ß"}),
        ("%", set()),
        ("_", set()),
        ("  ", set(NAMES)),
    ],
)
def test_the_beginning_of_a_name(ada: Desk, beginning: str, names: set[str]) -> None:
    assert {each["name"] for each in walk(ada, 2, q=beginning)} == names


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"limit": 0}, 422),
        ({"limit": 201}, 422),
        ({"limit": "many"}, 422),
        ({"sort": "nonsense"}, 422),
        ({"sort": "name_key"}, 422),
        ({"sort": "--name"}, 422),
        ({"filter": "{"}, 422),
        ({"filter": '{"field":"password","op":"eq","value":"x"}'}, 422),
        ({"filter": '{"field":"owner_id","op":"eq","value":"co_1"}'}, 422),
        ({"filter": '{"field":"owner_id","op":"eq","value":"mem_ffffffffffffffffff"}'}, 422),
        ({"filter": '{"field":"founded","op":"eq","value":1e300}'}, 422),
        ({"filter": '{"field":"revenue","op":"eq","value":99999999999999999999}'}, 422),
        ({"cursor": "nonsense"}, 400),
    ],
)
def test_what_cannot_be_asked_is_refused(ada: Desk, query: dict[str, Any], status: int) -> None:
    answer = ada.get("/companies", **query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("sort", ["founded", "created_at", "owner_id", "name"])
@pytest.mark.parametrize("key", ["text", 5, "mem_1", "2026-01-01T00:00:00Z", None, True])
@pytest.mark.parametrize("last", ["co_1", "mem_1", 5, None])
def test_a_forged_cursor_breaks_nothing(office: Office, sort: str, key: Any, last: Any) -> None:
    from headgate.kit import paging

    cursor = paging.encode((key, last), f"company:{sort}")
    answer = office.member("Ada").get("/companies", sort=sort, cursor=cursor)
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or answer.json()["code"] == "bad_cursor"


def test_a_cursor_belongs_to_its_order(ada: Desk) -> None:
    cursor = ada.get("/companies", limit=2).json()["next"]
    answer = ada.get("/companies", limit=2, sort="-name", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
