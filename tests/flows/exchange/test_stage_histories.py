"""Exports that tell when deals entered their stages become histories: columns of dates, lists of changes."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headgate.flows.exchange.enteredtitles import stage_in
from headgate.flows.exchange.plans import StagePlan
from headgate.kit.errors import Problem
from headgate.records.deals.tables import FOREVER_MICROS, stage_visits
from headgate.records.pipelines.queries import pipelines_of
from headgate.store.engine import Store
from headgate.store.statements import P, shape
from tests.flows.exchange.desk import Desk, deals_of, desk

TITLES = [
    ('Date entered "Closed Won (Sales Pipeline)"', "Closed Won"),
    ('Date entered "Closed - pending finance"', "Closed - pending finance"),
    ('DATE ENTERED "Demo (EU) (Sales)"', "Demo (EU)"),
    ("Entered Demo", "Demo"),
    ("Date entered stage Offer", "Offer"),
    ('Date exited "Demo (Sales)"', None),
    ("Entered", None),
    ("Centered text", None),
]


@pytest.mark.parametrize(("title", "stage"), TITLES)
def test_titles_of_entries(title: str, stage: str | None) -> None:
    assert stage_in(title) == stage


HEADER = (
    'Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,"Date entered ""Offer (Sales)""",'
    '"Date entered ""Demo (Sales)""","Date entered ""Closed Won (Sales)""","Date exited ""Demo (Sales)"""'
)
ROWS = [
    "1,Alpha,Offer,100,2024-02-01 09:00,2024-09-01,2024-02-20 10:00,2024-02-01 09:00,,2024-02-20 10:00",
    "2,Beta,Closed Won,200,2024-02-02 09:00,2024-03-01 12:00,2024-02-25 10:00,2024-02-10 10:00,"
    "2024-03-01 12:00,",
    "3,Gamma,Closed Won,300,2024-02-02 09:00,,,2024-02-10 10:00,2024-03-05 12:00,",
    "4,Delta,Demo,100,2024-02-01 09:00,,2024-02-20 10:00,2024-02-01 09:00,,",
    "5,Eps,Demo,100,2024-02-01 09:00,,,,,",
    "6,Zeta,Demo,100,2024-02-01 09:00,,2099-02-20 10:00,2024-02-01 09:00,,",
]


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path, zone="UTC")


