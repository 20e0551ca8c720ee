"""Moves that are housekeeping, many at once by one person, are left out of the time in stage."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.access.actor import Actor
from headgate.insight.funnel.housekeeping import MOST, WITHIN, Moves, many_at_once
from headgate.insight.funnel.staying import SWEPT
from headgate.kit import clock
from headgate.records.deals.schemas import MoveDeal
from headgate.store.engine import Store
from tests.flows.bulk.desk import Desk
from tests.insight.staged import Line

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TIDY = START + timedelta(days=10)


@given(
    moves=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 40)), max_size=120),
)
def test_the_windows_are_those_of_the_words(moves: list[tuple[int, int]]) -> None:
    """Half-minutes; slowly: a move counts when some window of five minutes around it holds more than MOST."""
    step = WITHIN // 10
    whose, when = (np.array([m[i] for m in moves], dtype=np.int64) for i in (0, 1))
    found = many_at_once(Moves(np.arange(len(moves)), whose, np.arange(len(moves)), when * step))
    for place, (actor, at) in enumerate(moves):
        windows = range(at - 10, at + 1)
        counts = [sum(1 for a, t in moves if a == actor and w <= t <= w + 10) for w in windows]
        assert found[place] == (max(counts) > MOST)


@pytest.fixture
def line(store: Store) -> Line:
    return Line(store, ["Talk", "Offer"], START)


def prepared(line: Line, count: int) -> tuple[Actor, list[str]]:
    for i in range(count):
        line.create(f"Deal {i}", START + timedelta(hours=i), "Talk")
    return line.world.member("Olga", "owner"), list(line.deals.values())


def singly(line: Line, actor: Actor, deals: list[str], apart: timedelta) -> None:
    for i, deal in enumerate(deals):
        with clock.frozen(TIDY + apart * i):
            line.world.do("deal.move", MoveDeal(id=deal, stage_id=line.stages["Offer"]), actor=actor)


@pytest.mark.parametrize(
    ("count", "apart", "left_out"),
    [(21, 10, 21), (20, 10, 0), (21, 60, 0), (40, 14, 40)],
)
def test_more_than_twenty_within_five_minutes(line: Line, count: int, apart: int, left_out: int) -> None:
    actor, deals = prepared(line, count)
    singly(line, actor, deals, timedelta(seconds=apart))
    with clock.frozen(TIDY + timedelta(days=5)):
        talk, offer = (stage.stay for stage in line.ask().stages)
    for stay in (talk, offer):
        assert stay.stays == count - left_out
        assert [(each.reason, each.count) for each in stay.excluded] == (
            [(SWEPT, left_out)] if left_out else []
        )


def test_two_people_or_a_day_between_are_no_housekeeping(line: Line) -> None:
    actor, deals = prepared(line, 30)
    singly(line, actor, deals[:15], timedelta(seconds=1))
    singly(line, line.world.member("Ben", "owner"), deals[15:], timedelta(seconds=1))
    with clock.frozen(TIDY + timedelta(days=5)):
        assert line.ask().stages[0].stay.stays == 30


def test_one_change_of_many_is_housekeeping_as_it_was_known_then(line: Line) -> None:
    actor, deals = prepared(line, 25)
    with clock.frozen(TIDY):
        Desk(line.world, actor).whole("move", {"stage_id": line.stages["Offer"]}, deals)
    with clock.frozen(TIDY + timedelta(days=5)):
        way = line.ask()
        assert way.stages[0].stay.stays == 0 and way.stages[0].conversion.entered == 25
        line.create("Late", TIDY + timedelta(days=2), "Talk")
        assert line.ask().stages[0].stay.stays == 1
        before = line.ask(as_of=(TIDY - timedelta(days=1)).isoformat()[:10])
        assert before.stages[0].stay.stays == 25
