"""What the tests of the nouns share."""

from collections.abc import Iterator

import pytest

from headgate.store.engine import Store
from tests.records.office import Office, opened


@pytest.fixture
def office(store: Store) -> Iterator[Office]:
    """A fresh workspace behind the API, on each engine in turn."""
    with opened(store) as made:
        yield made
