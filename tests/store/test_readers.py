"""Reads: one snapshot each, and a deadline for those of unknown size."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import sqlalchemy as sa

from headgate.store.engine import Busy, Store, TooSlow, Tx
from headgate.store.sqlite import WAITING_SEARCHES, SqliteStore
from headgate.store.statements import P, Query
from tests.store.shelf import COUNT, INSERT, NAMES, put, row

ONE = sa.select(sa.cast(sa.literal_column("1"), sa.BigInteger).label("n")).cte("endless", recursive=True)
ENDLESS = ONE.union_all(sa.select(ONE.c.n + sa.literal_column("1")))
FOREVER: Query[int] = Query(
    sa.select(sa.func.count().label("n")).select_from(ENDLESS).where(ENDLESS.c.n < P("n", sa.BigInteger))
)


@pytest.mark.parametrize("bounded", [True, False])
def test_two_reads_agree_while_others_write(shelf: Store, bounded: bool) -> None:
    stop = threading.Event()

    def write() -> int:
        number = 0
        while not stop.is_set():
            number += 1
            shelf.write(partial(put, number=number))
        return number

    def twice(tx: Tx) -> tuple[int | None, int | None]:
        first = tx.one(COUNT)
        time.sleep(0.01)
        return first, tx.one(COUNT)

    with ThreadPoolExecutor(1) as others:
        written = others.submit(write)
        seen = [shelf.read(twice, bounded=bounded) for _ in range(20)]
        stop.set()
        assert written.result() > 20
    assert all(first == second for first, second in seen)
    assert seen[0] != seen[-1]


def test_a_search_without_end_is_stopped(shelf: Store) -> None:
    started = time.monotonic()
    with pytest.raises(TooSlow):
        shelf.read(lambda tx: tx.one(FOREVER, n=1 << 60), bounded=False)
    assert 1.5 < time.monotonic() - started < 6
    with pytest.raises(TooSlow):
        asyncio.run(shelf.reading(lambda tx: tx.one(FOREVER, n=1 << 60), bounded=False))
    assert shelf.read(lambda tx: tx.one(COUNT), bounded=False) == 0


def test_a_search_leaves_the_loop_free(shelf: Store) -> None:
    async def both() -> float:
        search = asyncio.create_task(shelf.reading(lambda tx: tx.one(FOREVER, n=1 << 60), bounded=False))
        worst = 0.0
        while not search.done():
            started = time.monotonic()
            await shelf.reading(lambda tx: tx.one(COUNT))
            worst = max(worst, time.monotonic() - started)
            await asyncio.sleep(0.01)
        with pytest.raises(TooSlow):
            await search
        return worst

    assert asyncio.run(both()) < 1.0


def test_searches_that_wait_have_an_end(own: SqliteStore) -> None:
    gate = threading.Event()

    async def many() -> int:
        asked = [
            asyncio.ensure_future(own.reading(lambda tx: gate.wait(30), bounded=False))
            for _ in range(WAITING_SEARCHES + 40)
        ]
        await asyncio.sleep(0)  # each has asked for its place now, and none has come to its end
        gate.set()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        return sum(isinstance(answer, Busy) for answer in answers)

    assert asyncio.run(many()) == 40
    assert asyncio.run(own.reading(lambda tx: tx.one(COUNT), bounded=False)) == 0


def test_readers_cannot_write(shelf: Store) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        shelf.read(lambda tx: put(tx, 1))


def test_a_failing_read_leaves_the_store_as_it_was(shelf: Store) -> None:
    def work(tx: Tx) -> None:
        tx.all(NAMES)
        raise KeyError("mine")

    for _ in range(12):
        with pytest.raises(KeyError):
            shelf.read(work)
    assert shelf.read(lambda tx: tx.one(COUNT)) == 0


def test_many_rows_go_in_at_once(shelf: Store) -> None:
    shelf.write(lambda tx: tx.many(INSERT, [row(n) for n in range(1, 3001)]))
    shelf.write(lambda tx: tx.many(INSERT, []))
    assert shelf.read(lambda tx: tx.one(COUNT)) == 3000
