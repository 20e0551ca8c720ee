"""The embedded store's settings hold, on each connection."""

from typing import Any

import pytest

from headgate.store.sqlite import SqliteStore

WANTED: dict[str, Any] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "cache_size": -64_000,
    "temp_store": 2,
    "mmap_size": 1 << 30,
}


@pytest.mark.parametrize("name", WANTED)
def test_each_pragma_is_what_we_set(own: SqliteStore, name: str) -> None:
    """A list of them in one text would have stopped at the first."""
    assert own.write(lambda tx: own.writer.connection.pragma(name)) == WANTED[name]
    if name not in ("synchronous", "foreign_keys"):  # of no use to a reader
        assert own.readers[0].pragma(name) == WANTED[name]
