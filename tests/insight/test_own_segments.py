"""Figures split by a field of the workspace's own: its labels, its rows, and what cannot be split by."""

from functools import partial
from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.kit.errors import Problem
from headgate.records.custom_fields.schemas import FieldKind, GivenOption, NameCustomField, NewCustomField
from headgate.records.deals.schemas import EditDeal, NewDeal, WinDeal
from headgate.store.engine import Store
from tests.world import World, found

TIERS = [GivenOption("Gold", "gold"), GivenOption("Tin", "tin")]


def declared(world: World, name: str, kind: FieldKind, **more: Any) -> str:
    made = NewCustomField("deal", name, kind, **more)
    return str(world.do("custom_field.add", made).results[0])


def split(world: World, segment: str, metric: str = "deal_count", **asked: str) -> dict[str, float | None]:
    ask = partial(answers.figure, actor=system(world.ws), metric_id=metric)
    figure = world.store.read(partial(ask, asked=Asked(segment=segment, **asked)))
    for each in figure.segments or ():
        if each.rows is not None:
            there = world.store.read(partial(ask, asked=Asked(filter=each.rows.filter)))
            assert there.value == each.value
    return {each.label: each.value for each in figure.segments or ()}


def test_a_choice_splits_and_follows_what_is_edited(store: Store) -> None:
    world = found(store)
    declared(world, "Tier", "choice", options=TIERS)
    tiers: list[dict[str, Any]] = [{"tier": "gold"}, {"tier": "gold"}, {"tier": "tin"}, {}]
    made = world.do("deal.create", *(NewDeal(name="Quay", custom=tier) for tier in tiers)).results
    assert split(world, "custom.tier") == {"Gold": 2, "Tin": 1, "No tier": 1}
    world.do("deal.edit", EditDeal(id=made[3], custom={"tier": "tin"}))
    world.do("deal.win", WinDeal(id=made[2], amount=500))
    assert split(world, "custom.tier") == {"Gold": 2, "Tin": 2}
    assert split(world, "custom.tier", "won_value") == {"Gold": 0, "Tin": 500}


def test_members_and_texts_split(store: Store) -> None:
    world = found(store)
    ana = world.member("Ana").member_id
    declared(world, "Engineer", "member")
    declared(world, "Port", "text")
    first = NewDeal(name="a", custom={"engineer": ana, "port": "Kiel"})
    world.do("deal.create", first, NewDeal(name="b"))
    assert split(world, "custom.engineer") == {"Ana": 1, "No engineer": 1}
    assert split(world, "custom.port") == {"Kiel": 1, "No port": 1}


def test_what_cannot_be_split_by_is_named(store: Store) -> None:
    world = found(store)
    declared(world, "Depth", "number")
    declared(world, "Ships", "choices", options=TIERS)
    declared(world, "Serial", "text", unique=True)
    declared(world, "Note", "text", filterable=False)
    gone = declared(world, "Tier", "choice", options=TIERS)
    world.do("custom_field.archive", NameCustomField(id=gone))
    for name in ("depth", "ships", "serial", "note", "tier", "nothing"):
        with pytest.raises(Problem, match="cannot be split by") as caught:
            split(world, f"custom.{name}")
        assert caught.value.status == 422


def test_its_past_is_not_kept(store: Store) -> None:
    world = found(store)
    declared(world, "Tier", "choice", options=TIERS)
    with pytest.raises(Problem, match="past of"):
        split(world, "custom.tier", as_of="2020-01-01")
