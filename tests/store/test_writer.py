"""The writer of the embedded store: one bad job harms nobody, and an answer is a promise."""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from headgate.store.engine import Busy, News, Store, Tx
from headgate.store.open import FILE
from headgate.store.sqlite import SqliteStore, connect
from headgate.store.writer import QUEUE_LIMIT
from tests.store.shelf import build, count, held, put

NEWS = News("ws_1", 7)


class Refused(Exception):
    """What a job raises of its own."""


def putting(number: int) -> Callable[[Tx], None]:
    return lambda tx: put(tx, number)


def saying(order: list[str], word: str) -> Callable[[Tx], None]:
    return lambda tx: order.append(word)


def bad(tx: Tx) -> None:
    put(tx, 99)
    tx.announce(NEWS)
    raise Refused


def test_a_failing_job_is_undone_alone(own: SqliteStore) -> None:
    heard: list[News] = []
    own.listen(heard.append)
    go, _ = held(own)
    good = [own.writer.submit(putting(n), "interactive") for n in (1, 2)]
    wrong = own.writer.submit(bad, "interactive")
    after = own.writer.submit(lambda tx: put(tx, 3), "interactive")
    go.set()
    with pytest.raises(Refused):
        wrong.result(10)
    for each in (*good, after):
        each.result(10)
    assert count(own) == 3
    assert heard == []


def test_work_undone_inside_a_job_is_undone(shelf: Store) -> None:
    def work(tx: Tx) -> None:
        put(tx, 1)
        with pytest.raises(Refused), tx.attempt():
            bad(tx)
        put(tx, 2)

    shelf.write(work)
    assert count(shelf) == 2


def test_a_cancelled_request_does_not_stop_the_writer(shelf: Store) -> None:
    async def both() -> None:
        task = asyncio.create_task(shelf.writing(lambda tx: time.sleep(0.05)))
        second = asyncio.create_task(shelf.writing(lambda tx: put(tx, 1)))
        await asyncio.sleep(0)
        task.cancel()
        second.cancel()
        await asyncio.gather(task, second, return_exceptions=True)
        await asyncio.gather(*(shelf.writing(putting(n)) for n in range(10, 20)))

    asyncio.run(both())
    assert (count(shelf) or 0) >= 10


def test_the_queue_has_an_end(own: SqliteStore) -> None:
    go, waiting = held(own)
    jobs = [own.writer.submit(lambda tx: None, "interactive") for _ in range(QUEUE_LIMIT)]
    with pytest.raises(Busy):
        own.write(lambda tx: None)
    go.set()
    waiting.result(10)
    for job in jobs:
        job.result(10)
    own.write(lambda tx: put(tx, 1))


def test_slow_work_gives_way(own: SqliteStore) -> None:
    order: list[str] = []
    go, _ = held(own)
    jobs = [own.writer.submit(saying(order, f"slow {n}"), "slow") for n in range(3)]
    jobs += [own.writer.submit(saying(order, f"quick {n}"), "interactive") for n in range(5)]
    go.set()
    for job in jobs:
        job.result(10)
    assert order[:5] == [f"quick {n}" for n in range(5)]
    assert order[5:] == [f"slow {n}" for n in range(3)]


def test_an_answer_comes_after_the_commit(own: SqliteStore) -> None:
    other = connect(own.path, read_only=True)
    for n in range(1, 30):
        own.write(putting(n))
        assert other.execute("SELECT count(*) FROM thing").fetchall() == [(n,)]
    other.close()


def test_news_is_told_after_the_commit_and_a_deaf_listener_harms_nobody(shelf: Store) -> None:
    seen: list[tuple[News, int | None]] = []
    told = threading.Event()

    def deaf(news: News) -> None:
        raise Refused

    def listener(news: News) -> None:
        seen.append((news, count(shelf)))
        told.set()

    shelf.listen(deaf)
    shelf.listen(listener)

    def work(tx: Tx) -> None:
        put(tx, 1)
        tx.announce(NEWS)
        time.sleep(0.02)
        assert seen == []

    shelf.write(work)
    assert told.wait(5)
    assert seen == [(NEWS, 1)]


def test_a_write_inside_a_write_is_refused(own: SqliteStore) -> None:
    def work(tx: Tx) -> None:
        own.write(lambda inner: None)

    with pytest.raises(RuntimeError, match="inside a write"):
        own.write(work)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    made = SqliteStore(tmp_path / FILE)
    made.close()
    with pytest.raises(Busy):
        made.write(lambda tx: None)


def test_another_process_with_the_lock_is_busy_and_the_next_write_works(own: SqliteStore) -> None:
    own.writer.connection.set_busy_timeout(50)
    other = apsw.Connection(str(own.path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        own.write(lambda tx: put(tx, 1))
    other.execute("ROLLBACK")
    other.close()
    own.write(lambda tx: put(tx, 1))
    assert count(own) == 1


def test_the_log_is_emptied_when_the_store_closes(tmp_path: Path) -> None:
    made = SqliteStore(tmp_path / FILE)
    build(made)
    made.write(lambda tx: put(tx, 1))
    made.close()
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [FILE, "headgate.lock"]


def test_an_answer_that_nobody_waits_for_harms_nobody(
    own: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop that asked is closed before the commit, as when a server stops in the middle of a write."""
    monkeypatch.setattr("headgate.store.writer.BATCH_SECONDS", 10.0)  # both are of one batch
    started, go = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        started.set()
        go.wait(10)
        put(tx, 1)

    async def ask() -> None:
        task = asyncio.create_task(own.writing(slow))
        await asyncio.sleep(0)
        assert started.wait(10)
        task.cancel()

    asyncio.run(ask())
    after = own.writer.submit(putting(2), "interactive")
    go.set()
    after.result(10)
    assert count(own) == 2
