"""The embedded store: SQLite through apsw, one writer thread, readers with a snapshot each."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import apsw

from headgate.store.deadline import Deadline
from headgate.store.engine import Away, Busy, Clash, Lane, Listener, News, TooSlow, Tx
from headgate.store.folder import own_folder
from headgate.store.listeners import Listeners
from headgate.store.statements import Query
from headgate.store.writer import BUSY_MILLISECONDS, Writer

T = TypeVar("T")
READERS = 4
WAITING_SEARCHES = 200
PROGRESS_STEPS = 20_000  # virtual machine steps between looks at the clock: some 0.2 ms
UNIQUE = (
    apsw.SQLITE_CONSTRAINT_UNIQUE,
    apsw.SQLITE_CONSTRAINT_PRIMARYKEY,
    apsw.SQLITE_CONSTRAINT_ROWID,
)


class SqliteTx:
    """A transaction on one connection; the writer's runs inside a savepoint of its own."""

    engine = "sqlite"

    def __init__(
        self, connection: apsw.Connection, *, settled: bool = False, deadline: Deadline | None = None
    ) -> None:
        self.connection, self.settled, self.deadline = connection, settled, deadline
        self.news: list[News] = []

    def all(self, query: Query[T], /, **values: Any) -> list[T]:
        plan = query.plans.get("sqlite") or query.on("sqlite")
        return plan.rows(self.connection.execute(plan.sql, plan.args(values)).fetchall())

    def one(self, query: Query[T], /, **values: Any) -> T | None:
        rows = self.all(query, **values)
        return rows[0] if rows else None

    def batches(self, query: Query[T], size: int, /, **values: Any) -> Iterator[list[T]]:
        plan = query.plans.get("sqlite") or query.on("sqlite")
        cursor = self.connection.execute(plan.sql, plan.args(values))
        while rows := list(islice(cursor, size)):
            yield plan.rows(rows)
            if self.deadline:
                self.deadline.renew()

    def run(self, query: Query[Any], /, **values: Any) -> int:
        plan = query.plans.get("sqlite") or query.on("sqlite")
        self.connection.execute(plan.sql, plan.args(values)).fetchall()
        return self.connection.changes()

    def many(self, query: Query[Any], rows: Sequence[dict[str, Any]], /) -> None:
        plan = query.on("sqlite")
        self.connection.executemany(plan.sql, map(plan.args, rows)).fetchall()

    def script(self, statements: Sequence[str], /) -> None:
        for text in statements:
            self.connection.execute(text).fetchall()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        kept = len(self.news)
        try:
            with self.connection:
                yield
        except BaseException as error:
            del self.news[kept:]
            if not self.connection.in_transaction:
                # A full disk undoes the whole transaction: nobody may take this for a refusal and go on.
                raise Away("the store lost its transaction") from error
            if isinstance(error, apsw.Error):
                raise translated(error) from error
            raise

    def announce(self, news: News, /) -> None:
        self.news.append(news)


def connect(path: Path, *, read_only: bool = False) -> apsw.Connection:
    """A connection with the pragmas that we rely on, each set by itself (a list would stop at the first)."""
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags=flags, statementcachesize=256)
    connection.set_busy_timeout(BUSY_MILLISECONDS)
    # Else a plan depends on the values given, and every call of a statement with a join is prepared anew:
    # a deal by its id took 48 us in place of 5.
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    if not read_only:
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "FULL")
        connection.pragma("foreign_keys", "ON")
    connection.pragma("cache_size", -64_000)
    connection.pragma("temp_store", "memory")
    connection.pragma("mmap_size", 1 << 30)
    return connection


def translated(error: apsw.Error) -> Exception:
    """What the error means to those who know no engine; the error itself when it means nothing to them."""
    match error:
        case apsw.InterruptError():
            return TooSlow()
        case apsw.ConstraintError() if getattr(error, "extendedresult", 0) in UNIQUE:
            return Clash(str(error))
        case apsw.FullError() | apsw.IOError() | apsw.ReadOnlyError() | apsw.CantOpenError():
            return Away(f"the store's disk fails: {error}")
        case apsw.BusyError() | apsw.LockedError():
            return Busy(f"the store cannot take it now: {error}")
    return error


