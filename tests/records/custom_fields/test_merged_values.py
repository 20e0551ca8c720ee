"""Custom values of two deals that are one: the survivor takes what it lacks, whatever was put away since."""

from typing import Any

import msgspec
import pytest

from headgate.core.listing.pages import page, wanted
from headgate.core.verbs.undo import Undo
from headgate.records.custom_fields.asking import known
from headgate.records.custom_fields.schemas import (
    EditCustomField,
    GivenOption,
    NameCustomField,
    NewCustomField,
)
from headgate.records.deals import merging
from headgate.records.deals.queries import DEALS, deal_of
from headgate.records.deals.schemas import MergeDeals, NewDeal
from headgate.records.deals.verify import verify
from headgate.store.engine import Store
from tests.world import World, found

VERBS = (merging,)
OPTIONS = [GivenOption("Small"), GivenOption("Large")]


@pytest.fixture
def world(store: Store) -> World:
    return found(store)


def custom(world: World, deal: str) -> Any:
    return msgspec.json.decode(world.store.read(lambda tx: deal_of(tx, world.actor, deal)).custom)


def having(world: World, key: str, value: Any) -> list[str]:
    text = msgspec.json.encode({"field": f"custom.{key}", "op": "eq", "value": value}).decode()

    def work(tx: Any) -> list[str]:
        ask = wanted(known(tx, world.ws, "deal", text), filter=text, sort="name")
        return [deal.name for deal in page(tx, world.ws, DEALS, ask).items]

    return world.store.read(work)


def test_the_survivor_takes_the_values_that_it_lacks(world: World) -> None:
    fields = [
        NewCustomField("deal", "Serial", "text", unique=True),
        NewCustomField("deal", "Tier", "number"),
        NewCustomField("deal", "Old", "text"),
        NewCustomField("deal", "Size", "choice", options=OPTIONS),
    ]
    _, _, old, size = world.do("custom_field.add", *fields).results
    values: dict[str, Any] = {"serial": "x", "tier": 2, "old": "kept", "size": "large"}
    a, b = world.do(
        "deal.create", NewDeal(name="A", custom={"tier": 1}), NewDeal(name="B", custom=values)
    ).results
    world.do("custom_field.archive", NameCustomField(old))
    world.do("custom_field.edit", EditCustomField(size, options=[GivenOption("Small", "small")]))
    done = world.do("deal.merge", MergeDeals(b, a))
    assert custom(world, a) == {**values, "tier": 1}
    assert (having(world, "serial", "x"), having(world, "tier", 1), having(world, "tier", 2)) == (
        ["A"],
        ["A"],
        [],
    )
    assert list(verify(world.store, world.ws)) == []
    world.do("undo", Undo(seq=done.last))
    assert (custom(world, a), custom(world, b)) == ({"tier": 1}, values)
    assert (having(world, "serial", "x"), having(world, "tier", 2)) == (["B"], ["B"])
    assert list(verify(world.store, world.ws)) == []


def test_the_value_chosen_of_the_other_stands(world: World) -> None:
    world.do("custom_field.add", NewCustomField("deal", "Tier", "number"))
    a, b = world.do("deal.create", NewDeal(name="A", custom={"tier": 1}), NewDeal(name="B")).results
    world.do("deal.merge", MergeDeals(b, a, choices={"custom.tier": "other"}))
    assert custom(world, a) == {}
    assert having(world, "tier", 1) == []
