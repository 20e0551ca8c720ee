"""Public event logs come to the reach, conversion and durations that are known of them."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from headgate.flows.exchange.plans import StageKind
from headgate.flows.exchange.runs import Run
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, desk
from tests.flows.exchange.test_event_logs import agree, imported, told, way

ON_SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


def sample(samples: Path, name: str) -> tuple[bytes, list[list[str]]]:
    text = (samples / "event-logs" / name).read_bytes()
    text = gzip.decompress(text) if name.endswith(".gz") else text
    return text, list(csv.reader(io.StringIO(text.decode())))[1:]


def truth(samples: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((samples / "truth" / f"event-log-{name}.json").read_text())
    return found


@ON_SQLITE
def test_the_textbook_log(at: Desk, samples: Path) -> None:
    text, rows = sample(samples, "running-example.csv")
    run = imported(at, "running-example.csv", text)
    kinds = {name: str(stage.kind) for name, stage in run.plan.options.stages.items()}
    assert kinds["pay compensation"] == "won" and kinds["reject request"] == "lost"
    agree(way(at, run), told([[row[7], row[4], row[3]] for row in rows], kinds))


@ON_SQLITE
def test_closed_problems(at: Desk, samples: Path) -> None:
    own = truth(samples, "bpi2013-closed-problems")
    text, rows = sample(samples, "bpi2013-closed-problems.csv.gz")

    def change(run: Run) -> None:
        run.plan.options.closes = "last"

    run = imported(at, "problems.csv", text, change)
    assert run.result is not None and run.result.created["deal"] == own["cases"]
    kinds = {name: str(stage.kind) for name, stage in run.plan.options.stages.items()}
    found = way(at, run)
    agree(found, told(rows, kinds, last=True))
    reach = {name: each["cases"] for name, each in own["per_activity"].items() if name != "Completed"}
    assert {s.name: s.conversion.entered for s in found.stages} == reach | {"Accepted": reach["Accepted"] + 1}
    assert found.whole.won == own["last_activity"]["Completed"]


@ON_SQLITE
@pytest.mark.long
def test_expense_declarations(at: Desk, samples: Path) -> None:
    own = truth(samples, "bpi2020-domestic")
    text, rows = sample(samples, "bpi2020-domestic-declarations.csv.gz")

    def change(run: Run) -> None:
        run.plan.options.closes = "last"

    run = imported(at, "declarations.csv", text, change)
    kinds = {name: str(stage.kind) for name, stage in run.plan.options.stages.items()}
    assert [name for name, kind in kinds.items() if kind != "open"] == ["Payment Handled"]
    found = way(at, run)
    agree(found, told(rows, kinds, last=True))
    for stage in found.stages:
        assert stage.conversion.entered == own["per_activity"][stage.name]["cases"], stage.name
    assert found.whole.won == own["last_activity"]["Payment Handled"]


@ON_SQLITE
@pytest.mark.long
def test_loan_applications(at: Desk, samples: Path) -> None:
    own = truth(samples, "bpi2012-before-2012")
    text, rows = sample(samples, "bpi2012-loans-before-2012.csv.gz")
    reach = own["stage_reach"]
    kinds: dict[str, StageKind] = {
        **dict.fromkeys(reach, "open"),
        "A_APPROVED": "won",
        "A_DECLINED": "lost",
        "A_CANCELLED": "lost",
    }

    def change(run: Run) -> None:
        for name, stage in run.plan.options.stages.items():
            stage.kind = kinds.get(name, "none")

    run = imported(at, "loans.csv", text, change)
    assert run.result is not None and run.result.files[0].rows == own["all_events"]["events"]
    found = way(at, run)
    agree(found, told(rows, kinds))
    assert {s.name: s.conversion.entered for s in found.stages} | {"A_APPROVED": found.whole.won} == reach
    steps = [*(s.name for s in found.stages), "A_APPROVED"]
    for stage, following in zip(found.stages, steps[1:], strict=True):
        assert stage.conversion.lower == pytest.approx(
            own["stage_conversion_from_previous"][following], abs=1e-6
        )
        days = own["A_events_only"]["per_activity"][stage.name]["median_days_to_next_event"]
        assert stage.stay.completed_median == pytest.approx(days, abs=2e-6)
    assert at.figure("win_rate").value == pytest.approx(own["win_rate"], abs=1e-6)
    between = own["days_between"]
    cycle = at.figure("cycle_median")
    assert cycle.value == pytest.approx(between["submitted_to_approved"]["median"], abs=1e-5)
    assert int(at.figure("won_value").value or 0) / 100 == own["outcome"]["approved"]["amount_requested"]
