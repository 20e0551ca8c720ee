"""What the product says of the oracles of deals, under the oracles' own keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

from headgate.insight.schemas import Segment
from headgate.kit import clock
from headgate.store.engine import Store
from tests.insight import played
from tests.insight.played import CENTS, Player, at

Values = dict[str, Any]
Q1 = "2025-01-01..2025-04-01"


def of_period(found: Any) -> Values:
    """The keys of a win rate by close period, of a figure or of a segment."""
    return {
        "won": found.parts["won"],
        "lost": found.parts["lost"],
        "count_rate": found.value,
        "value_rate": found.parts["value_rate"],
        "wilson95": list(found.interval),
        "jeffreys95": [found.parts["jeffreys_low"], found.parts["jeffreys_high"]],
    }


def by_label(made: Player, segment: str) -> Values:
    segments: list[Segment] = made.ask("win_rate", period=Q1, segment=segment).segments or []
    return {s.label: of_period(s) for s in segments if s.n}


@contextmanager
def looking(made: Player, moment: str, later: bool) -> Iterator[None]:
    """At that moment, or a year later as of it."""
    if later:
        made.clocks = {"as_of": f"{at(moment):%Y-%m-%dT%H:%M:%SZ}"}
    with clock.frozen(at(moment) + timedelta(days=366 if later else 0)):
        yield


def win_rate(store: Store, inputs: Values, later: bool) -> Values:
    made = played.win_rates(store, inputs)
    with looking(made, inputs["as_of"], later):
        rate = made.ask("win_rate", period=Q1)
        cohort = made.ask("win_rate_cohort", period=Q1)
        segments = {
            f"seg_by_{name}": by_label(made, field)
            for name, field in (("type", "deal_type"), ("channel", "source"), ("rep", "owner_id"))
        }
    parts = cohort.parts
    return {
        "by_close_period_Q1": of_period(rate),
        "by_created_cohort_Q1": {
            "n": parts["deals"],
            "won": parts["won"],
            "lost": parts["lost"],
            "open": parts["open"],
            "lower_bound": parts["lower"],
            "upper_bound": parts["upper"],
            "resolved_only": parts["resolved_only"],
            "maturity": cohort.maturity,
            "value_lower_bound_entry_value": parts["value_lower"],
            "value_upper_bound_entry_value": parts["value_upper"],
        },
        "cohort_AJ_won_by_day_90": parts["won_by_90"],
        "cohort_AJ_lost_by_day_90": parts["lost_by_90"],
        "cohort_AJ_won_ultimate_observed": parts["won_by_longest"],
        **segments,
        "value_drift_won_close_over_entry": rate.parts["value_drift"],
    }


def velocity(store: Store, inputs: Values, later: bool) -> Values:
    made = played.velocities(store, inputs)
    with looking(made, played.day(inputs["as_of_day"]), later):
        mean, median = made.ask("cycle_mean"), made.ask("cycle_median")
        censored, shares = made.ask("cycle_censored"), made.ask("won_by_day")
        flow, size = made.ask("revenue_velocity"), made.ask("average_deal_size")

    def major(amount: Any) -> float:
        return float(amount) / CENTS

    return {
        "won_only_mean_days": mean.value,
        "won_only_median_days": median.value,
        "all_closed_mean_days": mean.parts["closed_mean"],
        "km_any_close_median_days": censored.value,
        "rmst_100_any_close_days": censored.parts["rmst"],
        "share_won_by_day_60": shares.parts["by_60"],
        "share_won_by_day_90": shares.value,
        "median_days_to_win_given_win": shares.parts["median_given_win"],
        "open_opportunities": flow.parts["open"],
        "win_rate_closed": flow.parts["win_rate"],
        "avg_won_size": major(size.value),
        "revenue_velocity_standard_per_day": major(flow.value),
        "revenue_velocity_flow_per_day": major(flow.parts["flow"]),
        "revenue_velocity_flow_censored_per_day": major(flow.parts["flow_censored"]),
        "revenue_realised_per_day_last_100": major(flow.parts["realised"]),
    }


def by_segment(store: Store, inputs: Values, later: bool) -> Values:
    made = played.segmented(store, inputs)
    with looking(made, played.day(200), later):
        mean, censored, shares = (
            made.ask(name, segment="deal_type") for name in ("cycle_mean", "cycle_censored", "won_by_day")
        )

    def each(figure: Any, pick: Callable[[Any], Any]) -> Values:
        return {s.label: pick(s) for s in figure.segments if s.parts.get("deals") != 0}

    means = each(mean, lambda s: s.value)
    medians, sixty = each(censored, lambda s: s.value), each(shares, lambda s: s.parts["by_60"])
    return {
        "per_segment": {
            name: {
                "won_only_mean": means[name],
                "km_any_close_median": medians[name],
                "win_incidence_by_60": sixty[name],
            }
            for name in means
        },
        "logrank_chi2_any_close": censored.parts["segments_chi2"],
        "logrank_p": censored.parts["segments_p"],
    }


def currency(store: Store, inputs: Values, later: bool) -> Values:
    """Each deal's value by a filter of its name."""
    made = played.in_currencies(store, inputs)

    def worth(status: str, **more: Any) -> int:
        if status == "lost":  # There is one.
            value = made.ask("average_deal_size", **more).parts["lost_mean"]
        else:
            value = made.ask(f"{status}_value", **more).value
        return int(value or 0)

    with clock.frozen(at(inputs["as_of"]) + timedelta(days=366 if later else 0, hours=12)):
        made.clocks = {"as_of": inputs["as_of"]} if later else {}
        each = {
            deal["deal"]: worth(deal["status"], filter={"field": "name", "op": "eq", "value": deal["deal"]})
            for deal in inputs["deals"]
        }
        totals = {status: worth(status) for status in ("won", "lost", "open")}
        constant = worth("won", rates_on="2025-01-01")
        revalued = sum(revaluation(made, deal, inputs["as_of"], "2025-03-31") for deal in inputs["deals"])
        seen = {
            deal["deal"]: working(made, deal, inputs["as_of"] if later else None) for deal in inputs["deals"]
        }
    assert {name: found["usd_minor"] for name, found in seen.items()} == each
    return {
        "per_deal": seen,
        "totals_usd_minor": totals,
        "constant_currency_at_2025-01-01_won_usd_minor": constant,
        "open_fx_revaluation_minor_2025-03-31_to_2025-04-02": round(revalued),
    }


