"""Cases that every figure must settle, one by one (metrics 0.3)."""

from datetime import timedelta
from typing import Any

import pytest

from headgate.core.access.actor import Actor, system
from headgate.insight.facts import total
from headgate.insight.reading import SHELF
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.deals.schemas import (
    AssignDeal,
    DeleteDeal,
    EditDeal,
    LoseDeal,
    MoveDeal,
    NameDeal,
    NewDeal,
    WinDeal,
)
from headgate.records.pipelines.queries import reasons_of
from headgate.store.engine import Store
from tests.insight.lives import TODAY
from tests.insight.played import Player, player


@pytest.fixture
def made(store: Store) -> Player:
    with clock.frozen(TODAY):
        return player(store)


def deal(made: Player, amount: int | None = 100, **more: Any) -> str:
    new = NewDeal(name="D", amount=amount, **({"created_on": "2026-05-01"} | more))
    found: str = made.world.do("deal.create", new, actor=system(made.world.ws, "migration")).results[0]
    return found


def test_money_of_another_currency_is_never_added_and_said(made: Player) -> None:
    with clock.frozen(TODAY):
        for currency in ("USD", "EUR"):
            made.do("deal.win", WinDeal(id=deal(made, 500, currency=currency)))
            deal(made, 70, currency=currency)
        deal(made, None)
        won, still = made.ask("won_value"), made.ask("open_value")
    assert (won.value, won.n, won.currency) == (500, 1, "USD")
    assert [(e.reason, e.count) for e in won.excluded] == [
        ("in another currency, for whose day there is no rate", 1)
    ]
    assert (still.value, still.parts["open"]) == (70, 3)
    assert {e.reason for e in still.excluded} == {
        "in another currency, for whose day there is no rate",
        "without a value",
    }


def test_a_closed_deal_is_credited_to_its_owner_at_the_close(made: Player) -> None:
    with clock.frozen(TODAY):
        ana, ben = made.owner("ana"), made.owner("ben")
        closed, still = deal(made, owner_id=ana), deal(made, owner_id=ana)
        made.do("deal.win", WinDeal(id=closed, amount=900))
        for id_ in (closed, still):
            made.do("deal.assign", AssignDeal(id=id_, owner_id=ben))
        won = {s.label: s.value for s in made.ask("won_value", segment="owner_id").segments or ()}
        open_value = {s.label: s.value for s in made.ask("open_value", segment="owner_id").segments or ()}
        asked = made.ask("won_value", filter={"field": "owner_id", "op": "eq", "value": ana})
    assert won == {"ana": 900, "ben": 0}
    assert open_value == {"ana": 0, "ben": 100}
    assert asked.value == 900


def test_what_was_changed_after_the_close_does_not_change_what_was_won(made: Player) -> None:
    with clock.frozen(TODAY):
        closed = deal(made, 400)
        made.do("deal.win", WinDeal(id=closed, amount=300))
        made.do("deal.edit", EditDeal(id=closed, amount=9_999))
        assert made.ask("won_value").value == 300
        assert made.ask("win_rate").parts["value_drift"] == 0.75


def test_deleted_deals_count_by_their_reason(made: Player) -> None:
    """Test, duplicate and mistake leave no trace; another reason, open for over a day and qualified: lost."""
    with clock.frozen(TODAY):
        qualified, fresh = made.world.stages[1].id, made.world.stages[0].id
        made.do("deal.delete", DeleteDeal(id=deal(made, stage_id=qualified), reason="test"))
        for stage in (qualified, fresh):
            made.do("deal.delete", DeleteDeal(id=deal(made, stage_id=stage), reason="other"))
        lost, count = made.ask("lost_count"), made.ask("deal_count")
    assert (lost.value, lost.parts["deleted"]) == (1, 1)
    assert count.value == 1
    assert count.rows is not None and count.rows.count == 1


def test_archived_deals_still_count(made: Player) -> None:
    with clock.frozen(TODAY):
        closed = deal(made)
        made.do("deal.win", WinDeal(id=closed))
        made.do("deal.archive", NameDeal(id=closed))
        assert made.ask("won_count").value == 1


def test_disqualified_before_qualification_leaves_the_qualified_rate(made: Player) -> None:
    with clock.frozen(TODAY):
        unfit = made.world.store.read(
            lambda tx: next(r.id for r in reasons_of(tx, made.world.ws) if r.kind == "disqualified")
        )
        made.do("deal.win", WinDeal(id=deal(made)))
        for stage in made.world.stages[:2]:
            made.do("deal.lose", LoseDeal(id=deal(made, stage_id=stage.id), reason_id=unfit))
        rate = made.ask("win_rate")
    assert rate.value == pytest.approx(1 / 3)
    assert (rate.parts["disqualified_early"], rate.parts["qualified_rate"]) == (1, 0.5)


def test_same_day_wins_are_in_the_cycle_and_counted(made: Player) -> None:
    with clock.frozen(TODAY):
        for day in ("2026-05-01", "2026-05-21"):
            made.do("deal.win", WinDeal(id=deal(made), closed_on=day))
        cycle = made.ask("cycle_median")
    assert (cycle.value, cycle.n, cycle.parts["same_day"]) == (10, 2, 1)


