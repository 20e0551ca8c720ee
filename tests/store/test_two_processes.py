"""Two server processes over one database: one numbering, news of each other, ids apart."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from headgate.core.journal.entries import advance_head, head, open_head
from headgate.store.engine import News, Tx
from headgate.store.folder import FolderInUse
from headgate.store.open import open_unchecked
from headgate.store.postgres import PostgresStore
from headgate.store.statements import P, Query
from tests.store.shelf import COUNT, build, put
from tests.stores import Databases

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
Two = tuple[PostgresStore, PostgresStore]


@pytest.fixture
def two(databases: Databases, tmp_path: Path) -> Iterator[Two]:
    """Two stores on one database, as two processes have them."""
    with databases.place(tmp_path) as place:
        assert place.url is not None
        first, second = PostgresStore(place.url), PostgresStore(place.url)
        build(first)
        yield first, second
        second.close()
        first.close()


def test_numbers_follow_the_commits_without_a_gap(two: Two) -> None:
    """A reader that sees number n sees all before it: the counter's row is held until the commit."""
    two[0].write(lambda tx: tx.run(open_head(), ws="ws_1"))
    stop = threading.Event()

    def one(tx: Tx) -> int:
        number = int(tx.one(advance_head(), ws="ws_1", n=1, at=AT) or 0)
        time.sleep(0.001)
        put(tx, number)
        return number

    def read() -> list[tuple[int | None, int | None]]:
        seen = []
        while not stop.is_set():
            seen.append(two[1].read(lambda tx: (tx.one(head(), ws="ws_1"), tx.one(COUNT))))
        return seen

    with ThreadPoolExecutor(9) as threads:
        reader = threads.submit(read)
        jobs = [threads.submit(two[n % 2].write, one) for n in range(120)]
        numbers = sorted(job.result() for job in jobs)
        stop.set()
        seen = reader.result()
    assert numbers == list(range(1, 121))
    assert all(number == rows for number, rows in seen)


def test_one_store_hears_of_the_other_s_commit(two: Two) -> None:
    heard: list[News] = []
    told = threading.Event()

    def listener(news: News) -> None:
        heard.append(news)
        told.set()

    two[1].listen(listener)

    def undone(tx: Tx) -> None:
        tx.announce(News("ws_1", 4))
        raise KeyError("mine")

    with pytest.raises(KeyError):
        two[0].write(undone)
    two[0].write(lambda tx: tx.announce(News("ws_1f", 5)))
    assert told.wait(5)
    assert heard == [News("ws_1f", 5)]
    told.clear()
    two[0].write(lambda tx: tx.announce(News("ws_1f", 0, work=True)))
    assert told.wait(5)
    assert heard[1:] == [News("ws_1f", 0, work=True)]


def test_processes_make_ids_apart(two: Two) -> None:
    """Each store of a database holds a number of its own."""
    held = Query[Any](
        sa.select(sa.column("objid", sa.BigInteger))
        .select_from(sa.table("pg_locks"))
        .where(sa.column("locktype", sa.Text) == sa.literal_column("'advisory'"))
    )
    found = two[0].read(lambda tx: tx.all(held))
    assert len(found) == len(set(found)) == 2


def test_a_lost_ear_listens_again(two: Two) -> None:
    heard: list[News] = []
    again = threading.Event()

    def listener(news: News) -> None:
        heard.append(news)
        if not news.workspace_id:
            again.set()

    two[1].listen(listener)
    cut = Query[Any](sa.select(sa.func.pg_terminate_backend(P("pid", sa.Integer)).label("done")))
    pid = two[1].ear.connection.info.backend_pid
    two[0].write(lambda tx: tx.all(cut, pid=pid))
    assert again.wait(10)
    two[0].write(lambda tx: tx.announce(News("ws_1", 9)))
    deadline = time.monotonic() + 5
    while News("ws_1", 9) not in heard and time.monotonic() < deadline:
        time.sleep(0.01)
    assert News("ws_1", 9) in heard


OWNER = """
import sys, time
from pathlib import Path
from headgate.store.open import open_unchecked
from headgate.store.folder import say_owner
folder = Path(sys.argv[1])
store = open_unchecked(folder)
say_owner(folder, "the server at http://127.0.0.1:8000")
print("mine", flush=True)
time.sleep(60)
"""


def test_a_folder_has_one_owner_and_its_lock_names_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "mine\n"
        with pytest.raises(FolderInUse, match=r"in use by the server at http://127\.0\.0\.1:8000"):
            open_unchecked(tmp_path)
        owner.kill()
    open_unchecked(tmp_path).close()


def test_a_folder_has_one_owner_in_this_process_too(tmp_path: Path) -> None:
    store = open_unchecked(tmp_path)
    with pytest.raises(FolderInUse, match=f"process {os.getpid()}"):
        open_unchecked(tmp_path)
    store.close()
