"""A file that comes again changes what is here instead of doubling it; the check tells each difference, and
the undo takes all of it back."""

from pathlib import Path
from typing import Any

import pytest

from headgate.flows.exchange.runs import Run
from headgate.records.activities.schemas import NewActivity
from headgate.store.engine import Store
from tests.flows.exchange import kin
from tests.flows.exchange.desk import Desk, accounted, companies_of, contacts_of, deals_of, desk
from tests.flows.exchange.standing import BELIEVED, state

HEADER = "Deal ID,Deal name,Stage,Company,Owner,Amount,Created,Close date"
OLD = [
    "D1,One,New,Isdom,Ana,100.00,2020-01-02,",
    "D2,Two,New,Isdom,Ana,200.00,2020-01-02,",
    "D3,Three,New,Isdom,Ana,300.00,2020-01-02,",
    "D4,Four,Closed Won,Isdom,Ana,400.00,2020-01-02,2020-02-01",
    "D5,Five,Closed Lost,Isdom,Ana,500.00,2020-01-02,2020-02-01",
    "D6,Six,Demo,Isdom,Ana,600.00,2020-01-02,",
]
NEW = [
    "D1,One,New,Isdom,Ana,100.00,2020-01-02,",
    "D2,Second,Demo,Cancity,Ben,250.00,2020-01-02,",
    "D3,Three,Closed Won,Isdom,Ana,300.00,2020-01-02,2024-03-01",
    "D4,Four,Closed Lost,Isdom,Ana,400.00,2020-01-02,2020-02-01",
    "D5,Five,New,Isdom,Ana,500.00,2020-01-02,",
    "D6,Six,Closed Won,Isdom,Ana,600.00,2020-01-02,2019-12-31",
    "D7,Seven,New,Isdom,Ana,700.00,2020-01-02,",
]


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def file(rows: list[str]) -> dict[str, bytes]:
    return {"deals.csv": "\n".join([HEADER, *rows]).encode()}


def standing(at: Desk) -> dict[str, list[Any]]:
    """What stands; not when we came to believe it, which an undo adds to."""
    return {name: rows for name, rows in state(at).items() if name not in {t.name for t in BELIEVED}}


def told(at: Desk, run: Run) -> set[tuple[int, str, str]]:
    return {(each.row, each.severity, each.message) for each in at.problems(run)}


def test_deals_take_what_the_file_says(at: Desk) -> None:
    at.whole(file(OLD))
    before = standing(at)
    run = at.check(at.plan(at.upload(file(NEW)), matched="update"))
    assert run.status == "checked" and run.result is not None and accounted(run)
    foretold = told(at, run)
    assert foretold == {
        (3, "change", "Name: Two → Second."),
        (3, "change", "Value: 200.00 → 250.00."),
        (3, "change", "Company: Isdom → Cancity."),
        (3, "change", "Owner: Ana → Ben."),
        (3, "change", "Stage: New → Demo."),
        (4, "change", "Stage: New → Closed Won."),
        (5, "refused", "It is won here and lost in the file; reopen it first."),
        (6, "change", "Stage: Closed Lost → New."),
        (7, "refused", "It was won before it was created on 2020-01-02."),
    }
    assert standing(at) == before, "a check writes nothing"
    assert (run.result.changed, run.result.matched["deal"], run.result.created["deal"]) == ({"deal": 3}, 4, 1)
    run = at.apply(run)
    assert run.status == "applied" and accounted(run) and told(at, run) == foretold
    assert at.differences() == []
    deals = {each.external_id: each for each in deals_of(at)}
    two = deals["D2"]
    assert (two.name, two.amount, two.company_name, two.owner_name, two.stage_name) == (
        "Second",
        25_000,
        "Cancity",
        "Ben",
        "Demo",
    )
    assert (deals["D3"].status, deals["D5"].status, deals["D4"].status) == ("won", "open", "won")
    assert len(deals) == 7
    again = at.check(at.plan(at.upload(file(NEW)), matched="update"))
    assert again.result is not None and again.result.changed == {}
    assert at.undo(run).status == "undone"
    assert standing(at) == before and at.differences() == []


