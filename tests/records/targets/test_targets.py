"""Targets: set, changed, put away, undone; who may, and who hears of them."""

from typing import Any

import pytest

from headgate.kit.errors import Problem
from headgate.records.targets.schemas import EditTarget, NewTarget
from tests.records.office import Desk, Office


def add(desk: Desk, period: str = "2027-Q1", amount: int = 300_000, **part: Any) -> dict[str, Any]:
    answer = desk.post("/targets", {"period": period, "amount": amount, **part})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def names(desk: Desk, **query: Any) -> list[str]:
    return [each["name"] for each in desk.get("/targets", **query).json()["items"]]


def test_a_target_is_set_changed_put_away_and_brought_back(office: Office) -> None:
    owner = office.member("Olga", "owner")
    made = add(owner)
    assert made == {
        "id": made["id"],
        "name": "Everybody",
        "starts_on": "2027-01-01",
        "ends_on": "2027-04-01",
        "pipeline_id": None,
        "team_id": None,
        "member_id": None,
        "amount": 300_000,
        "currency": "EUR",
        "archived": False,
        "version": 1,
    }
    path = f"/targets/{made['id']}"
    changed = owner.patch(path, {"amount": 400_000, "version": 1}).json()
    assert changed == {**made, "amount": 400_000, "version": 2}
    assert owner.patch(path, {"amount": 5, "version": 1}).status_code == 409
    assert owner.post(f"{path}/archive").json()["archived"] is True
    assert names(owner) == [] and names(owner, archived=True) == ["Everybody"]
    add(owner)
    refused = owner.post(f"{path}/restore")
    assert refused.status_code == 422 and "already" in refused.text
    assert owner.get(path).json()["archived"] is True


def test_targets_of_a_period_are_listed_the_latest_first(office: Office) -> None:
    owner = office.member("Olga", "owner")
    spans = ("2026", "2027-Q1", "2027-Q2", "2027-03-15..2027-04-15")
    for span in spans:
        add(owner, span)
    starts = [each["starts_on"] for each in owner.get("/targets").json()["items"]]
    assert starts == ["2027-04-01", "2027-03-15", "2027-01-01", "2026-01-01"]
    found = owner.get("/targets", period="2027-02").json()["items"]
    assert [each["starts_on"] for each in found] == ["2027-01-01"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"period": "all"}, "/period"),
    ({"period": "2027-01-01.."}, "/period"),
    ({"period": "soon"}, "/period"),
    ({"period": "2027-Q1"}, "/period"),
    ({"amount": 0}, "/amount"),
    ({"amount": 10**15 + 1}, "/amount"),
    ({"pipeline_id": "pipe_1"}, "/pipeline_id"),
    ({"team_id": "team_1"}, "/team_id"),
    ({"member_id": "mem_1"}, "/member_id"),
    ({"member_id": "mem_1", "team_id": "team_1"}, "/member_id"),
    ({"colour": "red"}, "/colour"),
]


@pytest.mark.parametrize(("body", "pointer"), WRONG)
def test_what_cannot_be_set_is_named(office: Office, body: dict[str, Any], pointer: str) -> None:
    owner = office.member("Olga", "owner")
    add(owner)
    answer = owner.post("/targets", {"period": "2027-Q2", "amount": 5, **body})
    assert answer.status_code == 422, answer.text
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert len(names(owner)) == 1


def test_the_same_part_of_another_period_or_another_part_is_another_target(office: Office) -> None:
    owner, ada = office.member("Olga", "owner"), office.member("Ada", "seller")
    add(owner)
    add(owner, "2027-01")
    add(owner, member_id=ada.member_id)
    team = owner.post("/teams", {"name": "North"}).json()["id"]
    add(owner, team_id=team)
    assert sorted(names(owner)) == ["Ada", "Everybody", "Everybody", "North"]


def test_who_sees_all_deals_of_a_part_sees_its_target(office: Office) -> None:
    owner, mia = office.member("Olga", "owner"), office.member("Mia", "manager")
    ada, ben, ida = (office.member(name, "seller") for name in ("Ada", "Ben", "Ida"))
    north = owner.post("/teams", {"name": "North", "manager_id": mia.member_id}).json()["id"]
    oslo = owner.post("/teams", {"name": "Oslo", "parent_id": north}).json()["id"]
    south = owner.post("/teams", {"name": "South"}).json()["id"]
    for desk, team in ((ada, north), (ida, north), (ben, south)):
        owner.patch(f"/members/{desk.member_id}", {"team_id": team})
    made = {
        name: add(owner, **part)["id"]
        for name, part in {
            "all": {},
            "Ada": {"member_id": ada.member_id},
            "Ben": {"member_id": ben.member_id},
            "North": {"team_id": north},
            "South": {"team_id": south},
            "Oslo": {"team_id": oslo},
        }.items()
    }
    assert names(ada) == ["Ada"]
    assert sorted(names(mia)) == ["Ada", "North"]
    assert [ada.get(f"/targets/{made[name]}").status_code for name in ("Ada", "North", "Ben")] == [
        200,
        404,
        404,
    ]
    assert ada.patch(f"/targets/{made['Ada']}", {"amount": 1}).status_code == 403
    assert mia.patch(f"/targets/{made['Ada']}", {"amount": 7}).status_code == 200
    for name in ("all", "Ben", "South", "Oslo"):
        assert mia.patch(f"/targets/{made[name]}", {"amount": 7}).status_code == 404
        assert mia.post(f"/targets/{made[name]}/archive").status_code == 404
    answer = mia.post("/targets", {"period": "2028", "amount": 5, "team_id": south})
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/team_id"]
    assert mia.post("/targets", {"period": "2028", "amount": 5}).status_code == 422
    add(mia, "2028", team_id=north)


def test_undo_puts_back_what_was_unless_another_has_come(office: Office) -> None:
    owner = office.member("Olga", "owner")
    actor = office.actor(owner)
    (id_,) = office.do(actor, "target.create", NewTarget("2027", 5)).results
    office.do(actor, "target.edit", EditTarget(id_, amount=9))
    office.undo(actor, office.last().seq)
    assert owner.get(f"/targets/{id_}").json()["amount"] == 5
    owner.post(f"/targets/{id_}/archive")
    archived = office.last()
    add(owner, "2027")
    with pytest.raises(Problem) as refused:
        office.undo(actor, archived.seq)
    (way,) = refused.value.extra["in_the_way"]
    assert way["sentence"] == "There is another target for the period by now."


def test_a_quarter_is_fiscal_and_in_the_workspaces_zone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    owner.patch("/workspace", {"fiscal_month": 4, "zone": "America/New_York"})
    found = add(owner, "2027-Q1")
    assert (found["starts_on"], found["ends_on"]) == ("2026-04-01", "2026-07-01")
