"""One box: what is found by names, numbers, addresses and domains, by beginnings of words and with slips."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from headgate.core.access.actor import Actor
from headgate.core.search import reading
from headgate.core.search import rebuild as rebuilding
from headgate.core.search.verify import verify
from headgate.flows.lookup.search import Hit, search
from headgate.records.companies.schemas import NewCompany
from headgate.records.contacts.schemas import Email, NewContact, Phone
from headgate.records.deals.schemas import AssignDeal, DeleteDeal, EditDeal, NewDeal
from headgate.store.engine import Store
from tests import stores
from tests.properties.seats import offices
from tests.properties.work_done import watching
from tests.world import World, found

Ask = Callable[..., list[Hit]]


@pytest.fixture
def world(store: Store) -> World:
    made = found(store)
    made.do(
        "company.create",
        NewCompany(name="Straßenbau Øresund GmbH", domain="www.oresund-bau.dk", sector="Building"),
        NewCompany(name="O’Brien & Sons"),
        NewCompany(name="Θάλασσα Ναυτιλία"),
        NewCompany(name="Стройтрест Плюс"),
    )
    made.do(
        "contact.create",
        NewContact(
            given_name="Anaïs",
            family_name="Müller-Łukasz",
            emails=[Email("Anais.Mueller@Example.com"), Email("am@private.example")],
            phones=[Phone("+49 (0)171 123 45 67")],
        ),
        NewContact(given_name="Bob", family_name="Johnson", phones=[Phone("(030) 901820-0 ext 12")]),
    )
    made.do(
        "deal.create",
        *(NewDeal(name=name) for name in ("Kick-off renewal 2024", "Harbour cranes", "Harbor lights")),
    )
    return made


@pytest.fixture
def ask(world: World) -> Ask:
    def call(text: str, actor: Actor | None = None) -> list[Hit]:
        return world.store.read(lambda tx: search(tx, actor or world.actor, text)).items

    return call


CASES: list[tuple[str, list[str]]] = [
    ("strassenbau", ["Straßenbau Øresund GmbH"]),
    ("ORE stra", ["Straßenbau Øresund GmbH"]),
    ("øre", ["Straßenbau Øresund GmbH"]),
    ("oresund-bau.dk", ["Straßenbau Øresund GmbH"]),
    ("https://www.oresund-bau.dk/kontakt", ["Straßenbau Øresund GmbH"]),
    ("bau", ["Straßenbau Øresund GmbH"]),
    ("obrien", ["O’Brien & Sons"]),
    ("o'brien sons", ["O’Brien & Sons"]),
    ("θαλασσα", ["Θάλασσα Ναυτιλία"]),
    ("стр плю", ["Стройтрест Плюс"]),
    ("luk anai", ["Anaïs Müller-Łukasz"]),
    ("anais.mueller@example.com", ["Anaïs Müller-Łukasz"]),
    ("anais.mueller@ex", ["Anaïs Müller-Łukasz"]),
    ("AM@private.example", ["Anaïs Müller-Łukasz"]),
    ("private.example", ["Anaïs Müller-Łukasz"]),
    ("+49 171 1234567", ["Anaïs Müller-Łukasz"]),
    ("0171 123", ["Anaïs Müller-Łukasz"]),
    ("0049171123", ["Anaïs Müller-Łukasz"]),
    ("0309018", ["Bob Johnson"]),
    ("#2", ["Harbour cranes"]),
    ("2", ["Harbour cranes", "Kick-off renewal 2024"]),
    ("ren off", ["Kick-off renewal 2024"]),
    ("harb", ["Harbor lights", "Harbour cranes"]),
    ("harbour", ["Harbour cranes", "Harbor lights"]),
    ("arbour", ["Harbour cranes"]),
    ("cranse harbuor", ["Harbour cranes"]),
    ("renweall", ["Kick-off renewal 2024"]),
    ("jonhson", ["Bob Johnson"]),
    ("muler", ["Anaïs Müller-Łukasz"]),
    ("strasenbua", ["Straßenbau Øresund GmbH"]),
    ("стройтест", ["Стройтрест Плюс"]),
    ("bxb", []),
    ("renewals of yachts", []),
    ("2025", []),
    ("", []),
    ("  . , @ # ", []),
    ("\x00%_*\"' OR 1=1", []),
    ("a" * 200, []),
    (" ".join("abcdefghijklmnopqrstuvwxyz"), []),
]


def test_what_is_found(ask: Ask) -> None:
    """One store for all: founding one takes longer than asking it a hundred times."""
    got = [(text, [hit.title for hit in ask(text)]) for text, _ in CASES]
    assert [each for each, wanted in zip(got, CASES, strict=True) if each != wanted] == []


def test_what_a_hit_says(ask: Ask) -> None:
    (found,) = ask("ore str")
    assert (found.type, found.subtitle, found.matched, found.near) == ("company", "Building", None, None)
    assert [found.title[a:b] for a, b in found.ranges] == ["Str", "Øre"]
    (found,) = ask("anais private.ex")
    assert (found.type, found.matched) == ("contact", "am@private.example")
    (found,) = ask("0171123")
    assert (found.matched, found.ranges) == ("+49 (0)171 123 45 67", [])
    (found,) = ask("#1")
    assert (found.type, found.subtitle, found.matched) == ("deal", "Lead generation", "#1")
    (found,) = ask("jonhson")
    assert (found.near, [found.title[a:b] for a, b in found.ranges]) == ("johnson", ["Johnson"])


def test_what_is_exact_comes_first_and_the_newest_before_older_ones(world: World, ask: Ask) -> None:
    world.do("deal.create", *(NewDeal(name=f"2 of {i}") for i in range(12)))
    found = ask("2")
    assert found[0].title == "Harbour cranes"
    assert [hit.title for hit in found[1:]] == [f"2 of {i}" for i in range(11, 4, -1)]


def test_the_index_follows_names_owners_and_standing(world: World, ask: Ask) -> None:
    ana, ben = world.member("Ana"), world.member("Ben")
    (deal,) = world.do("deal.create", NewDeal(name="Lighthouse", owner_id=ana.member_id)).results
    assert [hit.id for hit in ask("light", ana)] == [deal]
    assert ask("light", ben) == [] == ask("#4", ben) == ask("lihgthouse", ben)
    world.do("deal.edit", EditDeal(id=deal, name="Windmill"))
    assert (ask("lighth", ana), [hit.id for hit in ask("windmil", ana)]) == ([], [deal])
    world.do("deal.assign", AssignDeal(id=deal, owner_id=ben.member_id))
    assert (ask("windm", ana), [hit.id for hit in ask("windm", ben)]) == ([], [deal])
    world.do("deal.assign", AssignDeal(id=deal, owner_id=None))
    assert (ask("windm", ben), [hit.id for hit in ask("windm")]) == ([], [deal])
    world.do("deal.delete", DeleteDeal(id=deal, reason="mistake"))
    assert ask("windm") == []


def test_words_that_only_others_see_take_nobodys_place(world: World, ask: Ask) -> None:
    ana, ben = world.member("Ana"), world.member("Ben")
    world.do("deal.create", NewDeal(name="harpoon", owner_id=ana.member_id))
    before = ask("harpoom", ana)
    assert [hit.title for hit in before] == ["harpoon"]
    near = [f"harpoo{letter}" for letter in "abcdefghijkl"]
    world.do("deal.create", *(NewDeal(name=name, owner_id=ben.member_id) for name in near))
    assert ask("harpoom", ana) == before


@pytest.fixture
def crowded(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Words that stand in more places than are looked up: the limits are small here."""
    monkeypatch.setattr(reading, "RARE", 10)
    monkeypatch.setattr(reading, "WALKED", 15)
    made: tuple[Any, ...] = (reading.counted, reading.begun, reading.exactly, reading.of_word)
    for each in made:
        each.cache_clear()
    yield world
    for each in made:
        each.cache_clear()