def table(rows: list[str], header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


@shape()
def every_visit() -> sa.Select[Any]:
    v = stage_visits.c
    known = (v.workspace_id == P("ws"), v.known_to == sa.literal_column(str(FOREVER_MICROS)))
    return sa.select(v.deal_id, v.stage_id, v.valid_from).where(*known).order_by(v.valid_from, v.valid_to)


def visits(at: Desk) -> dict[str, list[tuple[str, str]]]:
    """Deal -> the stages that it came to and when, oldest first."""
    names = {
        stage.id: stage.name
        for each in at.store.read(lambda tx: pipelines_of(tx, at.ws))
        for stage in each.stages
    }
    rows = at.store.read(lambda tx: tx.all(every_visit(), ws=at.ws))
    called = {each.id: each.name for each in deals_of(at)}
    found: dict[str, list[tuple[str, str]]] = {}
    for deal, stage, entered in rows:
        if deal in called:
            found.setdefault(called[deal], []).append((names[stage], f"{entered:%Y-%m-%d %H:%M}"))
    return found


def test_dates_of_entry_become_the_way_of_a_deal(at: Desk) -> None:
    run = at.upload({"deals.csv": table(ROWS)})
    fields = {c.stage: c.field for c in run.plan.files[0].columns if c.stage}
    assert fields == dict.fromkeys(("Offer", "Demo", "Closed Won"), "entered")
    opened = sorted((s.position, v) for v, s in run.plan.options.stages.items() if s.kind == "open")
    assert [value for _, value in opened] == ["Demo", "Offer"]
    run = at.check(run)
    told = {each.row: (each.severity, each.column) for each in at.problems(run)}
    assert told == {5: ("warning", None), 7: ("refused", 'Date entered "Offer (Sales)"')}
    run = at.apply(run)
    assert run.result is not None and run.result.created["deal"] == 5
    found = visits(at)
    assert found["Alpha"] == [("Demo", "2024-02-01 09:00"), ("Offer", "2024-02-20 10:00")]
    assert found["Beta"][:2] == [("Demo", "2024-02-02 09:00"), ("Offer", "2024-02-25 10:00")]
    assert [stage for stage, _ in found["Gamma"]][:1] == ["Demo"]
    assert [stage for stage, _ in found["Delta"]] == ["Demo", "Offer", "Demo"]
    assert found["Eps"] == [("Demo", "2024-02-01 09:00")]
    deals = {each.name: each for each in deals_of(at)}
    assert (deals["Gamma"].status, f"{deals['Gamma'].closed_at:%Y-%m-%d}") == ("won", "2024-03-05")
    assert deals["Alpha"].expected_close == "2024-09-01" and deals["Beta"].amount == 20000
    assert at.differences() == []
    assert at.undo(run).status == "undone" and deals_of(at) == []


HISTORY = """Id,OpportunityId,StageName,Amount,CloseDate,CreatedDate
h1,006A,Prospecting,100,2024-06-01,2024-01-05T09:00:00.000Z
h2,006A,Prospecting,150,2024-06-01,2024-01-09T09:00:00.000Z
h3,006A,Proposal,150,2024-06-01,2024-02-05T09:00:00.000Z
h4,006A,Closed Won,150,2024-03-01,2024-03-01T09:00:00.000Z
h5,006B,Prospecting,70,2024-06-01,2024-01-06T09:00:00.000Z
h6,006B,Proposal,70,2024-06-01,2024-02-06T09:00:00.000Z
"""
REPORT = """Opportunity ID,Opportunity Name,From Stage,To Stage,Last Modified,Amount
006A,Alpha,,Prospecting,2024-01-05 09:00,100
006A,Alpha,Prospecting,Proposal,2024-02-05 09:00,100
006B,Beta,,Prospecting,2024-01-06 09:00,70
"""


def test_a_history_of_opportunities(at: Desk) -> None:
    run = at.upload({"OpportunityHistory.csv": HISTORY.encode()})
    assert (run.files[0].file.vendor, run.plan.files[0].record) == ("Salesforce", "events")
    run = at.apply(at.check(run))
    assert run.result is not None and (run.result.created["deal"], run.result.refused) == (2, 0)
    found = visits(at)
    assert found["006A"][:2] == [("Prospecting", "2024-01-05 09:00"), ("Proposal", "2024-02-05 09:00")]
    assert found["006B"] == [("Prospecting", "2024-01-06 09:00"), ("Proposal", "2024-02-06 09:00")]
    assert {each.name: each.status for each in deals_of(at)} == {"006A": "won", "006B": "open"}
    assert at.differences() == []


def test_a_report_of_stage_changes(at: Desk) -> None:
    run = at.apply(at.check(at.upload({"report.csv": REPORT.encode()})))
    assert run.files[0].file.vendor == "Salesforce" and run.result is not None
    assert visits(at) == {
        "Alpha": [("Prospecting", "2024-01-05 09:00"), ("Proposal", "2024-02-05 09:00")],
        "Beta": [("Prospecting", "2024-01-06 09:00")],
    }


def test_a_stage_is_said_of_each_column_once(at: Desk) -> None:
    run = at.upload({"deals.csv": table(ROWS)})
    plan = run.plan
    places = [i for i, column in enumerate(plan.files[0].columns) if column.stage]
    plan.files[0].columns[places[1]].stage = "offer"
    with pytest.raises(Problem, match="Two columns"):
        at.plan(run, plan)
    plan.files[0].columns[places[1]].stage = " "
    with pytest.raises(Problem, match="Say which stage"):
        at.plan(run, plan)
    plan.files[0].columns[places[1]].stage = "Demo"
    plan.files[0].columns[0].stage = "Demo"
    with pytest.raises(Problem, match="Only dates of entry"):
        at.plan(run, plan)


STAGES = ("One", "Two", "Three")
DAYS = st.integers(1, 28)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(DAYS, DAYS, DAYS), min_size=1, max_size=5))
def test_the_way_is_that_of_an_event_log(store: Store, tmp_path: Path, data: list[tuple[int, ...]]) -> None:
    """The same dates as columns of one row, or as rows of a log, make the same history."""
    made: list[Any] = []
    latest = [max(zip(days, range(3), strict=True))[1] for days in data]
    wide = [
        f"{i},Deal {i},{STAGES[latest[i]]},2024-01-01," + ",".join(f"2024-02-{d:02}" for d in days)
        for i, days in enumerate(data)
    ]
    head = "deal id,name,stage,created," + ",".join(f"Entered {name}" for name in STAGES)
    log = [
        f"{i},Deal {i},{STAGES[k]},2024-02-{day:02}"
        for i, days in enumerate(data)
        for day, k in sorted(zip(days, range(3), strict=True))
    ]
    stages = {name: StagePlan("open", place) for place, name in enumerate(STAGES)}
    for kind, file in (("deals", table(wide, head)), ("events", table(log, "case id,name,activity,time"))):
        at = desk(store, tmp_path, zone="UTC")
        run = at.upload({"file.csv": file})
        plan = run.plan
        own = plan.files[0]
        own.record = "deals" if kind == "deals" else "events"
        fields: dict[str, str | None] = {
            "deal id": "external_id",
            "case id": "case",
            "name": "name",
            "stage": "stage_id",
            "activity": "activity",
            "time": "time",
            "created": None,
        }
        for column, title in zip(own.columns, run.files[0].shape.header, strict=True):
            column.stage = stage_in(title)
            column.field = "entered" if column.stage else fields[title]
            column.date_order = "iso"
            column.values = {}
        plan.options.stages, plan.options.pipeline_id = dict(stages), None
        plan.options.pipeline_name = "Way"
        run = at.apply(at.check(at.plan(run, plan)))
        assert run.result is not None and run.result.refused == 0, at.problems(run)
        made.append(visits(at))
    assert made[0] == made[1]


def test_a_column_without_a_title_enters_no_stage(at: Desk) -> None:
    header = HEADER.replace("Deal Name", " ").replace("Amount", "—")
    run = at.upload({"deals.csv": table(ROWS, header)})
    assert all((column.field == "entered") == bool(column.stage) for column in run.plan.files[0].columns)
    at.check(run)
