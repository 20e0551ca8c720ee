"""Lists of people and of leads without dates: made-up ones on both engines, the public one to its figures."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from headgate.flows.exchange.plans import StagePlan
from headgate.flows.exchange.runs import Run
from headgate.store.engine import Store
from tests.flows.exchange import kin
from tests.flows.exchange.desk import Desk, companies_of, contacts_of, desk
from tests.flows.exchange.test_sample_sets import ON_SQLITE, result_of, taken, truth


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def of_leads(at: Desk, text: bytes) -> Run:
    """A person says which column is the outcome, and which value is which."""
    run = at.upload({"leads.csv": text})
    (plan,) = run.plan.files
    plan.record, plan.skip = "deals", False
    fields = {"Prospect ID": "external_id", "Lead Source": "source", "Converted": "stage_id"}
    for column in plan.columns:
        column.field = fields.get(run.files[0].file.columns[column.index].name)
    run.plan.options.pipeline_id = None
    run.plan.options.stages = {"0": StagePlan("lost", 1), "1": StagePlan("won", 2)}
    refused = at.check(at.plan(run))
    assert refused.result is not None and refused.result.refused == run.files[0].file.rows
    return taken(at, at.plan(refused, missing_close="import_day"))


@ON_SQLITE
def test_leads(at: Desk, samples: Path) -> None:
    own = truth(samples, "lead-scoring")
    run = of_leads(at, gzip.decompress((samples / "lead-scoring" / "leads.csv.gz").read_bytes()))
    assert result_of(run)[2] == 0
    figure = at.figure("win_rate", segment="source")
    assert round(float(figure.value or 0), 5) == own["conversion_rate"]
    mine: dict[str, Counter[str]] = {}
    for each in figure.segments or []:
        if each.key is not None:
            counts = mine.setdefault(each.label.casefold(), Counter())
            counts.update({name: int(each.parts[name] or 0) for name in ("won", "lost")})
    for source, told in own["by_lead_source_casefolded"].items():
        if source in mine:
            assert (mine[source]["won"], mine[source].total()) == (told["converted"], told["leads"])
    assert len(mine) > 10


def test_leads_without_dates(at: Desk) -> None:
    made = kin.leads()
    assert result_of(of_leads(at, made.files["leads.csv"]))[2] == 0
    figure = at.figure("win_rate", segment="source")
    assert (figure.parts["won"], figure.parts["lost"]) == (made.won, made.lost)
    assert sorted(each.label for each in figure.segments or [] if each.key) == ["Google", "Olark Chat"]
    assert at.figure("cycle_median").value is None, "no cycle is made up"


def test_people(at: Desk) -> None:
    text = kin.people()
    run = taken(at, at.upload({"customers.csv": text}))
    created, _, refused = result_of(run)
    assert (created, refused) == ({"contact": 40, "company": 2}, 0)
    found = {each.external_id: each for each in contacts_of(at)}
    assert len(found) == 40
    first = found["dE0001"]
    assert (first.email, first.company_name) == ("p1@example.com", "Terry, Proctor and Lawrence")
    assert first.phone == "846-790-1001x1" and found["dE0003"].phone is None
    again = at.whole({"customers.csv": text})
    assert result_of(again)[0] == {} and len(contacts_of(at)) == 40
    assert at.undo(run).status == "undone" and contacts_of(at) == [] == companies_of(at)


def test_people_without_names_are_refused_and_full_names_are_split(at: Desk) -> None:
    rows = ["Ada Lovelace,ada@example.com,", '"King, Ada",king@example.com,030 901820', ",,", ",,x"]
    run = at.upload({"people.csv": "\n".join(["Full name,E-mail,Mobile", *rows]).encode()})
    run.plan.files[0].record = "contacts"
    for column, name in zip(run.plan.files[0].columns, ("name", "email", "phone"), strict=True):
        column.field = name
    run = taken(at, at.plan(run))
    assert {(c.given_name, c.family_name) for c in contacts_of(at)} == {("Ada", "Lovelace"), ("Ada", "King")}
    assert result_of(run)[2] == 2
