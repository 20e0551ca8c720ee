"""The worker: woken by work and not by every commit, and not ended by a store that is busy."""

import threading
from collections.abc import Iterator

import pytest

from headgate.core.jobs import queue
from headgate.core.jobs.worker import IDLE_SECONDS, Worker
from headgate.kit import ids
from headgate.store.engine import Busy, News, Store, Tx

WS = ids.new("ws")
LONG = 10.0
"""Seconds until a wait is given up."""


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set by every job of the kind “test”."""
    event = threading.Event()
    monkeypatch.setitem(queue.HANDLERS, "test", lambda store, job: event.set())
    yield event


def asked(store: Store) -> None:
    store.write(lambda tx: queue.put(tx, WS, "test", {}))


def test_work_wakes_the_worker(store: Store, done: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headgate.core.jobs.worker.IDLE_SECONDS", 10 * LONG)
    worker = Worker(store)
    try:
        asked(store)
        assert done.wait(LONG)
    finally:
        worker.close()


def test_a_commit_alone_does_not_and_lost_news_does(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "live", lambda self: None)
    worker = Worker(store)
    heard = threading.Event()
    store.listen(lambda news: heard.set())
    store.write(lambda tx: tx.announce(News(WS, 1)))
    assert heard.wait(LONG)
    assert not worker.wake.is_set()
    worker.told(News("", 0))
    assert worker.wake.is_set()


def test_a_busy_store_does_not_end_it(
    store: Store, done: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = threading.Event()
    taken = queue.take

    def take(tx: Tx, ws: str) -> queue.Job | None:
        if not refused.is_set():
            refused.set()
            raise Busy("too many writes are waiting")
        return taken(tx, ws)

    monkeypatch.setattr(queue, "take", take)
    worker = Worker(store)
    try:
        asked(store)
        assert refused.wait(LONG)
        assert done.wait(LONG + IDLE_SECONDS)
    finally:
        worker.close()
