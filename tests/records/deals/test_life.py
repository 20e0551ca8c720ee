"""Whatever happens to deals, what is kept equals what the journal rebuilds, and totals equal a count."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.core.verbs.undo import Undo
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.activities import next_step
from headgate.records.activities.schemas import NameActivity, NewActivity
from headgate.records.deals.schemas import (
    AssignDeal,
    DeleteDeal,
    EditDeal,
    LoseDeal,
    MoveDeal,
    NameDeal,
    NewDeal,
    ReopenDeal,
    SnoozeDeal,
    WinDeal,
)
from headgate.records.deals.verify import verify
from headgate.records.pipelines.queries import reasons_of
from headgate.store.engine import Store
from tests.world import World, found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            "create move move move place edit win lose reopen assign "
            "archive restore delete undo plan cancel snooze wake".split()
        ),
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from([0, 1, 300, 3_600, 86_400 * 3]),
        st.booleans(),
    ),
    min_size=3,
    max_size=25,
)


class Player:
    """Plays steps against a world; a refusal must leave everything as it was."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ana, self.ben = world.member("Ana", "admin"), world.member("Ben", "admin")
        self.reason = world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id
        self.deals: list[str] = []
        self.activities: list[str] = []
        self.seqs: list[int] = []

    def step(self, word: str, which: int, what: int, late: bool) -> None:
        actor = self.ben if what % 3 == 0 else self.ana
        payload = self.payload(word, which, what, late)
        if payload is None:
            return
        verb, body = payload
        outcome = self.world.do(verb, body, actor=actor)
        if outcome.last:
            self.seqs.append(outcome.last)
        if word == "create":
            self.deals += outcome.results
        if word == "plan":
            self.activities += outcome.results

    def go_on(self, steps: Sequence[tuple[str, int, int, int, bool]], at: datetime) -> None:
        for word, which, what, wait, late in steps:
            at += timedelta(seconds=wait)
            with clock.frozen(at):
                try:
                    self.step(word, which, what, late)
                except Problem as problem:
                    assert problem.status in (404, 409, 422), problem

    def payload(self, word: str, which: int, what: int, late: bool) -> tuple[str, Any] | None:
        opened = [s for s in self.world.stages if s.kind == "open"]
        if word == "create":
            currency = "EUR" if what == 7 else "USD"
            stage = opened[what % 3].id
            return "deal.create", NewDeal(
                name=f"Deal {what}", amount=what * 100, currency=currency, stage_id=stage
            )
        if word == "undo":
            return ("undo", Undo(seq=self.seqs[-1 - which % len(self.seqs)])) if self.seqs else None
        if not self.deals:
            return None
        deal = self.deals[which % len(self.deals)]
        back = clock.now() - timedelta(minutes=20) if late else None
        if word == "cancel":
            return ("activity.cancel", NameActivity(id=self.activities[-1])) if self.activities else None
        bodies: dict[str, tuple[str, Any]] = {
            "move": ("deal.move", MoveDeal(id=deal, stage_id=opened[what % 6].id, occurred_at=back)),
            "place": (
                "deal.move",
                MoveDeal(id=deal, stage_id=opened[what % 6].id, after=self.deals[what % len(self.deals)]),
            ),
            "edit": ("deal.edit", EditDeal(id=deal, amount=what * 10, source="web" if what % 2 else None)),
            "win": ("deal.win", WinDeal(id=deal, amount=what * 7, closed_at=back)),
            "lose": ("deal.lose", LoseDeal(id=deal, reason_id=self.reason)),
            "reopen": ("deal.reopen", ReopenDeal(id=deal, reason="They called back")),
            "assign": ("deal.assign", AssignDeal(id=deal, owner_id=self.ben.member_id if what % 2 else None)),
            "snooze": (
                "deal.snooze",
                SnoozeDeal(id=deal, until=f"{clock.now() + timedelta(days=what):%Y-%m-%d}"),
            ),
            "wake": ("deal.wake", NameDeal(id=deal)),
            "archive": ("deal.archive", NameDeal(id=deal)),
            "restore": ("deal.restore", NameDeal(id=deal)),
            "delete": (
                "deal.delete",
                DeleteDeal(id=deal, reason="other" if what % 2 else "mistake", occurred_at=back),
            ),
            "plan": (
                "activity.add",
                NewActivity(kind="call", subject="Call", deal_id=deal, due_on="2026-04-01"),
            ),
        }
        return bodies[word]


def play(store: Store, steps: list[tuple[str, int, int, int, bool]], start: datetime = START) -> Player:
    with clock.frozen(start):
        player = Player(found(store))
    player.go_on(steps, start)
    return player


@given(steps=STEPS)
def test_kept_equals_rebuilt(store: Store, steps: list[tuple[str, int, int, int, bool]]) -> None:
    player = play(store, steps)
    assert list(verify(store, player.world.ws)) == []
    assert store.read(lambda tx: next_step.differences(tx, player.world.ws)) == []


@pytest.mark.long
@given(
    steps=st.lists(STEPS.filter(len), min_size=3, max_size=6).map(
        lambda parts: [step for part in parts for step in part]
    )
)
def test_long_lives(store: Store, steps: list[tuple[str, int, int, int, bool]]) -> None:
    player = play(store, steps)
    assert list(verify(store, player.world.ws)) == []
