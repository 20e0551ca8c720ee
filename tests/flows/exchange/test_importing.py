"""A file with the usual defects becomes deals, companies, teams, and nothing is lost or doubled."""

from datetime import timedelta
from pathlib import Path

import pytest

from headgate.core.listing.pages import page, wanted
from headgate.kit import clock
from headgate.records.members.queries import MEMBERS, TEAMS
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, accounted, companies_of, deals_of, desk
from tests.flows.exchange.twin import AGENTS, MANAGERS, twin, with_rows
from tests.flows.exchange.twin import COMPANIES as NAMES

DEALS_FILE = "sales_pipeline.csv"


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def test_a_whole_set_of_files(at: Desk) -> None:
    made = twin(120)
    run = at.whole(made.files)
    assert run.result is not None and accounted(run)
    assert run.result.created == {
        "deal": 120,
        "company": len(NAMES),
        "product": 3,
        "member": len(AGENTS) + len(MANAGERS),
        "team": len(MANAGERS),
        "pipeline": 1,
    }
    assert run.result.by_stage == made.stages and run.problems == 0
    assert at.figure("won_value").value == made.won_value * 100
    rate = at.figure("win_rate")
    assert rate.value == pytest.approx(made.win_rate)
    assert at.figure("open_value").parts["at_list_price"] == made.open_value * 100
    assert at.differences() == []
    teams = at.store.read(lambda tx: page(tx, at.ws, TEAMS, wanted("team"))).items
    people = {
        each.id: each for each in at.store.read(lambda tx: page(tx, at.ws, MEMBERS, wanted("member"))).items
    }
    told = {(team.name, people[team.manager_id or ""].role, team.region) for team in teams}
    assert told == {(name, "manager", region) for name, region in MANAGERS.items()}
    by_name = {each.name: each for each in people.values()}
    for agent, manager in AGENTS.items():
        (team,) = (team for team in teams if team.name == manager)
        assert (by_name[agent].team_id, by_name[agent].status) == (team.id, "unclaimed")
    company = {each.name: each for each in companies_of(at)}["Codehow"]
    assert company.parent_name == "Isdom" and company.founded == 1996
    assert company.revenue is not None and company.revenue > 10**9  # 200 people and more: millions


@pytest.mark.parametrize("dates", ["us", "dmy"])
def test_the_spelling_of_dates_changes_nothing(at: Desk, dates: str) -> None:
    made = twin(200, dates=dates, bom=dates == "us", end="\n" if dates == "us" else "\r\n")
    run = at.upload(made.files)
    orders = {column.date_order for column in run.plan.files[0].columns if column.date_order}
    assert orders == {{"us": "mdy", "dmy": "dmy"}[dates]}
    assert run.files[0].file.columns[5].dates is not None and run.files[0].file.columns[5].dates.certain
    applied = at.apply(at.check(run))
    assert applied.result is not None and applied.result.by_stage == made.stages
    other = desk(at.store, at.data)
    other.whole(twin(200).files)
    for name in ("won_value", "cycle_median", "win_rate", "cycle_mean"):
        assert at.figure(name).value == other.figure(name).value


def test_a_deal_becomes_its_history(at: Desk) -> None:
    header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
    rows = [
        "A1,Ana,GTX,Isdom,Won,2017-01-02,2017-03-01,1054",
        "A2,Ana,GTX,Isdom,Lost,2017-01-02,2017-02-01,0",
        "A3,Ana,GTX,,Engaging,2017-01-02,,",
        "A4,Ana,GTX,,Prospecting,,,",
        "A5,Ana,GTX,Isdom,Won,,2017-03-01,20",
    ]
    at.whole({DEALS_FILE: "\n".join([header, *rows]).encode()})
    found = {each.external_id: each for each in deals_of(at)}
    won, lost, engaging, prospect, unknown = (found[f"A{n}"] for n in range(1, 6))
    assert (won.status, won.amount, won.created_precision, won.closed_precision) == (
        "won",
        105400,
        "date",
        "date",
    )
    assert (lost.status, lost.amount) == ("lost", 0)
    assert (engaging.stage_name, engaging.amount, engaging.company_id) == ("Engaging", None, None)
    assert engaging.stage_since == engaging.created_at and engaging.created_precision == "date"
    assert prospect.created_precision == "unknown" and clock.now() - prospect.created_at < timedelta(
        minutes=5
    )
    assert unknown.created_precision == "unknown" and unknown.created_at == unknown.closed_at
    cycle = at.figure("cycle_median")
    assert (cycle.value, cycle.n, [each.count for each in cycle.excluded]) == (58, 1, [1])
    assert won.name == "Isdom: GTX" and prospect.name == "GTX"
    assert at.differences() == []


