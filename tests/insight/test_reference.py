"""The sample data gives its reference figures; a made twin gives what plain Python reckons of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from headgate.insight.schemas import Figure, Segment
from headgate.kit import clock
from headgate.store.engine import Store
from tests.insight import sample
from tests.insight.played import CENTS, Player
from tests.insight.reckoned import NOTHING, reckoned

SEGMENTS = {
    "by_agent": "owner_id",
    "by_manager": "manager_id",
    "by_region": "region",
    "by_product": "product_id",
    "by_series": "product_series",
    "by_sector": "company_sector",
}
COUNTS = ("deals", "won", "lost", "open")
IN_PERIOD = {"open", "open_value_at_list_price"}
"""What a closing month has none of; figures of the stock do not look at the period."""
Values = dict[str, float]
Answers = dict[str, Figure]
NAMES = {
    "win_rate": "win_rate",
    "won_value": "won_value",
    "avg_won_value": "average_deal_size",
    "median_won_value": "median_deal_size",
    "median_cycle_days_won": "cycle_median",
    "mean_cycle_days_won": "cycle_mean",
    "open_value_at_list_price": "open_value",
}


def values(found: dict[str, Figure | Segment], money: set[str]) -> Values:
    """The figures under the names of the reference; those without a value left out."""
    rate, deals = found["win_rate"], found["deal_count"]
    said: Values = {
        "deals": float(deals.value or 0),
        "won": float(rate.parts["won"] or 0),
        "lost": float(rate.parts["lost"] or 0),
        "open": float(deals.parts["open"] or 0),
    }
    for name, metric in NAMES.items():
        value = found[metric].value
        if value is not None:
            said[name] = value / CENTS if metric in money else float(value)
    return said


def summary(there: Player, **asked: Any) -> Answers:
    with clock.frozen(sample.TOLD):
        return {figure.id: figure for figure in there.summary(**asked).figures}


def check(there: Player, truth: dict[str, Any]) -> int:
    """Compares all that the reference says; gives how many values that were."""
    whole = summary(there)
    money = {metric for metric, figure in whole.items() if figure.unit == "money"}
    seen = same(values(dict(whole), money), truth["overall"], "overall")
    for name, field in SEGMENTS.items():
        split = summary(there, segment=field)
        labels = [
            {NOTHING if s.key is None else s.label: s for s in f.segments or ()} for f in split.values()
        ]
        for key, expected in truth[name].items():
            cell = {metric: by[key] for metric, by in zip(split, labels, strict=True)}
            seen += same(values(dict(cell), money), expected, f"{name} {key}")
    for month, expected in truth["by_close_month"].items():
        figures = dict(summary(there, period=month))
        said = {k: v for k, v in values(dict(figures), money).items() if k not in IN_PERIOD}
        said["deals"] = said["won"] + said["lost"]
        seen += same(said, {k: v for k, v in expected.items() if k not in IN_PERIOD}, month)
    return seen


def same(said: Values, expected: dict[str, float | None], where: str) -> int:
    """A rate or mean of no deals is none; the reference leaves it out or says null."""
    wanted = {k: v for k, v in expected.items() if v is not None}
    for name, value in wanted.items():
        assert said[name] == pytest.approx(value, abs=1e-4), f"{where}: {name}"
    return len(wanted)


def test_the_sample_data_gives_its_reference_figures(store: Store, samples: Path) -> None:
    books = sample.read(samples)
    truth = json.loads((samples / "truth" / "crm-sales-opportunities.json").read_text("utf-8"))
    there = sample.told(store, books)
    assert check(there, truth) > 500
    figures = summary(there)
    assert figures["win_rate"].scope == "all 8,800 deals"
    cycle = figures["cycle_median"]
    assert (cycle.value, cycle.parts["lost_median"]) == (57, truth["median_cycle_days_lost"])
    for quantile, name in (("0.25", "p25"), ("0.75", "p75"), ("0.9", "p90")):
        assert cycle.parts[name] == truth["cycle_days_won_percentiles"][quantile]
    assert {e.reason: e.count for e in figures["cycle_censored"].excluded} == {
        "imported without the day they began": truth["null_engage_date"]
    }
    with clock.frozen(sample.TOLD):
        by_name = {stage.name: stage.count for stage in there.summary().stages}
    stages = truth["stage_counts"]
    assert (by_name["Won"], by_name["Lost"]) == (stages["Won"], stages["Lost"])
    assert [n for n in by_name.values() if n] == [
        stages[name] for name in ("Prospecting", "Engaging", "Won", "Lost")
    ]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_a_twin_gives_what_plain_python_reckons(store: Store, zone: str) -> None:
    books = sample.made(seed=len(zone), count=400)
    assert check(sample.told(store, books, zone=zone), reckoned(books)) > 300


def test_the_plain_reckoning_is_that_of_the_reference(samples: Path) -> None:
    books = sample.read(samples)
    truth = json.loads((samples / "truth" / "crm-sales-opportunities.json").read_text("utf-8"))
    ours = reckoned(books)
    assert same(ours["overall"], truth["overall"], "overall") == 11
    for name in (*SEGMENTS, "by_close_month"):
        for key, expected in truth[name].items():
            same(ours[name][key], expected, f"{name} {key}")
