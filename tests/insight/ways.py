"""What the product says of the oracles of stages, under the oracles' own keys."""

from datetime import timedelta
from typing import Any

from headgate.insight.funnel.schemas import Conversion, Funnel, StageWay
from headgate.kit import clock
from headgate.store.engine import Store
from tests.insight import staged
from tests.insight.played import CENTS, at

Values = dict[str, Any]


def clocks(moment: str, later: bool) -> Values:
    """What to ask with, a year later, to see that moment again."""
    return {"as_of": f"{at(moment):%Y-%m-%dT%H:%M:%SZ}"} if later else {}


def now(moment: str, later: bool) -> Any:
    return clock.frozen(at(moment) + timedelta(days=366 if later else 0))


def by_name(found: Funnel) -> dict[str, StageWay]:
    return {way.name: way for way in found.stages}


def of_conversion(found: Conversion) -> Values:
    return {
        "entered": found.entered,
        "advanced": found.advanced,
        "lost": found.lost,
        "open": found.open,
        "moved_out": found.moved,
        "to_date_lower_bound": found.lower,
        "upper_bound": found.upper,
        "maturity": found.maturity,
        "resolved_only": found.resolved_only,
        "wilson95_of_resolved": list(found.interval or ()),
    }


def conversion(store: Store, inputs: Values, later: bool) -> Values:
    made = staged.conversions(store, inputs)
    moment = inputs["as_of"]
    with now(moment, later):
        asked = clocks(moment, later)
        reached, touched = made.ask("reached", **asked), made.ask("touched", **asked)
        month = made.ask(period="..".join(inputs["period_flow_window"]), **asked)
        spans = made.spans(**asked)
    names = by_name(reached)
    whole = reached.whole
    return {
        "reached": {name: of_conversion(way.conversion) for name, way in names.items()},
        "touched": {name: of_conversion(way.conversion) for name, way in by_name(touched).items()},
        "cohort_first_entry_to_advance": {
            name: {
                "n": len(spans[name]),
                "durations_days": spans[name],
                "ultimate_rate_AJ": way.conversion.ultimate,
            }
            for name, way in by_name(touched).items()
        },
        "period_flow_2025_02": {
            name: {"exits": way.flow.exits, "period_exit_rate": way.flow.rate}
            for name, way in by_name(month).items()
        },
        "skip_rate_of_Demo": {
            "skipped": names["Demo"].conversion.skipped,
            "reached": names["Demo"].conversion.entered,
            "rate": names["Demo"].conversion.skip_rate,
        },
        "regressions": {
            name: way.flow.exits["regress"] for name, way in names.items() if "regress" in way.flow.exits
        },
        "overall": {
            "entered": whole.entered,
            "won": whole.won,
            "lost": whole.lost,
            "open": whole.open,
            "moved_out": whole.moved,
            "won_lower_bound": whole.lower,
            "won_upper_bound": whole.upper,
        },
    }


def duration(store: Store, inputs: Values, later: bool) -> Values:
    moment = "2026-03-01"
    made = staged.stays(store, inputs, at(moment))
    with now(moment, later):
        found = by_name(made.ask(**clocks(moment, later)))[inputs["stage"]].stay
    ages = ("10", "20", "30")
    return {
        "naive_mean_completed": found.completed_mean,
        "naive_median_completed": found.completed_median,
        "km_any_exit": [
            {"t": each.t, "at_risk": each.at_risk, "exits": each.exits, "S": each.left}
            for each in found.curve
        ],
        "km_median_any_exit": found.median,
        "km_p75_any_exit": found.p75,
        "rmst_30": found.restricted_mean,
        "cif_advance": {age: found.went_on[age] for age in ages},
        "cif_lost": {age: found.lost[age] for age in ages},
        "still_in_stage_30": found.still["30"],
        "median_days_to_advance_given_advance": found.median_to_go_on,
    }


def cohorts(store: Store, inputs: Values, later: bool) -> Values:
    made = staged.conversions(store, inputs)
    moment = inputs["as_of"]
    with now(moment, later):
        found = made.ask(**clocks(moment, later))
    names = {way.stage_id: way.name for way in found.stages}
    return {
        month.month: {"created": month.created}
        | {
            name: {
                "reached_within_30d": reach.within,
                "reached_to_date": reach.to_date,
                "eligible_30d": month.eligible,
            }
            for name, reach in {
                **{names[i]: each for i, each in month.stages.items()},
                "won": month.won,
            }.items()
        }
        for month in found.cohorts
    }


def drop_off(store: Store, inputs: Values, later: bool) -> Values:
    moment = "2026-03-01"
    made = staged.losses(store, inputs, at(moment))
    with now(moment, later):
        found = {name: way.drop_off for name, way in by_name(made.ask(**clocks(moment, later))).items()}
    return {
        "per_stage": {
            name: {
                "lost_at_exit": each.lost_at_exit,
                "lost_by_furthest": each.lost_by_furthest,
                "loss_rate_of_entered": each.loss_rate,
                "lost_value": each.value / CENTS,
                "deal_days_spent_on_losses": each.days,
            }
            for name, each in found.items()
        },
        "share_of_lost_count": {name: each.share_of_count for name, each in found.items()},
        "share_of_lost_value": {name: each.share_of_value for name, each in found.items()},
        "share_of_wasted_days": {name: each.share_of_days for name, each in found.items()},
        "top_by_count": max(found, key=lambda name: found[name].lost_at_exit),
        "top_by_value": max(found, key=lambda name: found[name].value),
    }
