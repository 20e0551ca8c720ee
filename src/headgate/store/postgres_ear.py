"""The one connection that listens for other processes' commits, and holds this process's number."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import structlog

from headgate.kit import ids
from headgate.store.engine import Busy, News
from headgate.store.listeners import ANYTHING, Listeners
from headgate.store.postgres_line import LOST

CHANNEL = "headgate"
WORK = "work"
"""In place of a number: durable work was asked for."""
WORKER_LOCKS = 0x4865_6164  # "Head": the class of the advisory locks that number the processes
WORKERS = 1024
LISTEN_SECONDS = 60.0
RETRY_SECONDS = 1.0

log = structlog.get_logger("headgate.store")


def claim_worker(connection: psycopg.Connection[Any]) -> int:
    """A number that no other living process has, so that no two make the same id."""
    for number in range(WORKERS):
        row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (WORKER_LOCKS, number)).fetchone()
        if row and row[0]:
            return number
    raise Busy(f"{WORKERS} processes use this database already")


class Ear:
    """Listens in a thread of its own; connects again when the connection is lost, and says so.

    `lost`: the database does not answer; `back` is called when it does again, before anybody may use it.
    """

    def __init__(self, url: str, listeners: Listeners, back: Callable[[], None]) -> None:
        self.url, self.listeners, self.back = url, listeners, back
        self.lost = False
        self.closing = threading.Event()
        self.connection = self.connect()
        self.thread = threading.Thread(target=self.live, name="headgate-ear", daemon=True)
        self.thread.start()

    def connect(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(self.url, autocommit=True)
        ids.claim_worker(claim_worker(connection))
        # The second channel is this process's own, to wake the thread when the store closes.
        self.own = f"{CHANNEL}_{connection.info.backend_pid}"
        connection.execute(f"LISTEN {CHANNEL}".encode())
        connection.execute(f"LISTEN {self.own}".encode())
        return connection

    def live(self) -> None:
        while not self.closing.is_set():
            try:
                self.hear()
            except LOST as error:
                log.warning("the listening connection was lost", error=str(error))
                self.again()

    def hear(self) -> None:
        for note in self.connection.notifies(timeout=LISTEN_SECONDS):
            if self.closing.is_set():
                return
            if note.channel == CHANNEL:
                workspace_id, _, rest = note.payload.partition(" ")
                work = rest == WORK
                self.listeners.tell([News(workspace_id, 0 if work else int(rest), work)])

    def again(self) -> None:
        self.connection.close()
        while not self.closing.is_set():
            try:
                self.connection = self.connect()
            except (*LOST, Busy) as error:
                if not self.lost:
                    log.error("the database does not answer", error=str(error))
                self.lost = True
                self.closing.wait(RETRY_SECONDS)
                continue
            if self.lost:
                self.back()
                self.lost = False
                log.warning("the database answers again")
            self.listeners.tell([ANYTHING])
            return

    def close(self) -> None:
        self.closing.set()
        try:
            with psycopg.connect(self.url, autocommit=True) as waker:
                waker.execute("SELECT pg_notify(%s, '')", (self.own,))
        except LOST:
            log.warning("the database is gone; nothing is left to close")
        else:
            self.thread.join()
        self.connection.close()
