"""What is exported and imported into an empty workspace gives the same export again, whatever it says."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from headgate.core.access.actor import system
from headgate.core.verbs.perform import perform
from headgate.flows.exchange import cells
from headgate.flows.exchange.plans import Kind
from headgate.kit.text import clean
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.deals.schemas import LoseDeal, NewDeal, WinDeal
from headgate.records.members.schemas import NewMember, NewTeam
from headgate.records.pipelines.queries import reasons_of
from headgate.records.products.schemas import NewProduct
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, desk

DANGEROUS = [
    "=1+1",
    "+49 30",
    "-",
    "@cmd",
    "'=quoted",
    "''+",
    "a,b",
    'say "no"',
    "line\nend",
    "tab\tin",
    " x ",
]
TEXTS = st.one_of(st.sampled_from(DANGEROUS), st.text(st.characters(codec="utf-8"), max_size=30))
DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2026, 1, 1))
AMOUNTS = st.one_of(st.none(), st.integers(0, 10**10))


def name(text: str, fallback: str) -> str:
    return clean(text, 200) or fallback


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """A few records of each kind, with names that a spreadsheet would run."""

    def unique(count: int, word: str) -> list[str]:
        return [f"{name(draw(TEXTS), word)} {word}{n}" for n in range(count)]

    return {
        "companies": unique(draw(st.integers(1, 3)), "Co"),
        "products": [(each, draw(AMOUNTS)) for each in unique(draw(st.integers(1, 2)), "Prod")],
        "members": unique(2, "Mem"),
        "deals": [
            {
                "name": name(draw(TEXTS), "Deal"),
                "description": clean(draw(TEXTS), 200, lines=True) or None,
                "source": clean(draw(TEXTS), 100) or None,
                "amount": draw(AMOUNTS),
                "currency": draw(st.sampled_from(["USD", "JPY", "EUR"])),
                "days": sorted([draw(DAYS).isoformat(), draw(DAYS).isoformat()]),
                "end": draw(st.sampled_from(["", "win", "lose"])),
                "linked": draw(st.booleans()),
                "note": clean(draw(TEXTS), 100, lines=True) or None,
            }
            for _ in range(draw(st.integers(1, 6)))
        ],
    }


def build(at: Desk, world: dict[str, Any]) -> None:
    actor = system(at.ws, "migration")

    def do(verb: str, *batch: Any) -> list[Any]:
        return at.store.write(lambda tx: perform(tx, actor, verb, list(batch))).results

    products = do("product.create", *(NewProduct(n, "Series", price) for n, price in world["products"]))
    companies = do("company.create", *(NewCompany(n, sector="=1", revenue=12345) for n in world["companies"]))
    do("company.edit", *(EditCompany(id=each, parent_id=companies[0]) for each in companies[1:]))
    boss, *members = do("member.add", *(NewMember(n, "manager") for n in world["members"]))
    do("team.add", NewTeam(name="+Team", manager_id=boss, region="North"))
    reason = at.store.read(lambda tx: reasons_of(tx, at.ws))[0].id
    for deal in world["deals"]:
        links = {"company_id": companies[-1], "product_id": products[-1], "owner_id": members[0]}
        made = NewDeal(
            name=deal["name"],
            description=deal["description"],
            source=deal["source"],
            amount=None if deal["end"] else deal["amount"],
            currency=deal["currency"],
            created_on=deal["days"][0],
            **(links if deal["linked"] else {"owner_id": None}),
        )
        (id_,) = do("deal.create", made)
        closed: dict[str, Any] = {"id": id_, "closed_on": deal["days"][1], "amount": deal["amount"]}
        if deal["end"] == "win":
            do("deal.win", WinDeal(**closed))
        elif deal["end"] == "lose":
            do("deal.lose", LoseDeal(reason_id=reason, note=deal["note"], **closed))


@given(worlds())
def test_export_import_export(store: Store, tmp_path: Path, world: dict[str, Any]) -> None:
    first, second = desk(store, tmp_path), desk(store, tmp_path)
    build(first, world)
    texts: dict[Kind, str] = {kind: first.export(kind) for kind in cells.COLUMNS}
    files = {f"{kind}.csv": text.encode() for kind, text in texts.items()}
    run = second.upload(files)
    assert [file.record for file in run.plan.files] == list(texts)
    for file in run.plan.files:
        headers = run.files[file.index].shape.header
        assert all(column.field for column in file.columns), [
            headers[c.index] for c in file.columns if not c.field
        ]
        for column in file.columns:
            column.date_order = "iso" if column.field in ("created_at", "closed_at") else column.date_order
    run = second.check(second.plan(run))
    assert second.problems(run) == []
    second.apply(run)
    for kind, text in texts.items():
        assert sorted(second.export(kind).splitlines()) == sorted(text.splitlines()), kind
    assert second.export("deals") == texts["deals"]


def test_pages_lose_nothing(store: Store, tmp_path: Path) -> None:
    at = desk(store, tmp_path)
    at.do("company.create", *(NewCompany(f"Company {n}") for n in range(2_345)))
    assert len(at.export("companies").splitlines()) == 2_346
