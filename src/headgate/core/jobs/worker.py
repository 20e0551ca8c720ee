"""The thread that does durable work, one job at a time, for every workspace in turn."""

import threading
from typing import Any

import structlog

from headgate.core.jobs import queue
from headgate.kit import clock
from headgate.store.engine import Busy, News, Store

log = structlog.get_logger("headgate.jobs")
IDLE_SECONDS = 1.0


class Worker:
    """Wakes on news of work and once a second for what falls due; other commits are not its business."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.wake, self.stop = threading.Event(), threading.Event()
        store.listen(self.told)
        self.thread = threading.Thread(target=self.live, name="headgate-worker", daemon=True)
        self.thread.start()

    def told(self, news: News) -> None:
        if news.work or not news.workspace_id:
            self.wake.set()

    def live(self) -> None:
        while not self.stop.is_set():
            if not self.tried():
                self.wake.wait(IDLE_SECONDS)
                self.wake.clear()

    def tried(self) -> bool:
        """A round; a store that is busy or away is asked again, and does not end the thread."""
        try:
            return self.round()
        except Busy as error:
            log.warning("the store is busy or away; work waits", reason=str(error))
            return False
        except Exception:
            log.exception("the queue of work could not be read or written")
            return False

    def round(self) -> bool:
        """Does one due job of each workspace; false when there was none."""
        due: list[Any] = self.store.read(lambda tx: tx.all(queue.workspaces_due(), now=clock.now()))
        did = False
        for ws in due:
            job = self.store.write(lambda tx, ws=ws: queue.take(tx, ws))  # type: ignore[misc]
            if job is not None:
                did = True
                self.do(job)
        return did

    def do(self, job: queue.Job) -> None:
        try:
            queue.HANDLERS[job.kind](self.store, job)
        except Exception as error:
            log.exception("job failed", kind=job.kind, job=job.id, attempt=job.attempts)
            message = f"{type(error).__name__}: {error}"
            self.store.write(lambda tx: queue.retry_or_fail(tx, job, message))
            return
        self.store.write(lambda tx: queue.finish(tx, job))

    def close(self) -> None:
        self.stop.set()
        self.wake.set()
        self.thread.join(timeout=10)
