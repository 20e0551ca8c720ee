"""Roles of the workspace's own: what they grant holds at once, and nobody hands out more than they have."""

from typing import Any

import pytest

from headgate.core.access.roles import GRANTS, PAGE
from headgate.kit.errors import Problem
from tests.records.office import Desk, Office

COACH = ["company.read", "deal.assign", "deal.read", "member.read", "workspace.read"]


def add(desk: Desk, name: str = "Coach", base: str = "seller", **more: Any) -> dict[str, Any]:
    answer = desk.post("/roles", {"name": name, "base": base, "permissions": COACH, "reach": "team", **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_presets_and_own_roles_are_listed(office: Office) -> None:
    owner = office.member("Olga", "owner")
    made = add(owner)
    assert made == {
        "id": made["id"],
        "name": "Coach",
        "base": "seller",
        "permissions": COACH,
        "reach": "team",
        "preset": False,
        "archived": False,
        "version": 1,
    }
    items = owner.get("/roles").json()["items"]
    assert [each["id"] for each in items[:6]] == ["owner", "admin", "manager", "seller", "success", "viewer"]
    assert items[0]["permissions"] == sorted(PAGE) and all(each["preset"] for each in items[:6])
    assert items[6:] == [made]


def test_what_a_role_grants_holds_at_once(office: Office) -> None:
    owner = office.member("Olga", "owner")
    ada = office.member("Ada", "seller")
    role = add(owner)
    path = f"/members/{ada.member_id}"
    given = owner.patch(path, {"own_role_id": role["id"]}).json()
    assert (given["role"], given["own_role_id"]) == ("seller", role["id"])
    assert office.actor(ada).grants == set(COACH)
    assert ada.post("/companies", {"name": "Acme"}).status_code == 403
    owner.patch(f"/roles/{role['id']}", {"permissions": [*COACH, "company.edit"]})
    assert ada.post("/companies", {"name": "Acme"}).status_code == 201
    back = owner.patch(path, {"role": "viewer"}).json()
    assert (back["role"], back["own_role_id"]) == ("viewer", None)
    assert office.actor(ada).grants == GRANTS["viewer"]


def test_a_role_reaches_as_far_as_it_says(office: Office) -> None:
    owner, mia = office.member("Olga", "owner"), office.member("Mia", "manager")
    top = owner.post("/teams", {"name": "Sales", "manager_id": mia.member_id}).json()["id"]
    below = owner.post("/teams", {"name": "North", "parent_id": top}).json()["id"]
    ada, bea = office.member("Ada", team_id=top), office.member("Bea", team_id=below)
    role = add(owner, base="manager")
    owner.patch(f"/members/{mia.member_id}", {"own_role_id": role["id"]})
    everyone = {"own": [mia], "team": [mia, ada], "tree": [mia, ada, bea]}
    for reach, seen in everyone.items():
        assert owner.patch(f"/roles/{role['id']}", {"reach": reach}).status_code == 200
        assert set(office.actor(mia).owners or ()) == {each.member_id for each in seen}
    owner.patch(f"/roles/{role['id']}", {"reach": "everyone"})
    assert office.actor(mia).owners is None


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "/name"),
    ({"name": "SELLER"}, "/name"),
    ({"name": "Coach"}, "/name"),
    ({"base": "owner"}, "/base"),
    ({"permissions": ["deal.read", "deal.fly"]}, "/permissions/1"),
    ({"permissions": ["audit.read"]}, "/permissions/0"),
    ({"permissions": ["deal.read", "import.run"], "reach": "tree"}, "/permissions/1"),
]


