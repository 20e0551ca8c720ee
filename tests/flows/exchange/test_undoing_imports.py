"""An import that is undone, stopped or cut off leaves nothing that does not belong there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from headgate.core.jobs import queue
from headgate.core.listing.pages import page, wanted
from headgate.core.verbs.undo import Undo
from headgate.flows.exchange import driving, phases
from headgate.flows.exchange.plans import FilePlan
from headgate.flows.exchange.schemas import NameImport, UndoImport
from headgate.flows.exchange.setting import Setting
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.activities.schemas import NewActivity
from headgate.records.deals.queries import DEALS
from headgate.records.deals.schemas import Deal, EditDeal, NewDeal, WinDeal
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, desk
from tests.flows.exchange.standing import state
from tests.flows.exchange.twin import twin
from tests.stores import sqlite_place


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def figures(at: Desk) -> list[Any]:
    names = ("won_value", "win_rate", "cycle_median", "open_value", "deal_count")
    return [(at.figure(name).value, at.figure(name).n) for name in names]


def deal(at: Desk, external_id: str) -> Deal:
    ask = wanted("deal", filter=f'{{"field": "external_id", "op": "eq", "value": "{external_id}"}}')
    return at.store.read(lambda tx: page(tx, at.ws, DEALS, ask)).items[0]


def some_work(at: Desk) -> None:
    """Deals and products that were there before."""
    first, second = at.do("deal.create", NewDeal(name="Old", amount=500), NewDeal(name="Older")).results
    at.do("deal.win", WinDeal(id=second, amount=900))
    at.do("deal.edit", EditDeal(id=first, amount=700))


def test_undo_leaves_all_as_before(at: Desk) -> None:
    some_work(at)
    before, told = state(at), figures(at)
    run = at.whole(twin(60).files)
    assert state(at) != before
    undone = at.undo(run)
    assert (undone.status, undone.error) == ("undone", None)
    assert undone.result is not None and undone.result.left == 0
    assert undone.result.undone == sum(undone.result.created.values()) + 4  # and the stages of the pipeline
    assert state(at) == before and figures(at) == told
    assert at.differences() == []
    assert not Path(run.folder).exists()
    with pytest.raises(Problem, match="undone"):
        at.undo(undone)


def test_companies_that_belong_to_each_other_go_together(at: Desk) -> None:
    """The one in the middle can only go once the one below it is gone, which was written before it."""
    before = state(at)
    run = at.whole({"accounts.csv": b"account,subsidiary_of\nLow,Middle\nTop,\nMiddle,Top\n"})
    undone = at.undo(run)
    assert undone.result is not None and (undone.result.undone, undone.result.left) == (3, 0)
    assert state(at) == before


def test_imported_again_after_an_undo(at: Desk) -> None:
    files = twin(40).files
    at.undo(at.whole(files))
    run = at.whole(files)
    assert run.result is not None and run.result.created["deal"] == 40
    assert at.figure("deal_count").value == 40 and at.differences() == []


def test_what_somebody_changed_is_named_and_left(at: Desk) -> None:
    files = twin(30).files
    run = at.whole(files)
    ids = [line.partition(",")[0] for line in files["sales_pipeline.csv"].decode().splitlines()[1:]]
    edited, active, won_back = deal(at, ids[0]), deal(at, ids[1]), deal(at, ids[2])
    at.do("deal.edit", EditDeal(id=edited.id, description="They called"))
    at.do("activity.add", NewActivity(deal_id=active.id, kind="task", subject="Call"))
    seq = at.do("deal.edit", EditDeal(id=won_back.id, description="A slip")).last
    at.do("undo", Undo(seq=seq))
    with pytest.raises(Problem) as refused:
        at.undo(run)
    named = {way["id"]: way["sentence"] for way in refused.value.extra["in_the_way"]}
    assert named.keys() == {edited.id, active.id}
    assert "Activities" in named[active.id]
    undone = at.undo(run, skip_changed=True)
    assert undone.result is not None and undone.status == "undone"
    left = at.store.read(lambda tx: page(tx, at.ws, DEALS, wanted("deal"))).items
    assert {each.id for each in left} == {edited.id, active.id}
    assert undone.result.left >= 2  # and what these two point to
    assert at.differences() == []


def test_a_stopped_import_keeps_what_is_done_and_goes_on(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    files = twin(150).files
    run = at.check(at.upload(files))
    at.do("import.apply", NameImport(run.id))
    job = at.store.write(lambda tx: queue.take(tx, at.ws))
    assert job is not None
    slept: list[float] = []

    def stop_soon(seconds: float) -> None:
        """The import rests between two chunks: now somebody stops it."""
        slept.append(seconds)
        now = at.run(run.id)
        if now.result and "deal" in now.result.created and not now.stop:
            at.do("import.cancel", NameImport(run.id))

    monkeypatch.setattr(driving, "rest", stop_soon)
    at.finish(job)
    monkeypatch.undo()
    stopped = at.run(run.id)
    assert stopped.status == "cancelled" and stopped.result is not None and slept
    assert 0 < stopped.result.created["deal"] < 150
    assert at.figure("deal_count").value == stopped.result.created["deal"]
    done = at.apply(stopped)
    assert done.status == "applied" and done.result is not None and done.result.created["deal"] == 150
    assert at.figure("deal_count").value == 150 and at.differences() == []
    at.undo(done)
    assert at.figure("deal_count").value == 0


def test_slices_come_to_the_same(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each job works for some time and hands over to the next one."""
    monkeypatch.setattr(driving, "LONGEST", 0.0)
    monkeypatch.setattr(driving, "WAY", 0.0)
    made = twin(120)
    run = at.check(at.upload(made.files))
    at.do("import.apply", NameImport(run.id))
    assert at.work() > 5
    done = at.run(run.id)
    assert done.status == "applied" and done.result is not None and done.result.created["deal"] == 120
    assert done.result.by_stage == made.stages and at.differences() == []


