"""Invitations: a link that makes an unclaimed member somebody's own."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.members.passwords import hash_of
from headgate.records.members.queries import person
from headgate.records.members.schemas import JoinMember
from headgate.records.workspace.commands import found
from tests.records.members.test_session import sign_in, signed
from tests.records.office import Desk, Office

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORD = "correct horse battery"


def invite(desk: Desk, member_id: str) -> str:
    answer = desk.post(f"/members/{member_id}/invitation")
    assert answer.status_code == 201
    url, _, secret = answer.json()["url"].partition("#invite=")
    assert url == "http://testserver.local/signin"
    return str(secret)


def accept(office: Office, secret: str, **body: Any) -> Any:
    wanted = {"token": secret, "name": "Ada L.", "password": WORD, **body}
    return office.stranger().post("/invitations/accept", wanted)


def new_member(owner: Desk, email: str | None = "ada@example.com") -> str:
    body = {"name": "Ada", "role": "seller", "email": email}
    return str(owner.post("/members", body).json()["id"])


def test_an_invited_person_joins_under_the_member_that_was_there(office: Office) -> None:
    owner = office.member("Olga", "owner")
    member_id = new_member(owner, None)
    refused = owner.post(f"/members/{member_id}/invitation")
    assert refused.status_code == 422 and "no e-mail" in refused.json()["detail"]
    owner.patch(f"/members/{member_id}", {"email": "ada@example.com"})
    secret = invite(owner, member_id)
    shown = office.stranger().get(f"/invitations/{secret}")
    assert shown.json() == {
        "workspace_name": "Aldermoor",
        "name": "Ada",
        "email": "ada@example.com",
        "known": False,
    }
    answer = accept(office, secret)
    assert answer.status_code == 200
    member = answer.json()["member"]
    assert (member["id"], member["name"], member["status"]) == (member_id, "Ada L.", "active")
    assert office.with_cookie(signed(answer)).get("/session").status_code == 200
    joined = office.last()
    assert (joined.kind, joined.actor_id) == ("member.joined", member_id)
    assert sign_in(office, "ada@example.com").status_code == 200
    again = accept(office, secret)
    assert (again.status_code, again.json()["code"]) == (404, "not_found")
    assert office.stranger().get(f"/invitations/{secret}").status_code == 404


def test_a_known_e_mail_is_asked_for_its_password(office: Office) -> None:
    other = office.store.write(lambda tx: found(tx, name="Birkmoor", currency="USD", zone="UTC"))
    office.member("Ada", ws=other, password_hash=hash_of("her other long word"))
    owner = office.member("Olga", "owner")
    secret = invite(owner, new_member(owner, "Ada@Example.com"))
    assert office.stranger().get(f"/invitations/{secret}").json()["known"] is True
    wrong = accept(office, secret, password="a guess of someone")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/password")
    answer = accept(office, secret, password="her other long word")
    assert answer.status_code == 200
    assert {each["name"] for each in answer.json()["workspaces"]} == {"Aldermoor", "Birkmoor"}
    assert answer.json()["workspace"]["id"] == office.ws


def test_guessing_the_password_of_a_known_e_mail_has_an_end(office: Office) -> None:
    other = office.store.write(lambda tx: found(tx, name="Birkmoor", currency="USD", zone="UTC"))
    office.member("Ada", ws=other, password_hash=hash_of("her other long word"))
    owner = office.member("Olga", "owner")
    secret = invite(owner, new_member(owner))
    codes = [accept(office, secret, password=f"guess number {i}").status_code for i in range(11)]
    assert codes == [422] * 10 + [429]
    assert sign_in(office, "ada@example.com", "her other long word").status_code == 429


def test_a_new_password_has_ten_characters(office: Office) -> None:
    owner = office.member("Olga", "owner")
    secret = invite(owner, new_member(owner))
    short = accept(office, secret, password="ninechars")
    assert (short.status_code, short.json()["errors"][0]["pointer"]) == (422, "/password")
    assert accept(office, secret, name=" ").status_code == 422
    assert accept(office, secret, password="tencharact").status_code == 200, (
        "the link is not used up by errors"
    )


def test_an_invitation_ends_by_time_by_another_and_by_deactivating(office: Office) -> None:
    with clock.frozen(NOON):
        owner = office.member("Olga", "owner")
        member_id = new_member(owner)
        first = invite(owner, member_id)
        second = invite(owner, member_id)
        assert accept(office, first).status_code == 404
        clock.advance(timedelta(days=7))
        assert accept(office, second).status_code == 404
        third = invite(owner, member_id)
        owner.post(f"/members/{member_id}/deactivate")
        assert accept(office, third).status_code == 404
        assert owner.post(f"/members/{member_id}/invitation").status_code == 409
        owner.post(f"/members/{member_id}/activate")
        assert accept(office, third).status_code == 404
        fourth = invite(owner, member_id)
        owner.patch(f"/members/{member_id}", {"email": "other@example.com"})
        assert accept(office, fourth).status_code == 404, "it was for the former e-mail"
        assert accept(office, invite(owner, member_id)).status_code == 200


def test_an_active_member_is_not_invited(office: Office) -> None:
    owner, ada = office.member("Olga", "owner"), office.member("Ada")
    answer = owner.post(f"/members/{ada.member_id}/invitation")
    assert (answer.status_code, answer.json()["detail"]) == (409, "Ada is active.")


def test_a_person_is_in_a_workspace_once(office: Office) -> None:
    """Two e-mails are two people; one person does not take up a second member."""
    owner = office.member("Olga", "owner")
    ada = accept(office, invite(owner, new_member(owner))).json()["member"]["id"]
    twin = accept(office, invite(owner, new_member(owner, "twin@example.com")))
    assert twin.json()["member"]["email"] == "twin@example.com" and len(twin.json()["workspaces"]) == 1
    third = new_member(owner, "third@example.com")
    who = office.store.read(lambda tx: person(tx, office.ws, ada))
    assert who is not None and who.identity_id is not None
    with pytest.raises(Problem, match="a member of the workspace already"):
        office.do(system(office.ws), "member.join", JoinMember(third, who.identity_id, "Third"))
    with pytest.raises(Problem, match="taken up by the person invited"):
        office.do(office.actor(owner), "member.join", JoinMember(third, who.identity_id, "Third"))


def test_a_key_repeated_does_not_tell_the_link_again(office: Office) -> None:
    owner = office.member("Olga", "owner")
    path, key = f"/members/{new_member(owner)}/invitation", {"idempotency-key": "k"}
    first, second = (owner.post(path, headers=key).json() for _ in range(2))
    assert "#invite=" in first["url"] and second == {"url": None, "expires_at": first["expires_at"]}


def test_joining_is_not_undone(office: Office) -> None:
    owner = office.member("Olga", "owner")
    accept(office, invite(owner, new_member(owner)))
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(owner), office.last().seq)
    assert "not undone" in refused.value.extra["in_the_way"][0]["sentence"]