def test_the_same_file_twice_makes_nothing_new(at: Desk) -> None:
    files = twin(80).files
    at.whole(files)
    again = at.whole(files)
    assert again.result is not None and accounted(again)
    assert {noun: n for noun, n in again.result.created.items() if n} == {}
    assert again.result.matched["deal"] == 80 and again.result.matched["company"] == len(NAMES)
    assert len(companies_of(at)) == len(NAMES) and at.figure("deal_count").value == 80


def test_a_later_file_fills_what_is_empty(at: Desk) -> None:
    files = twin(60).files
    at.whole({DEALS_FILE: files[DEALS_FILE]})
    assert {each.sector for each in companies_of(at)} == {None}
    run = at.whole({name: text for name, text in files.items() if name != DEALS_FILE})
    assert run.result is not None and accounted(run)
    assert {each.sector for each in companies_of(at)} == {"technolgy"}
    assert run.result.matched["company"] == len(NAMES)
    at.undo(run)
    assert {each.sector for each in companies_of(at)} == {None}


def test_a_missing_amount_is_taken_from_the_list_where_chosen(at: Desk) -> None:
    made = twin(90)
    run = at.check(at.upload(made.files))
    assert run.result is not None
    opened = made.stages["Prospecting"] + made.stages["Engaging"]
    assert (run.result.missing_open.rows, run.result.missing_open.amount) == (opened, made.open_value * 100)
    assert run.result.missing_closed.rows == 0
    at.apply(at.check(at.plan(run, missing_amount="list_price")))
    assert at.figure("open_value").value == made.open_value * 100
    assert at.figure("won_value").value == made.won_value * 100


def test_problems_name_row_and_column(at: Desk) -> None:
    made = twin(20)
    files = with_rows(
        made.files,
        DEALS_FILE,
        "X1,Anna Snelling,GTX Basic,Isdom,Won,2017-03-01,2017-02-01,5",
        "X2,Anna Snelling,GTX Basic,Isdom,Won,2017-03-01,31.31.2017,5",
        "X3,Anna Snelling,GTX Basic,Isdom,Won,2017-03-01,,5",
        "X4,Anna Snelling,GTX Basic,Isdom,Lost,2017-03-01,2999-01-01,0",
        "X5,Anna Snelling,GTX Basic,Isdom,Won,2017-03-01,2017-04-01,lots",
        "X6,Anna Snelling,GTX Basic,Isdom,,2017-03-01,,",
        "X1,Anna Snelling,GTX Basic,Isdom,Engaging,2017-03-01,,",
        'X7,"Anna Snelling,GTX Basic,Isdom,Engaging,2017-03-01,,',
    )
    run = at.check(at.upload(files))
    told = {(each.row, each.column, each.severity) for each in at.problems(run)}
    assert told == {
        (22, "close_date", "refused"),
        (23, "close_date", "refused"),
        (24, "close_date", "refused"),
        (25, "close_date", "refused"),
        (26, "close_value", "refused"),
        (27, "deal_stage", "warning"),
        (28, "opportunity_id", "refused"),
        (29, "sales_agent", "refused"),
    }
    assert run.result is not None and (run.result.refused, run.problems) == (7, 8)
    assert run.result.files[0].warnings == 1
    applied = at.apply(run)
    assert accounted(applied) and {(e.row, e.column) for e in at.problems(applied)} == {t[:2] for t in told}
    assert at.figure("deal_count").value == 21
