"""A store that is older than the search: its records are in the index after the migration."""

from pathlib import Path

from headgate.app import nouns
from headgate.app.migrating import bring_up
from headgate.core.search import rebuild
from headgate.core.search.tables import unfilled
from headgate.core.search.verify import verify
from headgate.kit import ids
from headgate.records.companies.schemas import NewCompany
from headgate.records.contacts.schemas import NewContact
from headgate.records.deals.schemas import NewDeal
from headgate.store import migrate
from headgate.store.engine import Store, Tx
from tests.world import World, found


def furnished(store: Store) -> World:
    world = found(store)
    world.do("company.create", *(NewCompany(name=f"Firm {i}", domain="firm.example") for i in range(30)))
    world.do("contact.create", *(NewContact(given_name=f"Person {i}") for i in range(30)))
    world.do("deal.create", *(NewDeal(name=f"Deal of {i}") for i in range(30)))
    return world


def empty_index(world: World) -> None:
    """As the migration leaves it: no word, and the workspace waits."""

    def work(tx: Tx) -> None:
        number = ids.to_int("ws", world.ws)
        tx.script([f"DELETE FROM {name}" for name in rebuild.TABLES])
        tx.script([f"INSERT INTO {unfilled.name} (workspace_id) VALUES ({number})"])

    world.store.write(work)


def test_what_waits_is_filled_at_the_next_start(store: Store, tmp_path: Path) -> None:
    world = furnished(store)
    assert list(verify(store, world.ws)) == []
    empty_index(world)
    assert [said.partition(";")[0] for said in verify(store, world.ws)] == [
        "search: the index is not filled yet"
    ]
    # What is written meanwhile is in the index before the rest.
    world.do("company.create", NewCompany(name="In between"))
    assert bring_up(store, tmp_path) == []
    assert list(verify(store, world.ws)) == []


def test_the_migration_names_who_waits(store: Store) -> None:
    nouns.load()
    number = next(
        n
        for n in migrate.numbers(store.engine)
        if "search_unfilled" in str(migrate.statements(store.engine, n))
    )
    *_, last = migrate.statements(store.engine, number)
    world = furnished(store)
    store.write(lambda tx: tx.script([last]))
    assert store.read(lambda tx: tx.all(rebuild.waiting())) == [world.ws]


def test_verify_names_each_difference(store: Store) -> None:
    world = furnished(store)
    ws, number = world.ws, ids.to_int("ws", world.ws)
    deal = world.do("deal.create", NewDeal(name="Lighthouse")).results[0]
    n = ids.to_int("deal", deal)
    breaks = {
        f"UPDATE search_doc SET words = ' lighthouses' WHERE id = {n}": "is not found by #31 lighthouse",
        f"DELETE FROM search_doc WHERE id = {n}": "is not found by #31 lighthouse",
        f"DELETE FROM search_word WHERE word = 'lighthouse' AND workspace_id = {number}": "are in the index",
        f"INSERT INTO search_word VALUES ({number}, 'windmill', 1, {n})": "found by “windmill”",
        f"INSERT INTO search_spelling VALUES ({number}, 'windmill', 'llimdniw')": "stands nowhere",
        f"DELETE FROM search_spelling WHERE word = 'lighthouse' AND workspace_id = {number}": "is not spelt",
        f"UPDATE deal SET standing = 'archived' WHERE id = {n}": "is found, and is not in use",
    }
    for text, said in breaks.items():
        store.write(lambda tx, text=text: tx.script([text]))  # type: ignore[misc]
        assert any(said in each for each in verify(store, ws)), text
        rebuild.rebuild(store, ws)
        assert list(verify(store, ws)) == []
