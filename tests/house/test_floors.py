"""A room imports from floors below and from earlier rooms of its own floor, never upward."""

import pytest

from tests.house.floors import NO_CIRCLES, Import, circles, imports, upward
from tests.house.tree import python_files


@pytest.fixture(scope="module")
def ours() -> list[Import]:
    return [found for path, text in python_files() for found in imports(path, text)]


def test_nobody_imports_upward(ours: list[Import]) -> None:
    assert ours, "no import of ours was found, so nothing was checked"
    assert upward(ours) == []


@pytest.mark.parametrize("floor", NO_CIRCLES)
def test_no_two_rooms_need_each_other(ours: list[Import], floor: str) -> None:
    assert circles(ours, floor) == []


UPWARD = [
    ("kit/money.py", "from headgate.store import engine", "floor 2 from floor 1"),
    ("core/jobs.py", "import headgate.records.deals.queries", "floor 4 from floor 3"),
    ("store/engine.py", "def f():\n    from headgate.core.journal import record", "floor 3 from floor 2"),
    ("core/a.py", "if TYPE_CHECKING:\n    from headgate.app import api", "floor 6 from floor 3"),
    ("core/a.py", "from ..records import deals", "floor 4 from floor 3"),
    ("records/__init__.py", "from headgate import insight", "floor 5 from floor 4"),
    ("core/a.py", "importlib.import_module('headgate.flows.live')", "floor 5 from floor 3"),
    (
        "records/companies/fields.py",
        "from headgate.records.deals import tables",
        "deals comes after companies",
    ),
    ("records/deals/fields.py", "from ..people.tables import t", "people comes after deals"),
    ("records/teams/tables.py", "from headgate.records.members import tables", "does not name both"),
    ("flows/merge/commands.py", "from headgate.flows.mail import send", "mail comes after merge"),
    ("insight/facts.py", "from headgate.flows import live", "flows comes after insight"),
]


@pytest.mark.parametrize(("path", "text", "said"), UPWARD)
def test_an_upward_import_is_seen(path: str, text: str, said: str) -> None:
    [sentence] = upward(imports(f"src/headgate/{path}", text))
    assert sentence.endswith(said)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("records/deals/commands.py", "from headgate.records.companies import queries"),
        ("records/deals/commands.py", "from .tables import deal\nfrom . import queries"),
        ("flows/live.py", "from headgate.insight.facts import mirror"),
        ("app/main.py", "from headgate.flows import live\nimport headgate.rooms.calls"),
        ("__main__.py", "from headgate.app.cli import main"),
        ("kit/money.py", "import decimal\nfrom headgate import __version__"),
    ],
)
def test_a_downward_import_passes(path: str, text: str) -> None:
    assert upward(imports(f"src/headgate/{path}", text)) == []


def test_a_circle_is_seen_however_long() -> None:
    there = [(("core", a, "x"), ("core", b)) for a, b in ("fj", "jv", "vf", "va")]
    assert [said[0] for said in circles(there, "core")] == ["f", "j", "v"]
    assert circles(there[1:], "core") == []
