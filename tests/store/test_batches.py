"""The rows of very many come in batches, as they stood when the reading began."""

import time
from typing import Any

import pytest
import sqlalchemy as sa

from headgate.store import deadline, sqlite
from headgate.store.engine import Store, TooSlow, Tx
from headgate.store.sqlite import SqliteStore
from headgate.store.statements import shape


@shape()
def numbers() -> sa.Select[Any]:
    """1 to 1000."""
    one = sa.select(sa.literal_column("1", sa.Integer).label("n")).cte("counted", recursive=True)
    more = sa.select(one.c.n + sa.literal_column("1")).where(one.c.n < sa.literal_column("1000"))
    counted = one.union_all(more)
    return sa.select(counted.c.n).order_by(counted.c.n)


@pytest.mark.parametrize("size", [1, 7, 999, 1000, 5000])
def test_all_rows_come_in_order(store: Store, size: int) -> None:
    def work(tx: Tx) -> list[list[Any]]:
        return list(tx.batches(numbers(), size))

    found = store.read(work, bounded=False)
    assert [each for batch in found for each in batch] == list(range(1, 1001))
    assert [len(batch) for batch in found[:-1]] == [size] * (len(found) - 1)


def test_each_batch_has_its_own_deadline(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    if not isinstance(store, SqliteStore):
        pytest.skip("PostgreSQL counts the time of each statement, which a batch is there")
    monkeypatch.setattr(deadline, "SEARCH_SECONDS", 0.2)
    monkeypatch.setattr(sqlite, "PROGRESS_STEPS", 10)

    def slowly(tx: Tx) -> int:
        rows = 0
        for batch in tx.batches(numbers(), 100):
            time.sleep(0.05)
            rows += len(batch)
        return rows

    def at_once(tx: Tx) -> int:
        time.sleep(0.3)
        return len(tx.all(numbers()))

    assert store.read(slowly, bounded=False) == 1000
    with pytest.raises(TooSlow):
        store.read(at_once, bounded=False)
