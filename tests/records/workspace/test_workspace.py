"""The workspace: founded with its journal, edited by who may, put back by undo."""

from typing import Any

import pytest

from headgate.core.access.roles import Role
from headgate.core.journal.kinds import say
from headgate.kit.errors import Problem
from headgate.records.workspace.commands import found
from headgate.store.engine import Store, Tx
from tests.records.office import Office

WEEK = {"days": [1, 2, 3, 4, 5], "opens": "09:00", "closes": "17:00", "holidays": []}


def test_a_workspace_is_founded_with_its_settings_and_journal(office: Office) -> None:
    owner = office.member("Olga", "owner")
    assert owner.get("/workspace").json() == {
        "id": office.ws,
        "name": "Aldermoor",
        "base_currency": "EUR",
        "zone": "Europe/Berlin",
        "fiscal_month": 1,
        "week_start": 1,
        "version": 1,
        "backdating_days": 35,
        "calendar": WEEK,
    }
    first = office.entries()[0]
    assert (first.seq, first.kind, first.origin, first.actor_id) == (1, "workspace.founded", "system", None)
    assert first.subject_id == office.ws
    assert say(first.kind, first.facts()) == "founded the workspace Aldermoor"


UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"currency": "EUX"}, "/base_currency"),
    ({"zone": "Mars/Olympus"}, "/zone"),
    ({"zone": "../../etc/passwd"}, "/zone"),
    ({"name": " \u200b "}, "/name"),
]


def test_what_cannot_be_founded(store: Store) -> None:
    for settings, pointer in UNFIT:
        wanted: dict[str, Any] = {"name": "A", "currency": "EUR", "zone": "UTC", **settings}

        def work(tx: Tx, wanted: dict[str, Any] = wanted) -> str:
            return found(tx, **wanted)

        with pytest.raises(Problem) as refused:
            store.write(work)
        assert [each["pointer"] for each in refused.value.fields] == [pointer]


def test_settings_are_changed_and_noted(office: Office) -> None:
    owner = office.member("Olga", "owner")
    answer = owner.patch(
        "/workspace", {"name": "  Alder\u202emoor ", "week_start": 7, "zone": "UTC", "version": 1}
    )
    assert answer.status_code == 200
    assert {k: answer.json()[k] for k in ("name", "week_start", "zone", "version")} == {
        "name": "Aldermoor",
        "week_start": 7,
        "zone": "UTC",
        "version": 2,
    }
    last = office.last()
    assert last.kind == "workspace.edited" and last.actor_id == owner.member_id
    assert last.changed() == {"week_start": (1, 7), "zone": ("Europe/Berlin", "UTC")}


def test_what_stays_the_same_is_not_a_change(office: Office) -> None:
    owner = office.member("Olga", "owner")
    before = len(office.entries())
    assert owner.patch("/workspace", {"name": "Aldermoor"}).json()["version"] == 1
    assert len(office.entries()) == before


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"base_currency": "XXX"}, "/base_currency"),
    ({"base_currency": "eur"}, "/base_currency"),
    ({"zone": "Europe"}, "/zone"),
    ({"fiscal_month": 13}, "/fiscal_month"),
    ({"week_start": 0}, "/week_start"),
    ({"backdating_days": -1}, "/backdating_days"),
    ({"name": ""}, "/name"),
    ({"name": "x" * 121}, "/name"),
    ({"colour": "red"}, "/colour"),
    ({"calendar": WEEK | {"days": []}}, "/calendar/days"),
    ({"calendar": WEEK | {"days": [8]}}, "/calendar/days/0"),
    ({"calendar": WEEK | {"opens": "9"}}, "/calendar/opens"),
    ({"calendar": WEEK | {"closes": "25:00"}}, "/calendar/closes"),
    ({"calendar": WEEK | {"closes": "09:00"}}, "/calendar/closes"),
    ({"calendar": WEEK | {"holidays": [{"on": "2026-02-30"}]}}, "/calendar/holidays/0/on"),
    ({"calendar": WEEK | {"holidays": [{"on": "0001-01-01"}]}}, "/calendar/holidays/0/on"),
    ({"calendar": WEEK | {"lunch": "12:00"}}, "/calendar/lunch"),
]


def test_a_business_calendar_is_kept_in_order_and_undone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    christmas, may = {"on": "2026-12-25", "name": "Christmas"}, {"on": "2026-05-01", "name": " May  Day "}
    given = {
        "days": [6, 1, 1, 2],
        "opens": "08:30",
        "closes": "24:00",
        "holidays": [christmas, may, christmas],
    }
    answer = owner.patch("/workspace", {"calendar": given})
    kept = {
        "days": [1, 2, 6],
        "opens": "08:30",
        "closes": "24:00",
        "holidays": [{"on": "2026-05-01", "name": "May Day"}, christmas],
    }
    assert (answer.json()["calendar"], owner.get("/workspace").json()["calendar"]) == (kept, kept)
    assert office.last().changed()["calendar"] == (WEEK, kept)
    before = office.last().seq
    owner.patch("/workspace", {"calendar": kept})
    assert office.last().seq == before
    office.undo(office.actor(owner), before)
    assert owner.get("/workspace").json()["calendar"] == WEEK


def test_what_is_wrong_is_named(office: Office) -> None:
    owner = office.member("Olga", "owner")
    for body, pointer in WRONG:
        answer = owner.patch("/workspace", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_stale_version_is_refused_with_the_present_one(office: Office) -> None:
    owner = office.member("Olga", "owner")
    owner.patch("/workspace", {"name": "Birkmoor"})
    answer = owner.patch("/workspace", {"name": "Chalkmoor", "version": 1})
    assert (answer.status_code, answer.json()["current"]) == (409, 2)


MAY: list[tuple[Role, int]] = [("admin", 200), ("manager", 403), ("viewer", 403)]


def test_who_may_edit(office: Office) -> None:
    for role, status in MAY:
        desk = office.member(role.title(), role)
        assert desk.patch("/workspace", {"name": "Birkmoor"}).status_code == status, role
        assert desk.get("/workspace").status_code == 200


def test_an_edit_is_undone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    owner.patch("/workspace", {"name": "Birkmoor", "fiscal_month": 4})
    office.undo(office.actor(owner), office.last().seq)
    now = owner.get("/workspace").json()
    assert (now["name"], now["fiscal_month"], now["version"]) == ("Aldermoor", 1, 3)
    assert office.last().kind == "workspace.undone"


def test_what_was_changed_since_is_in_the_way(office: Office) -> None:
    owner = office.member("Olga", "owner")
    owner.patch("/workspace", {"name": "Birkmoor"})
    edited = office.last().seq
    owner.patch("/workspace", {"name": "Chalkmoor"})
    with pytest.raises(Problem, match="changed since") as refused:
        office.undo(office.actor(owner), edited)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Name was changed since."


def test_a_workspace_is_not_undone_away(office: Office) -> None:
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(office.member("Olga", "owner")), 1)
    assert refused.value.status == 409


def test_two_workspaces_keep_apart(office: Office) -> None:
    other = office.store.write(lambda tx: found(tx, name="Other", currency="USD", zone="UTC"))
    mine, theirs = office.member("Olga", "owner"), office.member("Otto", "owner", ws=other)
    mine.patch("/workspace", {"name": "Birkmoor"})
    assert theirs.get("/workspace").json()["name"] == "Other"
    assert {m["name"] for m in theirs.get("/members").json()["items"]} == {"Otto"}
    assert theirs.get(f"/members/{mine.member_id}").status_code == 404
