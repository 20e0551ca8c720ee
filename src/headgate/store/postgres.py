"""The team store: PostgreSQL through psycopg; every call runs in a pool, nothing waits on the loop."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import psycopg
import sqlalchemy as sa
import structlog
from psycopg_pool import ConnectionPool, PoolTimeout

from headgate.store.engine import Away, Busy, Lane, Listener, News, Tx
from headgate.store.listeners import Listeners
from headgate.store.postgres_ear import CHANNEL, WORK, Ear
from headgate.store.postgres_line import LOST, patient, prepare, translated
from headgate.store.statements import Query

T = TypeVar("T")
SEARCH_MILLISECONDS = 2000
ANSWER_SECONDS = 30.0
SEARCHERS = 4
CONNECTIONS = 10
WAIT_SECONDS = 5.0
QUEUE_LIMIT = 2000
TRIES = 5

SIZE = Query[int](sa.select(sa.func.pg_database_size(sa.func.current_database()).label("n")))

log = structlog.get_logger("headgate.store")


class PostgresTx:
    """A transaction on one connection of the pool."""

    engine = "postgresql"

    def __init__(self, connection: psycopg.Connection[Any], *, settled: bool = False) -> None:
        self.connection, self.settled = connection, settled
        self.cursor = psycopg.RawCursor(connection)
        self.news: list[News] = []

    def all(self, query: Query[T], /, **values: Any) -> list[T]:
        plan = query.plans.get("postgresql") or query.on("postgresql")
        return plan.rows(self.cursor.execute(plan.sql, plan.args(values)).fetchall())

    def one(self, query: Query[T], /, **values: Any) -> T | None:
        rows = self.all(query, **values)
        return rows[0] if rows else None

    def batches(self, query: Query[T], size: int, /, **values: Any) -> Iterator[list[T]]:
        plan = query.plans.get("postgresql") or query.on("postgresql")
        with psycopg.RawServerCursor(self.connection, "batches") as cursor:
            cursor.execute(plan.sql, plan.args(values))
            while rows := cursor.fetchmany(size):
                yield plan.rows(rows)

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
        except psycopg.errors.UniqueViolation as error:
            del self.news[kept:]
            raise translated(error) from error
        except BaseException:
            del self.news[kept:]
            raise

    def announce(self, news: News, /) -> None:
        self.news.append(news)


class Clashing(Exception):
    """Two transactions stood in each other's way; this one is to be run again."""


class PostgresStore:
    """A database that several processes share."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        """Raises Away when the database cannot be reached."""
        self.listeners = Listeners()
        self.trouble: str | None = None
        try:
            self.url = patient(url)
            self.ear = Ear(self.url, self.listeners, self.renew)
        except psycopg.Error as error:
            raise Away(f"the database cannot be reached: {error}") from error
        self.pool = self.new_pool()
        self.threads = ThreadPoolExecutor(CONNECTIONS, "headgate-store")
        self.searchers = ThreadPoolExecutor(SEARCHERS, "headgate-search")
        self.waiting = 0

    def size(self) -> int:
        return self.read(lambda tx: tx.one(SIZE)) or 0

    def new_pool(self) -> ConnectionPool[psycopg.Connection[Any]]:
        return ConnectionPool(
            self.url,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=WAIT_SECONDS,
            kwargs={"autocommit": True},
            configure=prepare,
            open=True,
        )

    def renew(self) -> None:
        """After an outage: connections of before are dead, and the pool's own attempts grow far apart."""
        former, self.pool = self.pool, self.new_pool()
        former.close()

    def read(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        def once() -> T:
            with self.pool.connection() as connection:
                connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                try:
                    if not bounded:
                        connection.execute(f"SET LOCAL statement_timeout = {SEARCH_MILLISECONDS}")
                    return work(PostgresTx(connection, settled=True))
                finally:
                    # Not a rollback: the driver would forget every prepared statement of the connection.
                    connection.commit()

        return self.connected(once)

    def connected(self, once: Callable[[], T]) -> T:
        """Runs it, again where a connection of the pool turns out to be dead; at once Away in an outage, so
        that nobody waits in a row for what does not come."""
        for attempt in range(CONNECTIONS + 1):
            if self.ear.lost:
                raise Away("the database does not answer")
            try:
                return once()
            except PoolTimeout as error:
                raise Busy("no connection to the database is free") from error
            except psycopg.Error as error:
                said = translated(error)
                if not isinstance(said, Away) or attempt == CONNECTIONS:
                    raise said from error
        raise AssertionError("the last attempt returns or raises")

    async def reading(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        return await self.threaded(
            self.threads if bounded else self.searchers, partial(self.read, work, bounded=bounded)
        )

    def write(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        """Runs the work in one transaction, again after a deadlock. Raises Busy when that does not help."""
        for attempt in range(TRIES):
            try:
                result = self.connected(partial(self.committed, work))
            except Clashing:
                time.sleep(0.005 * 2**attempt)
            except Away as error:
                self.trouble = str(error)
                raise
            else:
                self.trouble = None
                return result
        raise Busy("the same records are being changed by others")

    def committed(self, work: Callable[[Tx], T]) -> T:
        """One attempt at a transaction; what was told of it is told once it is committed."""
        committing = False
        try:
            with self.pool.connection() as connection:
                with connection.transaction():
                    tx = PostgresTx(connection)
                    result = work(tx)
                    committing = True
                committing = False
                self.tell(connection, tx.news)
            return result
        except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure) as error:
            raise Clashing from error
        except LOST as error:
            if committing and isinstance(translated(error), Away):
                raise Away(f"the database went away at a commit: {error}", uncertain=True) from error
            raise

    async def writing(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return await self.threaded(self.threads, partial(self.write, work))

    async def threaded(self, threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        """Off the loop. Raises Busy when too much waits already."""
        if self.waiting >= QUEUE_LIMIT:
            raise Busy("too many requests are waiting")
        future = threads.submit(call)
        self.waiting += 1
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise Away("the database does not answer in time", uncertain=True) from error
        finally:
            self.waiting -= 1

    def tell(self, connection: psycopg.Connection[Any], news: list[News]) -> None:
        """After the commit and outside its transaction: a NOTIFY inside would queue all commits.

        The change holds whether or not anybody hears of it, so a lost connection is not the writer's error.
        """
        try:
            for item in news:
                note = f"{item.workspace_id} {WORK if item.work else item.seq}"
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, note))
        except LOST as error:
            log.warning("news of a commit was not told", error=str(error))

    def listen(self, listener: Listener, /) -> None:
        self.listeners.add(listener)

    def close(self) -> None:
        self.searchers.shutdown(cancel_futures=True)
        self.threads.shutdown()
        self.ear.close()
        self.pool.close()
