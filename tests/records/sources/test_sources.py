"""Sources: a tree with campaigns, words that deals say, deals asked for a whole branch."""

from typing import Any

import msgspec
import pytest

from headgate.core.listing.pages import page, wanted
from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.deals import source_fields
from headgate.records.deals.queries import DEALS
from headgate.records.deals.schemas import EditDeal, NewDeal
from headgate.records.deals.source_routes import unplaced
from headgate.records.sources import queries
from headgate.records.sources import routes as source_routes
from headgate.records.sources.schemas import EditSource, NameSource, NewSource
from headgate.store.engine import Store
from tests.world import World, found

VERBS = (source_routes, source_fields)


@pytest.fixture
def world(store: Store) -> World:
    return found(store)


def made(world: World, *batch: NewSource) -> list[str]:
    return list(world.do("source.create", *batch).results)


def tree(world: World) -> dict[str, str]:
    """Online and Events, with Web and Ads below Online and a campaign below Ads."""
    online, events = made(world, NewSource("Online"), NewSource("Events"))
    web, ads = made(world, NewSource("Web", parent_id=online), NewSource("Ads", parent_id=online))
    spring = NewSource("Spring", "campaign", ads, ["spring 27"], "2027-03-01", "2027-03-31", 500_000)
    (spring_id,) = made(world, spring)
    return {"Online": online, "Events": events, "Web": web, "Ads": ads, "Spring": spring_id}


def deals(world: World, *clauses: dict[str, Any]) -> list[str]:
    ask = wanted("deal", filter=msgspec.json.encode({"all": list(clauses)}).decode(), sort="name")
    return [d.name for d in world.store.read(lambda tx: page(tx, world.ws, DEALS, ask)).items]


def is_(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op} if value is None else {"field": field, "op": op, "value": value}


def test_deals_are_asked_for_a_source_and_for_a_branch(world: World) -> None:
    ids = tree(world)
    for word in ("Online", "web", "Spring 27", "Events", "hearsay", None):
        world.do("deal.create", NewDeal(name=str(word), source=word))
    assert deals(world, is_("source_id", "eq", ids["Online"])) == ["Online"]
    assert deals(world, is_("source_branch", "eq", ids["Online"])) == ["Online", "Spring 27", "web"]
    assert deals(world, is_("source_branch", "in", [ids["Ads"], ids["Events"]])) == ["Events", "Spring 27"]
    assert deals(world, is_("source_branch", "ne", ids["Online"])) == ["Events", "hearsay", "None"]
    assert deals(world, is_("source_branch", "is_empty")) == ["hearsay", "None"]
    assert deals(world, is_("source_id", "not_empty")) == ["Events", "Online", "Spring 27", "web"]
    assert deals(world, is_("source", "eq", "Spring")) == ["Spring 27"], "a word becomes the source's name"


def test_a_branch_moves_with_what_is_below_it(world: World) -> None:
    ids = tree(world)
    world.do("deal.create", NewDeal(name="A", source="Spring"))
    moved = world.do("source.edit", EditSource(ids["Ads"], parent_id=ids["Events"]))
    assert deals(world, is_("source_branch", "eq", ids["Events"])) == ["A"]
    assert deals(world, is_("source_branch", "eq", ids["Online"])) == []
    world.do("undo", Undo(seq=moved.last))
    assert deals(world, is_("source_branch", "eq", ids["Online"])) == ["A"]


def test_a_renamed_source_keeps_its_deals(world: World) -> None:
    ids = tree(world)
    world.do("deal.create", NewDeal(name="A", source="Web"))
    renamed = world.do("source.edit", EditSource(ids["Web"], name="Website"))
    assert deals(world, is_("source_id", "eq", ids["Web"])) == ["A"]
    (web,) = (s for s in world.store.read(lambda tx: queries.sources_of(tx, world.ws)) if s.id == ids["Web"])
    assert (web.name, web.words) == ("Website", ["Web"])
    world.do("deal.create", NewDeal(name="B", source="WEB"))
    assert deals(world, is_("source", "eq", "Website")) == ["B"]
    world.do("undo", Undo(seq=renamed.last))
    assert deals(world, is_("source_id", "eq", ids["Web"])) == ["A"], "B says a word that nobody has any more"


def test_an_edit_of_a_deal_takes_the_name_too(world: World) -> None:
    tree(world)
    (deal,) = world.do("deal.create", NewDeal(name="A")).results
    world.do("deal.edit", EditDeal(id=deal, source="ONLINE"))
    assert deals(world, is_("source", "eq", "Online")) == ["A"]


def test_words_of_old_deals_find_their_source_when_it_is_made(world: World) -> None:
    for word in ("Fair", "Fair", "Messe"):
        world.do("deal.create", NewDeal(name=word, source=word))

    def left() -> list[tuple[str, int]]:
        return [(w.word, w.deals) for w in world.store.read(lambda tx: tx.all(unplaced(), ws=world.ws))]

    assert left() == [("Fair", 2), ("Messe", 1)]
    (fair,) = made(world, NewSource("Fair"))
    assert left() == [("Messe", 1)]
    world.do("source.edit", EditSource(fair, words=["Messe"]))
    assert left() == []
    assert deals(world, is_("source_id", "eq", fair)) == ["Fair", "Fair", "Messe"]


WRONG: list[tuple[NewSource, str]] = [
    (NewSource("web"), "/name"),
    (NewSource("New", words=["WEB"]), "/name"),
    (NewSource("\u200b"), "/name"),
    (NewSource("A", parent_id="src_1"), "/parent_id"),
    (NewSource("A", starts_on="2027-01-01"), "/starts_on"),
    (NewSource("A", cost=1), "/cost"),
    (NewSource("A", "campaign", starts_on="2027-02-30"), "/starts_on"),
    (NewSource("A", "campaign", starts_on="2027-02-02", ends_on="2027-02-01"), "/ends_on"),
    (NewSource("A", "campaign", currency="ZZZ"), "/currency"),
]


def test_what_cannot_be_is_named(world: World) -> None:
    ids = tree(world)
    for new, pointer in WRONG:
        with pytest.raises(Problem) as refused:
            made(world, new)
        assert [each["pointer"] for each in refused.value.fields] == [pointer], new
    with pytest.raises(Problem) as refused:
        world.do("source.edit", EditSource(ids["Online"], parent_id=ids["Spring"]))
    assert refused.value.fields[0]["pointer"] == "/parent_id"
    with pytest.raises(Problem) as refused:
        world.do("source.edit", EditSource(ids["Spring"], kind="source"))
    assert refused.value.status == 422


def test_archived_sources_keep_their_deals(world: World) -> None:
    ids = tree(world)
    world.do("deal.create", NewDeal(name="A", source="Web"))
    world.do("source.archive", NameSource(ids["Web"]))
    assert deals(world, is_("source_branch", "eq", ids["Online"])) == ["A"]
    shown = {s.name: s.archived for s in world.store.read(lambda tx: queries.sources_of(tx, world.ws))}
    assert shown["Web"] and not shown["Ads"]
    world.do("source.restore", NameSource(ids["Web"]))


def test_a_source_with_others_below_is_not_undone_away(world: World) -> None:
    outcome = world.do("source.create", NewSource("Online"))
    made(world, NewSource("Web", parent_id=outcome.results[0]))
    with pytest.raises(Problem) as refused:
        world.do("undo", Undo(seq=outcome.last))
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Other sources belong to it."
    with pytest.raises(Problem) as refused:
        world.do("source.create", NewSource("X"), actor=world.member("Ana"))
    assert refused.value.status == 403