@pytest.mark.parametrize(("body", "pointer"), WRONG)
def test_what_cannot_be_added_is_named(office: Office, body: dict[str, Any], pointer: str) -> None:
    owner = office.member("Olga", "owner")
    add(owner)
    new = {"name": "Other", "base": "seller", "permissions": COACH, "reach": "own", **body}
    answer = owner.post("/roles", new)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_reach_is_not_narrowed_below_what_it_shows(office: Office) -> None:
    owner = office.member("Olga", "owner")
    role = add(owner, permissions=[*COACH, "audit.read"], reach="everyone")
    refused = owner.patch(f"/roles/{role['id']}", {"reach": "own"})
    assert refused.status_code == 422
    assert owner.patch(f"/roles/{role['id']}", {"reach": "own", "permissions": COACH}).status_code == 200


def registrar(office: Office, owner: Desk) -> Desk:
    """Somebody who keeps members and roles, and may do no more than a seller beside."""
    role = add(owner, "Registrar", permissions=sorted({*GRANTS["seller"], "member.edit", "member_role.edit"}))
    found = office.member("Rita", "seller")
    owner.patch(f"/members/{found.member_id}", {"own_role_id": role["id"]})
    return found


def test_nobody_hands_out_more_than_they_have(office: Office) -> None:
    owner, admin = office.member("Olga", "owner"), office.member("Adam", "admin")
    rita, sam = registrar(office, owner), office.member("Sam", "seller")
    strong = add(owner, "Deputy", permissions=[*COACH, "pipeline.edit"])["id"]
    refused = [
        rita.post("/members", {"name": "X", "role": "admin"}),
        rita.patch(f"/members/{sam.member_id}", {"role": "admin"}),
        rita.patch(f"/members/{rita.member_id}", {"own_role_id": strong}),
        rita.patch(f"/members/{admin.member_id}", {"name": "Gone"}),
        rita.post(f"/members/{admin.member_id}/deactivate"),
        rita.post(
            "/roles", {"name": "Y", "base": "seller", "permissions": ["pipeline.edit"], "reach": "own"}
        ),
        rita.patch(f"/roles/{strong}", {"permissions": []}),
        rita.post(f"/roles/{strong}/archive"),
    ]
    assert [each.status_code for each in refused] == [403] * len(refused)
    assert rita.patch(f"/members/{sam.member_id}", {"role": "viewer"}).status_code == 200
    new = {"name": "Y", "base": "seller", "permissions": ["deal.read"], "reach": "own"}
    assert rita.post("/roles", new).is_success


def test_an_undo_hands_out_no_more_either(office: Office) -> None:
    owner = office.member("Olga", "owner")
    rita, sam = registrar(office, owner), office.member("Sam", "admin")
    owner.patch(f"/members/{sam.member_id}", {"role": "seller"})
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(rita), office.last().seq)
    assert refused.value.status == 403
    assert office.actor(sam).grants == GRANTS["seller"]


def test_a_role_in_use_is_not_put_away(office: Office) -> None:
    owner, ada = office.member("Olga", "owner"), office.member("Ada", "seller")
    role = add(owner)
    owner.patch(f"/members/{ada.member_id}", {"own_role_id": role["id"]})
    refused = owner.post(f"/roles/{role['id']}/archive")
    assert refused.status_code == 409 and "(1)" in refused.json()["detail"]
    owner.patch(f"/members/{ada.member_id}", {"role": "seller"})
    assert owner.post(f"/roles/{role['id']}/archive").json()["archived"] is True
    assert len(owner.get("/roles").json()["items"]) == 6
    assert owner.patch(f"/members/{ada.member_id}", {"own_role_id": role["id"]}).status_code == 422
    assert owner.post(
        "/roles", {"name": "Coach", "base": "seller", "permissions": [], "reach": "own"}
    ).is_success


def test_a_change_of_a_role_is_undone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    role = add(owner)
    owner.patch(f"/roles/{role['id']}", {"permissions": ["deal.read"], "name": "Mentor"})
    office.undo(office.actor(owner), office.last().seq)
    (now,) = owner.get("/roles").json()["items"][6:]
    assert (now["name"], now["permissions"]) == ("Coach", COACH)
