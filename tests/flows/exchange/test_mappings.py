"""Mappings that are kept: proposed for the same header, put onto the file, renamed, put away, taken back."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headgate.core.verbs.undo import Undo
from headgate.flows.exchange.mappings.keeping import fingerprint, kept, put_on
from headgate.flows.exchange.mappings.queries import mappings_of, proposed
from headgate.flows.exchange.mappings.schemas import (
    EditMapping,
    ImportMapping,
    NameMapping,
    NewMapping,
    TakeMapping,
)
from headgate.flows.exchange.plans import ColumnPlan, FilePlan, Options, Plan, StagePlan, To
from headgate.flows.exchange.runs import Run
from headgate.flows.exchange.schemas import FileColumn, ImportFile
from headgate.kit.errors import Problem
from headgate.records.deals.schemas import MoveDeal
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import RetireStage
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, deals_of, desk

HEADER = "ref,title,who,firm,phase,begun,worth"
ROWS = [f"{i},Deal {i},Ana,Isdom,{'Demo' if i % 2 else 'Offer'},{13 + i}/02/2024,{i}00" for i in range(1, 9)]
FIELDS = {
    "ref": "external_id",
    "title": "name",
    "who": "owner_id",
    "firm": "company_id",
    "phase": "stage_id",
    "begun": "created_at",
    "worth": "amount",
}


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def table(rows: list[str], header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def by_hand(at: Desk, run: Run) -> Run:
    """What a person would say of it."""
    plan = run.plan
    own = plan.files[0]
    own.record = "deals"
    for column, name in zip(own.columns, run.files[0].shape.header, strict=True):
        column.field = FIELDS.get(name)
        if name == "begun":
            column.date_order, column.values = "dmy", {"99/99/9999": To("2024-01-01")}
        if name == "who":
            column.values = {"Ana": To("Anna")}
    plan.options.stages = {"Demo": StagePlan("open", 0), "Offer": StagePlan("open", 1)}
    return at.plan(run, plan)


def all_of(at: Desk) -> list[ImportMapping]:
    return at.store.read(lambda tx: mappings_of(tx, at.ws))


def offers(at: Desk, run: Run) -> list[str]:
    return [each.mapping.name for each in at.store.read(lambda tx: proposed(tx, at.ws, run))]


def keep(at: Desk, run: Run, name: str = "Old deals") -> str:
    return str(at.do("import_mapping.create", NewMapping(name, run.id)).results[0])


def test_a_file_that_comes_again_is_read_as_before(at: Desk) -> None:
    first = by_hand(at, at.upload({"a.csv": table(ROWS)}))
    at.apply(at.check(first))
    mapping = keep(at, first)
    (shown,) = all_of(at)
    assert (shown.record, shown.mapped, shown.mended) == ("deals", 7, 2)
    again = ["9,Deal 9,Ana,Isdom,Demo,99/99/9999,900", "10,Deal 10,Bob,Isdom,Final,14/02/2024,7"]
    second = at.upload({"b.csv": table(again)})
    assert offers(at, second) == ["Old deals"]
    at.do("import.map", TakeMapping(mapping, 0, second.id))
    run = at.run(second.id)
    assert {column.field for column in run.plan.files[0].columns} == set(FIELDS.values())
    (made,) = (p for p in pipelines(at) if any(stage.name == "Demo" for stage in p.stages))
    assert run.plan.options.pipeline_id == made.id
    run.plan.options.stages["Final"] = StagePlan("open", 0, None, made.stages[0].id)
    run = at.check(at.plan(run))
    assert run.result is not None and (run.result.refused, run.result.created["deal"]) == (0, 2)
    at.apply(run)
    deals = {each.name: each for each in deals_of(at)}
    assert str(deals["Deal 9"].created_at)[:10] == "2024-01-01"
    assert {deals[f"Deal {i}"].owner_name for i in (1, 9)} == {"Anna"}


def pipelines(at: Desk) -> Any:
    return at.store.read(lambda tx: pipelines_of(tx, at.ws))


HEADERS = [
    (HEADER, True),
    ("Ref,TITLE,Who,firm,Phase,begun,worth", True),
    ("worth,begun,phase,firm,who,title,ref", True),
    ("ref_,title,who,firm,phase,begun,worth", True),
    ("ref,title,who,firm,phase,begun", False),
    ("ref,title,who,firm,phase,begun,worth,more", False),
    ("ref,title,who,firm,stage,begun,worth", False),
]


@pytest.mark.parametrize(("header", "same"), HEADERS)
def test_headers_that_are_the_same(at: Desk, header: str, same: bool) -> None:
    mapping = keep(at, by_hand(at, at.upload({"a.csv": table(ROWS)})))
    cells = {"more": "x", **dict(zip(HEADER.split(","), ROWS[0].split(","), strict=True))}
    names = [name.strip("_").lower() for name in header.split(",")]
    row = ",".join(cells.get(name, "Demo") for name in names)
    run = at.upload({"b.csv": table([row] * 4, header)})
    assert offers(at, run) == (["Old deals"] if same else [])
    take = TakeMapping(mapping, 0, run.id)
    if not same:
        with pytest.raises(Problem, match="another header"):
            at.do("import.map", take)
        return
    at.do("import.map", take)
    found = {
        run.files[0].shape.header[column.index].lower().strip("_"): column.field
        for column in at.run(run.id).plan.files[0].columns
    }
    assert found == FIELDS


def test_renamed_renewed_put_away_and_taken_back(at: Desk) -> None:
    run = by_hand(at, at.upload({"a.csv": table(ROWS)}))
    one, two = keep(at, run), keep(at, run, "Another")
    with pytest.raises(Problem, match="of this name"):
        at.do("import_mapping.edit", EditMapping(two, name="OLD deals"))
    renamed = at.do("import_mapping.edit", EditMapping(two, name="Newer"))
    assert offers(at, run) == ["Newer", "Old deals"]
    at.do("undo", Undo(seq=renamed.first))
    assert offers(at, run) == ["Another", "Old deals"]
    run.plan.files[0].columns[4].values = {"Dmo": To("Demo")}
    at.plan(at.run(run.id), run.plan)
    at.do("import_mapping.edit", EditMapping(one, import_id=run.id))
    assert {each.name: each.mended for each in all_of(at)} == {"Another": 2, "Old deals": 3}
    at.do("import_mapping.archive", NameMapping(one))
    assert offers(at, run) == ["Another"]
    at.do("import_mapping.edit", EditMapping(two, name="Old deals"))
    with pytest.raises(Problem, match="of this name"):
        at.do("import_mapping.restore", NameMapping(one))
    at.do("import_mapping.edit", EditMapping(two, name="Another"))
    at.do("import_mapping.restore", NameMapping(one))
    assert offers(at, run) == ["Another", "Old deals"]
    other = at.upload({"c.csv": b"name,domain\nIsdom,isdom.example\n"})
    with pytest.raises(Problem, match="another header"):
        at.do("import_mapping.edit", EditMapping(one, import_id=other.id))


def test_what_is_gone_since_is_asked_anew(at: Desk) -> None:
    first = by_hand(at, at.upload({"a.csv": table(ROWS)}))
    at.apply(at.check(first))
    first = at.run(first.id)
    mapping = keep(at, first)
    at.undo(first)
    second = at.upload({"b.csv": table(ROWS)})
    at.do("import.map", TakeMapping(mapping, 0, second.id))
    run = at.check(at.run(second.id))
    assert run.result is not None and run.result.created["deal"] == 8


def test_a_stage_that_is_retired_is_asked_anew(at: Desk) -> None:
    first = by_hand(at, at.upload({"a.csv": table(ROWS)}))
    at.apply(at.check(first))
    first = at.run(first.id)
    (made,) = (p for p in pipelines(at) if any(stage.name == "Demo" for stage in p.stages))
    offer = next(stage for stage in made.stages if stage.name == "Offer")
    first.plan.options.stages = {"Demo": StagePlan("open", 0, None, offer.id)}
    second = at.upload({"b.csv": table(["9,Deal 9,Ana,Isdom,Demo,14/02/2024,900"] * 2)})
    plan = by_hand(at, second).plan
    plan.options = msgspec.structs.replace(first.plan.options, pipeline_id=made.id)
    mapping = keep(at, at.plan(at.run(second.id), plan))
    for deal in deals_of(at):
        if deal.stage_name == "Offer":
            at.do("deal.move", MoveDeal(id=deal.id, stage_id=made.stages[0].id))
    at.do("stage.retire", RetireStage(id=offer.id))
    third = at.upload({"c.csv": table(["11,Deal 11,Ana,Isdom,Demo,14/02/2024,900"] * 2)})
    at.do("import.map", TakeMapping(mapping, 0, third.id))
    demo = next(stage for stage in made.stages if stage.name == "Demo")
    assert at.run(third.id).plan.options.stages["Demo"].stage_id == demo.id


TITLES = st.lists(
    st.text(st.characters(categories=("L", "N"), include_characters=" -_"), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
    unique_by=lambda title: title.casefold(),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(titles=TITLES, order=st.randoms(use_true_random=False))
def test_a_mapping_follows_its_titles(titles: list[str], order: Any) -> None:
    """Put onto the same file it changes nothing; onto one in another order it gives each title the same."""

    def file(names: list[str]) -> ImportFile:
        columns = [FileColumn(i, name, [], 0, 0) for i, name in enumerate(names)]
        return ImportFile(0, "a.csv", 1, "utf-8", ",", 1, 0, "companies", columns)

    here = file(titles)
    columns = [ColumnPlan(i, field=f"f{i}", values={"x": To(str(i))}) for i in range(len(titles))]
    own = FilePlan(0, "companies", False, columns)
    plan = Plan([own], Options())
    mapping = kept(here, own, plan.options)
    assert put_on(plan, here, mapping, []) == plan
    shuffled = [*titles]
    order.shuffle(shuffled)
    there = file(shuffled)
    assert fingerprint(there) == fingerprint(here)
    bare = Plan([FilePlan(0, "deals", False, [ColumnPlan(i) for i in range(len(titles))])])
    (made,) = put_on(bare, there, mapping, []).files
    assert made.record == "companies" and [each.index for each in made.columns] == [*range(len(titles))]
    assert sorted(column.field or "" for column in made.columns) == sorted(c.field or "" for c in columns)
