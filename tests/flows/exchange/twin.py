"""Files with the defects of a real sales export: misspelt products, missing accounts, dates in three ways.

As in the export that it stands for: prospects have no start, open deals no end and no value, lost ones the
value 0; a product is written without its space; agents and their managers come in a file of their own.
"""

import csv
import io
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

PRODUCTS = {"GTX Pro": ("GTX", 4821), "GTX Basic": ("GTX", 550), "MG Special": ("MG", 55)}
MANAGERS = {"Dustin Brinkmann": "Central", "Celia Rouche": "West"}
AGENTS = {
    "Anna Snelling": "Dustin Brinkmann",
    "Moses Frase": "Dustin Brinkmann",
    "Vicki Laflamme": "Celia Rouche",
    "Idle Hands": "Celia Rouche",
}
COMPANIES = ["Cancity", "Isdom", "Codehow", "Hatfan", "Ron-tech", "Élan Vital"]
DATES = {"iso": "%Y-%m-%d", "us": "%m/%d/%Y", "dmy": "%d-%m-%y"}
DEAL_HEADER = (
    "opportunity_id sales_agent product account deal_stage engage_date close_date close_value".split()
)


@dataclass
class Twin:
    """The files as bytes, and what they come to."""

    files: dict[str, bytes]
    stages: dict[str, int] = field(default_factory=dict)
    won_value: int = 0
    open_value: int = 0
    """At list price; both in whole units."""

    @property
    def win_rate(self) -> float:
        return self.stages["Won"] / (self.stages["Won"] + self.stages["Lost"])


def table(
    header: list[str], rows: list[list[str]], *, end: str = "\r\n", bom: bool = False, delimiter: str = ","
) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator=end, delimiter=delimiter).writerows([header, *rows])
    return target.getvalue().encode("utf-8-sig" if bom else "utf-8")


def twin(
    deals: int = 300, *, dates: str = "iso", seed: int = 7, bom: bool = False, end: str = "\r\n"
) -> Twin:
    """The same deals for the same seed, in whichever spelling of dates."""
    chance = random.Random(seed)
    rows, made = [], Twin({}, dict.fromkeys(("Prospecting", "Engaging", "Won", "Lost"), 0))
    for number in range(deals):
        product = chance.choice(list(PRODUCTS))
        stage = chance.choices(("Prospecting", "Engaging", "Won", "Lost"), (6, 18, 48, 28))[0]
        start = date(2016, 10, 20) + timedelta(days=chance.randrange(430))
        over = start + timedelta(days=chance.randrange(138))
        value = round(PRODUCTS[product][1] * chance.uniform(0.8, 1.2)) if stage == "Won" else 0
        closed = stage in ("Won", "Lost")
        company = "" if not closed and chance.random() < 0.7 else chance.choice(COMPANIES)
        made.stages[stage] += 1
        made.won_value += value
        made.open_value += 0 if closed else PRODUCTS[product][1]
        rows.append(
            [
                f"{number:04}{chance.randrange(16**4):04X}",
                chance.choice(list(AGENTS)[:3]),
                "GTXPro" if product == "GTX Pro" else product,
                company,
                stage,
                "" if stage == "Prospecting" else start.strftime(DATES[dates]),
                over.strftime(DATES[dates]) if closed else "",
                str(value) if closed else "",
            ]
        )
    made.files = {
        "sales_pipeline.csv": table(DEAL_HEADER, rows, end=end, bom=bom),
        "accounts.csv": accounts(chance),
        "products.csv": table(
            ["product", "series", "sales_price"], [[n, s, str(p)] for n, (s, p) in PRODUCTS.items()]
        ),
        "sales_teams.csv": table(
            ["sales_agent", "manager", "regional_office"], [[a, m, MANAGERS[m]] for a, m in AGENTS.items()]
        ),
    }
    return made


def accounts(chance: random.Random) -> bytes:
    header = "account sector year_established revenue employees office_location subsidiary_of".split()
    rows = []
    for place, name in enumerate(COMPANIES):
        staff = chance.randrange(200, 3000)
        revenue = staff * chance.uniform(0.2, 0.6)
        parent = COMPANIES[place - 1] if place % 3 == 2 else ""
        rows.append([name, "technolgy", "1996", f"{revenue:.2f}", str(staff), "Philipines", parent])
    return table(header, rows)


def with_rows(files: Mapping[str, bytes], name: str, *more: str) -> dict[str, bytes]:
    """The files with further lines at the end of one of them."""
    return {**files, name: files[name] + "".join(f"{line}\r\n" for line in more).encode()}
