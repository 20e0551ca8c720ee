"""A value that is put right once, for all rows alike: problems by value, and what stands for them."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headgate.flows.exchange import problemgroups
from headgate.flows.exchange.plans import Plan, To
from headgate.flows.exchange.runs import Run
from headgate.flows.exchange.schemas import ProblemGroup
from headgate.kit.errors import Problem
from headgate.records.pipelines.queries import pipelines_of
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, companies_of, deals_of, desk

HEADER = "deal id,name,owner,company,stage,created,close date,value"
DEALS = [
    "1,One,Ana,Isdom,Demo,01/02/2024,,100",
    "2,Two,Ana,Isdom,Demo,45/02/2024,,ten",
    "3,Three,Ana,Isdom,Demo,45/02/2024,,200",
    "4,Four,Ana,Isdom,Won,13/02/2024,20/02/2024,ten",
    "5,Five,Bob,Isdom,Won,13/02/2024,,300",
]


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def table(rows: list[str], header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def groups(at: Desk, run: Run, limit: int = 50) -> list[ProblemGroup]:
    """All of them, page by page."""
    found: list[ProblemGroup] = []
    cursor: str | None = None
    while True:
        ask = partial(problemgroups.groups, ws=at.ws, run=run, cursor=cursor, limit=limit)
        part = at.store.read(ask)
        found += part.items
        cursor = part.next
        if cursor is None:
            return found


def column(plan: Plan, title: str, run: Run, file: int = 0) -> Any:
    place = run.files[file].shape.header.index(title)
    return plan.files[file].columns[place]


def fixed(at: Desk, run: Run, **fixes: Mapping[str, str | None]) -> Run:
    """The plan with what stands for values, by the column's title with low lines for spaces."""
    plan = at.run(run.id).plan
    for title, values in fixes.items():
        own = column(plan, title.replace("_", " "), run)
        own.values = {**own.values, **{value: To(to) for value, to in values.items()}}
    return at.plan(at.run(run.id), plan)


def test_problems_are_worked_through_by_value(at: Desk) -> None:
    run = at.check(at.upload({"deals.csv": table(DEALS)}))
    assert run.result is not None and run.result.refused == 4
    found = {
        (each.column, each.value): (each.rows, each.first_row, each.severity) for each in groups(at, run)
    }
    assert found == {
        ("created", "45/02/2024"): (2, 3, "refused"),
        ("value", "ten"): (2, 3, "refused"),
        ("close date", None): (1, 6, "refused"),
    }
    run = fixed(at, run, created={"45/02/2024": "2024-02-04"}, value={"ten": "10.50"})
    assert run.status == "draft" and len(groups(at, run)) == 3  # the list stays until it is checked again
    run = at.check(run)
    assert [(each.column, each.rows) for each in groups(at, run)] == [("close date", 1)]
    run = at.check(fixed(at, run, close_date={"": "2024-02-20"}))
    assert run.result is not None and run.result.refused == 0
    at.apply(run)
    deals = {each.name: each for each in deals_of(at)}
    assert {name: each.amount for name, each in deals.items()} == {
        "One": 10000,
        "Two": 1050,
        "Three": 20000,
        "Four": 1050,
        "Five": 30000,
    }
    assert str(deals["Two"].created_at)[:10] == "2024-02-04" and deals["Five"].status == "won"
    undone = at.undo(at.run(run.id))
    assert undone.status == "undone" and deals_of(at) == []


def test_the_cell_of_the_file_is_named_however_it_is_read_or_replaced(at: Desk) -> None:
    rows = ["1,One,Ana,Isdom,Demo,31/12/2099,,100", "2,Two,Ana,Isdom,Demo,01/02/2024,,100"]
    run = at.check(at.upload({"deals.csv": table(rows)}))
    (group,) = groups(at, run)
    assert (group.column, group.value, group.message) == ("created", "31/12/2099", "It lies in the future.")
    run = at.check(fixed(at, run, created={"31/12/2099": "2098-12-31"}))
    (group,) = groups(at, run)
    assert group.value == "31/12/2099"
    run = at.check(fixed(at, run, created={"31/12/2099": None}))
    assert groups(at, run) == []


def test_names_and_stages_are_given_once(at: Desk) -> None:
    at.whole({"deals.csv": table(DEALS[:1])})
    rows = [
        "11,Eleven,Anna,Isdon,Dmo,01/02/2024,,1",
        "12,Twelve,Anna,Isdon,Dmo,01/02/2024,,2",
        "13,Thirteen,Ana,,Demo,01/02/2024,,2",
    ]
    run = at.upload({"more.csv": table(rows)})
    (pipeline,) = (p for p in pipelines(at) if any(stage.name == "Demo" for stage in p.stages))
    create = run.plan.options.create_missing
    create.companies = create.members = False
    run = at.check(at.plan(run, pipeline_id=pipeline.id, stages={}))
    assert {(each.column, each.value): each.rows for each in groups(at, run)} == {("stage", "Dmo"): 2}
    run = at.check(fixed(at, run, stage={"Dmo": "Demo"}))
    assert {(each.column, each.value): each.rows for each in groups(at, run)} == {
        ("owner", "Anna"): 2,
        ("company", "Isdon"): 2,
    }
    run = at.check(fixed(at, run, owner={"Anna": "Ana"}, company={"Isdon": None, "": "Isdom"}))
    assert groups(at, run) == []
    at.apply(run)
    deals = {each.name: (each.owner_name, each.company_name, each.stage_name) for each in deals_of(at)}
    assert deals["Eleven"] == ("Ana", None, "Demo") and deals["Thirteen"] == ("Ana", "Isdom", "Demo")


