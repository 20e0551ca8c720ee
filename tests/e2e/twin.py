"""An export with the defects of a real one, made from a fixed seed, and what its figures are to be.

Four files that belong together: deals, companies, products, people. In the deals a product is written in two
ways, open deals have no value, many of them no company, the earliest no date; some people have no deals.
"""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

NAMES = ("sales_pipeline", "accounts", "products", "sales_teams")
PRICES = {
    "Quay Basic": 550,
    "Quay Pro": 4_821,
    "Mast Special": 55,
    "Mast Advanced": 3_393,
    "Keel 500": 26_768,
}
MISSPELT = {"Quay Pro": "QuayPro"}
MANAGERS = {"Rhea Okafor": "North", "Tomas Lind": "North", "Ana Prates": "South"}
AGENTS = [f"{first} {last}" for first in ("Ada", "Ben", "Cleo", "Dov") for last in ("Marsh", "Nowak", "Oye")]
IDLE = 2
STAGES = {"Won": 144, "Lost": 84, "Engaging": 54, "Prospecting": 18}
FIRST_DAY = date(2024, 10, 20)
Row = dict[str, str]


@dataclass(frozen=True)
class Export:
    """The files, and the reference figures with the names of the sample data's own."""

    files: list[Path]
    truth: dict[str, Any]
    misspelt: tuple[str, str]


def of_samples(samples: Path) -> Export:
    """The real one."""
    folder = samples / "crm-sales-opportunities"
    truth = json.loads((samples / "truth" / f"{folder.name}.json").read_text("utf-8"))
    return Export([folder / f"{name}.csv" for name in NAMES], truth, ("GTXPro", "GTX Pro"))


def made(folder: Path) -> Export:
    """The generated one, written to the folder."""
    rng = Random("twin")
    accounts = [
        f"{word} {kind}" for word in ("Alder", "Birch", "Cedar") for kind in ("Bank", "Foods", "Rail")
    ]
    deals = [deal(rng, number, stage, accounts) for number, stage in enumerate(stages(rng))]
    sectors = ("finance", "retail", "technolgy")
    tables: dict[str, Sequence[Row]] = {
        "sales_pipeline": deals,
        "accounts": [
            {
                "account": name,
                "sector": rng.choice(sectors),
                "year_established": str(rng.randint(1970, 2015)),
                "revenue": f"{rng.uniform(10, 9_000):.2f}",
                "employees": str(rng.randint(9, 9_000)),
                "office_location": "Norway",
                "subsidiary_of": accounts[0] if number == 3 else "",
            }
            for number, name in enumerate(accounts)
        ],
        "products": [
            {"product": name, "series": name.split()[0], "sales_price": str(price)}
            for name, price in PRICES.items()
        ],
        "sales_teams": [
            {"sales_agent": name, "manager": boss, "regional_office": MANAGERS[boss]}
            for number, name in enumerate(AGENTS)
            for boss in [list(MANAGERS)[number % len(MANAGERS)]]
        ],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    (right, wrong) = next(iter(MISSPELT.items()))
    return Export([folder / f"{name}.csv" for name in NAMES], reckoned(deals), (wrong, right))


def stages(rng: Random) -> list[str]:
    names = [stage for stage, count in STAGES.items() for _ in range(count)]
    rng.shuffle(names)
    return names


def deal(rng: Random, number: int, stage: str, accounts: list[str]) -> Row:
    closed = stage in {"Won", "Lost"}
    product = rng.choice(list(PRICES))
    began = FIRST_DAY + timedelta(days=rng.randint(0, 400))
    ended = began + timedelta(days=rng.randint(1, 138))
    value = round(PRICES[product] * rng.uniform(0.8, 1.15)) if stage == "Won" else 0
    return {
        "opportunity_id": f"{number:03}{rng.randrange(16**5):05X}",
        "sales_agent": rng.choice(AGENTS[:-IDLE]),
        "product": MISSPELT.get(product, product) if rng.random() < 0.8 else product,
        "account": rng.choice(accounts) if closed or rng.random() < 0.35 else "",
        "deal_stage": stage,
        "engage_date": "" if stage == "Prospecting" else began.isoformat(),
        "close_date": ended.isoformat() if closed else "",
        "close_value": str(value) if closed else "",
    }


def reckoned(deals: Sequence[Row]) -> dict[str, Any]:
    """The figures by hand."""
    right = {wrong: name for name, wrong in MISSPELT.items()}

    def product(row: Row) -> str:
        return right.get(row["product"], row["product"])

    def split(key: Callable[[Row], str]) -> dict[str, Any]:
        return {
            name: block([row for row in deals if key(row) == name], product)
            for name in sorted({key(row) for row in deals})
        }

    return {
        "stage_counts": {stage: sum(row["deal_stage"] == stage for row in deals) for stage in STAGES},
        "overall": block(deals, product),
        "by_agent": split(lambda row: row["sales_agent"]),
        "by_product": split(product),
    }


def block(rows: Sequence[Row], product: Callable[[Row], str]) -> dict[str, Any]:
    won = [row for row in rows if row["deal_stage"] == "Won"]
    lost = sum(row["deal_stage"] == "Lost" for row in rows)
    still = [row for row in rows if not row["close_date"]]
    values = [int(row["close_value"]) for row in won]
    days = [
        (date.fromisoformat(row["close_date"]) - date.fromisoformat(row["engage_date"])).days for row in won
    ]
    return {
        "deals": len(rows),
        "won": len(won),
        "lost": lost,
        "open": len(still),
        "win_rate": len(won) / (len(won) + lost) if won or lost else None,
        "won_value": float(sum(values)),
        "avg_won_value": sum(values) / len(values) if values else None,
        "median_cycle_days_won": float(median(days)) if days else None,
        "open_value_at_list_price": float(sum(PRICES[product(row)] for row in still)),
    }
