"""A store with the two tables of these tests."""

import pytest

from headgate.store.engine import Store
from tests.store import shelf as tables


@pytest.fixture
def shelf(store: Store) -> Store:
    return tables.build(store)
