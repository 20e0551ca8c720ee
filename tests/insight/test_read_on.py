"""Figures asked after every step read on from the last reading, and say what a reading of all says."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.insight import changed, reading
from headgate.insight.funnel import stays
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.deals.schemas import EditDeal
from headgate.store.engine import Store
from tests.insight.lives import every, said
from tests.insight.played import Player as Asker
from tests.insight.walks import said as way_said
from tests.insight.walks import way
from tests.records.deals.test_life import START, STEPS, Player, play

SECTORS = st.sampled_from(["Ports", "Rail"])
SEGMENTS = st.sampled_from([None, "owner_id", "stage_id", "company_sector", "source"])
DELETED = {"field": "standing", "op": "eq", "value": "deleted"}
FILTERS: list[Any] = [
    None,
    {"field": "status", "op": "ne", "value": "won"},
    {"field": "next_due", "op": "not_empty"},
    {"field": "company_sector", "op": "eq", "value": "Ports"},
    {
        "any": [
            {"field": "amount", "op": "gt", "value": 200},
            {"field": "standing", "op": "eq", "value": "deleted"},
        ]
    },
]


def told(player: Player, segment: str | None, filter: Any) -> Any:
    figures = every(Asker(player.world), segment=segment, filter=filter)
    return [said(figure) for figure in figures.values()], way_said(way(player, filter=filter))


def forget() -> None:
    reading.SHELF.kept.clear()
    stays.SHELF.kept.clear()


@given(
    steps=STEPS, segment=SEGMENTS, filter=st.sampled_from(FILTERS), sector=st.sampled_from(["Ports", "Rail"])
)
def test_reading_on_says_what_reading_all_says(
    store: Store, steps: list[tuple[str, int, int, int, bool]], segment: str | None, filter: Any, sector: str
) -> None:
    """A company that changes its sector midway shows in deals that did not change."""
    player, at = play(store, []), START
    with clock.frozen(at):
        company = player.world.do("company.create", NewCompany(name="Quay", sector="Ports")).results[0]
    for place, (word, which, what, wait, late) in enumerate(steps):
        at += timedelta(seconds=wait)
        with clock.frozen(at):
            try:
                player.step(word, which, what, late)
            except Problem as problem:
                assert problem.status in (404, 409, 422), problem
            if word == "create" and what % 2:
                player.world.do("deal.edit", EditDeal(id=player.deals[-1], company_id=company))
            if place == len(steps) // 2:
                player.world.do("company.edit", EditCompany(id=company, sector=sector))
            read_on = told(player, segment, filter)
            forget()
            assert told(player, segment, filter) == read_on


def test_few_changes_are_read_as_few(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    player = play(store, [("create", n, n % 7, 0, False) for n in range(8)])
    read: list[int | None] = []
    inner = reading.read

    def counted(*given: Any) -> Any:
        read.append(None if given[-1] is None else len(given[-1]))
        return inner(*given)

    monkeypatch.setattr(reading, "read", counted)
    with clock.frozen(START):
        told(player, None, None)
        read.clear()
        player.step("edit", 3, 4, False)
        told(player, None, None)
        assert read == [1]
        read.clear()
        player.world.do("company.create", NewCompany(name="Quay"))
        told(player, None, None)
        assert read == [None]


def test_very_many_changes_are_read_as_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "MOST", 3)
    player = play(store, [("create", n, n % 7, 0, False) for n in range(8)])
    assert store.read(lambda tx: changed.deals_after(tx, player.world.ws, 0)) is None
