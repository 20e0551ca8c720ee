"""Lists of companies: every row once, in order, whatever the sort, the filter and the size of the page."""

import json
from collections.abc import Callable
from itertools import product
from operator import itemgetter
from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.kit import paging
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


SORTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "name": lambda company: fold(company["name"]),
    **{field: itemgetter(field) for field in ("revenue", "founded", "created_at", "sector", "parent_id")},
}


def test_each_company_once_and_in_order(ada: Desk) -> None:
    assert walk(ada, 5) == walk(ada, 5, sort="name")
    for field, size, minus in product(SORTS, (1, 5, 12, 200), ("", "-")):
        found = walk(ada, size, sort=minus + field)
        assert len({each["id"] for each in found}) == len(found) == len(NAMES), (field, size)
        values = [SORTS[field](each) for each in found]
        filled = [value for value in values if value is not None]
        assert values == filled + [None] * (len(values) - len(filled)), "empty ones come last either way"
        assert filled == sorted(filled, reverse=bool(minus)), (field, size, minus)


FILTERS: list[tuple[Any, int]] = [
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
]


def test_filters(ada: Desk) -> None:
    for condition, count in FILTERS:
        found = walk(ada, 3, filter=json.dumps(condition))
        assert len(found) == count
        assert ada.get("/companies", filter=json.dumps(condition)).json()["total"] == count


BEGINNINGS: list[tuple[str, set[str]]] = [
    ("ALPHA", {"Álpha", "alpha", "alpha Centauri"}),
    ("be", {"Beta", "ＢＥＴＡ"}),
    ("SS", {"ß"}),
    ("%", set()),
    ("_", set()),
    ("  ", set(NAMES)),
]


def test_the_beginning_of_a_name(ada: Desk) -> None:
    for beginning, names in BEGINNINGS:
        assert {each["name"] for each in walk(ada, 2, q=beginning)} == names


REFUSED: list[tuple[dict[str, Any], int]] = [
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
]


def test_what_cannot_be_asked_is_refused(ada: Desk) -> None:
    for query, status in REFUSED:
        answer = ada.get("/companies", **query)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_forged_cursor_breaks_nothing(ada: Desk) -> None:
    keys = ("text", 5, "mem_1", "2026-01-01T00:00:00Z", None, True)
    forged = product(("founded", "created_at", "owner_id", "name"), keys, ("co_1", "mem_1", 5, None))
    for sort, key, last in forged:
        answer = ada.get("/companies", sort=sort, cursor=paging.encode((key, last), f"company:{sort}"))
        if answer.status_code != 200:
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), (sort, key, last)
        assert last == "co_1" or answer.status_code == 400, (sort, key, last)


def test_a_cursor_belongs_to_its_order(ada: Desk) -> None:
    cursor = ada.get("/companies", limit=2).json()["next"]
    answer = ada.get("/companies", limit=2, sort="-name", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
