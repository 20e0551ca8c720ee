"""What a viewer's board shows after following the changes equals a fresh fetch."""

from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.access.actor import Actor
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals import answers
from headgate.records.deals.schemas import AssignDeal, Board, Card
from headgate.store.engine import Store
from tests.records.deals.test_life import START, STEPS, Player
from tests.world import World, found

ALL = 200


class Viewer:
    """A board in somebody's browser: fetched once, then fed with changes."""

    def __init__(self, world: World, actor: Actor) -> None:
        self.world, self.actor = world, actor
        self.fetch()

    def fresh(self, *, in_json: bool = False) -> Board:
        return self.world.store.read(
            lambda tx: answers.board_of(tx, self.actor, self.world.pipeline, limit=ALL, in_json=in_json)
        )

    def fetch(self) -> None:
        board = self.fresh()
        self.seq = board.seq
        self.cards = {card.id: card for column in board.columns for card in column.cards}
        self.sums = {
            column.stage_id: (column.count, column.amount, column.others) for column in board.columns
        }

    def follow(self) -> None:
        changes = self.world.store.read(
            lambda tx: answers.changes_of(tx, self.actor, self.world.pipeline, self.seq)
        )
        if changes.refetch:
            return self.fetch()
        for card in changes.cards:
            self.cards[card.id] = card
        for id_ in changes.gone:
            self.cards.pop(id_, None)
        self.seq = changes.seq
        self.sums = {one.stage_id: (one.count, one.amount, one.others) for one in changes.columns}

    def columns(self) -> dict[str, list[Card]]:
        made: dict[str, list[Card]] = {stage.id: [] for stage in self.world.stages}
        for card in sorted(self.cards.values(), key=lambda card: (card.rank, card.id)):
            made[card.stage_id].append(card)
        return made

    def check(self) -> None:
        board = self.fresh()
        assert msgspec.json.decode(msgspec.json.encode(self.fresh(in_json=True)), type=Board) == board
        mine = self.columns()
        for column in board.columns:
            if self.opened(column.stage_id):
                assert mine[column.stage_id] == column.cards
            assert self.sums[column.stage_id] == (column.count, column.amount, column.others)

    def opened(self, stage_id: str) -> bool:
        return next(stage.kind == "open" for stage in self.world.stages if stage.id == stage_id)


def people(player: Player) -> list[Actor]:
    """An admin, a manager who sees Ben's deals, and a seller who sees its own."""
    world = player.world
    manager = world.member("Mia", "manager", [player.ben.member_id or ""])
    return [world.member("Ada", "admin"), manager, world.member("Sam", "seller")]


@given(steps=STEPS, looks=st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_following_equals_fetching(store: Store, steps: list[Any], looks: list[int]) -> None:
    """Each viewer looks now and then; in the end all see what a fresh fetch shows."""
    at = START
    with clock.frozen(at):
        player = Player(found(store))
        owners = people(player)
        viewers = [Viewer(player.world, actor) for actor in owners]
    for number, (word, which, what, wait, late) in enumerate(steps):
        at += timedelta(seconds=wait)
        with clock.frozen(at):
            try:
                player.step(word, which, what, late)
                if player.deals and number % 4 == 3:
                    deal, new_owner = player.deals[which % len(player.deals)], owners[what % 3].member_id
                    player.world.do("deal.assign", AssignDeal(id=deal, owner_id=new_owner))
            except Problem as problem:
                assert problem.status in (404, 409, 422), problem
        for viewer, look in zip(viewers, looks, strict=True):
            if number % 5 == look:
                viewer.follow()
    for viewer in viewers:
        viewer.follow()
        viewer.check()
