"""A clock that is set back: work goes on, in the order recorded, and nothing has to be repaired."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.journal.entries import Entry, since
from headgate.core.verbs.undo import Undo
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals.queries import deal_of, visits
from headgate.records.deals.schemas import DeleteDeal, EditDeal, MoveDeal, NameDeal, NewDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.store.engine import Store
from tests.world import World, found

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EARLIER = NOON - timedelta(hours=1)


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(NOON):
        return found(store)


def entries(world: World) -> list[Entry]:
    return world.store.read(lambda tx: tx.all(since(), ws=world.ws, since=0, n=100_000))


def check(world: World) -> None:
    assert list(verify(world.store, world.ws)) == []
    told = [entry.recorded_at for entry in entries(world)]
    assert told == sorted(told)


def do(world: World, verb: str, body: Any, at: datetime) -> Any:
    with clock.frozen(at):
        made = world.do(verb, body)
    check(world)
    return made


def create(world: World, at: datetime = NOON) -> str:
    return str(do(world, "deal.create", NewDeal(name="Pump", amount=500), at).results[0])


def test_a_deal_newer_than_the_clock_is_moved(world: World) -> None:
    deal = create(world)
    do(world, "deal.move", MoveDeal(id=deal, stage_id=world.stages[1].id), EARLIER)
    do(world, "deal.move", MoveDeal(id=deal, stage_id=world.stages[2].id), EARLIER)
    stays = world.store.read(lambda tx: visits(tx, world.actor, deal, NOON))
    assert [stay.stage_id for stay in stays] == [world.stages[n].id for n in (0, 1, 2)]
    assert world.store.read(lambda tx: deal_of(tx, world.actor, deal)).stage_since > NOON
    # The clock has come to where it was: time goes on as if nothing had been.
    do(world, "deal.win", WinDeal(id=deal), NOON + timedelta(minutes=1))
    assert entries(world)[-1].recorded_at == NOON + timedelta(minutes=1)


@pytest.mark.parametrize("verb", ["edit", "win", "delete", "undo"])
def test_whatever_is_done_while_the_clock_is_behind(world: World, verb: str) -> None:
    deal = create(world)
    seq = entries(world)[-1].seq
    body = {
        "edit": ("deal.edit", EditDeal(id=deal, amount=1)),
        "win": ("deal.win", WinDeal(id=deal)),
        "delete": ("deal.delete", DeleteDeal(id=deal, reason="test")),
        "undo": ("undo", Undo(seq=seq)),
    }[verb]
    do(world, *body, EARLIER)
    if verb == "delete":
        do(world, "deal.restore", NameDeal(id=deal), EARLIER)
    assert entries(world)[-1].recorded_at > NOON


def test_the_moment_that_somebody_names_is_kept(store: Store) -> None:
    with clock.frozen(EARLIER):
        world = found(store)
    deal = create(world, EARLIER)
    moved = MoveDeal(id=deal, stage_id=world.stages[1].id, occurred_at=EARLIER + timedelta(minutes=30))
    create(world)
    do(world, "deal.move", moved, EARLIER + timedelta(minutes=45))
    last = entries(world)[-1]
    assert (last.occurred_at, last.recorded_at) == (moved.occurred_at, NOON + clock.TICK)


def test_before_the_deal_s_last_event_is_refused_and_not_our_error(world: World) -> None:
    deal = create(world)
    early = MoveDeal(id=deal, stage_id=world.stages[1].id, occurred_at=EARLIER)
    with clock.frozen(EARLIER), pytest.raises(Problem) as refused:
        world.do("deal.move", early)
    assert refused.value.status == 422
    check(world)


def test_figures_count_what_the_board_shows(world: World) -> None:
    do(world, "deal.win", WinDeal(id=create(world)), EARLIER)
    asked = Asked(period="all")
    with clock.frozen(EARLIER):
        won = world.store.read(lambda tx: answers.figure(tx, world.actor, "won_count", asked)).value
    assert won == 1


@given(st.lists(st.tuples(st.integers(-90, 90), st.integers(0, 3), st.booleans()), max_size=12))
def test_no_jump_of_the_clock_spoils_a_history(store: Store, jumps: list[tuple[int, int, bool]]) -> None:
    """Moves and edits at any minutes, forth and back: the journal's order is that of its instants."""
    with clock.frozen(NOON):
        world = found(store)
    deal = create(world)
    for minutes, stage, edited in jumps:
        change: Any = ("deal.move", MoveDeal(id=deal, stage_id=world.stages[stage].id))
        if edited:
            change = ("deal.edit", EditDeal(id=deal, amount=minutes + 100))
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            world.do(*change)
    check(world)


def test_clocks_of_two_servers_that_differ_are_no_difference(world: World) -> None:
    """Machines on one database: the one that is behind records after the one that is ahead."""
    deal = create(world)
    for minute, stage in enumerate((1, 2, 3, 1)):
        at = NOON + timedelta(minutes=20 * minute, hours=minute % 2)
        do(world, "deal.move", MoveDeal(id=deal, stage_id=world.stages[stage].id), at)