def revaluation(made: played.Player, deal: Values, now: str, then: str) -> Decimal:
    """What an open deal's value gained by its currency alone, not rounded."""
    if deal["status"] != "open":
        return Decimal(0)
    return Decimal(made.rated(deal["deal"], now).unrounded or "nan") - Decimal(
        made.rated(deal["deal"], then).unrounded or "nan"
    )


def working(made: played.Player, deal: Values, open_on: str | None) -> Values:
    """What the deal says of its own rate; `open_on`: the day for one that is open."""
    day = open_on if deal["status"] == "open" else None
    found = made.rated(deal["deal"], day)
    return {
        "rate_date": found.rated_on,
        "rate": found.rate,
        "usd_minor_unrounded": found.unrounded,
        "usd_minor": found.value,
    }


def deal_size(store: Store, inputs: Values, later: bool) -> Values:
    with clock.frozen(at("2025-04-01")):
        made = played.player(store)
        for place, value in enumerate(inputs["won_values"]):
            made.create(f"S{place}", value, created_on="2025-01-01")
            made.win(f"S{place}", closed_on="2025-02-01")
    with looking(made, "2025-04-01", later):
        size, median = made.ask("average_deal_size"), made.ask("median_deal_size")
    parts = {name: value / CENTS for name, value in size.parts.items() if value is not None}
    return {
        "n": size.n,
        "mean": float(size.value or 0) / CENTS,
        "median": float(median.value or 0) / CENTS,
        "winsor_cap_p90": parts["cap"],
        "winsorised_mean": parts["winsorised"],
        "geometric_mean": parts["geometric"],
        "mean_without_largest": parts["without_largest"],
        "share_of_total_from_largest": size.parts["largest_share"],
    }


def snapshot(made: Player, **clocks: Any) -> Values:
    return {
        "open_value": float(made.ask("open_value", **clocks).value or 0) / CENTS,
        "won_value": float(made.ask("won_value", **clocks).value or 0) / CENTS,
        "lost": made.ask("lost_count", **clocks).value,
        "deals": made.ask("deal_count", **clocks).value,
    }


def as_of(store: Store, inputs: Values, later: bool) -> Values:
    made = played.two_clocks(store, inputs)
    with clock.frozen(at("2026-05-01" if later else "2025-04-11")):
        return {
            f"effective_{e}_known_{k}": snapshot(made, as_of=e, known_at=k)
            for e, k in (
                ("2025-03-31", "2025-03-31"),
                ("2025-03-31", "2025-04-10"),
                ("2025-04-10", "2025-04-10"),
            )
        }
