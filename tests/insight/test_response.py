"""How soon somebody turns to those who came: the oracle, who is left out, and what counts as an answer."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.access.actor import Actor
from headgate.insight.question import Asked
from headgate.insight.response.answer import response
from headgate.insight.response.schemas import LeadResponse
from headgate.kit import clock
from headgate.records.activities.schemas import NewActivity
from headgate.records.workspace.queries import hours_of, workspace_of
from headgate.records.workspace.schemas import BusinessCalendar, EditWorkspace, Holiday
from headgate.store.engine import Store
from tests.house.tree import ROOT
from tests.insight.played import Player, at, player

ORACLE: dict[str, Any] = json.loads((ROOT / "tests/oracles/13_lead_response.json").read_text("utf-8"))
MONDAY = datetime(2025, 5, 5, 7, tzinfo=UTC)


def came(made: Player, name: str, when: datetime, answered: datetime | None = None, **how: Any) -> str:
    begun = {"created_on": how.pop("created_on")} if "created_on" in how else {"created_at": when}
    with clock.frozen(when):
        deal = made.create(name, None, 0, **begun)
    if answered is not None:
        with clock.frozen(answered):
            told = {"kind": "call", "subject": "Called", **how}
            made.do("activity.add", NewActivity(deal_id=deal, done=True, **told))
    return deal


def asked(
    made: Player, when: datetime, sla: int = 60, actor: Actor | None = None, **more: Any
) -> LeadResponse:
    who = actor or made.world.actor
    with clock.frozen(when):
        return made.world.store.read(lambda tx: response(tx, who, Asked(**more), sla))


@pytest.fixture
def made(store: Store) -> Player:
    """A workspace in Berlin that keeps the hours of the oracle."""
    given = ORACLE["inputs"]["calendar"]
    with clock.frozen(at("2025-04-01T08:00:00Z")):
        found = player(store, zone=given["timezone"])
        holidays = [Holiday(day) for day in given["holidays"]]
        calendar = BusinessCalendar([1, 2, 3, 4, 5], given["open"], given["close"], holidays)
        found.do("workspace.edit", EditWorkspace(calendar=calendar))
    return found


def test_the_oracle(made: Player) -> None:
    given, wanted = ORACLE["inputs"], ORACLE["expected"]
    hours = made.world.store.read(lambda tx: hours_of(workspace_of(tx, made.world.ws)))
    now = at(given["as_of"])
    for lead in given["leads"]:
        answered = lead["first_human_response"] and at(lead["first_human_response"])
        came(made, lead["lead"], at(lead["received"]), answered)
        each = wanted["per_lead"][lead["lead"]]
        assert hours.between(at(lead["received"]), answered or now) / 60 == each["business_minutes"]
        one = asked(made, now, filter={"field": "name", "op": "eq", "value": lead["lead"]})
        assert (one.n, bool(one.answered)) == (1, each["answered"])
        if each["answered"]:
            assert (one.business.median, one.clock.median) == (each["business_minutes"], each["wall_minutes"])
    found = asked(made, now, given["sla_business_minutes"])
    assert found.business.median == wanted["km_median_business_minutes"]
    assert found.answered_median == wanted["naive_median_answered_only"]
    assert (found.within, found.breached) == (wanted["within_sla_of_all"], wanted["breached"])
    assert found.pending == wanted["pending_not_yet_breached"]


@pytest.mark.parametrize(
    ("how", "answers"),
    [
        ({"kind": "email", "direction": "out"}, True),
        ({"kind": "meeting"}, True),
        ({"kind": "email", "direction": "in"}, False),
        ({"kind": "email", "direction": "out", "human": False}, False),
        ({"kind": "note"}, False),
        ({"kind": "task"}, False),
    ],
)
def test_what_is_an_answer(made: Player, how: dict[str, Any], answers: bool) -> None:
    came(made, "L", MONDAY, MONDAY + timedelta(minutes=10), **how)
    found = asked(made, MONDAY + timedelta(minutes=30))
    assert (found.n, found.answered, found.pending) == (1, int(answers), int(not answers))


def test_who_came_on_a_day_without_a_time_is_left_out_and_said(made: Player) -> None:
    came(made, "L", MONDAY, created_on="2025-04-02")
    came(made, "M", MONDAY)
    found = asked(made, MONDAY + timedelta(minutes=5))
    assert (found.n, found.pending) == (1, 1)
    assert [(each.reason, each.count) for each in found.excluded] == [
        ("came at a time of day that is not known", 1)
    ]


def test_a_period_and_who_asks(made: Player) -> None:
    came(made, "April", at("2025-04-15T08:00:00Z"))
    came(made, "May", MONDAY)
    now = MONDAY + timedelta(hours=1)
    assert asked(made, now, period="2025-05").n == 1
    assert asked(made, now).n == 2
    seller = made.world.member("Sam", "seller", owners=[])
    nothing = asked(made, now, actor=seller)
    assert (nothing.n, nothing.within, nothing.business.median) == (0, None, None)
