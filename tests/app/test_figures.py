"""`headgate metrics`: the figures on the command line, for people and as the API gives them."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from headgate.app import founding
from headgate.app.cli import main
from headgate.app.migrating import open_migrated
from headgate.app.settings import load
from headgate.core.access.actor import system
from headgate.core.verbs.perform import perform
from headgate.insight.coverage.schemas import Coverage
from headgate.insight.funnel.schemas import Funnel
from headgate.insight.schemas import Summary
from headgate.insight.wording import shown
from headgate.records.deals.schemas import NewDeal, WinDeal
from headgate.records.targets.schemas import NewTarget


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder with one workspace, a won deal and an open one."""
    monkeypatch.setenv("HEADGATE_DATA", str(tmp_path))
    store = open_migrated(load())
    ws, _ = store.write(lambda tx: founding.empty_workspace(tx, currency="EUR"))
    new = [NewDeal(name=name, amount=amount, source="web") for name, amount in (("A", 123_456), ("B", 1))]
    made = store.write(lambda tx: perform(tx, system(ws), "deal.create", new)).results
    store.write(lambda tx: perform(tx, system(ws), "deal.win", [WinDeal(id=made[0])]))
    store.close()


def said(*arguments: str, command: str = "metrics") -> str:
    answer = CliRunner().invoke(main, [command, *arguments])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_people_read_values_samples_and_segments(office: None) -> None:
    lines = said("--segment", "source").splitlines()
    (won,) = (line for line in lines if line.startswith("Won value"))
    assert won.split() == "Won value 1234.56 EUR n=1 too few to judge".split()
    assert lines[lines.index(won) + 1].split()[:3] == ["web", "1234.56", "EUR"]
    assert lines[-1] == "all 2 deals, period all, zone UTC"


def test_programs_read_the_summary_of_the_api(office: None) -> None:
    found = msgspec.json.decode(said("--json"), type=Summary)
    by_id = {figure.id: figure for figure in found.figures}
    assert (by_id["won_value"].value, by_id["deal_count"].value) == (123_456, 2)
    assert [stage.count for stage in found.stages if stage.count] == [1, 1]


def test_the_funnel_is_read_by_people_and_programs(office: None) -> None:
    lines = said(command="funnel").splitlines()
    assert "50.00 % to 100.00 %" in lines[1]
    assert "2 entered, 1 won, 0 lost, 1 open" in lines[-2]
    found = msgspec.json.decode(said("sales", "--json", "--mode", "touched", command="funnel"), type=Funnel)
    assert (found.mode, found.whole.entered, found.stages[0].conversion.advanced) == ("touched", 2, 1)
    answer = CliRunner().invoke(main, ["funnel", "Nowhere"])
    assert answer.exit_code == 1 and "There are: Sales" in answer.output


def test_coverage_is_read_by_people_and_programs(office: None) -> None:
    assert said(command="coverage").startswith("There is no target")
    store = open_migrated(load())
    (workspace,) = founding.workspaces_of(store)
    new = NewTarget("this-quarter", 223_456)
    store.write(lambda tx: perform(tx, system(workspace.id), "target.create", [new]))
    store.close()
    line = said(command="coverage").splitlines()[1]
    assert line.startswith("Everybody, ") and "1234.56 EUR" in line
    assert line.endswith("3.00x to 5.00x, below the common band")
    (found,) = msgspec.json.decode(said("--json", command="coverage"), type=list[Coverage])
    assert (found.gap, found.undated.count) == (100_000, 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["--period", "sometime"], "names no period"), (["--segment", "amount"], "cannot be split by")],
)
def test_what_cannot_be_answered_ends_with_a_sentence(
    office: None, arguments: list[str], sentence: str
) -> None:
    answer = CliRunner().invoke(main, ["metrics", *arguments])
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert "Traceback" not in answer.output


def test_values_are_worded_by_their_unit() -> None:
    assert shown(None, "ratio", None) == "–"
    assert shown(0.6315, "ratio", None) == "63.15 %"
    assert shown(236_090.94, "money", "USD") == "2360.91 USD"
    assert shown(57, "days", None) == "57.0 days"
    assert shown(8_800, "count", None) == "8,800"
