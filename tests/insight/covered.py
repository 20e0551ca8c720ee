"""Histories that give the aggregates of the oracle of coverage, and what the product says of them."""

from datetime import date, timedelta
from typing import Any

from headgate.insight.coverage.answer import coverage
from headgate.insight.coverage.schemas import Coverage
from headgate.kit import clock
from headgate.records.targets.schemas import NewTarget
from headgate.store.engine import Store
from tests.insight import played
from tests.insight.played import CENTS, Player, at

Values = dict[str, Any]
IN_EACH_STAGE = 20


def quarters_before(first: date, count: int) -> list[tuple[date, date]]:
    """(first day, last day) of the quarters before one, the latest first."""
    found = []
    for _ in range(count):
        last = first - timedelta(days=1)
        first = last.replace(day=1, month=last.month - 2)
        found.append((first, last))
    return found


def history(made: Player, inputs: Values) -> None:
    """In each stage as many deals won and lost as its open deal's chance says, a sixth of all a quarter; in
    each quarter the value of one won and of one lost deal."""
    past = inputs["history_same_day_of_period"]
    quarters = quarters_before(date.fromisoformat(inputs["period"][0]), len(past))
    wins = [round(deal["p_win_by_period_end"] * IN_EACH_STAGE) for deal in inputs["open_deals"]]
    for won in (True, False):
        stages = [k for k, n in enumerate(wins) for _ in range(n if won else IN_EACH_STAGE - n)]
        for place, stage in enumerate(stages):
            quarter = place % len(quarters)
            first, last = quarters[quarter]
            value = None
            if place < len(quarters):
                gained = past[quarter]["won_from_it_by_period_end"]
                value = gained if won else past[quarter]["open_value_in_window"] - gained
            name = f"{'won' if won else 'lost'} {place}"
            made.create(name, value, stage, created_on=first.isoformat(), expected_close=last.isoformat())
            end = made.win if won else made.lose
            end(name, closed_on=last.isoformat())


def covering(store: Store, inputs: Values) -> tuple[Player, str]:
    """(what was played, the target)."""
    first, end = inputs["period"]
    with clock.frozen(at(inputs["as_of"])):
        made = played.player(store)
        history(made, inputs)
        for stage, deal in enumerate(inputs["open_deals"]):
            made.create(
                deal["deal"], deal["value"], stage, created_on=first, expected_close=deal["expected_close"]
            )
        # Begun and won since this day of the period, so that it was open on no earlier one.
        made.create("won", inputs["won_to_date"], created_on=first, expected_close=end)
        made.win("won", closed_on=first)
        new = NewTarget(f"{first}..{end}", inputs["target"] * CENTS)
        (target,) = made.world.do("target.create", new).results
    return made, target


def said(found: Coverage) -> Values:
    return {
        "total_open_value": found.open.value / CENTS,
        "coverage_literal_total_open_over_target": found.literal,
        "eligible_open_value": found.expected.value / CENTS,
        "gap": found.gap / CENTS,
        "coverage_in_period_over_gap": found.in_period,
        "weighted_eligible": found.weighted_value / CENTS,
        "coverage_weighted": found.weighted,
        "undated_open_value": found.undated.value / CENTS,
        "yield_pooled": found.yield_pooled,
        "required_coverage_pooled": found.required,
        "yield_p20_p80": list(found.yields or ()),
        "required_band": list(found.band),
        "verdict_guide_band_3_to_5": found.verdict_common,
        "verdict_measured_band": found.verdict,
    }


def answered(store: Store, inputs: Values, later: bool) -> Values:
    made, target = covering(store, inputs)
    moment = at(inputs["as_of"])
    then = {"as_of": f"{moment:%Y-%m-%dT%H:%M:%SZ}"} if later else {}
    with clock.frozen(moment + timedelta(days=366 if later else 0)):
        return said(store.read(lambda tx: coverage(tx, made.world.actor, target, **then)))