def test_common_words_are_found_among_the_newest(crowded: World, ask: Ask) -> None:
    ana, ben = crowded.member("Ana"), crowded.member("Ben")
    hers = [NewDeal(name=f"common pump {i}", owner_id=ana.member_id) for i in range(12)]
    his = [NewDeal(name=f"common pump b{i}", owner_id=ben.member_id) for i in range(40)]
    crowded.do("deal.create", *hers, *his)
    assert [hit.title for hit in ask("common pu")] == [f"Common pump b{i}".lower() for i in range(39, 31, -1)]
    assert [hit.title for hit in ask("common pu", ana)] == [f"common pump {i}" for i in range(11, 3, -1)]
    many = [crowded.member(f"S{i}").member_id or "" for i in range(30)]
    boss = crowded.member("Boss", "manager", [*many, ana.member_id or ""])
    assert [hit.title for hit in ask("common pu", boss)] == [f"common pump {i}" for i in range(11, 3, -1)]


def test_a_filling_that_was_broken_off_is_ended_at_the_next_start(
    world: World, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rebuilding, "fill", killed)
        with pytest.raises(KeyboardInterrupt):
            rebuilding.rebuild(world.store, world.ws)
    assert ask("harbour") == []
    rebuilding.fill_waiting(world.store)
    assert ask("harbour")[0].title == "Harbour cranes"
    assert list(verify(world.store, world.ws)) == []
    assert world.store.read(lambda tx: tx.all(rebuilding.waiting())) == []


def test_the_route(place: stores.Place) -> None:
    with offices(place) as (here, there):
        here.deal("Waterworks", here.seats["ana"].member_id)
        answer = here.seats["ana"].call("GET", "/search", params={"q": "water"})
        assert [hit["title"] for hit in answer.json()["items"]] == ["Waterworks"]
        assert here.seats["ben"].call("GET", "/search", params={"q": "water"}).json() == {"items": []}
        assert there.seats["owner"].call("GET", "/search", params={"q": "water"}).json() == {"items": []}
        refused = here.seats["ana"].call("GET", "/search", params={"q": "x" * 201})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/q")
        assert here.seats["ana"].call("GET", "/search").status_code == 422


def test_a_move_asks_nothing_of_the_index(place: stores.Place) -> None:
    with offices(place) as (here, _), watching() as watch:
        ana = here.seats["ana"]
        deal = here.deal("Waterworks", ana.member_id)
        watch.taken()
        assert ana.call("POST", f"/deals/{deal}/move", json={"stage_id": here.stages[1]}).status_code == 200
        (move,) = watch.taken()
        assert ana.call("PATCH", f"/deals/{deal}", json={"name": "Gasworks"}).status_code == 200
        (edit,) = watch.taken()
    assert ["search_" in text for text in move].count(True) == 0
    assert 0 < ["search_" in text for text in edit].count(True) <= 8
