"""The harness runs on a small store and gives every row; its hand-written minimum does the same work."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from bench import places, report
from bench.cases import CASES, Case
from bench.filling import Filled
from bench.places import Place
from bench.replaying import SqliteDriver
from bench.running import Options, least, recordings, run
from bench.tracing import Transaction
from headgate.store.open import FILE

OPTIONS = Options(deals=600, seconds=0.1, rounds=1, clients=(1, 4))
CHANGED = ("deal", "deal_version", "stage_visit", "stage_total", "journal", "journal_head", "deal_counter")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Filled, Path]]:
    folder = tmp_path_factory.mktemp("bench")
    with places.engine("sqlite") as engine:
        place, facts = engine.base(folder / "base", OPTIONS.deals)
        yield place, facts, folder


def rows_after(base: Place, folder: Path, transactions: list[Transaction]) -> dict[str, list[Any]]:
    with base.copy(folder) as copy:
        driver = copy.driver()
        driver.run(transactions)
        driver.close()
        connection = apsw.Connection(str(folder / FILE))
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=str) for name in CHANGED
        }
        connection.close()
    return found


def answered(base: Place, transaction: Transaction) -> list[tuple[Any, ...]]:
    """What the largest answer says, whatever the order of its columns; a sort key may come twice."""
    with base.shared() as place:
        driver = place.driver()
        assert isinstance(driver, SqliteDriver)
        results = [driver.connection.execute(s.sql, s.args).fetchall() for s in transaction.statements]
        driver.close()
    wide = max(results, key=lambda rows: len(rows) * len(rows[0]) if rows else 0)
    return sorted(tuple(sorted(set(map(str, row)))) for row in wide)


@pytest.mark.parametrize("case", [case for case in CASES if case.changes], ids=lambda case: case.name)
def test_the_minimum_leaves_the_same_rows(filled: tuple[Place, Filled, Path], case: Case) -> None:
    base, facts, folder = filled
    noted = recordings(base, facts, case, OPTIONS, folder)[:12]
    by_hand = least(case, facts, noted, "sqlite")
    assert len(by_hand[0].statements) < len(noted[0].statements)
    before = rows_after(base, folder / "before", [])
    wanted = rows_after(base, folder / "product", noted)
    assert wanted != before
    assert rows_after(base, folder / "by-hand", by_hand) == wanted


@pytest.mark.parametrize("case", [case for case in CASES if not case.changes], ids=lambda case: case.name)
def test_the_minimum_gives_the_same_answer(filled: tuple[Place, Filled, Path], case: Case) -> None:
    base, facts, folder = filled
    noted = recordings(base, facts, case, OPTIONS, folder)[:1]
    by_hand = least(case, facts, noted, "sqlite")
    if by_hand:
        assert answered(base, by_hand[0]) == answered(base, noted[0])
    else:
        assert case.name == "report"


def test_a_run_gives_every_row() -> None:
    rows = run(OPTIONS)
    assert [(row["case"], row["clients"]) for row in rows] == [
        (case.name, n) for case in CASES for n in OPTIONS.clients
    ]
    for row in rows:
        assert row["requests_per_second"] > 0
        assert row["p50_ms"] <= row["p99_ms"]
        assert row["statements"] > 1 and row["bytes"] > 100
        assert (row["minimum_us"] is None) == (row["case"] == "report")
    lines = report.table(rows).splitlines()
    assert len(lines) == len(rows) + 1
    assert len({len(line) for line in lines}) == 1
