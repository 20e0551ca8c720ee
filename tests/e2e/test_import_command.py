"""`headgate import` and `export`, straight into a store and through a running server, without a browser."""

import csv
import json
from pathlib import Path

from tests.flows.exchange import kin
from tests.flows.exchange.twin import twin, with_rows
from tests.server import command, environment, running

DEALS = 80


def written(folder: Path) -> list[str]:
    made = with_rows(
        twin(DEALS).files, "sales_pipeline.csv", "X1,Anna Snelling,GTX Basic,Isdom,Won,2017-03-01,,5"
    )
    for name, text in made.items():
        (folder / name).write_bytes(text)
    return [str(folder / name) for name in made]


def figures(folder: Path) -> dict[str, float]:
    said = command("metrics", "--json", env=environment(folder))
    return {each["id"]: each["value"] for each in json.loads(said.stdout)["figures"]}


def test_straight_into_a_store(tmp_path: Path) -> None:
    files, data = written(tmp_path), tmp_path / "data"
    data.mkdir()
    with running(data) as server:
        assert server.stop() == 0
    env = environment(data)
    plan = tmp_path / "plan.json"
    said = command("import", *files, "--save-plan", str(plan), env=env)
    assert "sales_pipeline.csv: 81 rows of deals" in said.stdout and "unique in all 81" in said.stdout
    changed = json.loads(plan.read_text())
    changed["options"]["pipeline_name"] = "From the file"
    plan.write_text(json.dumps(changed))
    options = ["--plan", str(plan), "--missing-amount", "list_price", "--currency", "EUR"]
    asked = command("import", *files, *options, env=env)
    assert asked.returncode == 1 and "This would happen" in asked.stdout  # nobody said yes
    assert figures(data)["deal_count"] == 0
    done = command("import", *files, *options, "--yes", env=env)
    assert done.returncode == 0, done.stderr
    assert "refused: sales_pipeline.csv row 82, close_date: A won deal needs the date" in done.stdout
    assert figures(data)["deal_count"] == DEALS
    assert command("verify", env=env).stdout == "All is well.\n"
    broken = command("import", __file__, "--currency", "euros", "--yes", env=env)
    assert broken.returncode == 1 and "Traceback" not in broken.stderr


def test_through_a_running_server(tmp_path: Path) -> None:
    files, data = written(tmp_path), tmp_path / "data"
    data.mkdir()
    made = twin(DEALS)
    with running(data) as server, server.client() as client:
        token = client.post("/tokens", json={"name": "ci", "scopes": ["import", "read"]}).json()["secret"]
        env = environment(tmp_path)
        there = ["--url", server.url, "--token", token]
        done = command("import", *files, "--yes", "--missing-amount", "list_price", *there, env=env)
        assert done.returncode == 0, done.stderr
        summary = client.get("/metrics/won_value").json()
        assert summary["value"] == made.won_value * 100
        out = tmp_path / "deals.csv"
        said = command("export", "deals", "--out", str(out), *there, env=env)
        assert said.returncode == 0, said.stderr
        with out.open(encoding="utf-8-sig", newline="") as file:
            assert sum(1 for _ in csv.DictReader(file)) == DEALS
        again = command("import", str(out), "--yes", *there, env=env)
        assert again.returncode == 0 and f"{DEALS:>10,} there already" in again.stdout, again.stdout
        refused = command("import", *files, "--yes", "--url", server.url, "--token", "hgt_no", env=env)
        assert refused.returncode == 1 and "not valid" in refused.stderr


def test_an_event_log(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "loans.csv"
    data.mkdir()
    file.write_bytes(kin.log_file(kin.log()))
    with running(data) as server:
        assert server.stop() == 0
    env = environment(data)
    unknown = command("import", str(file), "--won", "Paid", "--yes", env=env)
    assert unknown.returncode == 1 and "no stage or activity “Paid”" in unknown.stderr
    kinds = ["--won", "Approved", "--lost", "Declined", "--no-stage", "Call*", "--closes", "last"]
    done = command("import", str(file), *kinds, "--yes", env=env)
    assert done.returncode == 0, done.stderr
    said = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert {"Submitted stage", "Approved wins", "Declined loses", "Call made no stage"} <= set(said)
    assert figures(data)["deal_count"] == 60
    assert command("verify", env=env).stdout == "All is well.\n"
