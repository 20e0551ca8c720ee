"""A full disk: everybody in the batch is told, nothing half-done is kept, and there is a morning after."""

import apsw
import pytest

from headgate.store.engine import Busy, Tx
from headgate.store.sqlite import SqliteStore
from tests.store.shelf import INSERT, count, held, names, put, row


def limited(store: SqliteStore, pages: int) -> None:
    """Lets the file grow no further than it is, plus so many pages."""
    used = store.writer.connection.pragma("page_count")
    store.writer.connection.pragma("max_page_count", used + pages)


def fill(tx: Tx, start: int) -> None:
    tx.many(INSERT, [row(n, "x" * 3000) for n in range(start, start + 200)])


def test_a_full_disk_is_busy_for_all_of_the_batch_and_no_end(own: SqliteStore) -> None:
    own.write(lambda tx: put(tx, 1))
    own.write(lambda tx: limited(own, 20))
    go, waiting = held(own)
    early = own.writer.submit(lambda tx: put(tx, 2), "interactive")
    full = own.writer.submit(lambda tx: fill(tx, 1000), "interactive")
    go.set()
    for job in (waiting, early, full):
        with pytest.raises(Busy):
            job.result(10)
    assert names(own) == ["a"]
    own.write(lambda tx: put(tx, 3))
    own.write(lambda tx: limited(own, 1 << 20))
    own.write(lambda tx: fill(tx, 1000))
    assert count(own) == 202
    assert own.writer.connection.pragma("quick_check") == "ok"


def test_a_full_disk_cannot_be_taken_for_a_refusal(own: SqliteStore) -> None:
    own.write(lambda tx: limited(own, 20))

    def careless(tx: Tx) -> None:
        put(tx, 1)
        try:
            with tx.attempt():
                fill(tx, 1000)
        except apsw.Error:
            put(tx, 2)

    with pytest.raises(Busy):
        own.write(careless)
    assert count(own) == 0
