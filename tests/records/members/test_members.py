"""Members: added, edited, deactivated; owners are for owners, and one always remains."""

from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.core.access.roles import Role
from headgate.kit.errors import Problem
from headgate.records.members.schemas import NameMember, NewMember
from tests.records.office import Office


def test_a_member_is_added_and_listed_by_name(office: Office) -> None:
    owner = office.member("Olga", "owner")
    made = owner.post("/members", {"name": " ádám ", "role": "seller", "email": "Adam@Example.com"})
    assert made.status_code == 201
    assert {k: made.json()[k] for k in ("name", "email", "role", "status", "team_id", "version")} == {
        "name": "ádám",
        "email": "Adam@Example.com",
        "role": "seller",
        "status": "invited",
        "team_id": None,
        "version": 1,
    }
    unclaimed = owner.post("/members", {"name": "Zoë", "role": "viewer"}).json()
    assert (unclaimed["status"], unclaimed["email"]) == ("unclaimed", None)
    assert unclaimed["hue"] != made.json()["hue"]
    shown = owner.get("/members").json()
    assert [each["name"] for each in shown["items"]] == ["ádám", "Olga", "Zoë"]
    assert (shown["total"], shown["next"]) == (3, None)
    assert [each["name"] for each in owner.get("/members", q="AD").json()["items"]] == ["ádám"]
    assert owner.get(f"/members/{unclaimed['id']}").json() == unclaimed


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"role": "seller"}, "/name"),
    ({"name": "\t ", "role": "seller"}, "/name"),
    ({"name": "x" * 201, "role": "seller"}, "/name"),
    ({"name": "A", "role": "king"}, "/role"),
    ({"name": "A", "role": "seller", "email": "nonsense"}, "/email"),
    ({"name": "A", "role": "seller", "email": "a@b.c\n@d.e"}, "/email"),
    ({"name": "A", "role": "seller", "email": "OLGA@example.com"}, "/email"),
    ({"name": "A", "role": "seller", "team_id": "team_1"}, "/team_id"),
    ({"name": "A", "role": "seller", "team_id": "mem_1"}, "/team_id"),
    ({"name": "A", "role": "seller", "status": "active"}, "/status"),
]


def test_what_cannot_be_added_is_named(office: Office) -> None:
    owner = office.member("Olga", "owner")
    for body, pointer in WRONG:
        answer = owner.post("/members", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert len(owner.get("/members").json()["items"]) == 1


def test_the_same_e_mail_twice_in_a_batch_is_refused_whole(office: Office) -> None:
    batch = [NewMember(name=n, role="seller", email=e) for n, e in (("A", "a@b.cd"), ("B", "A@B.cd"))]
    with pytest.raises(Problem) as refused:
        office.do(system(office.ws), "member.add", *batch)
    assert refused.value.fields[0]["pointer"] == "/1/email"
    assert office.entries()[-1].kind == "workspace.founded"


def test_a_member_is_edited(office: Office) -> None:
    owner = office.member("Olga", "owner")
    team = owner.post("/teams", {"name": "North"}).json()
    ada = owner.post("/members", {"name": "Ada", "role": "seller"}).json()
    changes = {"name": "Ada L.", "role": "manager", "team_id": team["id"], "hue": 7, "version": 1}
    changed = owner.patch(f"/members/{ada['id']}", changes).json()
    assert {**ada, **changes, "version": 2} == changed
    assert owner.patch(f"/members/{ada['id']}", {"email": "ada@example.com"}).json()["status"] == "invited"
    assert owner.patch(f"/members/{ada['id']}", {"email": None}).json()["status"] == "unclaimed"
    stale = owner.patch(f"/members/{ada['id']}", {"name": "B", "version": 1})
    assert (stale.status_code, stale.json()["current"]) == (409, 4)
    assert owner.patch("/members/mem_1", {"name": "B"}).status_code == 404
    assert owner.patch("/members/team_1", {"name": "B"}).status_code == 404


def test_the_e_mail_of_one_who_signs_in_stays(office: Office) -> None:
    owner = office.member("Olga", "owner")
    answer = owner.patch(f"/members/{owner.member_id}", {"email": "other@example.com"})
    assert answer.status_code == 422 and "signs in with this e-mail" in answer.json()["detail"]
    assert owner.patch(f"/members/{owner.member_id}", {"email": "olga@example.com"}).status_code == 200


MAY: list[tuple[Role, int]] = [
    ("admin", 201),
    ("manager", 403),
    ("seller", 403),
    ("success", 403),
    ("viewer", 403),
]


def test_who_may_add_members(office: Office) -> None:
    for role, status in MAY:
        desk = office.member(role.title(), role)
        assert desk.post("/members", {"name": "Ada", "role": "seller"}).status_code == status, role
        assert desk.get("/members").status_code == 200


def test_owners_are_for_owners(office: Office) -> None:
    owner, admin = office.member("Olga", "owner"), office.member("Adam", "admin")
    assert admin.post("/members", {"name": "X", "role": "owner"}).status_code == 403
    assert admin.patch(f"/members/{admin.member_id}", {"role": "owner"}).status_code == 403
    assert admin.patch(f"/members/{owner.member_id}", {"name": "X"}).status_code == 403
    assert admin.post(f"/members/{owner.member_id}/deactivate").status_code == 403
    assert owner.patch(f"/members/{admin.member_id}", {"role": "owner"}).status_code == 200


def test_an_owner_always_remains(office: Office) -> None:
    olga, otto = office.member("Olga", "owner"), office.member("Otto", "owner")
    assert otto.post(f"/members/{olga.member_id}/deactivate").json()["status"] == "inactive"
    for answer in (
        otto.post(f"/members/{otto.member_id}/deactivate"),
        otto.patch(f"/members/{otto.member_id}", {"role": "admin"}),
    ):
        assert answer.status_code == 409 and "one active owner" in answer.json()["detail"]
    assert otto.get("/session").json()["member"]["role"] == "owner"


def test_undo_leaves_an_owner_too(office: Office) -> None:
    olga, adam = office.member("Olga", "owner"), office.member("Adam", "admin")
    olga.patch(f"/members/{adam.member_id}", {"role": "owner"})
    promoted = office.last().seq
    adam.post(f"/members/{olga.member_id}/deactivate")
    with pytest.raises(Problem) as refused:
        office.undo(system(office.ws), promoted)
    assert "one active owner" in refused.value.extra["in_the_way"][0]["sentence"]


def test_a_demoted_member_does_not_undo_it(office: Office) -> None:
    olga, mia = office.member("Olga", "owner"), office.member("Mia", "admin")
    olga.patch(f"/members/{mia.member_id}", {"role": "manager"})
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(mia), office.last().seq)
    assert refused.value.status == 403
    assert mia.get("/session").json()["member"]["role"] == "manager"


