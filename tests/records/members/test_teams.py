"""Teams: added, edited, put away; a manager sees the members of the teams it manages."""

from typing import Any

import pytest

from headgate.kit.errors import Problem
from tests.records.office import Office


def test_a_team_is_added_edited_and_put_away(office: Office) -> None:
    owner = office.member("Olga", "owner")
    mia = office.member("Mia", "manager")
    team = owner.post("/teams", {"name": "North", "manager_id": mia.member_id, "region": " EMEA "}).json()
    assert team == {
        "id": team["id"],
        "name": "North",
        "manager_id": mia.member_id,
        "parent_id": None,
        "region": "EMEA",
        "archived": False,
        "version": 1,
    }
    path = f"/teams/{team['id']}"
    changed = owner.patch(path, {"name": "Nord", "region": "", "manager_id": None, "version": 1}).json()
    assert (changed["name"], changed["region"], changed["manager_id"]) == ("Nord", None, None)
    assert owner.patch(path, {"name": "X", "version": 1}).status_code == 409
    assert owner.post(f"{path}/archive").json()["archived"] is True
    assert owner.get("/teams").json()["items"] == []
    assert [each["id"] for each in owner.get("/teams", archived=True).json()["items"]] == [team["id"]]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "/name"),
    ({"name": "NÓRTH"}, "/name"),
    ({"name": "A", "manager_id": "mem_1"}, "/manager_id"),
    ({"name": "A", "region": "x" * 121}, "/region"),
]


def test_what_cannot_be_added_is_named(office: Office) -> None:
    owner = office.member("Olga", "owner")
    owner.post("/teams", {"name": "North"})
    for body, pointer in WRONG:
        answer = owner.post("/teams", body)
        assert answer.status_code == 422
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_team_keeps_its_own_name(office: Office) -> None:
    owner = office.member("Olga", "owner")
    team = owner.post("/teams", {"name": "North"}).json()
    assert owner.patch(f"/teams/{team['id']}", {"name": "NORTH"}).status_code == 200


def test_teams_stand_in_a_tree(office: Office) -> None:
    owner = office.member("Olga", "owner")
    top = owner.post("/teams", {"name": "Sales"}).json()["id"]
    north = owner.post("/teams", {"name": "North", "parent_id": top}).json()["id"]
    oslo = owner.post("/teams", {"name": "Oslo", "parent_id": north}).json()["id"]
    for parent in (oslo, north, top):
        refused = owner.patch(f"/teams/{top}", {"parent_id": parent})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/parent_id"
    assert owner.post("/teams", {"name": "East", "parent_id": "team_1"}).status_code == 422
    assert owner.post(f"/teams/{north}/archive").status_code == 409
    moved = owner.patch(f"/teams/{oslo}", {"parent_id": top})
    assert moved.json()["parent_id"] == top
    owner.patch(f"/teams/{north}", {"parent_id": oslo})
    # Oslo cannot go back below what is below it by now.
    with pytest.raises(Problem) as undone:
        office.undo(office.actor(owner), office.entries()[-2].seq)
    assert undone.value.status == 409
    assert owner.get("/teams").json()["items"][0]["parent_id"] == oslo


def test_a_manager_sees_the_teams_below(office: Office) -> None:
    owner, mia = office.member("Olga", "owner"), office.member("Mia", "manager")
    top = owner.post("/teams", {"name": "Sales", "manager_id": mia.member_id}).json()["id"]
    north = owner.post("/teams", {"name": "North", "parent_id": top}).json()["id"]
    oslo = owner.post("/teams", {"name": "Oslo", "parent_id": north}).json()["id"]
    other = owner.post("/teams", {"name": "Other"}).json()["id"]
    ada, bea = office.member("Ada", team_id=oslo), office.member("Bea", team_id=top)
    office.member("Cleo", team_id=other)
    assert set(office.actor(mia).owners or ()) == {mia.member_id, ada.member_id, bea.member_id}
    owner.patch(f"/teams/{north}", {"parent_id": other})
    assert set(office.actor(mia).owners or ()) == {mia.member_id, bea.member_id}


def test_a_team_with_members_is_not_put_away(office: Office) -> None:
    owner = office.member("Olga", "owner")
    team = owner.post("/teams", {"name": "North"}).json()
    ada = office.member("Ada", team_id=team["id"])
    refused = owner.post(f"/teams/{team['id']}/archive")
    assert refused.status_code == 409 and "(1)" in refused.json()["detail"]
    owner.post(f"/members/{ada.member_id}/deactivate")
    assert owner.post(f"/teams/{team['id']}/archive").status_code == 200


def test_changes_are_undone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    boss = office.actor(owner)
    team = owner.post("/teams", {"name": "North"}).json()
    added = office.last().seq
    owner.patch(f"/teams/{team['id']}", {"name": "South"})
    office.undo(boss, office.last().seq)
    assert owner.get("/teams", q="north").json()["items"][0]["name"] == "North"
    owner.post(f"/teams/{team['id']}/archive")
    office.undo(boss, office.last().seq)
    assert owner.get("/teams").json()["items"][0]["archived"] is False
    member = office.member("Ada", team_id=team["id"])
    with pytest.raises(Problem, match="changed since"):
        office.undo(boss, added)
    owner.patch(f"/members/{member.member_id}", {"team_id": None})
    office.undo(boss, added)
    assert owner.get("/teams").json()["items"] == []


def test_who_may_edit_teams(office: Office) -> None:
    admin, manager = office.member("Adam", "admin"), office.member("Mia", "manager")
    assert admin.post("/teams", {"name": "North"}).status_code == 201
    assert manager.post("/teams", {"name": "South"}).status_code == 403
    assert manager.get("/teams").status_code == 200


def test_whose_deals_each_role_sees(office: Office) -> None:
    owner, mia = office.member("Olga", "owner"), office.member("Mia", "manager")
    team = owner.post("/teams", {"name": "North", "manager_id": mia.member_id}).json()
    other = owner.post("/teams", {"name": "South", "manager_id": owner.member_id}).json()
    ada, bo = office.member("Ada", team_id=team["id"]), office.member("Bo", team_id=team["id"])
    office.member("Cy", team_id=other["id"])
    owner.post(f"/members/{bo.member_id}/deactivate")
    assert office.actor(owner).owners is None
    assert office.actor(mia).owners == (mia.member_id, *sorted((ada.member_id, bo.member_id)))
    assert office.actor(ada).owners == (ada.member_id,)
    owner.patch(f"/teams/{team['id']}", {"manager_id": None})
    assert office.actor(mia).owners == (mia.member_id,)
