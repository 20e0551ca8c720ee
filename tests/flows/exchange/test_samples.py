"""The public sales export, and what spreadsheets made of its dates, come to their reference figures."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headgate.flows.exchange.guessing import guess
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.profiling import profile
from headgate.insight.schemas import Segment
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, desk

SET = "crm-sales-opportunities"
OTHERS = ("accounts.csv", "products.csv", "sales_teams.csv")
ORDERS = {"": "iso", "us-dates": "mdy", "dd-mm-yy": "dmy"}
SEGMENTS = {
    "owner_id": "by_agent",
    "manager_id": "by_manager",
    "region": "by_region",
    "product_id": "by_product",
    "product_series": "by_series",
    "company_sector": "by_sector",
}


@pytest.fixture
def truth(samples: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((samples / "truth" / f"{SET}.json").read_text())
    return found


def files(samples: Path, variant: str) -> dict[str, bytes]:
    folder = samples / SET
    found = {name: (folder / name).read_bytes() for name in OTHERS}
    if variant:
        packed = folder / "variants" / f"sales_pipeline.{variant}.csv.gz"
        return {f"sales_pipeline.{variant}.csv": gzip.decompress(packed.read_bytes()), **found}
    return {"sales_pipeline.csv": (folder / "sales_pipeline.csv").read_bytes(), **found}


def by_label(at: Desk, figure: str, segment: str) -> dict[str, Segment]:
    segments = at.figure(figure, segment=segment).segments or []
    return {"(none)" if each.key is None else each.label: each for each in segments}


def held(at: Desk, truth: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each figure as (name, ours, reference), in the units of the reference."""
    whole = truth["overall"]
    yield "deals", at.figure("deal_count").value, whole["deals"]
    yield "win_rate", round(float(at.figure("win_rate").value or 0), 6), whole["win_rate"]
    yield "won_value", int(at.figure("won_value").value or 0) / 100, whole["won_value"]
    average = round(float(at.figure("average_deal_size").value or 0) / 100, 4)
    yield "average", average, pytest.approx(whole["avg_won_value"], abs=1e-4)
    yield "median", float(at.figure("median_deal_size").value or 0) / 100, whole["median_won_value"]
    cycle = at.figure("cycle_median")
    yield "cycle", cycle.value, whole["median_cycle_days_won"]
    yield "cycle mean", round(float(at.figure("cycle_mean").value or 0), 3), whole["mean_cycle_days_won"]
    yield "lost cycle", cycle.parts["lost_median"], truth["median_cycle_days_lost"]
    yield "open", int(at.figure("open_value").value or 0) / 100, whole["open_value_at_list_price"]
    for segment, key in SEGMENTS.items():
        values, worth = by_label(at, "win_rate", segment), by_label(at, "won_value", segment)
        for name, reference in truth[key].items():
            mine = values[name]
            yield (
                f"{key} {name}",
                (mine.parts["won"], mine.parts["lost"]),
                (reference["won"], reference["lost"]),
            )
            yield f"{key} {name} value", int(worth[name].value or 0) / 100, reference["won_value"]


def imported(at: Desk, samples: Path, truth: dict[str, Any], variant: str) -> None:
    run = at.upload(files(samples, variant))
    dates = {column.date_order for column in run.plan.files[0].columns if column.date_order}
    assert dates == {ORDERS[variant]}
    assert all(column.dates.certain for column in run.files[0].file.columns if column.dates)
    run = at.check(at.plan(run, missing_amount="list_price"))
    assert (run.status, run.problems) == ("checked", 0)
    run = at.apply(run)
    assert run.status == "applied" and run.result is not None
    assert run.result.by_stage == truth["stage_counts"] and run.result.refused == 0
    assert run.result.created == {
        "deal": 8800,
        "company": 85,
        "product": 7,
        "member": 41,
        "team": 6,
        "pipeline": 1,
    }
    for name, mine, reference in held(at, truth):
        assert mine == reference, name


def test_the_sales_export(store: Store, tmp_path: Path, samples: Path, truth: dict[str, Any]) -> None:
    at = desk(store, tmp_path)
    imported(at, samples, truth, "")
    assert at.differences() == []


@pytest.mark.parametrize("variant", ["us-dates", "dd-mm-yy"])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_after_a_spreadsheet(
    store: Store, tmp_path: Path, samples: Path, truth: dict[str, Any], variant: str
) -> None:
    imported(desk(store, tmp_path), samples, truth, variant)


FIELDS = {
    "salesforce-dataloader/samples/opportunityData.csv": (
        "deals",
        {
            "NAME": "name",
            "STAGENAME": "stage_id",
            "CLOSEDATE": "closed_at",
            "AMOUNT": "amount",
            "ID": "external_id",
        },
    ),
    "salesforce-dataloader/samples/accountData.csv": (
        "companies",
        {"NAME": "name", "INDUSTRY": "sector", "BILLINGCOUNTRY": "country"},
    ),
    "salesforce-npsp-qa/Opportunity.csv": ("deals", {"stage_name": "stage_id", "close_date": "closed_at"}),
    "datablist-samples/organizations-1000.csv": (
        "companies",
        {"Number of employees": "employees", "Founded": "founded", "Organization Id": "external_id"},
    ),
    "northwind/customers.csv": ("companies", {"CompanyName": "name", "Country": "country"}),
}


@pytest.mark.parametrize("name", FIELDS)
def test_what_other_programs_export_is_known(samples: Path, name: str) -> None:
    kind, fields = FIELDS[name]
    found = profile(samples / name)
    made = guess(found, {record: Names([]) for record in ("company", "product", "member")})
    told = {column.name: one.field for column, one in zip(found.columns, made.columns, strict=True)}
    assert made.record == kind
    assert {header: told[header] for header in fields} == fields
