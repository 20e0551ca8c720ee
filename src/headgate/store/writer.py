"""The one thread that writes to SQLite: a savepoint for each job, one commit for a batch of them."""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import apsw

from headgate.store.engine import Busy, Lane, News, Tx

T = TypeVar("T")
BATCH_JOBS = 64
BATCH_SECONDS = 0.010
QUEUE_LIMIT = 2000


@dataclass(slots=True)
class Job:
    work: Callable[[Any], Any]
    future: Future[Any]
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
        told: Callable[[list[News]], None],
    ) -> None:
        self.connection, self.transaction, self.told = connection, transaction, told
        self.waiting: dict[Lane, deque[Job]] = {"interactive": deque(), "slow": deque()}
        self.wake = threading.Condition()
        self.closed = False
        self.thread = threading.Thread(target=self.live, name="headgate-writer", daemon=True)
        self.thread.start()

    def submit(self, work: Callable[[Tx], T], lane: Lane) -> Future[T]:
        """Queues the work. Raises Busy when the queue is full, the store is closed or its thread is gone."""
        future: Future[T] = Future()
        with self.wake:
            if self.closed or not self.thread.is_alive():
                raise Busy("the store is closed")
            if len(self.waiting[lane]) >= QUEUE_LIMIT:
                raise Busy("too many writes are waiting")
            self.waiting[lane].append(Job(work, future))
            self.wake.notify()
        return future

    def live(self) -> None:
        while True:
            with self.wake:
                while not (self.waiting["interactive"] or self.waiting["slow"] or self.closed):
                    self.wake.wait()
                if not (self.waiting["interactive"] or self.waiting["slow"]):
                    break
            self.batch()
        self.connection.pragma("wal_checkpoint", "TRUNCATE")
        self.connection.close()

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
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            end = time.monotonic() + BATCH_SECONDS
            while len(done) < BATCH_JOBS and time.monotonic() < end and (job := self.next(len(done))):
                if self.run(job, news):
                    done.append(job)
                job = None
            self.connection.execute("COMMIT")
        except Exception as error:
            self.fail([*done, *([job] if job else [])], error)
            return
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
                raise
            job.future.set_exception(error)
            return False
        news.extend(tx.news)
        return True

    def fail(self, jobs: list[Job], error: Exception) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        busy = Busy(f"the store could not commit: {error}") if isinstance(error, apsw.Error) else error
        for job in jobs:
            job.future.set_exception(busy)
        if not jobs:  # BEGIN failed: another process holds the lock; the first in line is told
            with self.wake:
                first = self.next(0)
            if first:
                first.future.set_exception(busy)

    def close(self) -> None:
        with self.wake:
            self.closed = True
            self.wake.notify()
        self.thread.join()