def test_what_is_here_stays_unless_asked(at: Desk) -> None:
    at.whole(file(OLD))
    before = deals_of(at)
    run = at.whole(file(NEW[:2]))
    assert run.result is not None and run.result.changed == {} and run.result.matched["deal"] == 2
    assert deals_of(at) == before


def test_a_value_is_in_the_currency_that_it_was_read_in(at: Desk) -> None:
    """Minor units of yen are not those of euros; a file that names none has that of the import."""
    other = "JPY"
    files = {
        "companies.csv": f"id,company,revenue,currency\nC1,Isdom,500,{other}\n".encode(),
        "deals.csv": f"Deal ID,Deal name,Stage,Amount,Currency\nD1,One,New,500,{other}\n".encode(),
    }
    at.whole(files)
    again = {
        "companies.csv": b"id,company,revenue\nC1,Isdom,500\n",
        "deals.csv": b"Deal ID,Deal name,Stage,Amount\nD1,One,New,500\n",
    }
    run = at.whole(again, matched="update")
    messages = {message for _, severity, message in told(at, run) if severity == "change"}
    assert f"Currency: {other} → USD." in messages
    (company,) = [each for each in companies_of(at) if each.name == "Isdom"]
    assert (company.revenue, company.currency) == (50_000, "USD")
    (deal,) = deals_of(at)
    assert (deal.amount, deal.currency) == (50_000, "USD")
    assert at.undo(run).status == "undone"
    (deal,) = deals_of(at)
    assert (deal.amount, deal.currency) == (500, other)
    bare = {
        "companies.csv": b"id,company,revenue,currency\nC1,Isdom,,USD\n",
        "deals.csv": b"Deal ID,Deal name,Stage,Amount,Currency\nD1,One,New,,USD\n",
    }
    run = at.whole(bare, matched="update")
    assert run.result is not None and run.result.changed == {}


def test_a_changed_deal_with_activities_can_be_undone(at: Desk) -> None:
    at.whole(file(OLD))
    deal = next(each for each in deals_of(at) if each.external_id == "D2")
    at.do("activity.add", NewActivity(deal_id=deal.id, kind="task", subject="Call"))
    run = at.whole(file(NEW[1:2]), matched="update")
    assert at.undo(run).status == "undone"
    now = next(each for each in deals_of(at) if each.external_id == "D2")
    assert (now.name, now.amount, now.stage_name) == ("Two", 20_000, "New")


def test_companies_and_people_take_what_the_file_says(at: Desk) -> None:
    text = kin.people()
    at.whole({"people.csv": text, "companies.csv": b"id,company,sector,revenue\nC1,Isdom,Retail,5\n"})
    changed = text.replace(b"dE0001,", b"dE0001,X").replace(b",846-790-1002x2", b",846-790-9999")
    files = {"people.csv": changed, "companies.csv": b"id,company,sector,revenue\nC1,Isdom Ltd,Software,7\n"}
    run = at.whole(files, matched="update")
    assert run.result is not None and accounted(run)
    assert run.result.changed == {"contact": 2, "company": 1} and not any(run.result.created.values())
    messages = {message for _, severity, message in told(at, run) if severity == "change"}
    (phone,) = [message for message in messages if message.startswith("Phone: ")]
    assert phone.partition(" → ")[2].startswith("846-790-9999, 846-790-1002x2")
    assert {"Name: Isdom → Isdom Ltd.", "Sector: Retail → Software.", "Revenue: 5.00 → 7.00."} <= messages
    assert "Isdom Ltd" in {each.name for each in companies_of(at)}
    assert at.undo(run).status == "undone"
    assert "Isdom" in {each.name for each in companies_of(at)} and len(contacts_of(at)) == 40