def test_a_job_far_down_a_file_does_more_than_come_there(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def far(file: FilePlan, setting: Setting, after: int) -> Iterator[phases.Item]:
        time.sleep(0.3)
        yield from rows_of(file, setting, after)

    rows_of = phases.rows_of
    monkeypatch.setattr(driving, "LONGEST", 0.0)
    monkeypatch.setattr(phases, "rows_of", far)
    run = at.check(at.upload(twin(200).files))
    at.do("import.apply", NameImport(run.id))
    assert at.work() < 5
    assert at.run(run.id).status == "applied" and at.figure("deal_count").value == 200


CHILD = """
import os, signal, sys
from pathlib import Path
from headgate.app import nouns
nouns.load()
from headgate.core.jobs import queue
from headgate.flows.exchange import driving
from headgate.store.open import open_unchecked
folder, ws, phase, after = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
store, written = open_unchecked(folder), driving.written
def killed(tx, at, now, items):
    done = written(tx, at, now, items)
    if now.name == phase and at.place.row >= after:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
driving.written = killed
job = store.write(lambda tx: queue.take(tx, ws))
queue.HANDLERS[job.kind](store, job)
"""
"""Dies with a chunk written and not committed."""


@pytest.mark.parametrize(("phase", "after"), [("companies", 0), ("deals", 0), ("deals", 1)])
def test_a_killed_import_goes_on_where_it_stopped(
    tmp_path: Path, sqlite_template: Path, phase: str, after: int
) -> None:
    with sqlite_place(sqlite_template, tmp_path) as place:
        at = desk(place.open(), tmp_path)
        run = at.check(at.upload(twin(600).files))
        at.do("import.apply", NameImport(run.id))
        at.store.close()
        child = subprocess.run(
            [sys.executable, "-c", CHILD, str(tmp_path), at.ws, phase, str(after)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=False,
        )
        assert child.returncode == -signal.SIGKILL
        at.store = place.open()
        halfway = at.run(run.id)
        assert halfway.status == "applying" and halfway.result is not None
        made = halfway.result.created.get("deal", 0)
        assert 0 < made < 600 if after else made == 0
        assert at.figure("deal_count").value == made
        assert at.work() == 0  # the lease of the dead process holds
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            assert at.work() == 1
        done = at.run(run.id)
        assert done.status == "applied" and done.result is not None and done.result.created["deal"] == 600
        assert at.figure("deal_count").value == 600 and at.differences() == []
        at.store.close()


def test_a_lost_file_is_told(at: Desk) -> None:
    run = at.check(at.upload(twin(10).files))
    for file in Path(run.folder).iterdir():
        file.unlink()
    failed = at.apply(run)
    assert failed.status == "failed" and "cannot be read" in str(failed.error)
    at.do("import.undo", UndoImport(run.id))
    at.work()
    assert at.run(run.id).status == "undone"
