"""An export to import, and what its figures are to be: the real one of the sample data, and its twin."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from tests.flows.exchange.twin import PRODUCTS, twin

NAMES = ("sales_pipeline", "accounts", "products", "sales_teams")
WRONG, RIGHT = "GTXPro", "GTX Pro"
STAGES = ("Prospecting", "Engaging", "Won", "Lost")
Row = dict[str, str]


@dataclass(frozen=True)
class Export:
    """The files, and the reference figures with the names that the sample data gives them."""

    files: list[Path]
    truth: dict[str, Any]


def of_samples(samples: Path) -> Export:
    """The real one: 8,800 deals."""
    folder = samples / "crm-sales-opportunities"
    truth = json.loads((samples / "truth" / f"{folder.name}.json").read_text("utf-8"))
    return Export([folder / f"{name}.csv" for name in NAMES], truth)


def generated(folder: Path) -> Export:
    """One with the same defects, written to the folder: 300 deals."""
    made = twin()
    files = [folder / f"{name}.csv" for name in NAMES]
    for file in files:
        file.write_bytes(made.files[file.name])
    with files[0].open(newline="", encoding="utf-8") as lines:
        deals = list(csv.DictReader(lines))
    truth = reckoned(deals)
    overall = truth["overall"]
    sums = (overall["won_value"], overall["open_value_at_list_price"])
    assert (truth["stage_counts"], sums) == (made.stages, (made.won_value, made.open_value))
    return Export(files, truth)


def product(row: Row) -> str:
    return RIGHT if row["product"] == WRONG else row["product"]


def agent(row: Row) -> str:
    return row["sales_agent"]


def reckoned(deals: Sequence[Row]) -> dict[str, Any]:
    """The figures by hand."""
    return {
        "stage_counts": {stage: sum(row["deal_stage"] == stage for row in deals) for stage in STAGES},
        "overall": block(deals),
        "by_agent": split(deals, agent),
        "by_product": split(deals, product),
    }


def split(deals: Sequence[Row], key: Callable[[Row], str]) -> dict[str, Any]:
    names = sorted({key(row) for row in deals})
    return {name: block([row for row in deals if key(row) == name]) for name in names}


def block(rows: Sequence[Row]) -> dict[str, Any]:
    won = [row for row in rows if row["deal_stage"] == "Won"]
    lost = sum(row["deal_stage"] == "Lost" for row in rows)
    still = [row for row in rows if not row["close_date"]]
    values = [int(row["close_value"]) for row in won]
    return {
        "deals": len(rows),
        "won": len(won),
        "lost": lost,
        "open": len(still),
        "win_rate": len(won) / (len(won) + lost) if won or lost else None,
        "won_value": sum(values),
        "avg_won_value": sum(values) / len(values) if values else None,
        "median_cycle_days_won": median(map(days, won)) if won else None,
        "open_value_at_list_price": sum(PRODUCTS[product(row)][1] for row in still),
    }


def days(row: Row) -> int:
    return (date.fromisoformat(row["close_date"]) - date.fromisoformat(row["engage_date"])).days
