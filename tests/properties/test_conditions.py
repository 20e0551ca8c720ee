"""A condition gives the same deals on both engines, and the deals that a plain reading of it gives."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.access.actor import visible
from headgate.core.listing.pages import page, wanted
from headgate.records.deals import queries
from headgate.records.deals.schemas import Deal, NewDeal
from headgate.store.engine import Store, Tx
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore
from tests import stores
from tests.world import World, found

SOURCES = [None, "", "web", "Web fair", "référence", "a'b", "%", "_"]
AMOUNTS = [None, 0, 100, 250, 10**12, -5]
DATES = [None, "2026-01-31", "2026-02-01", "2027-12-31"]
TEXT_OPS = ["eq", "ne", "in", "not_in", "contains", "starts_with", "is_empty", "not_empty"]
ORDER_OPS = ["eq", "ne", "lt", "le", "gt", "ge", "between", "is_empty", "not_empty", "in", "not_in"]


@pytest.fixture(scope="module")
def worlds(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Any, databases: stores.Databases
) -> Any:
    """The same deals on both engines."""
    with (
        stores.sqlite_place(sqlite_template, tmp_path_factory.mktemp("conditions")) as one,
        databases.place(tmp_path_factory.mktemp("conditions_pg")) as two,
    ):
        opened: list[Store] = [one.open(), two.open()]
        assert isinstance(opened[0], SqliteStore) and isinstance(opened[1], PostgresStore)
        yield [filled(found(store)) for store in opened]
        for store in opened:
            store.close()


def filled(world: World) -> World:
    new = []
    for i in range(48):
        new.append(
            NewDeal(
                name=f"Deal {i:02}",
                source=SOURCES[i % len(SOURCES)],
                amount=AMOUNTS[i % len(AMOUNTS)],
                expected_close=DATES[i % len(DATES)],
                deal_type="new" if i % 3 else None,
            )
        )
    world.do("deal.create", *new)
    return world


def clause() -> st.SearchStrategy[dict[str, Any]]:
    text = st.tuples(st.sampled_from(["source", "deal_type"]), st.sampled_from(TEXT_OPS), st.just(SOURCES))
    money = st.tuples(st.just("amount"), st.sampled_from(ORDER_OPS), st.just(AMOUNTS))
    date = st.tuples(st.just("expected_close"), st.sampled_from(ORDER_OPS), st.just(DATES))
    return st.one_of(text, money, date).flatmap(lambda c: valued(*c))


def valued(field: str, op: str, pool: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from([value for value in pool if value is not None])
    if op in ("is_empty", "not_empty"):
        return st.just({"field": field, "op": op})
    value = st.lists(one, max_size=3) if op in ("in", "not_in") else one
    value = st.tuples(one, one).map(list) if op == "between" else value
    return value.map(lambda v: {"field": field, "op": op, "value": v})


TREES = st.recursive(
    clause(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
)


def lower(text: str) -> str:
    """Lower case of A to Z alone, as the engines compare."""
    return "".join(c.lower() if c.isascii() else c for c in text)


def holds(tree: dict[str, Any], deal: Deal) -> bool:
    """The plain reading."""
    if "all" in tree:
        return all(holds(part, deal) for part in tree["all"])
    if "any" in tree:
        return any(holds(part, deal) for part in tree["any"])
    if "not" in tree:
        return not holds(tree["not"], deal)
    have: Any = getattr(deal, tree["field"])
    op: str = tree["op"]
    value: Any = tree.get("value")
    if op in ("is_empty", "not_empty"):
        return (have is None) == (op == "is_empty")
    if op in ("ne", "not_in"):
        return have is None or bool(have != value if op == "ne" else have not in value)
    if have is None:
        return False
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


def names(world: World, tree: dict[str, Any] | None) -> list[str]:
    import msgspec

    def work(tx: Tx) -> list[Deal]:
        text = msgspec.json.encode(tree).decode() if tree else None
        ask = wanted("deal", filter=text, sort="name", limit=200, seen=visible(world.actor))
        return page(tx, world.ws, queries.DEALS, ask).items

    return [deal.name for deal in world.store.read(work)]


@given(tree=TREES)
def test_both_engines_and_the_plain_reading_agree(worlds: list[World], tree: dict[str, Any]) -> None:
    everything = worlds[0].store.read(
        lambda tx: page(tx, worlds[0].ws, queries.DEALS, wanted("deal", sort="name", limit=200)).items
    )
    expected = [deal.name for deal in everything if holds(tree, deal)]
    assert names(worlds[0], tree) == expected
    assert names(worlds[1], tree) == expected
