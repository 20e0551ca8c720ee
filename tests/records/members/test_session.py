"""Signing in and out: cookie, expiry, attempts, links, other workspaces, the own password."""

from datetime import UTC, datetime, timedelta
from typing import Any

from headgate.core.access.roles import GRANTS
from headgate.core.edge import digest
from headgate.kit import clock
from headgate.records.members import sessions
from headgate.records.members.links import create_link
from headgate.records.members.passwords import hash_of
from headgate.records.workspace.commands import found
from tests.records.office import Desk, Office

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORD = "correct horse battery"
HASH = hash_of(WORD)


def signed(answer: Any) -> str:
    """The secret in the cookie of an answer."""
    return str(answer.headers["set-cookie"]).partition(";")[0].partition("=")[2]


def link_for(office: Office, desk: Desk) -> str:
    return office.store.write(lambda tx: create_link(tx, office.ws, desk.member_id, "signin", 15))


def by_link(office: Office, secret: str) -> Any:
    return office.stranger().post("/session/link", {"token": secret})


def sign_in(office: Office, email: str, password: str = WORD) -> Any:
    return office.stranger().post("/session", {"email": email, "password": password})


def test_signing_in_and_out(office: Office) -> None:
    ada = office.member("Ada", password_hash=HASH)
    answer = sign_in(office, " ADA@example.com ")
    assert answer.status_code == 200
    session = answer.json()
    assert (session["member"]["id"], session["workspace"]["id"]) == (ada.member_id, office.ws)
    assert session["workspaces"] == [{"id": office.ws, "name": "Aldermoor"}]
    assert session["permissions"] == sorted(GRANTS["seller"])
    assert session["seq"] == office.last().seq
    desk = office.with_cookie(signed(answer))
    assert desk.get("/session").json() == session
    gone = desk.delete("/session")
    assert gone.status_code == 204 and "Max-Age=0" in gone.headers["set-cookie"]
    assert desk.get("/session").status_code == 401


