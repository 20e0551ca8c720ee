"""The one thread that writes to SQLite: a savepoint for each job, one commit for a batch of them."""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import apsw
import structlog

from headgate.store.engine import Away, Busy, Lane, News, Tx
from headgate.store.promise import Promise

T = TypeVar("T")
BATCH_JOBS = 64
BATCH_SECONDS = 0.010
QUEUE_LIMIT = 2000
BUSY_MILLISECONDS = 5000
IDLE_SECONDS = 20.0

log = structlog.get_logger("headgate.store")


@dataclass(slots=True)
class Job:
    work: Callable[[Any], Any]
    future: Future[Any] | Promise[Any]
    result: Any = None


class Writer:
    """Interactive jobs first; a slow job (an import's chunk) only when no interactive one waits.

    Futures are set after the commit, so an answer is a promise. A batch closes at 64 jobs, 10 ms or an empty
    queue: nobody waits for company.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        transaction: Callable[[apsw.Connection], Any],
        translated: Callable[[apsw.Error], Exception],
        told: Callable[[list[News]], None],
    ) -> None:
        self.connection, self.transaction = connection, transaction
        self.translated, self.told = translated, told
        self.grown = False
        self.trouble: str | None = None
        self.waiting: dict[Lane, deque[Job]] = {"interactive": deque(), "slow": deque()}
        self.wake = threading.Condition()
        self.closed = False
        self.thread = threading.Thread(target=self.live, name="headgate-writer", daemon=True)
        self.thread.start()

    def submit(self, work: Callable[[Tx], T], lane: Lane) -> Future[T]:
        """Queues the work, for another thread to wait for. Raises as `put`."""
        future: Future[T] = Future()
        self.put(Job(work, future), lane)
        return future

    def promise(self, work: Callable[[Tx], T], lane: Lane) -> Promise[T]:
        """Queues the work, for a coroutine to wait for. Raises as `put`."""
        promise: Promise[T] = Promise()
        self.put(Job(work, promise), lane)
        return promise

    def put(self, job: Job, lane: Lane) -> None:
        """Raises Busy when the queue is full, the store is closed or its thread is gone."""
        if threading.current_thread() is self.thread:
            raise RuntimeError("a write inside a write would wait for itself")
        with self.wake:
            if self.closed or not self.thread.is_alive():
                raise Busy("the store is closed")
            if len(self.waiting[lane]) >= QUEUE_LIMIT:
                raise Busy("too many writes are waiting")
            self.waiting[lane].append(job)
            self.wake.notify()

    def live(self) -> None:
        while self.wait():
            try:
                self.batch()
            except Exception:
                # What has no answer yet would wait for ever if this thread ended.
                log.exception("a batch failed twice")
        self.shorten_log()
        self.connection.close()

    def wait(self) -> bool:
        """Until there is work; false when the store closes and none is left."""
        with self.wake:
            while not (self.waiting["interactive"] or self.waiting["slow"]):
                if self.closed:
                    return False
                if not self.wake.wait(IDLE_SECONDS if self.grown else None):
                    self.shorten_log()
        return True

    def shorten_log(self) -> None:
        """Empties the write-ahead log, unless somebody reads; the automatic checkpoint never shrinks it."""
        self.grown = False
        self.connection.set_busy_timeout(0)
        try:
            self.connection.pragma("wal_checkpoint", "TRUNCATE")
        except apsw.Error as error:
            log.warning("the write-ahead log could not be emptied", error=str(error))
        self.connection.set_busy_timeout(BUSY_MILLISECONDS)

    def next(self, taken: int) -> Job | None:
        """The next job of this batch; a slow job only opens a batch, and no running future is cancelled."""
        while True:
            if self.waiting["interactive"]:
                job = self.waiting["interactive"].popleft()
            elif not taken and self.waiting["slow"]:
                job = self.waiting["slow"].popleft()
            else:
                return None
            if job.future.set_running_or_notify_cancel():
                return job

    def batch(self) -> None:
        """Runs one batch and commits it; what cannot be committed is answered with an error, never lost."""
        done: list[Job] = []
        news: list[News] = []
        job: Job | None = None
        self.grown = True
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            end = time.monotonic() + BATCH_SECONDS
            while len(done) < BATCH_JOBS and time.monotonic() < end and (job := self.next(len(done))):
                if self.run(job, news):
                    done.append(job)
                job = None
            self.connection.execute("COMMIT")
        except BaseException as error:
            self.fail([*done, *([job] if job else [])], error)
            return
        if done:
            self.trouble = None
        for job in done:
            job.future.set_result(job.result)
        if news:
            self.told(news)

    def run(self, job: Job, news: list[News]) -> bool:
        """Runs one job in its savepoint; true when it holds. Its own error is its own; a full disk is
        everybody's (SQLite then rolls back the whole transaction) and is raised."""
        tx = self.transaction(self.connection)
        try:
            with self.connection:
                job.result = job.work(cast(Tx, tx))
        except BaseException as error:
            if not self.connection.in_transaction:
                raise Away("the store lost its transaction") from error
            job.future.set_exception(self.meant(error))
            return False
        news.extend(tx.news)
        return True

    def meant(self, error: BaseException) -> BaseException:
        """The error for whoever asked; a failing disk is remembered."""
        said = self.translated(error) if isinstance(error, apsw.Error) else error
        if isinstance(said, Away):
            self.trouble = str(said)
        return said

    def fail(self, jobs: list[Job], error: BaseException) -> None:
        """Nothing of the batch holds, whoever's fault it was; when it could not even begin (another process
        holds the lock), the first in line is told."""
        if not jobs:
            first = self.next(0)
            jobs = [first] if first else []
        failure = Away if isinstance(self.meant(error), Away) else Busy
        for job in jobs:
            job.future.set_exception(failure(f"the store could not commit: {error}"))
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def close(self) -> None:
        with self.wake:
            self.closed = True
            self.wake.notify()
        self.thread.join()
