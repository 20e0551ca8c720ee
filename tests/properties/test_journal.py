"""Nothing changes without an entry in the journal, and what is refused changes nothing at all."""

from datetime import timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from hypothesis import given

from headgate.core.journal.entries import head, since
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.activities.tables import activities
from headgate.records.deals.tables import deal_versions, deals, stage_totals, stage_visits
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape
from tests.records.deals.test_life import START, STEPS, Player
from tests.world import found

TABLES = {t.name: t for t in (deals, deal_versions, stage_visits, stage_totals, activities)}


@shape()
def whole(table: str) -> sa.Select[Any]:
    t = TABLES[table]
    return sa.select(*t.columns).where(t.c.workspace_id == P("ws")).order_by(*t.primary_key.columns)


def picture(tx: Tx, ws: str) -> dict[str, list[Any]]:
    def plain(cell: Any) -> Any:
        return bytes(cell) if isinstance(cell, msgspec.Raw) else cell

    return {name: [tuple(map(plain, row)) for row in tx.all(whole(name), ws=ws)] for name in TABLES}


@given(steps=STEPS)
def test_no_change_without_an_entry(store: Store, steps: list[Any]) -> None:
    at = START
    with clock.frozen(at):
        player = Player(found(store))
    ws = player.world.ws
    before = store.read(lambda tx: picture(tx, ws))
    seq = store.read(lambda tx: tx.one(head(), ws=ws)) or 0
    for word, which, what, wait, late in steps:
        at += timedelta(seconds=wait)
        refused = False
        with clock.frozen(at):
            try:
                player.step(word, which, what, late)
            except Problem:
                refused = True
        after = store.read(lambda tx: picture(tx, ws))
        now = store.read(lambda tx: tx.one(head(), ws=ws)) or 0
        if after != before:
            assert now > seq and not refused, word
        if refused:
            assert now == seq
        before, seq = after, now
    entries = store.read(lambda tx: tx.all(since(), ws=ws, since=0, n=100_000))
    assert [entry.seq for entry in entries] == list(range(1, seq + 1))