def test_the_cookie_is_out_of_reach(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    said = sign_in(office, "ada@example.com").headers["set-cookie"]
    assert said.startswith("headgate_session=")
    for part in ("HttpOnly", "Path=/", "SameSite=lax", "Max-Age=2592000"):
        assert part in said
    assert "Secure" not in said and "Domain" not in said
    office.client.base_url = "https://testserver.local"
    assert "Secure" in sign_in(office, "ada@example.com").headers["set-cookie"]


def test_a_wrong_password_and_an_unknown_e_mail_are_told_alike(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    for email, password in (("ada@example.com", "wrong"), ("nobody@example.com", WORD)):
        answer = sign_in(office, email, password)
        said = answer.json()["detail"]
        assert (answer.status_code, said) == (401, "The e-mail and the password do not match.")
        assert "set-cookie" not in answer.headers


def test_who_has_no_password_does_not_sign_in_with_one(office: Office) -> None:
    office.member("Ada")
    assert sign_in(office, "ada@example.com", "").status_code == 401


def test_no_page_of_another_site_signs_anybody_in(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    desk = Desk(office.client, {})
    answer = desk.post("/session", {"email": "ada@example.com", "password": WORD})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_ten_failures_of_an_e_mail_close_it_until_some_time_has_passed(office: Office) -> None:
    with clock.frozen(NOON):
        office.member("Ada", password_hash=HASH)
        office.member("Bo", password_hash=HASH)
        for _ in range(5):
            assert sign_in(office, "ada@example.com", "wrong").status_code == 401
        assert sign_in(office, "ada@example.com").status_code == 200, "a success in between counts nothing"
        for _ in range(5):
            assert sign_in(office, "ADA@example.com", "wrong").status_code == 401
        refused = sign_in(office, "ada@example.com")
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many")
        assert refused.headers["retry-after"] == "91"
        assert sign_in(office, "bo@example.com").status_code == 429, "ten failures of the address too"
        clock.advance(timedelta(seconds=91))
        assert sign_in(office, "ada@example.com").status_code == 200


def test_a_session_ends_after_thirty_days_without_a_visit(office: Office) -> None:
    with clock.frozen(NOON):
        office.member("Ada", password_hash=HASH)
        secret = signed(sign_in(office, "ada@example.com"))
        desk = office.with_cookie(secret)
        clock.advance(timedelta(minutes=59))
        assert "set-cookie" not in desk.get("/session").headers, "extended at most once an hour"
        clock.advance(timedelta(days=29))
        extended = desk.get("/session")
        assert signed(extended) == secret and "Max-Age=2592000" in extended.headers["set-cookie"]
        clock.advance(timedelta(days=30) - timedelta(seconds=1))
        assert desk.get("/companies").status_code == 200
        clock.advance(timedelta(seconds=1))
        assert desk.get("/companies").status_code == 401
        sign_in(office, "ada@example.com")
        assert office.store.read(lambda tx: sessions.stay(tx, digest(secret))) is None, "old ones are removed"


def test_a_link_signs_in_once(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada")
        old, secret = link_for(office, ada), link_for(office, ada)
        assert by_link(office, old).status_code == 401, "a newer link ends the one before"
        answer = by_link(office, secret)
        assert answer.json()["member"]["id"] == ada.member_id
        assert office.with_cookie(signed(answer)).get("/session").status_code == 200
        assert by_link(office, secret).status_code == by_link(office, "nonsense").status_code == 401
        late = link_for(office, ada)
        clock.advance(timedelta(minutes=15))
        assert by_link(office, late).status_code == 401


def test_an_invitation_is_no_sign_in_link(office: Office) -> None:
    ada = office.member("Ada")
    secret = office.store.write(lambda tx: create_link(tx, office.ws, ada.member_id, "invite", 15))
    assert office.stranger().post("/session/link", {"token": secret}).status_code == 401


def test_one_person_in_two_workspaces(office: Office) -> None:
    other = office.store.write(lambda tx: found(tx, name="Birkmoor", currency="USD", zone="UTC"))
    here = office.member("Ada", password_hash=HASH)
    there = office.member("Ada", "admin", ws=other)
    third = office.store.write(lambda tx: found(tx, name="Chalkmoor", currency="USD", zone="UTC"))
    office.member("Otto", "owner", ws=third)
    session = here.get("/session").json()
    assert {each["name"] for each in session["workspaces"]} == {"Aldermoor", "Birkmoor"}
    switched = here.post("/session/workspace", {"workspace_id": other})
    assert switched.json()["member"]["id"] == there.member_id
    assert switched.json()["permissions"] == sorted(GRANTS["admin"])
    assert here.get("/workspace").json()["name"] == "Birkmoor"
    for where in (third, "ws_1", "nonsense"):
        assert here.post("/session/workspace", {"workspace_id": where}).status_code == 404
    assert here.get("/workspace").json()["name"] == "Birkmoor"
    assert sign_in(office, "ada@example.com").json()["workspace"]["name"] == "Birkmoor", "where she was last"


def test_who_is_deactivated_everywhere_cannot_sign_in(office: Office) -> None:
    owner, ada = office.member("Olga", "owner"), office.member("Ada", password_hash=HASH)
    owner.post(f"/members/{ada.member_id}/deactivate")
    answer = sign_in(office, "ada@example.com")
    assert answer.status_code == 403 and "not an active member" in answer.json()["detail"]


def test_changing_ones_password(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    desk, elsewhere = (office.with_cookie(signed(sign_in(office, "ada@example.com"))) for _ in range(2))

    def change(**body: str) -> Any:
        return desk.post("/session/password", body)

    wrong = change(current="nonsense", new="another long word")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/current")
    assert change(new="another long word").status_code == 422
    for short in ("ninechars", "x" * 201):
        answer = change(current=WORD, new=short)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/new")
    assert change(current=WORD, new="another long word").status_code == 204
    assert desk.get("/session").status_code == 200
    assert elsewhere.get("/session").status_code == 401, "other sessions end"
    assert sign_in(office, "ada@example.com").status_code == 401
    assert sign_in(office, "ada@example.com", "another long word").status_code == 200
    noted = [each for each in office.entries() if each.kind == "member.password_changed"]
    assert len(noted) == 1 and noted[0].changed() == {}


def test_a_link_gives_a_password_without_the_former_one_for_an_hour(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        first = office.with_cookie(signed(by_link(office, link_for(office, ada))))
        assert first.post("/session/password", {"new": "another long word"}).status_code == 204
        assert sign_in(office, "ada@example.com", "another long word").status_code == 200
        late = office.with_cookie(signed(by_link(office, link_for(office, ada))))
        clock.advance(timedelta(minutes=61))
        assert late.post("/session/password", {"new": "a third long word"}).status_code == 422


def test_ten_wrong_present_passwords_close_the_way(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    desk = office.with_cookie(signed(sign_in(office, "ada@example.com")))
    body = {"current": "nonsense", "new": "another long word"}
    codes = [desk.post("/session/password", body).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
