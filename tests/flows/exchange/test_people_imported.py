"""People on deals that a file of deals names: by address, id of elsewhere or name, with a role."""

from functools import partial
from pathlib import Path

import pytest

from headgate.flows.exchange.dealpeople import named
from headgate.records.people.queries import people
from headgate.records.people.schemas import NewRole
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, deals_of, desk

CONTACTS = """contact id,first name,last name,email,company
K1,Ada,Byron,ada@isdom.example,Isdom
K2,Bob,Stone,bob@isdom.example,Isdom
K3,Cy,Twin,,Isdom
K4,Cy,Twin,,Acme
"""
HEADER = "deal id,name,stage,company,contact person,contact role"
ROWS = [
    ("ada@isdom.example", "Decider", ["Ada Byron"]),
    ("ADA@isdom.example", "", ["Ada Byron"]),
    ("Bob Stone", "decider", ["Bob Stone"]),
    ("K2", "", ["Bob Stone"]),
    ("Ada Byron (ada@isdom.example); Bob Stone", "", ["Ada Byron", "Bob Stone"]),
    ("ada@isdom.example; Ada Byron; K1", "", ["Ada Byron"]),
    ("Cy Twin", "", ["Cy Twin"]),
    ("", "Decider", []),
    ("Nobody Known", "", []),
    ("x@nowhere.example;Bob Stone", "Jester", ["Bob Stone"]),
]


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    found = desk(store, tmp_path)
    found.do("deal_role.add", NewRole("Decider"))
    return found


def deals(rows: list[tuple[str, str, list[str]]] = ROWS, company: str = "Isdom") -> bytes:
    lines = [f'{i},Deal {i},Demo,{company},"{cell}",{role}' for i, (cell, role, _) in enumerate(rows)]
    return "\n".join([HEADER, *lines]).encode()


def on(at: Desk) -> dict[str, list[tuple[str, str | None]]]:
    found = {}
    for deal in deals_of(at):
        here = at.store.read(partial(people, ws=at.ws, deal_id=deal.id))
        found[deal.name] = sorted((each.name, each.role_name) for each in here)
    return found


def test_cells_that_name_people() -> None:
    assert [(each.text, each.email) for each in named(" Ada  B <a@b.example> ;; Bob;")] == [
        ("Ada B <a@b.example>", "a@b.example"),
        ("Bob", ""),
    ]
    assert named(" ; ") == []


@pytest.mark.parametrize("along", [False, True])
def test_contacts_are_put_on_the_deals(at: Desk, along: bool) -> None:
    """Whether the contacts are here already, or come with the deals: the check says what the import does."""
    files = {"deals.csv": deals()}
    if along:
        files = {"contacts.csv": CONTACTS.encode(), **files}
    else:
        at.whole({"contacts.csv": CONTACTS.encode()})
    run = at.check(at.upload(files))
    place = len(files) - 1
    told = [(p.row, p.column, p.severity) for p in at.problems(run) if p.file == place]
    expected = [
        (10, "contact person", "warning"),
        (11, "contact person", "warning"),
        (11, "contact role", "warning"),
    ]
    assert sorted(told) == expected
    run = at.apply(run)
    assert sorted((p.row, p.column, p.severity) for p in at.problems(run) if p.file == place) == expected
    found = on(at)
    assert {name: [who for who, _ in here] for name, here in found.items()} == {
        f"Deal {i}": names for i, (_, _, names) in enumerate(ROWS)
    }
    assert found["Deal 0"] == [("Ada Byron", "Decider")] and found["Deal 2"] == [("Bob Stone", "Decider")]
    assert found["Deal 1"] == [("Ada Byron", None)]
    assert at.differences() == []
    assert at.undo(run).status == "undone" and deals_of(at) == []


def test_of_two_of_one_name_neither_is_guessed(at: Desk) -> None:
    at.whole({"contacts.csv": CONTACTS.encode()})
    run = at.whole({"deals.csv": deals([("Cy Twin", "", [])] * 2, company="Elsewhere")})
    assert {p.message for p in at.problems(run)} == {
        "Several contacts are called “Cy Twin”: name this one by its address."
    }
    assert on(at) == {"Deal 0": [], "Deal 1": []}


def test_deals_that_come_again_keep_their_people(at: Desk) -> None:
    at.whole({"contacts.csv": CONTACTS.encode()})
    at.whole({"deals.csv": deals()})
    before = on(at)
    at.whole({"deals.csv": deals([("K1", "", []), *ROWS[1:]])}, matched="update")
    assert on(at) == before
