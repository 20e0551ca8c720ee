"""Stores with the table of these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from headgate.store.engine import Store
from headgate.store.open import FILE
from headgate.store.sqlite import SqliteStore
from tests.store import shelf as tables


@pytest.fixture
def shelf(store: Store) -> Store:
    """On either engine."""
    return tables.build(store)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[SqliteStore]:
    """The embedded one, whose inside a test may touch."""
    made = SqliteStore(tmp_path / FILE)
    tables.build(made)
    yield made
    made.close()
