"""Numbered migrations, run by the store's own connection; a store that does not fit is refused."""

from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable

import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from headgate.kit.clock import now
from headgate.store.engine import Store, Tx
from headgate.store.schema import metadata
from headgate.store.statements import DIALECTS, P, shape
from headgate.store.types import Instant

OWN = files("headgate.store.migrations")
MARK = sa.Table(
    "headgate_schema",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sqlite_strict=True,
)


def mark_text(engine: str) -> str:
    """The statement that makes the table of marks."""
    return str(CreateTable(MARK, if_not_exists=True).compile(dialect=DIALECTS[engine]))


class NotMigrated(Exception):
    """The store does not fit this program; the message says what to do."""


@shape()
def applied() -> sa.Select[tuple[int, str]]:
    return sa.select(MARK.c.number, MARK.c.state).order_by(MARK.c.number)


@shape()
def mark_started() -> sa.Insert:
    return sa.insert(MARK).values(number=P("number"), state="started", at=P("at"))


@shape()
def mark_done() -> sa.Update:
    return sa.update(MARK).values(state="done", at=P("at")).where(MARK.c.number == P("number"))


@shape()
def written_again() -> sa.Update:
    """Writes what is there already, to see whether the store can be written."""
    return sa.update(MARK).values(state=MARK.c.state)


def numbers(engine: str, source: Traversable = OWN) -> list[int]:
    """The numbers of the migrations for an engine in a folder, in order."""
    return sorted(int(name[:4]) for name in names(engine, source))


def newest(source: Traversable = OWN) -> int:
    """The number of this program's last migration, which is the same on every engine."""
    return max(int(entry.name[:4]) for entry in source.iterdir() if entry.name.endswith(".sql"))


def names(engine: str, source: Traversable) -> list[str]:
    return [entry.name for entry in source.iterdir() if entry.name.endswith(f".{engine}.sql")]


def statements(engine: str, number: int, source: Traversable = OWN) -> list[str]:
    """The statements of one migration; each ends with a semicolon at the end of a line."""
    (name,) = (name for name in names(engine, source) if int(name[:4]) == number)
    text = source.joinpath(name).read_text(encoding="utf-8")
    return [part.strip() for part in text.split(";\n") if part.strip()]


def done(store: Store, source: Traversable = OWN) -> int:
    """The highest migration in the store, 0 for an empty one. Raises NotMigrated: half-run, or newer."""
    store.write(lambda tx: tx.script([mark_text(store.engine)]))
    rows = store.read(lambda tx: tx.all(applied()))
    half = [number for number, state in rows if state != "done"]
    if half:
        raise NotMigrated(
            f"Migration {half[0]} of this store began and did not end. Restore the backup made before it "
            "(`headgate restore`), then run `headgate migrate`."
        )
    highest: int = max((number for number, _ in rows), default=0)
    newest = max(numbers(store.engine, source))
    if highest > newest:
        raise NotMigrated(
            f"This store is at migration {highest}, this program knows {newest}. Install the newer Headgate."
        )
    return highest


def check(store: Store) -> None:
    """Raises NotMigrated unless the store is exactly at this program's last migration."""
    if done(store) < max(numbers(store.engine)):
        raise NotMigrated("This store is older than the program. Run `headgate migrate`.")


def migrate(store: Store, source: Traversable = OWN, *, last: int | None = None) -> list[int]:
    """Runs what is missing (up to `last`), each migration in one transaction; gives the numbers run.

    A mark is committed before each one starts, so that a store left between two states is known as such.
    """
    start = done(store, source)
    wanted = numbers(store.engine, source)
    missing = [number for number in wanted if start < number <= (wanted[-1] if last is None else last)]
    for number in missing:
        store.write(partial(begin, number))
        store.write(partial(step, number, statements(store.engine, number, source)))
    return missing


def begin(number: int, tx: Tx) -> None:
    tx.run(mark_started(), number=number, at=now())


def step(number: int, texts: list[str], tx: Tx) -> None:
    tx.script(texts)
    tx.run(mark_done(), number=number, at=now())
