"""The team store: PostgreSQL through psycopg; every call runs in a pool, nothing waits on the loop."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec
import psycopg
from psycopg.adapt import Loader
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import ConnectionPool

from headgate.kit import ids
from headgate.store.engine import Busy, Lane, Listener, News, TooSlow, Tx
from headgate.store.statements import Query

T = TypeVar("T")
SEARCH_MILLISECONDS = 2000
CONNECTIONS = 10
TRIES = 5
CHANNEL = "headgate"
WORKER_LOCKS = 0x4865_6164  # "Head": the class of the advisory locks that number the processes


class RawJson(Loader):
    """JSON goes out as it lies."""

    def load(self, data: Any) -> msgspec.Raw:
        return msgspec.Raw(bytes(data))


class PostgresTx:
    """A transaction on one connection of the pool."""

    engine = "postgresql"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.cursor = psycopg.RawCursor(connection)
        self.news: list[News] = []

    def all(self, query: Query[T], /, **values: Any) -> list[T]:
        plan = query.plans.get("postgresql") or query.on("postgresql")
        return plan.rows(self.cursor.execute(plan.sql, plan.args(values)).fetchall())

    def one(self, query: Query[T], /, **values: Any) -> T | None:
        rows = self.all(query, **values)
        return rows[0] if rows else None

    def run(self, query: Query[Any], /, **values: Any) -> int:
        plan = query.plans.get("postgresql") or query.on("postgresql")
        return self.cursor.execute(plan.sql, plan.args(values)).rowcount

    def many(self, query: Query[Any], rows: Sequence[dict[str, Any]], /) -> None:
        plan = query.on("postgresql")
        self.cursor.executemany(plan.sql, list(map(plan.args, rows)))

    def script(self, statements: Sequence[str], /) -> None:
        for text in statements:
            self.cursor.execute(text)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        kept = len(self.news)
        try:
            with self.connection.transaction():
                yield
        except BaseException:
            del self.news[kept:]
            raise

    def announce(self, news: News, /) -> None:
        self.news.append(news)


def prepare(connection: psycopg.Connection[Any]) -> None:
    """Settings of every connection: one width of integer (else one text is prepared three times), raw JSON."""
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_loader("jsonb", RawJson)
    connection.prepare_threshold = 2


class PostgresStore:
    """A database that several processes share."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        self.url = url
        self.listeners: list[Listener] = []
        self.pool = ConnectionPool(
            url, min_size=1, max_size=CONNECTIONS, kwargs={"autocommit": True}, configure=prepare, open=True
        )
        self.threads = ThreadPoolExecutor(CONNECTIONS, "headgate-store")
        self.closing = threading.Event()
        self.ear = psycopg.connect(url, autocommit=True)
        ids.claim_worker(claim_worker(self.ear))
        self.ear.execute(f"LISTEN {CHANNEL}")
        self.hearing = threading.Thread(target=self.hear, name="headgate-ear", daemon=True)
        self.hearing.start()

    def read(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        with self.pool.connection() as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                if not bounded:
                    connection.execute(f"SET LOCAL statement_timeout = {SEARCH_MILLISECONDS}")
                return work(PostgresTx(connection))
            except psycopg.errors.QueryCanceled:
                raise TooSlow from None
            finally:
                connection.rollback()

    async def reading(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        call = lambda: self.read(work, bounded=bounded)  # noqa: E731 - run_in_executor takes no keywords
        return await asyncio.get_running_loop().run_in_executor(self.threads, call)

    def write(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        """Runs the work in one transaction, again after a deadlock. Raises Busy when that does not help."""
        for attempt in range(TRIES):
            try:
                with self.pool.connection() as connection:
                    with connection.transaction():
                        tx = PostgresTx(connection)
                        result = work(tx)
                    self.tell(connection, tx.news)
                return result
            except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
                time.sleep(0.005 * 2**attempt)
        raise Busy("the same records are being changed by others")

    async def writing(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, self.write, work)

    def tell(self, connection: psycopg.Connection[Any], news: list[News]) -> None:
        """After the commit and outside its transaction: a NOTIFY inside would queue all commits."""
        for item in news:
            connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, f"{item.workspace_id} {item.seq}"))

    def listen(self, listener: Listener, /) -> None:
        self.listeners.append(listener)

    def hear(self) -> None:
        while not self.closing.is_set():
            for note in self.ear.notifies(timeout=0.5):
                workspace_id, _, seq = note.payload.partition(" ")
                for listener in self.listeners:
                    listener(News(workspace_id, int(seq)))

    def close(self) -> None:
        self.closing.set()
        self.hearing.join()
        self.ear.close()
        self.threads.shutdown()
        self.pool.close()


def claim_worker(connection: psycopg.Connection[Any]) -> int:
    """A number that no other living process has, so that no two make the same id."""
    for number in range(1024):
        row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (WORKER_LOCKS, number)).fetchone()
        if row and row[0]:
            return number
    raise Busy("1,024 processes use this database already")
