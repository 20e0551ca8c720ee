"""Numbered migrations, run by the store's own connection; a store that does not fit is refused."""

from collections.abc import Iterator
from importlib.resources import files

import sqlalchemy as sa

from headgate.kit.clock import now
from headgate.store.engine import Store, Tx
from headgate.store.schema import metadata
from headgate.store.statements import P, shape
from headgate.store.types import Instant

MARK = sa.Table(
    "headgate_schema",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sqlite_strict=True,
)
MARK_TEXT = """CREATE TABLE IF NOT EXISTS headgate_schema (
    number BIGINT NOT NULL PRIMARY KEY, state TEXT NOT NULL, at BIGINT NOT NULL)"""


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


def numbers(engine: str) -> list[int]:
    """The numbers of the migrations that this program carries, in order."""
    suffix = f".{engine}.sql"
    names = [entry.name for entry in files("headgate.store.migrations").iterdir()]
    return sorted(int(name[:4]) for name in names if name.endswith(suffix))


def statements(engine: str, number: int) -> Iterator[str]:
    """The statements of one migration; each ends with a semicolon at the end of a line."""
    for entry in files("headgate.store.migrations").iterdir():
        if entry.name.startswith(f"{number:04}") and entry.name.endswith(f".{engine}.sql"):
            yield from (part.strip() for part in entry.read_text().split(";\n") if part.strip())


def done(store: Store) -> int:
    """The highest migration in the store, 0 for an empty one. Raises NotMigrated for a half-run or newer one."""
    store.write(lambda tx: tx.script([MARK_TEXT]))
    rows = store.read(lambda tx: tx.all(applied()))
    half = [number for number, state in rows if state != "done"]
    if half:
        raise NotMigrated(
            f"Migration {half[0]} of this store began and did not end. Restore the backup made before it "
            "(`headgate restore`), then run `headgate migrate`."
        )
    highest: int = max((number for number, _ in rows), default=0)
    newest = max(numbers(store.engine))
    if highest > newest:
        raise NotMigrated(
            f"This store is at migration {highest}, this program knows {newest}. Install the newer Headgate."
        )
    return highest


def check(store: Store) -> None:
    """Raises NotMigrated unless the store is exactly at this program's last migration."""
    if done(store) < max(numbers(store.engine)):
        raise NotMigrated("This store is older than the program. Run `headgate migrate`.")


def migrate(store: Store) -> list[int]:
    """Runs what is missing, each migration in one transaction; gives the numbers run.

    A mark is committed before each one starts, so that a store left between two states is known as such.
    """
    start = done(store)
    missing = [number for number in numbers(store.engine) if number > start]
    for number in missing:
        store.write(lambda tx, n=number: tx.run(mark_started(), number=n, at=now()))  # type: ignore[misc]

        def one(tx: Tx, n: int = number) -> None:
            tx.script(list(statements(store.engine, n)))
            tx.run(mark_done(), number=n, at=now())

        store.write(one)
    return missing
