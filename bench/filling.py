"""Fills a store for the bench: sellers in teams of ten, companies, deals over six stages, through verbs."""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from headgate.app import founding
from headgate.core.access.actor import system
from headgate.core.access.roles import Role
from headgate.core.verbs.perform import perform
from headgate.core.verbs.registry import VERBS
from headgate.core.verbs.work import Work
from headgate.kit import clock
from headgate.records.activities.schemas import NewActivity
from headgate.records.companies.schemas import NewCompany
from headgate.records.deals.schemas import LoseDeal, NewDeal, WinDeal
from headgate.records.members.joining import enroll
from headgate.records.members.queries import person
from headgate.records.members.schemas import EditTeam, NewTeam
from headgate.records.members.sessions import open_session
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.products.schemas import NewProduct
from headgate.store.engine import Store, Tx

SELLERS, TEAM = 100, 10
BATCH = 1_000
SECTORS = ("Energy", "Retail", "Logistics", "Healthcare")
FACTS = "bench.json"


@dataclass(frozen=True)
class Filled:
    """What the bench must know of the store: ids, and the secrets of three sessions."""

    ws: str
    pipeline: str
    stages: list[str]
    company: str
    deals: list[str]
    admin_id: str
    seller_id: str
    manager_id: str
    sellers: list[str]
    sessions: dict[str, str]

    def keep(self, folder: Path) -> None:
        (folder / FACTS).write_text(json.dumps(asdict(self)), "utf-8")


def kept(folder: Path) -> Filled:
    return Filled(**json.loads((folder / FACTS).read_text("utf-8")))


def fill(store: Store, deals: int) -> Filled:
    """`deals` open deals over the six stages, a tenth as many closed ones, a planned step on every third."""
    rng = Random("bench")
    ws, admin = store.write(partial(founding.empty_workspace, name="Bench", currency="EUR"))
    sellers, manager = store.write(partial(people, ws=ws))
    (pipeline,) = store.read(lambda tx: pipelines_of(tx, ws))
    stages = [stage.id for stage in pipeline.stages if stage.kind == "open"]
    reason = store.read(lambda tx: reasons_of(tx, ws))[0].id
    companies = store.write(partial(firms, ws=ws, count=max(20, deals // 20)))
    products = store.write(partial(wares, ws=ws))
    opened: list[str] = []
    total = deals + deals // 10
    for start in range(0, total, BATCH):
        batch = [
            new_deal(rng, start + i, stages, sellers, companies, products)
            for i in range(min(BATCH, total - start))
        ]
        closing = max(0, start + len(batch) - max(deals, start))
        made = store.write(partial(lives, ws=ws, batch=batch, closing=closing, reason=reason))
        opened += made[: len(batch) - closing]
    sessions = {
        who: store.write(partial(session_of, ws=ws, member=member))
        for who, member in (("admin", admin), ("manager", manager), ("seller", sellers[0]))
    }
    return Filled(
        ws, pipeline.id, stages, companies[0], opened, admin, sellers[0], manager, sellers, sessions
    )


def people(tx: Tx, *, ws: str) -> tuple[list[str], str]:
    """A hundred sellers in teams of ten, the first team with a manager."""
    boss = system(ws, "demo")
    teams = perform(
        tx,
        boss,
        "team.add",
        [NewTeam(name=f"Team {i}", region=f"Region {i % 3}") for i in range(SELLERS // TEAM)],
    ).results

    def joined(name: str, role: Role, team: str) -> str:
        return enroll(
            tx, ws, name=name, email=f"{name}@bench.example", role=role, team_id=team, origin="demo"
        )

    sellers = [joined(f"seller{i}", "seller", teams[i // TEAM]) for i in range(SELLERS)]
    manager = joined("manager", "manager", teams[0])
    perform(tx, boss, "team.edit", [EditTeam(id=teams[0], manager_id=manager)])
    return sellers, manager


def firms(tx: Tx, *, ws: str, count: int) -> list[str]:
    made = [
        NewCompany(name=f"Company {i:05}", sector=SECTORS[i % 4], country="DE", employees=50 + i)
        for i in range(count)
    ]
    return perform(tx, system(ws, "demo"), "company.create", made).results


def wares(tx: Tx, *, ws: str) -> list[str]:
    made = [
        NewProduct(name=f"Product {i}", series=f"Series {i % 3}", list_price=1_000_00 * (i + 1))
        for i in range(9)
    ]
    return perform(tx, system(ws, "demo"), "product.create", made).results


def new_deal(
    rng: Random, i: int, stages: list[str], sellers: list[str], companies: list[str], products: list[str]
) -> NewDeal:
    at = clock.now() - timedelta(days=rng.randint(30, 400), seconds=rng.randrange(86_400))
    return NewDeal(
        name=f"Deal {i:06} for the bench",
        stage_id=stages[i % len(stages)],
        company_id=rng.choice(companies),
        product_id=rng.choice(products),
        owner_id=sellers[i // len(stages) % len(sellers)],
        amount=rng.randint(10, 5_000) * 100_00,
        expected_close=f"2027-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        source=rng.choice(("Website", "Referral", "Event")),
        deal_type="New business",
        created_at=at,
    )


def lives(tx: Tx, *, ws: str, batch: list[NewDeal], closing: int, reason: str) -> list[str]:
    """One piece of work: the deals are made, the last `closing` of them closed, some have a next step."""
    work = Work(tx, system(ws, "demo"))
    made: list[str] = VERBS["deal.create"].run(work, batch)
    ends = made[len(made) - closing :]
    at = clock.now() - timedelta(days=10)
    won: list[Any] = [WinDeal(id=id_, closed_at=at) for id_ in ends[::3]]
    lost: list[Any] = [
        LoseDeal(id=id_, closed_at=at, reason_id=reason) for id_ in ends if id_ not in ends[::3]
    ]
    for verb, payloads in (("deal.win", won), ("deal.lose", lost)):
        if payloads:
            VERBS[verb].run(work, payloads)
    due = clock.now() + timedelta(days=3)
    steps = [
        NewActivity(kind="call", subject="Call about the next step", deal_id=id_, due_at=due)
        for id_ in made[: len(made) - closing : 3]
    ]
    if steps:
        VERBS["activity.add"].run(work, steps)
    work.end()
    return made


def session_of(tx: Tx, *, ws: str, member: str) -> str:
    who = person(tx, ws, member)
    if who is None or who.identity_id is None:
        raise LookupError(f"{member} cannot sign in")
    return open_session(tx, identity_id=who.identity_id, workspace_id=ws, member_id=member)