def pipelines(at: Desk) -> Any:
    return at.store.read(lambda tx: pipelines_of(tx, at.ws))


def test_activities_of_a_log(at: Desk) -> None:
    header = "case id,activity,timestamp"
    steps = [("Demo", "2024-02-01"), ("Offer", "2024-02-05"), ("Won", "2024-02-09")]
    lines = [f"{case},{name},{day}" for case in "ABCDEF" for name, day in steps]
    at.whole({"log.csv": table(lines, header)})
    (pipeline,) = (p for p in pipelines(at) if any(stage.name == "Offer" for stage in p.stages))
    late = [f"X{line}".replace("Offer", "Ofer") for line in lines]
    run = at.upload({"log.csv": table(late, header)})
    run = at.check(at.plan(run, pipeline_id=pipeline.id, stages={}))
    (group,) = groups(at, run)
    assert (group.column, group.value, group.severity) == ("activity", "Ofer", "warning")
    run = at.check(fixed(at, run, activity={"Ofer": "Offer"}))
    assert groups(at, run) == []


WRONG = [
    ("created", "4.2.2024", "is not a date"),
    ("created", "1850-01-01", "lies before 1900"),
    ("value", "ten", "ten"),
    ("stage", "Nowhere", "has no stage"),
    ("name", "x" * 300, "at most 200"),
]


@pytest.mark.parametrize(("title", "to", "said"), WRONG)
def test_what_cannot_be_read_cannot_stand_for_a_value(at: Desk, title: str, to: str, said: str) -> None:
    at.whole({"deals.csv": table(DEALS[:1])})
    run = at.upload({"deals.csv": table(DEALS)})
    if run.plan.options.pipeline_id is None:
        (pipeline,) = (p for p in pipelines(at) if any(stage.name == "Demo" for stage in p.stages))
        run = at.plan(run, pipeline_id=pipeline.id, stages={})
    with pytest.raises(Problem) as error:
        fixed(at, run, **{title: {"odd": to}})
    (named,) = error.value.fields
    place = run.files[0].shape.header.index(title)
    assert named["pointer"] == f"/files/0/columns/{place}/values/odd"
    assert said.casefold() in named["message"].casefold()


def test_pages_hold_every_group_once(at: Desk) -> None:
    good = [f"g{i},Good {i},Ana,Isdom,Demo,13/02/2024,,{i}" for i in range(50)]
    rows = [f"{i},Deal {i},Ana,Isdom,Demo,{40 + i % 7}/13/2024,,no {i % 5}" for i in range(40)]
    run = at.check(at.upload({"deals.csv": table([*good, *rows])}))
    whole = groups(at, run)
    assert len(whole) >= 12 and sum(each.rows for each in whole) == run.problems
    assert [each.rows for each in whole] == sorted((each.rows for each in whole), reverse=True)
    for limit in (1, 3, 7):
        assert groups(at, run, limit) == whole


NUMBERS = st.sampled_from(["1,5", "1.5", "", "n/a", "?", "12 000", "-3"])
CELLS = st.lists(st.tuples(NUMBERS, st.sampled_from(["", "x", "2001", "12.1"])), min_size=1, max_size=12)
STANDS = st.one_of(st.none(), st.sampled_from(["2010", "1999"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=CELLS, stands=st.dictionaries(st.sampled_from(["n/a", "?", "x", "12.1", "1,5"]), STANDS))
def test_a_value_put_right_is_as_if_the_file_had_it(
    store: Store, tmp_path: Path, cells: list[tuple[str, str]], stands: dict[str, str | None]
) -> None:
    header = "name;employees;founded"
    made = []
    for mended in (False, True):
        at = desk(store, tmp_path)
        rows = [
            ";".join([f"Company {i}", *((stands.get(c, c) or "") if mended else c for c in row)])
            for i, row in enumerate(cells)
        ]
        run = at.upload({"companies.csv": "\n".join([header, *rows]).encode()})
        plan = run.plan
        plan.files[0].record = "companies"
        for place, field in enumerate(("name", "employees", "founded")):
            plan.files[0].columns[place].field, plan.files[0].columns[place].decimal = field, "."
            if not mended and place:
                plan.files[0].columns[place].values = {value: To(to) for value, to in stands.items()}
        at.apply(at.check(at.plan(run, plan)))
        made.append(sorted((each.name, each.employees, each.founded) for each in companies_of(at)))
    assert made[0] == made[1]
