"""Conditions on custom fields give the deals of a plain reading on both engines; lists go in their order."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.conditions import kept
from headgate.core.listing.pages import page, wanted
from headgate.kit.errors import Problem
from headgate.records.custom_fields.asking import known
from headgate.records.custom_fields.schemas import EditCustomField, GivenOption, NewCustomField
from headgate.records.deals import queries
from headgate.records.deals.schemas import Deal, EditDeal, NewDeal
from headgate.store.engine import Store, Tx
from tests import stores
from tests.properties.test_conditions import lower
from tests.world import World, found

OPTIONS = [GivenOption(label) for label in ("Red", "Green", "Blue")]
FIELDS = [
    NewCustomField("deal", "Text", "text"),
    NewCustomField("deal", "Number", "number"),
    NewCustomField("deal", "Money", "money"),
    NewCustomField("deal", "Day", "date"),
    NewCustomField("deal", "At", "instant"),
    NewCustomField("deal", "One", "choice", options=OPTIONS),
    NewCustomField("deal", "Some", "choices", options=OPTIONS),
    NewCustomField("deal", "Sure", "flag"),
]
POOLS: dict[str, list[Any]] = {
    "text": ["", "web", "Web fair", "référence", "a'b", "%"],
    "number": [-1.5, 0, 2, 2.5, 10**15],
    "money": [-5, 0, 100, 10**12],
    "day": ["2026-01-31", "2026-02-01", "2027-12-31"],
    "at": ["2026-01-31T00:00:00Z", "2026-01-31T00:00:01Z", "2027-01-01T10:00:00Z"],
    "one": ["red", "green", "blue"],
    "some": ["red", "green", "blue"],
    "sure": [True, False],
}
TEXT_OPS = ["eq", "ne", "in", "not_in", "contains", "starts_with", "is_empty", "not_empty"]
ORDER_OPS = ["eq", "ne", "lt", "le", "gt", "ge", "between", "is_empty", "not_empty", "in", "not_in"]
OPS = {
    "text": TEXT_OPS,
    "number": ORDER_OPS,
    "money": ORDER_OPS,
    "day": ORDER_OPS,
    "at": ["lt", "le", "gt", "ge", "between", "is_empty", "not_empty"],
    "one": ["eq", "ne", "in", "not_in", "is_empty", "not_empty"],
    "some": ["eq", "ne", "in", "not_in", "is_empty", "not_empty"],
    "sure": ["eq"],
}
SORTED = ("text", "number", "money", "day", "at", "sure")


@pytest.fixture(scope="module")
def worlds(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Any, databases: stores.Databases
) -> Iterator[list[World]]:
    """The same deals on both engines."""
    with (
        stores.sqlite_place(sqlite_template, tmp_path_factory.mktemp("own")) as one,
        databases.place(tmp_path_factory.mktemp("own_pg")) as two,
    ):
        opened: list[Store] = [one.open(), two.open()]
        yield [filled(found(store)) for store in opened]
        for store in opened:
            store.close()


def filled(world: World) -> World:
    """Deals with each value of a pool and with none, by different steps through each."""
    world.do("custom_field.add", *FIELDS)
    new = []
    for i in range(60):
        custom: dict[str, Any] = {}
        for step, (key, pool) in enumerate(POOLS.items(), start=1):
            value = [*pool, None][(i // step) % (len(pool) + 1)]
            custom[key] = [value, pool[i % 3]] if key == "some" and value else value
        new.append(NewDeal(name=f"Deal {i:02}", custom=custom, amount=i))
    world.do("deal.create", *new)
    return world


def clause() -> st.SearchStrategy[dict[str, Any]]:
    asked = st.sampled_from([(key, op) for key, ops in OPS.items() for op in ops])
    return asked.flatmap(lambda pair: valued(*pair))


def valued(key: str, op: str) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from(POOLS[key])
    if op in ("is_empty", "not_empty"):
        return st.just({"field": f"custom.{key}", "op": op})
    value = st.lists(one, max_size=3) if op in ("in", "not_in") else one
    value = st.tuples(one, one).map(list) if op == "between" else value
    return value.map(lambda v: {"field": f"custom.{key}", "op": op, "value": v})


TREES = st.recursive(
    st.one_of(clause(), st.just({"field": "amount", "op": "lt", "value": 40})),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
)


def holds(tree: dict[str, Any], deal: Deal) -> bool:
    """The plain reading."""
    for word, judge in (("all", all), ("any", any)):
        if word in tree:
            return judge(holds(part, deal) for part in tree[word])
    if "not" in tree:
        return not holds(tree["not"], deal)
    if tree["field"] == "amount":
        return deal.amount is not None and deal.amount < tree["value"]
    have: Any = msgspec.json.decode(deal.custom).get(tree["field"].removeprefix("custom."))
    op: str = tree["op"]
    value: Any = tree.get("value")
    if tree["field"] == "custom.sure":
        return bool(have) is value
    if op in ("is_empty", "not_empty"):
        return (have is None) == (op == "is_empty")
    several = have if isinstance(have, list) else [] if have is None else [have]
    if op in ("ne", "not_in"):
        return not any(one == value if op == "ne" else one in value for one in several)
    return any(fits(op, one, value) for one in several)


def fits(op: str, have: Any, value: Any) -> bool:
    match op:
        case "eq":
            return bool(have == value)
        case "in":
            return have in value
        case "lt":
            return bool(have < value)
        case "le":
            return bool(have <= value)
        case "gt":
            return bool(have > value)
        case "ge":
            return bool(have >= value)
        case "between":
            return bool(value[0] <= have <= value[1])
        case "contains":
            return lower(value) in lower(have)
    return bool(have.startswith(value))


def deals(world: World, tree: Any = None, sort: str = "name", limit: int = 200) -> list[Deal]:
    """All of a list, page by page; its count is that of its rows."""

    def work(tx: Tx) -> list[Deal]:
        gathered: list[Deal] = []
        cursor, total = None, None
        text = msgspec.json.encode(tree).decode() if tree else None
        while True:
            kind = known(tx, world.ws, "deal", text, sort)
            part = page(
                tx, world.ws, queries.DEALS, wanted(kind, filter=text, sort=sort, cursor=cursor, limit=limit)
            )
            gathered += part.items
            cursor, total = part.next, part.total if total is None else total
            if cursor is None:
                assert total == len(gathered)
                return gathered

    return world.store.read(work)


@given(tree=TREES, few=st.booleans())
def test_both_engines_and_the_plain_reading_agree(worlds: list[World], tree: Any, few: bool) -> None:
    """Whether the list starts from the values or asks each deal for its own."""
    expected = [deal.name for deal in deals(worlds[0]) if holds(tree, deal)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "FEW", 2_000 if few else -1)
        for world in worlds:
            assert [deal.name for deal in deals(world, tree)] == expected


@given(key=st.sampled_from(SORTED), down=st.booleans(), limit=st.integers(1, 30), tree=st.none() | TREES)
def test_lists_go_along_the_values(worlds: list[World], key: str, down: bool, limit: int, tree: Any) -> None:
    """Those with a value in their order, then those without; nothing twice and nothing lost."""
    sort = f"{'-' if down else ''}custom.{key}"
    for world in worlds:
        every = {d.name: d for d in deals(world) if tree is None or holds(tree, d)}
        got = deals(world, tree, sort, limit)
        assert sorted(d.name for d in got) == sorted(every)
        values = [msgspec.json.decode(d.custom).get(key) for d in got]
        having = [value for value in values if value is not None]
        assert values == having + [None] * (len(values) - len(having))
        assert having == sorted(having, key=lambda v: v.encode() if isinstance(v, str) else v, reverse=down)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"field": "custom.nothing", "op": "eq", "value": "x"}, "/filter/all/1/field"),
    ({"field": "custom.text", "op": "lt", "value": "x"}, "/filter/all/1/op"),
    ({"field": "custom.number", "op": "eq", "value": "x"}, "/filter/all/1/value"),
    ({"field": "custom.money", "op": "eq", "value": 1.5}, "/filter/all/1/value"),
    ({"field": "custom.sure", "op": "eq", "value": 1}, "/filter/all/1/value"),
    ({"field": "custom.day", "op": "between", "value": ["2026-01-01"]}, "/filter/all/1/value"),
    ({"field": "custom.hidden", "op": "not_empty"}, "/filter/all/1/field"),
]


def test_what_cannot_be_asked_is_named(store: Store) -> None:
    world = filled(found(store))
    (hidden,) = world.do(
        "custom_field.add", NewCustomField("deal", "Hidden", "text", filterable=False)
    ).results
    for tree, pointer in WRONG:
        with pytest.raises(Problem) as refused:
            deals(world, tree)
        assert [each["pointer"] for each in refused.value.fields] == [pointer], tree
    for sort in ("custom.some", "custom.hidden", "custom.nothing"):
        with pytest.raises(Problem):
            deals(world, None, sort)
    first = deals(world)[0]
    world.do("deal.edit", EditDeal(id=first.id, custom={"hidden": "there"}))
    world.do("custom_field.edit", EditCustomField(hidden, filterable=True))
    assert [d.id for d in deals(world, {"field": "custom.hidden", "op": "not_empty"})] == [first.id]
    world.do("custom_field.edit", EditCustomField(hidden, filterable=False))
    with pytest.raises(Problem) as refused:
        deals(world, {"field": "custom.hidden", "op": "not_empty"})
    assert "mark it filterable" in refused.value.detail
