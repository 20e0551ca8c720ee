"""The fixture itself: a store that is empty, takes writes and tells of them."""

import pytest

from headgate.core.journal.entries import head, open_head
from headgate.store.engine import Store


@pytest.mark.parametrize("turn", [1, 2])
def test_a_fresh_store_each_time(store: Store, turn: int) -> None:
    assert store.read(lambda tx: tx.one(head(), ws="ws_1")) is None
    store.write(lambda tx: tx.run(open_head(), ws="ws_1"))
    assert store.read(lambda tx: tx.one(head(), ws="ws_1")) == 0