def test_deactivating_ends_access_at_once_and_activating_gives_it_back(office: Office) -> None:
    owner, ada = office.member("Olga", "owner"), office.member("Ada")
    token = ada.post("/tokens", {"name": "Sync", "scopes": ["read"]}).json()["secret"]
    by_token = office.with_token(token)
    assert by_token.get("/members").status_code == 200
    assert owner.post(f"/members/{ada.member_id}/deactivate").json()["status"] == "inactive"
    assert ada.get("/session").status_code == 401
    assert by_token.get("/members").status_code == 401
    assert owner.post(f"/members/{ada.member_id}/activate").json()["status"] == "active"
    assert ada.get("/session").status_code == 401, "the session ended, it does not come back"
    assert by_token.get("/members").status_code == 200
    again = owner.post(f"/members/{ada.member_id}/activate").json()
    assert again["version"] == owner.get(f"/members/{ada.member_id}").json()["version"]


def test_changes_are_undone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    boss = office.actor(owner)
    ada = owner.post("/members", {"name": "Ada", "role": "seller", "email": "ada@example.com"}).json()
    added = office.last().seq
    path = f"/members/{ada['id']}"
    owner.patch(path, {"name": "Zoë", "role": "manager", "email": "zoe@example.com"})
    office.undo(boss, office.last().seq)
    assert {**owner.get(path).json(), "version": 1} == ada
    assert [each["id"] for each in owner.get("/members", q="ada").json()["items"]] == [ada["id"]]
    owner.post(f"{path}/deactivate")
    office.undo(boss, office.last().seq)
    assert owner.get(path).json()["status"] == "invited"
    office.undo(boss, added)
    assert owner.get(path).status_code == 404
    assert [each["name"] for each in owner.get("/members").json()["items"]] == ["Olga"]
    again = owner.post("/members", {"name": "Ada", "role": "seller", "email": "ada@example.com"})
    assert again.status_code == 201, "the e-mail of who was taken out is free again"


def test_an_e_mail_taken_since_is_in_the_way_of_undo(office: Office) -> None:
    owner = office.member("Olga", "owner")
    first = owner.post("/members", {"name": "A", "role": "seller", "email": "a@example.com"}).json()
    owner.patch(f"/members/{first['id']}", {"email": "b@example.com"})
    changed = office.last().seq
    owner.post("/members", {"name": "C", "role": "seller", "email": "a@example.com"})
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(owner), changed)
    assert "has the e-mail" in refused.value.extra["in_the_way"][0]["sentence"]


def test_one_request_with_a_key_is_done_once(office: Office) -> None:
    owner = office.member("Olga", "owner")
    body, key = {"name": "Ada", "role": "seller"}, {"idempotency-key": "k1"}
    first, second = (owner.post("/members", body, headers=key) for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert len(owner.get("/members").json()["items"]) == 2
    assert owner.post("/members", {**body, "name": "Bo"}, headers=key).status_code == 409


def test_many_members_at_once(office: Office) -> None:
    batch = [NewMember(name=f"Seller {i}", role="seller") for i in range(300)]
    made = office.do(system(office.ws, "import"), "member.add", *batch)
    assert len(set(made.results)) == 300 and made.last - made.first == 299
    owner = office.member("Olga", "owner")
    page = owner.get("/members", limit=200).json()
    assert (len(page["items"]), page["total"]) == (200, 301)
    rest = owner.get("/members", limit=200, cursor=page["next"]).json()
    assert (len(rest["items"]), rest["next"], rest["total"]) == (101, None, None)
    ids = [each["id"] for each in page["items"] + rest["items"]]
    assert len(set(ids)) == 301


def test_a_member_who_manages_a_team_or_owns_companies_is_not_undone_away(office: Office) -> None:
    owner = office.member("Olga", "owner")
    for noun, field in (("/teams", "manager_id"), ("/companies", "owner_id")):
        member = owner.post("/members", {"name": "Ada", "role": "manager"}).json()
        added = office.last().seq
        owner.post(noun, {"name": "North", field: member["id"]})
        with pytest.raises(Problem) as refused:
            office.undo(office.actor(owner), added)
        assert refused.value.extra["in_the_way"][0]["id"] == member["id"]


def test_the_last_owner_of_two_who_leave_at_once_stays(office: Office) -> None:
    olga, otto = office.member("Olga", "owner"), office.member("Otto", "owner")
    both = [NameMember(olga.member_id), NameMember(otto.member_id)]
    with pytest.raises(Problem, match="one active owner"):
        office.do(system(office.ws), "member.deactivate", *both)
    assert olga.get("/session").status_code == otto.get("/session").status_code == 200
