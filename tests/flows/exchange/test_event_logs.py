"""Event logs become deals with their whole way through the stages, and the funnel tells what the log says."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import sqlalchemy as sa

from headgate.core.journal.tables import journal
from headgate.flows.exchange.plans import StagePlan
from headgate.flows.exchange.runs import Run
from headgate.insight.funnel.answer import funnel
from headgate.insight.funnel.schemas import Funnel
from headgate.insight.question import Asked
from headgate.records.pipelines.queries import pipelines_of
from headgate.store.engine import Store
from headgate.store.statements import P, shape
from tests.flows.exchange import kin
from tests.flows.exchange.desk import Desk, accounted, deals_of, desk

DAY = 86_400
OPEN = {"Submitted": 0, "Checked": 1, "Offer made": 2}


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


@dataclass
class Told:
    """What a log says by itself, read without any of our code: cases by stage, days of stays, ends."""

    reach: Counter[str] = field(default_factory=Counter)
    days: dict[str, list[float]] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)
    later: int = 0
    bare: int = 0
    """Cases that have nothing but an end: their deals begin in the first stage, nobody knows when."""


def told(rows: list[list[str]], kinds: Mapping[str, str], *, last: bool = False) -> Told:
    cases: dict[str, list[tuple[datetime, str]]] = {}
    for case, activity, when, *_ in rows:
        if activity in kinds:
            cases.setdefault(case, []).append((datetime.fromisoformat(when), activity))
    found = Told()
    for events in cases.values():
        events.sort(key=lambda event: event[0])
        ends = [i for i, (_, activity) in enumerate(events) if kinds[activity] != "open"]
        if last:
            ends = [i for i in ends if all(kinds[a] != "open" for _, a in events[i:])]
        end = ends[0] if ends else None
        lived = [e for e in events[:end] if kinds[e[1]] == "open"]
        found.reach.update({activity for _, activity in lived})
        found.bare += bool(events) and not lived
        spells = [e for i, e in enumerate(lived) if i == 0 or lived[i - 1][1] != e[1]]
        if end is not None:
            found.ends[kinds[events[end][1]]] += 1
            found.later += len(events) - end - 1
            spells.append(events[end])
        for (start, activity), (stop, _) in pairwise(spells):
            found.days.setdefault(activity, []).append((stop - start).total_seconds() / DAY)
    return found


def imported(at: Desk, name: str, text: bytes, change: Callable[[Run], None] | None = None) -> Run:
    run = at.upload({name: text})
    assert [(file.record, file.skip) for file in run.plan.files] == [("events", False)]
    if change:
        change(run)
    run = at.check(at.plan(run))
    assert run.status == "checked" and accounted(run), run.error
    expected = run.result
    run = at.apply(run)
    assert run.status == "applied" and accounted(run) and run.result is not None and expected is not None
    assert run.result.by_stage == expected.by_stage and at.differences() == []
    return run


def way(at: Desk, run: Run) -> Funnel:
    asked = Asked(pipeline_id=run.plan.options.pipeline_id)
    return at.store.read(lambda tx: funnel(tx, at.actor, asked, "touched", 90), bounded=False)


def agree(found: Funnel, log: Told) -> None:
    reach = log.reach + Counter({found.stages[0].name: log.bare})
    assert {s.name: s.conversion.entered for s in found.stages if s.conversion.entered} == reach
    for stage in found.stages:
        days = log.days.get(stage.name, [])
        assert stage.stay.stays - stage.stay.open == len(days), stage.name
        if days:
            assert stage.stay.completed_median == pytest.approx(median(days), abs=1e-6), stage.name
    assert (found.whole.won, found.whole.lost) == (log.ends["won"], log.ends["lost"])


KINDS = {**dict.fromkeys(OPEN, "open"), "Approved": "won", "Declined": "lost"}


def work_stays_out(run: Run) -> None:
    run.plan.options.stages["Call made"].kind = "none"


def test_a_log_in_the_order_of_time(at: Desk) -> None:
    rows = kin.log()
    run = imported(at, "loans.csv", kin.log_file(rows), work_stays_out)
    stages = run.plan.options.stages
    assert {name: stage.kind for name, stage in stages.items() if name != "Call made"} == KINDS
    log = told(rows, KINDS)
    agree(way(at, run), log)
    deals = {each.external_id: each for each in deals_of(at)}
    assert len(deals) == 60 and deals["case 7"].amount == 10_700 and deals["case 7"].name == "case 7"
    again = at.whole({"loans.csv": kin.log_file(rows)})
    assert again.result is not None and accounted(again)
    assert again.result.created.get("deal", 0) == 0 and again.result.matched["deal"] == 60
    assert at.undo(run).status == "undone" and deals_of(at) == []


@shape()
def told_of() -> sa.Select[Any]:
    j = journal.c
    return sa.select(sa.func.count().label("n")).where(j.workspace_id == P("ws"), j.kind == "deal.told")


def test_what_comes_after_the_end_stays_in_the_journal(at: Desk) -> None:
    rows = kin.log()
    run = imported(at, "loans.csv", kin.log_file(rows), work_stays_out)
    assert run.result is not None
    assert at.store.read(lambda tx: tx.one(told_of(), ws=at.ws)) == told(rows, KINDS).later > 0


def test_a_case_can_end_with_its_last_stage_only(at: Desk) -> None:
    rows = kin.log()

    def change(run: Run) -> None:
        work_stays_out(run)
        run.plan.options.closes = "last"

    run = imported(at, "loans.csv", kin.log_file(rows), change)
    agree(way(at, run), told(rows, KINDS, last=True))


def test_into_the_stages_of_a_pipeline(at: Desk) -> None:
    (pipeline,) = at.store.read(lambda tx: pipelines_of(tx, at.ws))
    opened = [stage for stage in pipeline.stages if stage.kind == "open"]
    ends = {stage.kind: stage for stage in pipeline.stages}

    def change(run: Run) -> None:
        run.plan.options.pipeline_id = pipeline.id
        run.plan.options.stages = {
            **{name: StagePlan("open", n, stage_id=opened[n].id) for name, n in OPEN.items()},
            "Approved": StagePlan("won", 3, stage_id=ends["won"].id),
            "Declined": StagePlan("lost", 4, stage_id=ends["lost"].id),
            "Call made": StagePlan("none", 5),
        }

    rows = kin.log()
    run = imported(at, "loans.csv", kin.log_file(rows), change)
    assert run.result is not None and "pipeline" not in run.result.created
    log = told(rows, KINDS)
    found = way(at, run)
    assert [s.conversion.entered for s in found.stages[:3]] == [log.reach[name] for name in OPEN]
    assert (found.whole.won, found.whole.lost) == (log.ends["won"], log.ends["lost"])


def test_rows_that_are_no_events_are_refused_one_by_one(at: Desk) -> None:
    rows = kin.log(12)
    bad = [["case 1", "Checked", "soon", ""], ["", "Checked", rows[0][2], ""], ["case 1", "", rows[0][2], ""]]
    bad += [["case 1", "Checked", "2999-01-01T00:00:00Z", ""], ["work", "Call made", rows[0][2], "1"]]
    run = imported(at, "loans.csv", kin.log_file([*rows[:5], *bad, *rows[5:]]), work_stays_out)
    assert run.result is not None and run.result.refused == 5
    assert [(each.row, each.message) for each in at.problems(run)] == [
        (7, "'soon' is not a date with a four-digit year first."),
        (8, "It names no case."),
        (9, "It names no activity."),
        (10, "It lies in the future."),
        (11, "None of its activities is a stage."),
    ]
    agree(way(at, run), told(rows, KINDS))