class SqliteStore:
    """One file, owned by this process. See store.md for what each choice costs."""

    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = own_folder(path.parent)
        self.listeners = Listeners()
        self.writer = Writer(connect(path), SqliteTx, translated, self.listeners.tell)
        self.mutex = threading.Lock()
        self.readers = [connect(path, read_only=True)]
        self.pool = ThreadPoolExecutor(READERS, "headgate-search")
        self.places = threading.BoundedSemaphore(WAITING_SEARCHES)
        self.searchers = threading.local()
        # The 5 ms default lets an importer's Python hold each hand-over.
        sys.setswitchinterval(0.0005)

    @property
    def trouble(self) -> str | None:
        return self.writer.trouble

    @property
    def waiting(self) -> int:
        return sum(map(len, self.writer.waiting.values()))

    def size(self) -> int:
        """The file and its write-ahead log."""
        log = self.path.with_name(f"{self.path.name}-wal")
        return sum(part.stat().st_size for part in (self.path, log) if part.exists())

    def read(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        if not bounded:
            return self.pool.submit(self.search, work).result()
        with self.mutex:
            return snapshot(self.readers[0], work)

    async def reading(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        if bounded:
            return self.read(work)
        if not self.places.acquire(blocking=False):
            raise Busy("too many searches are waiting")
        future = self.pool.submit(self.search, work)
        future.add_done_callback(lambda _: self.places.release())
        return await asyncio.wrap_future(future)

    def search(self, work: Callable[[Tx], T]) -> T:
        """A read of unknown size, stopped at its deadline."""
        connection = getattr(self.searchers, "connection", None)
        if connection is None:
            try:
                connection = self.searchers.connection = connect(self.path, read_only=True)
            except apsw.Error as error:
                raise translated(error) from error
            self.readers.append(connection)
        deadline = Deadline()
        connection.set_progress_handler(deadline.passed, PROGRESS_STEPS)
        return snapshot(connection, work, deadline)

    def write(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return self.writer.submit(work, lane).result()

    async def writing(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return await self.writer.promise(work, lane)

    def backup(self, target: Path) -> None:
        """Copies the store as it stands to a new file, beside readers and the writer."""
        copy(self.path, target)

    def listen(self, listener: Listener, /) -> None:
        self.listeners.add(listener)

    def close(self) -> None:
        """Ends what runs, then the writer last, so that it empties the log and SQLite removes it."""
        self.pool.shutdown(cancel_futures=True)
        for reader in self.readers:
            reader.close()
        self.writer.close()
        self.lock.close()


def snapshot(connection: apsw.Connection, work: Callable[[Tx], T], deadline: Deadline | None = None) -> T:
    """Runs the work on one state of the store."""
    try:
        connection.execute("BEGIN")
        try:
            return work(SqliteTx(connection, settled=True, deadline=deadline))
        finally:
            # The handler would interrupt this too; and an input error may have ended the transaction already.
            connection.set_progress_handler(None)
            if connection.in_transaction:
                connection.execute("COMMIT")
    except apsw.Error as error:
        raise translated(error) from error


def copy(source: Path, target: Path) -> None:
    """Copies a store to a new file through SQLite itself, so that it is whole whoever writes meanwhile."""
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    reader, writer = connect(source, read_only=True), apsw.Connection(str(target))
    try:
        with writer.backup("main", reader, "main") as job:
            job.step()
    finally:
        writer.close()
        reader.close()


def damage(path: Path) -> str:
    """What the engine's own check says of a file; empty when it is a sound store."""
    if not path.is_file():
        return "there is no such file"
    try:
        connection = connect(path, read_only=True)
    except apsw.Error as error:
        return str(error)
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA quick_check").fetchall()]
        known = connection.execute("SELECT name FROM sqlite_schema WHERE name = 'headgate_schema'").fetchall()
    except apsw.Error as error:
        return str(error)
    finally:
        connection.close()
    return "; ".join(said) if said != ["ok"] else "" if known else "it is not a store of Headgate"
