"""The demo company: the same from the same day, whole, and believable in its numbers."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from headgate.app import demo, founding
from headgate.app.cli import main
from headgate.app.demo.making import DEALS
from headgate.kit import clock
from headgate.records.activities import next_step
from headgate.records.activities.tables import activities
from headgate.records.companies.tables import companies
from headgate.records.deals.tables import deals
from headgate.records.deals.verify import verify
from headgate.records.members.tables import members
from headgate.records.pipelines.tables import lost_reasons, stages
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape
from tests import stores

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@shape()
def all_deals() -> sa.Select[Any]:
    d = deals.c

    def named(table: sa.Table, key: Any) -> Any:
        return (
            sa.select(table.c.name).where(table.c.workspace_id == d.workspace_id, table.c.id == key)
        ).scalar_subquery()

    return (
        sa.select(
            d.number,
            d.name,
            d.status,
            d.amount,
            d.currency,
            d.expected_close,
            d.created_at,
            d.closed_at,
            d.stage_since,
            d.source,
            d.lost_note,
            d.next_kind,
            d.next_due,
            named(stages, d.stage_id).label("stage"),
            named(companies, d.company_id).label("company"),
            named(members, d.owner_id).label("owner"),
            named(lost_reasons, d.lost_reason_id).label("reason"),
        )
        .where(d.workspace_id == P("ws"))
        .order_by(d.number)
    )


@shape()
def all_activities() -> sa.Select[Any]:
    a = activities.c
    columns = (a.kind, a.status, a.subject, a.due_at, a.done_at, a.outcome)
    return sa.select(*columns).where(a.workspace_id == P("ws")).order_by(a.done_at, a.due_at, a.subject)


def rows_of(store: Store, ws: str) -> tuple[list[dict[str, Any]], list[Any]]:
    def work(tx: Tx) -> tuple[list[dict[str, Any]], list[Any]]:
        names = [c.key for c in all_deals().stmt.exported_columns]
        found = tx.all(all_deals(), ws=ws)
        return [dict(zip(names, row, strict=True)) for row in found], tx.all(all_activities(), ws=ws)

    return store.read(work)


@pytest.fixture(scope="module")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A store with two demo workspaces of the same day."""
    with (
        stores.sqlite_place(sqlite_template, tmp_path_factory.mktemp("demo")) as place,
        clock.frozen(NOW),
    ):
        store = place.open()
        yield store, [demo.build(store, email=founding.OWNER_EMAIL) for _ in range(2)]
        store.close()


def test_the_same_day_gives_the_same_company(made: Any) -> None:
    store, (one, two) = made
    assert rows_of(store, one) == rows_of(store, two)


def test_verify_finds_nothing(made: Any) -> None:
    store, (ws, _) = made
    assert list(verify(store, ws)) == []
    assert store.read(lambda tx: next_step.differences(tx, ws)) == []


def test_its_numbers_are_those_of_a_company(made: Any) -> None:
    store, (ws, _) = made
    found, touches = rows_of(store, ws)
    status = Counter(row["status"] for row in found)
    assert len(found) == DEALS
    assert 180 <= status["open"] <= 240
    assert 0.2 <= status["won"] / (status["won"] + status["lost"]) <= 0.4
    stages_filled = Counter(row["stage"] for row in found if row["status"] == "open")
    assert len(stages_filled) == 6 and min(stages_filled.values()) >= 8
    assert len({row["owner"] for row in found}) == 9
    assert len({row["reason"] for row in found if row["status"] == "lost"}) >= 6
    assert 4_000 < len(touches) < 16_000


def test_nothing_that_happened_lies_in_the_future(made: Any) -> None:
    store, (ws, _) = made
    found, touches = rows_of(store, ws)
    for row in found:
        last = row["closed_at"] or row["stage_since"]
        assert row["created_at"] <= last < NOW
    assert max(row["created_at"] for row in found) > datetime(2026, 11, 15, tzinfo=UTC)
    assert all(done is None or done < NOW for *_, done, _ in touches)


def test_open_deals_have_every_kind_of_next_step(made: Any) -> None:
    store, (ws, _) = made
    found, _ = rows_of(store, ws)
    today, tomorrow = datetime(2026, 11, 23, 23, tzinfo=UTC), datetime(2026, 11, 24, 23, tzinfo=UTC)
    due = [row["next_due"] for row in found if row["status"] == "open"]
    assert sum(at is None for at in due) >= 15
    assert sum(at is not None and at < today for at in due) >= 10
    assert sum(at is not None and today <= at < tomorrow for at in due) >= 8
    assert sum(at is not None and at >= tomorrow for at in due) >= 50
    assert not any(row["next_due"] for row in found if row["status"] != "open")


def test_the_command_makes_a_workspace_and_prints_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADGATE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("headgate.app.demo.making.DEALS", 30)
    answer = CliRunner().invoke(main, ["demo", "--email", "rosa@example.com"])
    assert answer.exit_code == 0, answer.output
    assert "/signin#link=" in answer.output