def test_days_between_dates_are_calendar_days_though_the_clock_changes(store: Store) -> None:
    with clock.frozen(TODAY):
        made = player(store, zone="Europe/Berlin")
        made.do("deal.win", WinDeal(id=deal(made, created_on="2026-03-28"), closed_on="2026-03-30"))
        assert made.ask("cycle_mean").value == 2
        exact = deal(made, created_on=None, created_at=TODAY - timedelta(hours=36))
        made.do("deal.win", WinDeal(id=exact))
        assert made.ask("cycle_mean").value == 1.75


def test_a_period_is_that_of_the_workspace_zone(store: Store) -> None:
    """A win at 23:30 in New York on 31 March is a win of the first quarter."""
    with clock.frozen(TODAY):
        made = player(store, zone="America/New_York")
        won = deal(made, created_on="2026-03-01")
        made.do("deal.win", WinDeal(id=won, closed_at=clock.from_micros(1_775_014_200_000_000)))
        assert made.ask("won_count", period="2026-Q1").value == 1
        assert made.ask("won_count", period="2026-Q2").value == 0


def test_an_answer_is_fresh_after_every_change_and_kept_until_then(made: Player) -> None:
    with clock.frozen(TODAY):
        id_ = deal(made)
        assert made.ask("won_count").value == 0
        kept = list(SHELF.kept)
        assert made.ask("win_rate").n == 0
        assert list(SHELF.kept) == kept
        made.do("deal.win", WinDeal(id=id_))
        assert made.ask("won_count").value == 1


def test_a_seller_sees_figures_of_own_deals_only(made: Player) -> None:
    with clock.frozen(TODAY):
        ana = made.world.member("ana")
        for owner in (ana.member_id, made.owner("ben"), None):
            made.do("deal.win", WinDeal(id=deal(made, 100, owner_id=owner)))
        own = made.ask("won_value", actor=ana, segment="owner_id")
        every = made.ask("won_value")
        team = Actor(
            made.world.ws, ana.member_id, "manager", "ana", (str(ana.member_id), str(made.owner("ben")))
        )
        wider = made.ask("won_value", actor=team)
    assert (own.value, own.scope, [s.label for s in own.segments or ()]) == (100, "your 1 deal", ["ana"])
    assert (every.value, every.scope) == (300, "all 3 deals")
    assert (wider.value, wider.scope) == (200, "your team's 2 deals")


def test_small_cells_of_persons_are_for_those_who_see_teams(made: Player) -> None:
    with clock.frozen(TODAY):
        for _ in range(5):
            deal(made, owner_id=made.owner("ana"))
        deal(made, owner_id=made.owner("ben"))
        viewer = made.world.member("vic", "viewer")
        seen = made.ask("deal_count", actor=viewer, segment="owner_id")
        assert [(s.label, s.value) for s in seen.segments or ()] == [("ana", 5)]
        assert [e.count for e in seen.excluded] == [1]
        assert seen.value == 6
        whole = made.ask("deal_count", actor=made.world.member("max", "admin"), segment="owner_id")
    assert len(whole.segments or ()) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "sometime"},
        {"segment": "amount"},
        {"segment": "nothing"},
        {"as_of": "yesterday"},
        {"as_of": "2026-05-01T10:00:00"},
        {"filter": {"field": "owner_id", "op": "eq", "value": 7}},
        {"filter": [1]},
        {"as_of": "2026-05-01", "filter": {"field": "number", "op": "gt", "value": 3}},
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(made: Player, asked: dict[str, Any]) -> None:
    with clock.frozen(TODAY), pytest.raises(Problem) as refused:
        made.ask("win_rate", **asked)
    assert refused.value.status == 422
    assert refused.value.detail


def test_the_summary_names_each_stage_with_its_sum(made: Player) -> None:
    with clock.frozen(TODAY):
        moved = deal(made, 250)
        made.do("deal.move", MoveDeal(id=moved, stage_id=made.world.stages[3].id))
        made.do("deal.win", WinDeal(id=deal(made, 100), amount=80))
        summary = made.summary()
    assert {s.name: (s.count, s.amount) for s in summary.stages if s.count} == {
        "Proposal or offer": (1, 250),
        "Won": (1, 80),
    }
    by_id = {figure.id: figure for figure in summary.figures}
    assert by_id["open_value"].parts["weighted"] == 125
    assert by_id["stage_counts"].parts[made.world.stages[3].id] == 1


def test_sums_do_not_overflow() -> None:
    import numpy as np

    amounts = np.array([10**15] * 20_000 + [-7], dtype=np.int64)
    assert total(amounts) == 20_000 * 10**15 - 7


def test_deals_are_split_by_the_kind_of_their_lost_reason(made: Player) -> None:
    reasons = {r.kind: r.id for r in made.world.store.read(lambda tx: reasons_of(tx, made.world.ws))}
    with clock.frozen(TODAY):
        for kind in ("lost", "no_decision", "no_decision"):
            made.do("deal.lose", LoseDeal(id=deal(made), reason_id=reasons[kind]))
        deal(made)
        found = {s.label: s.value for s in made.ask("deal_count", segment="lost_kind").segments or ()}
        asked = made.ask("deal_count", filter={"field": "lost_kind", "op": "in", "value": ["no_decision"]})
    assert found == {"Lost": 1, "No decision": 2, "No kind of lost reason": 1}
    assert asked.value == 2
