"""Words and calls that have one place, or none."""

from collections.abc import Callable, Iterator

import pytest

from tests.house import words
from tests.house.tree import files, python_files

Rule = Callable[[str, str], Iterator[str]]
PYTHON = ("src", "tests", "bench")


def broken(rule: Rule, seen: Iterator[tuple[str, str]]) -> list[str]:
    return [said for path, text in seen for said in rule(path, text)]


@pytest.mark.parametrize(
    "rule",
    [words.engines, words.second_library, words.commits, words.unfinished, words.vague, words.nameless],
)
def test_python_keeps_the_rule(rule: Rule) -> None:
    assert broken(rule, python_files(*PYTHON)) == []


@pytest.mark.parametrize("rule", [words.unfinished, words.vague])
def test_the_web_application_keeps_the_rule(rule: Rule) -> None:
    assert broken(rule, files(("web/src",), (".ts", ".tsx", ".css"))) == []


CORE, STORE, CLI = "src/headgate/core/a.py", "src/headgate/store/a.py", "src/headgate/app/cli.py"
WRONG: list[tuple[Rule, str, str]] = [
    (words.engines, CORE, "import apsw"),
    (words.engines, CORE, "from psycopg import rows"),
    (words.engines, CORE, "from headgate.store import sqlite"),
    (words.engines, CORE, "is_postgres = True"),
    (words.engines, CORE, "def f(sqlite_path): ..."),
    (words.engines, CORE, "f(postgres=1)"),
    (words.engines, CORE, "x = 'PostgreSQL only'"),
    (words.engines, CORE, "x = f'{a} on SQLite'"),
    (words.engines, CLI, "import psycopg"),
    (words.second_library, "tests/a.py", "import sqlite3"),
    (words.second_library, "bench/a.py", "def f():\n    from sqlite3 import connect"),
    (words.second_library, STORE, "importlib.import_module('sqlite3')"),
    (words.commits, CORE, "connection.commit()"),
    (words.commits, CORE, "run('COMMIT')"),
    (words.unfinished, CORE, "# TO" + "DO: later"),
    (words.unfinished, "web/src/a.ts", "// FIX" + "ME"),
    (words.unfinished, CORE, "def f():\n    raise NotImplementedError"),
    (words.unfinished, CORE, "def f():\n    raise NotImplementedError('later')"),
    (words.unfinished, CORE, "try:\n    f()\nexcept ValueError:\n    pass"),
    (words.unfinished, CORE, "try:\n    f()\nexcept ValueError:\n    ..."),
    (words.vague, "src/headgate/kit/utils.py", ""),
    (words.vague, "src/headgate/records/deals/deal_service.py", ""),
    (words.vague, "web/src/common/a.ts", ""),
    (words.vague, "web/src/core/board-helpers.test.ts", ""),
    (words.nameless, CORE, "import os"),
    (words.nameless, CORE, '# first\n"""Then."""'),
    (words.nameless, CORE, '"""\n"""'),
]


@pytest.mark.parametrize(("rule", "path", "text"), WRONG)
def test_a_broken_rule_is_seen(rule: Rule, path: str, text: str) -> None:
    assert len(list(rule(path, text))) == 1


RIGHT: list[tuple[Rule, str, str]] = [
    (words.engines, STORE, "import apsw\nx = 'PostgreSQL'"),
    (words.engines, CLI, "'''Serve from a PostgreSQL server.'''"),
    (words.engines, "tests/a.py", "engine = 'postgres'"),
    (words.engines, CORE, "x = 1  # on PostgreSQL this is one statement"),
    (words.second_library, STORE, "import apsw as sqlite"),
    (words.commits, STORE, "connection.commit()\nrun('COMMIT')"),
    (words.commits, CORE, "'commit a forecast'"),
    (words.unfinished, CORE, "to_do = 'tasks to do'"),
    (words.unfinished, CORE, "try:\n    f()\nexcept ValueError:\n    seen = None"),
    (words.vague, "web/src/app/service-worker.ts", ""),
    (words.vague, "src/headgate/records/members/queries.py", ""),
    (words.nameless, CORE, '"""What it is for."""\n'),
]


@pytest.mark.parametrize(("rule", "path", "text"), RIGHT)
def test_what_is_allowed_passes(rule: Rule, path: str, text: str) -> None:
    assert list(rule(path, text)) == []
