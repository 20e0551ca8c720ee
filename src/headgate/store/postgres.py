"""The team store: PostgreSQL through psycopg; every call runs in a pool, nothing waits on the loop."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import msgspec
import psycopg
import structlog
from psycopg.adapt import Loader
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import ConnectionPool

from headgate.store.engine import Busy, Clash, Lane, Listener, News, TooSlow, Tx, Unfit
from headgate.store.listeners import Listeners
from headgate.store.postgres_ear import CHANNEL, WORK, Ear
from headgate.store.statements import Query

T = TypeVar("T")
SEARCH_MILLISECONDS = 2000
SEARCHERS = 4
CONNECTIONS = 10
WAIT_SECONDS = 5.0
QUEUE_LIMIT = 2000
TRIES = 5
STATEMENTS = 400  # prepared ones that a connection keeps; the default of 100 would evict shapes in use

log = structlog.get_logger("headgate.store")


class RawJson(Loader):
    """JSON goes out as it lies."""

    def load(self, data: Any) -> msgspec.Raw:
        return msgspec.Raw(bytes(data))


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


def prepare(connection: psycopg.Connection[Any]) -> None:
    """Of every connection: one width of integer (else one text is prepared three times), raw JSON."""
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_loader("jsonb", RawJson)
    connection.prepare_threshold = 2
    connection.prepared_max = STATEMENTS


def translated(error: psycopg.Error) -> Exception:
    """What the error means to those who know no engine; the error itself when it means nothing to them."""
    match error:
        case psycopg.errors.QueryCanceled():
            return TooSlow()
        case psycopg.errors.UniqueViolation():
            return Clash(str(error))
        case psycopg.DataError():
            return Unfit(str(error))
        case psycopg.OperationalError():
            return Busy(f"the database cannot take it now: {error}")
    return error


class PostgresStore:
    """A database that several processes share."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        self.url = url
        self.listeners = Listeners()
        self.pool = ConnectionPool(
            url,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=WAIT_SECONDS,
            kwargs={"autocommit": True},
            configure=prepare,
            open=True,
        )
        self.threads = ThreadPoolExecutor(CONNECTIONS, "headgate-store")
        self.searchers = ThreadPoolExecutor(SEARCHERS, "headgate-search")
        self.places = threading.BoundedSemaphore(QUEUE_LIMIT)
        self.ear = Ear(url, self.listeners)

    def read(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        try:
            with self.pool.connection() as connection:
                connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                try:
                    if not bounded:
                        connection.execute(f"SET LOCAL statement_timeout = {SEARCH_MILLISECONDS}")
                    return work(PostgresTx(connection, settled=True))
                finally:
                    # Not a rollback: the driver would forget every prepared statement of the connection.
                    connection.commit()
        except psycopg.Error as error:
            raise translated(error) from error

    async def reading(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        return await self.threaded(
            self.threads if bounded else self.searchers, partial(self.read, work, bounded=bounded)
        )

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
            except psycopg.Error as error:
                raise translated(error) from error
        raise Busy("the same records are being changed by others")

    async def writing(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return await self.threaded(self.threads, partial(self.write, work))

    async def threaded(self, threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        """Off the loop. Raises Busy when too much waits already."""
        if not self.places.acquire(blocking=False):
            raise Busy("too many requests are waiting")
        future = threads.submit(call)
        future.add_done_callback(lambda _: self.places.release())
        return await asyncio.wrap_future(future)

    def tell(self, connection: psycopg.Connection[Any], news: list[News]) -> None:
        """After the commit and outside its transaction: a NOTIFY inside would queue all commits.

        The change holds whether or not anybody hears of it, so a lost connection is not the writer's error.
        """
        try:
            for item in news:
                note = f"{item.workspace_id} {WORK if item.work else item.seq}"
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, note))
        except psycopg.OperationalError as error:
            log.warning("news of a commit was not told", error=str(error))

    def listen(self, listener: Listener, /) -> None:
        self.listeners.add(listener)

    def close(self) -> None:
        self.searchers.shutdown(cancel_futures=True)
        self.threads.shutdown()
        self.ear.close()
        self.pool.close()
