"""Coverage at its edges: no history, a target met, deals without a day, odd periods, who may ask."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from headgate.core.access.actor import Actor
from headgate.insight.coverage.answer import coverage
from headgate.insight.coverage.before import Days, earlier
from headgate.insight.coverage.schemas import Coverage
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.targets.schemas import NewTarget
from headgate.records.workspace.schemas import EditWorkspace
from headgate.store.engine import Store
from tests.insight import played
from tests.insight.lives import opened
from tests.insight.played import CENTS, Player, at

NOW = "2025-05-01"


@pytest.fixture
def made(store: Store) -> Iterator[Player]:
    with clock.frozen(at(NOW)):
        yield played.player(store)


def set_target(made: Player, amount: int, period: str = "2025-Q2", **part: str | None) -> str:
    (id_,) = made.world.do("target.create", NewTarget(period, amount * CENTS, **part)).results
    return str(id_)


def ask(made: Player, target: str, actor: Actor | None = None) -> Coverage:
    who = actor or made.world.actor
    return made.world.store.read(lambda tx: coverage(tx, who, target))


def test_an_empty_pipeline_covers_nothing(made: Player) -> None:
    found = ask(made, set_target(made, 1_000))
    assert (found.literal, found.in_period, found.weighted, found.gap) == (0, 0, 0, 1_000 * CENTS)
    assert (found.verdict, found.measured, found.band, found.yields) == ("below", False, (3.0, 5.0), None)
    assert {chance.basis for chance in found.chances} == {"probability"}


def test_a_target_that_is_won_is_met(made: Player) -> None:
    made.create("A", 700, created_on="2025-04-02")
    made.win("A", closed_on="2025-04-20")
    made.create("before", 900, created_on="2025-03-01")
    made.win("before", closed_on="2025-03-31")
    made.create("open", 50, expected_close="2025-06-30")
    found = ask(made, set_target(made, 700))
    assert (found.won.value, found.gap, found.verdict) == (700 * CENTS, 0, "met")
    assert (found.in_period, found.weighted) == (None, None)


def test_open_deals_are_told_apart_by_their_day(made: Player) -> None:
    days = {"in": "2025-06-30", "first": "2025-04-01", "after": "2025-07-01", "none": None}
    for place, (name, day) in enumerate(days.items()):
        made.create(name, 10**place, expected_close=day)
    made.create("no value", None, expected_close="2025-06-01")
    found = ask(made, set_target(made, 1))
    parts = {"open": 1_111, "expected": 11, "elsewhere": 100, "undated": 1_000, "overdue": 10}
    for name, value in parts.items():
        amounts = getattr(found, name)
        assert amounts.value == value * CENTS, name
        listed = opened(made, amounts.rows.filter)
        assert len(listed) == amounts.count, name
    assert [(each.reason, each.count) for each in found.excluded] == [("without a value", 1)]


def test_a_members_target_is_about_their_deals(made: Player) -> None:
    seller = made.world.member("Ada")
    ada = made.world.people["Ada"]
    made.create("hers", 5, owner_id=ada, expected_close="2025-06-01")
    made.create("nobody's", 70, expected_close="2025-06-01")
    target = set_target(made, 10, member_id=ada)
    assert ask(made, target).open.value == 5 * CENTS
    assert ask(made, target, seller).open.value == 5 * CENTS
    whole = set_target(made, 10)
    assert ask(made, whole).open.value == 75 * CENTS
    with pytest.raises(Problem) as refused:
        ask(made, whole, seller)
    assert refused.value.status == 404


def test_a_target_in_a_former_currency_is_refused(made: Player) -> None:
    target = set_target(made, 10)
    other = "USD" if ask(made, target).currency != "USD" else "EUR"
    made.world.do("workspace.edit", EditWorkspace(base_currency=other))
    with pytest.raises(Problem, match="set a new one") as refused:
        ask(made, target)
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-04-01", "2025-07-01", ["2025-01-01..2025-04-01", "2024-10-01..2025-01-01"]),
        ("2025-01-01", "2026-01-01", ["2024-01-01..2025-01-01", "2023-01-01..2024-01-01"]),
        ("2025-03-01", "2025-04-01", ["2025-02-01..2025-03-01", "2025-01-01..2025-02-01"]),
        ("2025-03-10", "2025-03-17", ["2025-03-03..2025-03-10", "2025-02-24..2025-03-03"]),
        ("2025-03-10", "2025-04-01", ["2025-02-16..2025-03-10", "2025-01-25..2025-02-16"]),
    ],
)
def test_earlier_periods_are_as_many_months_or_days(start: str, end: str, expected: list[str]) -> None:
    found = list(earlier(Days(date.fromisoformat(start), date.fromisoformat(end))))
    assert [f"{days.start}..{days.end}" for days in found[:2]] == expected
    for later, before in zip(
        [Days(date.fromisoformat(start), date.fromisoformat(end)), *found], found, strict=False
    ):
        assert before.end == later.start
        assert before.end - before.start > timedelta(0)
