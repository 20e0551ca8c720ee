"""A seller's year as a file tells it, read from the sample data or made from a seed, told through verbs."""

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from headgate.core.access.actor import system
from headgate.core.verbs.registry import VERBS
from headgate.core.verbs.work import Work
from headgate.kit import clock
from headgate.records.companies import commands as _companies
from headgate.records.companies.schemas import NewCompany
from headgate.records.deals.schemas import LoseDeal, NewDeal, WinDeal
from headgate.records.members import commands as _members
from headgate.records.members.schemas import NewMember, NewTeam
from headgate.records.products import commands as _products
from headgate.records.products.schemas import NewProduct
from headgate.store.engine import Store, Tx
from tests.insight.played import CENTS, Player, player

USED = (_companies, _members, _products)
TOLD = datetime(2018, 3, 1, 12, tzinfo=UTC)
CHUNK = 1_000


@dataclass(frozen=True)
class Sold:
    """A deal of the file; `stage` is Prospecting, Engaging, Won or Lost."""

    agent: str
    product: str
    account: str | None
    stage: str
    engaged: date | None
    closed: date | None
    value: int | None


@dataclass(frozen=True)
class Books:
    """The files together: agent -> (manager, region), product -> (series, price), account -> sector."""

    agents: dict[str, tuple[str, str]]
    products: dict[str, tuple[str, int]]
    sectors: dict[str, str]
    deals: list[Sold]


def read(folder: Path) -> Books:
    def lines(name: str) -> list[dict[str, str]]:
        with (folder / "crm-sales-opportunities" / f"{name}.csv").open(
            encoding="utf-8-sig", newline=""
        ) as file:
            return list(csv.DictReader(file))

    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return Books(
        {x["sales_agent"]: (x["manager"], x["regional_office"]) for x in lines("sales_teams")},
        {x["product"]: (x["series"], int(x["sales_price"])) for x in lines("products")},
        {x["account"]: x["sector"] for x in lines("accounts")},
        [
            Sold(
                x["sales_agent"],
                "GTX Pro" if x["product"] == "GTXPro" else x["product"],
                x["account"] or None,
                x["deal_stage"],
                day(x["engage_date"]),
                day(x["close_date"]),
                int(x["close_value"]) if x["close_value"] else None,
            )
            for x in lines("sales_pipeline")
        ],
    )


def made(seed: int, count: int) -> Books:
    """A twin of the sample, for machines that lack it."""
    chance = Random(seed)
    agents = {f"Agent {n}": (f"Manager {n % 4}", ("East", "West")[n % 2]) for n in range(9)}
    products = {f"Model {n}": (("A", "B")[n % 2], 50 * 7**n) for n in range(4)}
    sectors = {f"Account {n}": ("retail", "health", "telecom")[n % 3] for n in range(20)}
    deals = []
    for _ in range(count):
        stage = chance.choices(["Prospecting", "Engaging", "Won", "Lost"], [1, 3, 8, 5])[0]
        closed = stage in ("Won", "Lost")
        began = date(2017, 1, 1) + timedelta(days=chance.randrange(300))
        product = chance.choice(list(products))
        price = products[product][1]
        deals.append(
            Sold(
                chance.choice(list(agents)[:-1]),  # one never appears, as in the sample
                product,
                chance.choice(list(sectors)) if closed or chance.random() < 0.3 else None,
                stage,
                None if stage == "Prospecting" else began,
                began + timedelta(days=chance.choice([0, 1, 7, chance.randrange(120)])) if closed else None,
                round(price * chance.uniform(0.7, 1.3)) if stage == "Won" else 0 if stage == "Lost" else None,
            )
        )
    return Books(agents, products, sectors, deals)


def told(store: Store, books: Books, **how: Any) -> Player:
    """A workspace into which the books were brought; open deals are priced at the list."""
    with clock.frozen(TOLD):
        there = player(store, **how)
        people = team_up(there, books)
        world, actor = there.world, system(there.world.ws, "migration")
        names = list(books.products)
        made = world.do("product.create", *(new_product(n, books) for n in names), actor=actor)
        products = dict(zip(names, made.results, strict=True))
        names = list(books.sectors)
        new = [NewCompany(name=n, sector=books.sectors[n]) for n in names]
        companies: dict[str | None, str | None] = {None: None}
        companies |= dict(zip(names, world.do("company.create", *new, actor=actor).results, strict=True))
        for start in range(0, len(books.deals), CHUNK):
            chunk = books.deals[start : start + CHUNK]
            batch = [new_deal(there, sold, people, products, companies, books) for sold in chunk]
            store.write(partial(bring, there, chunk, batch))
    return there


def new_product(name: str, books: Books) -> NewProduct:
    series, price = books.products[name]
    return NewProduct(name=name, series=series, list_price=price * CENTS)


def team_up(there: Player, books: Books) -> dict[str, str]:
    """Agents in the teams of their managers; gives name -> member."""
    world, actor = there.world, system(there.world.ws, "migration")
    managers = sorted({manager for manager, _ in books.agents.values()})
    chiefs = world.do(
        "member.add", *(NewMember(name=n, role="manager") for n in managers), actor=actor
    ).results
    regions = dict(books.agents.values())
    teams = [
        NewTeam(name=f"Team of {manager}", manager_id=id_, region=regions[manager])
        for manager, id_ in zip(managers, chiefs, strict=True)
    ]
    team_of = dict(zip(managers, world.do("team.add", *teams, actor=actor).results, strict=True))
    agents = [NewMember(name=n, role="seller", team_id=team_of[m]) for n, (m, _) in books.agents.items()]
    made = world.do("member.add", *agents, actor=actor).results
    return dict(zip(books.agents, made, strict=True))


def new_deal(
    there: Player,
    sold: Sold,
    people: dict[str, str],
    products: dict[str, str],
    companies: dict[str | None, str | None],
    books: Books,
) -> NewDeal:
    still = sold.stage in ("Prospecting", "Engaging")
    return NewDeal(
        name=sold.account or sold.product,
        stage_id=there.world.stages[0 if sold.stage == "Prospecting" else 1].id,
        owner_id=people[sold.agent],
        product_id=products[sold.product],
        company_id=companies[sold.account],
        amount=books.products[sold.product][1] * CENTS if still else None,
        created_on=sold.engaged.isoformat() if sold.engaged else None,
    )


def bring(there: Player, chunk: list[Sold], batch: list[NewDeal], tx: Tx) -> None:
    """The deals and how they ended, as one piece of work."""
    work = Work(tx, system(there.world.ws, "migration"))
    ids = VERBS["deal.create"].run(work, batch)
    wins: list[WinDeal] = []
    losses: list[LoseDeal] = []
    for id_, sold in zip(ids, chunk, strict=True):
        if sold.closed is None or sold.value is None:
            continue
        day, amount = sold.closed.isoformat(), sold.value * CENTS
        if sold.stage == "Won":
            wins.append(WinDeal(id=id_, closed_on=day, amount=amount))
        else:
            losses.append(LoseDeal(id=id_, reason_id=None, closed_on=day, amount=amount))
    VERBS["deal.win"].run(work, wins)
    VERBS["deal.lose"].run(work, losses)
    work.end()
