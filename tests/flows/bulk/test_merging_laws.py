"""Whatever two deals went through: a merge keeps the books right, and its undo leaves no trace."""

from datetime import timedelta
from typing import Literal, get_args

from hypothesis import given
from hypothesis import strategies as st

from headgate.core.verbs.undo import Undo
from headgate.insight import answers
from headgate.insight.metrics.registry import FIGURES
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.activities import next_step
from headgate.records.deals.schemas import MergeDeals
from headgate.store.engine import Store
from tests.flows.bulk.desk import Desk
from tests.flows.bulk.test_laws import Steps, end, names, state
from tests.records.deals.test_life import STEPS, Player, play

NAMES = ("name", "amount", "source", "description")
BEGIN: Steps = [("create", 0, at, 0, False) for at in range(3)]
Side = Literal["this", "other"]
SIDES: tuple[Side, ...] = get_args(Side)
CHOICES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(SIDES))


def figures(player: Player) -> list[str]:
    world = player.world

    def read(name: str) -> str:
        found = world.store.read(lambda tx: answers.figure(tx, world.actor, name, Asked()), bounded=False)
        return repr((name, found.value, found.n))

    return [read(name) for name in FIGURES]


@given(steps=STEPS, first=st.integers(0, 7), second=st.integers(0, 7), choices=CHOICES)
def test_a_merge_and_its_undo(
    store: Store, steps: Steps, first: int, second: int, choices: dict[str, Side]
) -> None:
    steps = [*BEGIN, *steps]
    player = play(store, steps)
    one, two = player.deals[first % len(player.deals)], player.deals[second % len(player.deals)]
    world, desk, known = player.world, Desk(player.world, player.ana), names(player.world, player)
    at = end(steps, timedelta(days=3))
    # Of one moment before and after: what is open grows older from one to the next.
    with clock.frozen(at + timedelta(hours=30)):
        before = state(desk, known), figures(player)
    with clock.frozen(at):
        payload = MergeDeals(id=one, other_id=two, choices=choices, win_stands=True)
        try:
            seq = world.do("deal.merge", payload, actor=player.ana).last
        except Problem as problem:
            assert problem.status in (404, 409, 422)
            assert state(desk, known) == before[0]
            return
        assert desk.differences() == []
        assert store.read(lambda tx: next_step.differences(tx, world.ws)) == []
    with clock.frozen(at + timedelta(hours=30)):
        world.do("undo", Undo(seq=seq), actor=player.ana)
        assert (state(desk, known), figures(player)) == before
    assert desk.differences() == []
    assert store.read(lambda tx: next_step.differences(tx, world.ws)) == []
