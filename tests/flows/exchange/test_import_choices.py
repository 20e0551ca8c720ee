"""What a person decides about an import: whom values mean, what is made, and what gates ask of its rows."""

from pathlib import Path

import pytest

from headgate.flows.exchange.plans import To
from headgate.kit.errors import Problem
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import Criterion, EditStage, Pipeline
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, companies_of, deals_of, desk
from tests.flows.exchange.twin import twin

DEALS_FILE = "sales_pipeline.csv"


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def test_a_gate_is_asked(at: Desk) -> None:
    files = twin(30).files
    at.whole(files)
    (pipeline,) = (p for p in pipelines(at) if p.name == "Sales pipeline")
    engaging = next(stage for stage in pipeline.stages if stage.name == "Engaging")
    at.do("stage.edit", EditStage(id=engaging.id, criteria=[Criterion("company_id")]))
    header, *_ = files[DEALS_FILE].decode().splitlines()
    rows = [
        "N1,Anna Snelling,GTX Basic,,Engaging,2017-03-01,,",
        "N2,Anna Snelling,GTX Basic,Isdom,Engaging,2017-03-01,,",
    ]
    run = at.check(at.upload({DEALS_FILE: "\n".join([header, *rows]).encode()}))
    assert run.plan.options.pipeline_id == pipeline.id
    (refused,) = at.problems(run)
    assert (refused.row, refused.message) == (2, "The gate asks: Company is filled (Engaging).")
    applied = at.apply(run)
    assert applied.result is not None and (applied.result.created["deal"], applied.result.refused) == (1, 1)


def pipelines(at: Desk) -> list[Pipeline]:
    return at.store.read(lambda tx: pipelines_of(tx, at.ws))


def test_names_are_matched_by_hand(at: Desk) -> None:
    header = "deal id,name,owner,product,company,stage,created,value"
    at.whole({"products.csv": b"product,price\nGTX Plus Pro,5000\n"})
    rows = [
        "1,One,Ana,GTX Plus Por,Isdom,Engaging,2017-03-01,10",
        "2,Two,Ana,Junk,Isdom,Engaging,2017-03-01,10",
    ]
    run = at.upload({"deals.csv": "\n".join([header, *rows]).encode()})
    (column,) = (each for each in run.files[0].file.columns if each.field == "product_id")
    offers = {each.value: (each.match, each.certainty) for each in column.values}
    assert offers["GTX Plus Por"] == ("GTX Plus Pro", 1) and offers["Junk"] == (None, 0)
    plan = run.plan
    (mapped,) = (each for each in plan.files[0].columns if each.field == "product_id")
    assert mapped.values == {}  # an offer is nobody's decision
    mapped.values = {"GTX Plus Por": To("GTX Plus Pro"), "Junk": To(None)}
    at.apply(at.check(at.plan(run, plan)))
    assert {each.name: each.product_name for each in deals_of(at)} == {"One": "GTX Plus Pro", "Two": None}


def test_nothing_is_made_that_is_not_wanted(at: Desk) -> None:
    run = at.upload({DEALS_FILE: twin(30).files[DEALS_FILE]})
    create = run.plan.options.create_missing
    create.companies = create.products = create.members = False
    run = at.check(at.plan(run))
    assert run.result is not None
    assert {noun for noun, n in run.result.created.items() if n} == {"deal", "pipeline"}
    assert {each.severity for each in at.problems(run)} == {"warning"}
    applied = at.apply(run)
    assert applied.result is not None and applied.result.created["deal"] == 30
    assert companies_of(at) == [] and {each.owner_id for each in deals_of(at)} == {None}


def test_a_plan_is_checked_before_it_is_applied(at: Desk) -> None:
    run = at.upload(twin(10).files)
    with pytest.raises(Problem, match="draft"):
        at.apply(run)
    run = at.check(run)
    at.plan(run)
    with pytest.raises(Problem, match="draft"):
        at.apply(at.run(run.id))
    plan = at.run(run.id).plan
    plan.files[0].columns[0].field = "nonsense"
    with pytest.raises(Problem) as refused:
        at.plan(run, plan)
    assert refused.value.fields[0]["pointer"] == "/files/0/columns/0/field"
