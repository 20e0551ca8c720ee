"""Public exports of other programs, and made-up ones with their defects, come in without loss and to their
reference figures. The made-up ones run on both engines."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from headgate.flows.exchange.runs import Run
from headgate.store.engine import Store
from tests.flows.exchange import kin
from tests.flows.exchange.desk import Desk, accounted, companies_of, contacts_of, deals_of, desk

TRACKING = "fact account opportunity partner product salesstage".split()
ON_SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def folder(samples: Path, name: str, *files: str) -> dict[str, bytes]:
    return {file: (samples / name / file).read_bytes() for file in files}


def truth(samples: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((samples / "truth" / f"{name}.json").read_text())
    return found


def taken(at: Desk, run: Run) -> Run:
    """Checked and applied with nothing lost on the way, and the dry run told what then was so."""
    checked = at.check(run)
    assert checked.status == "checked" and accounted(checked), checked.error
    told = checked.result
    applied = at.apply(checked)
    assert applied.status == "applied" and accounted(applied) and at.differences() == []
    assert told is not None and applied.result is not None
    assert [(f.index, f.created, f.matched, f.refused) for f in told.files] == [
        (f.index, f.created, f.matched, f.refused) for f in applied.result.files
    ]
    reasons = [each for each in at.problems(applied) if each.severity == "refused"]
    assert applied.result.refused == len({(each.file, each.row) for each in reasons})
    return applied


def result_of(run: Run) -> tuple[dict[str, int], dict[str, int], int]:
    assert run.result is not None
    created = {record: n for record, n in run.result.created.items() if n}
    return created, run.result.by_stage, run.result.refused


def of_tracking(at: Desk, files: Mapping[str, bytes]) -> Run:
    run = at.upload(files)
    skipped = {run.files[file.index].file.name for file in run.plan.files if file.skip}
    assert skipped == files.keys() - {"fact.csv", "account.csv", "product.csv"}
    return taken(at, run)


@ON_SQLITE
def test_opportunity_tracking(at: Desk, samples: Path) -> None:
    own = truth(samples, "opportunity-tracking")
    run = of_tracking(at, folder(samples, "opportunity-tracking", *(f"{name}.csv" for name in TRACKING)))
    created, by_stage, refused = result_of(run)
    assert created == {"deal": own["opportunities"], "company": 357, "product": 25, "pipeline": 1}
    assert refused == own["rows"] - own["opportunities"]
    (said,) = at.problems(run)
    assert (said.value, said.message) == (
        str(own["duplicate_opportunity_ids"][0]),
        "An earlier row has the same external id.",
    )
    # The second line of that opportunity, which a deal of one product cannot hold.
    rows = csv.DictReader(io.StringIO((samples / "opportunity-tracking" / "fact.csv").read_text()))
    line = [row for row in rows if row["Opportunity ID"] == said.value][1]
    missing, share = float(line["ProductRevenue"]), own["stage_probability"]["Solution"]
    figure = at.figure("open_value")
    assert int(figure.value or 0) / 100 == own["overall"]["revenue"] - missing
    assert float(figure.parts["weighted"] or 0) / 100 == pytest.approx(
        own["overall"]["weighted_revenue"] - missing * share
    )
    assert by_stage == {
        stage: each["opportunities"] - (stage == "Solution" and by_stage[stage] < each["opportunities"])
        for stage, each in own["by_stage"].items()
    }


def test_a_table_of_facts(at: Desk) -> None:
    made = kin.tracking()
    run = of_tracking(at, made.files)
    assert result_of(run)[1:] == (made.by_stage, 1)
    figure = at.figure("open_value")
    assert figure.value == made.revenue * 100
    assert float(figure.parts["weighted"] or 0) == pytest.approx(made.weighted * 100)
    twice = [each for each in companies_of(at) if each.name == "Twice Ltd"]
    assert len(twice) == 2, "two accounts of one name stay two"
    deal = next(each for each in deals_of(at) if each.external_id == "7")
    line = made.files["fact.csv"].decode().splitlines()[7].split(",")
    (company,) = (each for each in companies_of(at) if each.id == deal.company_id)
    assert (deal.name, company.external_id) == ("Opportunity #7", line[3])
    assert deal.product_name == ("Abbas", "Basium", "Cor")[int(line[4]) - 1]
    run = at.undo(run)
    assert run.status == "undone" and deals_of(at) == [] and companies_of(at) == []


def of_salesforce(at: Desk, files: Mapping[str, bytes]) -> Run:
    refused = at.check(at.upload(files))
    assert refused.result is not None and refused.result.refused > 0, "entered after they were won"
    return taken(at, at.plan(refused, early_close="unknown_beginning"))


@ON_SQLITE
def test_salesforce_exports(at: Desk, samples: Path) -> None:
    own = truth(samples, "salesforce")
    names = ("opportunityData.csv", "accountData.csv")
    run = of_salesforce(at, folder(samples, "salesforce-dataloader/samples", *names))
    assert [stored.shape.encoding for stored in run.files] == ["utf-8", "cp1252"]
    deals, stages = own["dataloader_opportunities"], own["dataloader_opportunities"]["by_stage"]
    created, by_stage, refused = result_of(run)
    assert created == {"deal": deals["rows"], "company": own["dataloader_accounts"]["rows"], "pipeline": 1}
    assert (by_stage, refused) == ({stage: each["count"] for stage, each in stages.items()}, 0)
    assert int(at.figure("won_value").value or 0) / 100 == stages["Closed Won"]["amount"]
    opened = at.figure("open_value")
    assert int(opened.value or 0) / 100 == sum(each["amount"] for each in stages.values()) - 2_200_000
    assert float(opened.parts["weighted"] or 0) / 100 == deals["expected_revenue"] - 2_200_000
    assert [each.count for each in opened.excluded] == [deals["null_amount"]]
    assert len({each.company_id for each in deals_of(at)}) == deals["accounts_referenced"]
    assert at.figure("cycle_median").value is None, "no cycle is made up"


def test_exports_with_names_of_an_api(at: Desk) -> None:
    made = kin.salesforce()
    run = of_salesforce(at, made.files)
    assert result_of(run)[1:] == (made.by_stage, 0)
    assert {each.name for each in companies_of(at)} == {f"Société {n}" for n in range(5)}
    assert all(each.company_name == f"Société {int(each.name.split()[1]) % 5}" for each in deals_of(at))
    assert at.figure("won_value").value == made.won * 50_000_000


@ON_SQLITE
def test_a_nonprofit(at: Desk, samples: Path) -> None:
    own = truth(samples, "salesforce")["npsp_qa"]
    run = at.upload(folder(samples, "salesforce-npsp-qa", "Account.csv", "Contact.csv", "Opportunity.csv"))
    created, by_stage, refused = result_of(taken(at, run))
    assert created == {
        "company": own["accounts"],
        "contact": own["contacts"],
        "deal": own["opportunities"],
        "pipeline": 1,
    }
    assert (by_stage, refused) == ({"Closed Won": own["by_stage"]["Closed Won"]["count"]}, 0)
    assert int(at.figure("won_value").value or 0) / 100 == own["amount"]
    assert all(each.company_id for each in contacts_of(at)) and all(e.company_id for e in deals_of(at))


def as_csv(text: bytes) -> bytes:
    """The records of an sObject tree as a table."""
    records = [{k: v for k, v in r.items() if k != "attributes"} for r in json.loads(text)["records"]]
    header = list(dict.fromkeys(key for record in records for key in record))
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, header)
    writer.writeheader()
    writer.writerows(records)
    return target.getvalue().encode()


@ON_SQLITE
def test_trees_of_records(at: Desk, samples: Path) -> None:
    people: dict[str, int] = {}
    for path in sorted((samples / "salesforce-sample-json").glob("*/*.json")):
        if "plan" in path.name:
            continue
        text = as_csv(path.read_bytes())
        run = at.upload({f"{path.stem}.csv": text})
        assert run.files[0].file.rows == len(json.loads(path.read_bytes())["records"])
        (plan,) = run.plan.files
        if plan.record == "contacts" and not plan.skip:
            created, _, refused = result_of(taken(at, run))
            assert refused == 0
            people[path.stem] = created.get("contact", 0)
    assert people.keys() == {"brokers-data", "contacts-data", "Contacts", "Leads"}
    assert len(contacts_of(at)) == sum(people.values())


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "record", "rows", "also"),
    [
        ("datablist-samples/people-1000.csv", "contact", 1000, {}),
        ("datablist-samples/customers-1000.csv", "contact", 1000, {"company": 992}),
        ("datablist-samples/organizations-1000.csv", "company", 1000, {}),
        ("datablist-samples/leads-100.csv", "deal", 100, {"company": 100, "member": 100, "pipeline": 1}),
        ("northwind/customers.csv", "company", 93, {}),
        ("northwind/suppliers.csv", "company", 29, {}),
    ],
)
def test_lists(at: Desk, samples: Path, name: str, record: str, rows: int, also: dict[str, int]) -> None:
    path = samples / name
    run = at.plan(at.upload({path.name: path.read_bytes()}), missing_close="import_day")
    created, _, refused = result_of(taken(at, run))
    assert (created, refused) == ({record: rows, **also}, 0)
