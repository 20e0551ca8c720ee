"""An undo does not take away what later changes stand on, whatever the present value is."""

from collections.abc import Callable
from typing import Any

import pytest

from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.deals.schemas import EditDeal, LoseDeal, MoveDeal, NameDeal, NewDeal, ReopenDeal
from headgate.records.deals.verify import verify
from headgate.records.pipelines.queries import reasons_of
from headgate.store.engine import Store
from tests.world import World, found

Step = tuple[str, dict[str, Any]]
THERE_AND_BACK: dict[str, tuple[Step, list[Step], str]] = {
    "a value": (
        ("edit", {"amount": 200}),
        [("edit", {"amount": 300}), ("edit", {"amount": 200})],
        "Value was changed since.",
    ),
    "a stage": (("move", {"stage": 1}), [("lose", {}), ("reopen", {})], "Stage was changed since."),
    "a deal that was made": (("create", {}), [("lose", {}), ("reopen", {})], "Stage was changed since."),
    "a standing": (
        ("create", {}),
        [("lose", {}), ("archive", {}), ("restore", {}), ("reopen", {})],
        "Stage was changed since.",
    ),
}


class Player:
    """Does steps to one deal and remembers each change's number."""

    def __init__(self, world: World) -> None:
        self.world, self.deal = world, ""
        self.reason = world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id

    def do(self, step: Step) -> int:
        word, given = step
        opened = [stage.id for stage in self.world.stages if stage.kind == "open"]
        if word == "create":
            outcome = self.world.do("deal.create", NewDeal(name="Pump station", amount=100))
            (self.deal,) = outcome.results
        else:
            bodies: dict[str, Callable[[], Any]] = {
                "edit": lambda: EditDeal(id=self.deal, **given),
                "move": lambda: MoveDeal(id=self.deal, stage_id=opened[given["stage"]]),
                "lose": lambda: LoseDeal(id=self.deal, reason_id=self.reason),
                "reopen": lambda: ReopenDeal(id=self.deal, reason="They called back"),
                "archive": lambda: NameDeal(id=self.deal),
                "restore": lambda: NameDeal(id=self.deal),
            }
            outcome = self.world.do(f"deal.{word}", bodies[word]())
        assert outcome.last is not None
        return outcome.last


@pytest.mark.parametrize("case", THERE_AND_BACK)
def test_what_came_back_to_its_value_is_in_the_way(store: Store, case: str) -> None:
    first, later, sentence = THERE_AND_BACK[case]
    player = Player(found(store))
    if first[0] != "create":
        player.do(("create", {}))
    seq = player.do(first)
    seqs = [player.do(step) for step in later]
    with pytest.raises(Problem) as refused:
        player.world.do("undo", Undo(seq=seq))
    assert [way["sentence"] for way in refused.value.extra["in_the_way"]] == [sentence]
    assert list(verify(store, player.world.ws)) == []
    for each in (*reversed(seqs), seq):  # one after the other, the newest first, all goes
        player.world.do("undo", Undo(seq=each))
    assert list(verify(store, player.world.ws)) == []


def test_other_fields_are_not(store: Store) -> None:
    player = Player(found(store))
    player.do(("create", {}))
    seq = player.do(("edit", {"amount": 200}))
    player.do(("edit", {"name": "Pumping station"}))
    player.do(("move", {"stage": 2}))
    player.world.do("undo", Undo(seq=seq))
    assert list(verify(store, player.world.ws)) == []
