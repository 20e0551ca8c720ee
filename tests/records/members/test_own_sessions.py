"""One's own sessions: the list of them, ending one or all others; what a device is called."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.edge import digest
from headgate.kit import clock
from headgate.records.members.devices import device_of
from headgate.records.members.passwords import hash_of
from headgate.records.members.schemas import NewToken
from headgate.records.workspace.commands import found
from tests.records.members.test_session import by_link, link_for, signed
from tests.records.office import Desk, Office

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORD = "correct horse battery"
HASH = hash_of(WORD)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
SAFARI = MAC + "Version/17.5 Safari/605.1.15"


def entered(office: Office, agent: str, email: str = "ada@example.com") -> tuple[Desk, str]:
    """Somebody signed in with that user agent, and the cookie's secret."""
    body = {"email": email, "password": WORD}
    answer = office.stranger().post("/session", body, headers={"user-agent": agent})
    assert answer.status_code == 200
    return office.with_cookie(signed(answer)), signed(answer)


def listed(desk: Desk) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.get("/sessions").json()["items"]
    return items


def test_each_sees_their_own_sessions(office: Office) -> None:
    with clock.frozen(NOON):
        office.member("Bo", password_hash=HASH)
        office.member("Ada", password_hash=HASH)
        clock.advance(timedelta(hours=2))
        here, _ = entered(office, FIREFOX)
        clock.advance(timedelta(hours=2))
        entered(office, SAFARI)
        items = listed(here)
        said = [(each["browser"], each["system"], each["current"], each["by_link"]) for each in items]
        assert said == [
            ("Firefox", "Linux", True, False),
            ("Safari", "macOS", False, False),
            (None, None, False, False),
        ]
        assert [each["created_at"][11:13] for each in items] == ["14", "16", "12"]
        assert here.get("/session").status_code == 200
        assert listed(here)[0]["seen_at"][11:13] == "16"
        clock.advance(timedelta(days=29, hours=21))
        assert len(listed(here)) == 2, "one that ended by itself is not shown"


def test_a_session_begun_by_a_link_says_so(office: Office) -> None:
    ada = office.member("Ada", password_hash=HASH)
    desk = office.with_cookie(signed(by_link(office, link_for(office, ada))))
    assert [(each["by_link"], each["current"]) for each in listed(desk)] == [(True, True), (False, False)]


def test_what_is_shown_signs_nobody_in(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    desk, secret = entered(office, FIREFOX)
    answer = desk.get("/sessions")
    assert secret not in answer.text and digest(secret) not in answer.text
    for each in answer.json()["items"]:
        assert each.keys() == {"id", "current", "browser", "system", "by_link", "created_at", "seen_at"}
        assert office.with_cookie(each["id"]).get("/session").status_code == 401


def test_ending_one_session(office: Office) -> None:
    office.member("Ada", password_hash=HASH)
    here, _ = entered(office, FIREFOX)
    there, _ = entered(office, SAFARI)
    (other,) = (each["id"] for each in listed(here) if each["browser"] == "Safari")
    assert here.delete(f"/sessions/{other}").status_code == 204
    assert there.get("/session").status_code == 401
    assert here.get("/session").status_code == 200
    assert other not in [each["id"] for each in listed(here)]
    assert here.delete(f"/sessions/{other}").status_code == 404, "it has ended already"
    (own,) = (each["id"] for each in listed(here) if each["current"])
    assert here.delete(f"/sessions/{own}").status_code == 204
    assert here.get("/session").status_code == 401


def test_nobody_ends_another_s_session(office: Office) -> None:
    owner = office.member("Olga", "owner")
    ada = office.member("Ada", password_hash=HASH)
    (own,) = (each["id"] for each in listed(ada))
    for id_ in (own, "ses_1", "mem_1", "nonsense"):
        answer = owner.delete(f"/sessions/{id_}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert owner.post("/sessions/end-others").json() == {"ended": 0}
    assert ada.get("/session").status_code == 200


def test_ending_all_others_in_every_workspace(office: Office) -> None:
    other = office.store.write(lambda tx: found(tx, name="Birkmoor", currency="USD", zone="UTC"))
    first = office.member("Ada", password_hash=HASH)
    second = office.member("Ada", ws=other)
    bo = office.member("Bo", password_hash=HASH)
    here, _ = entered(office, FIREFOX)
    assert len(listed(here)) == 3
    assert here.post("/sessions/end-others").json() == {"ended": 2}
    assert [each["current"] for each in listed(here)] == [True]
    assert [each.get("/session").status_code for each in (first, second, bo)] == [401, 401, 200]


def test_a_token_neither_sees_nor_ends_sessions(office: Office) -> None:
    ada = office.member("Ada", "owner")
    new = NewToken("Sync", ["admin"])
    ((_, secret),) = office.do(office.actor(ada), "token.create", new).results
    token, (own,) = office.with_token(secret), listed(ada)
    for answer in (
        token.get("/sessions"),
        token.delete(f"/sessions/{own['id']}"),
        token.post("/sessions/end-others"),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (403, "This takes a session, not a token.")
    assert ada.get("/session").status_code == 200


WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/130.0 Safari/537.36",
            "Chrome",
            "Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/130.0 Safari/537.36 Edg/130.0", "Edge", "Windows"),
        (f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {WEBKIT} Chrome/130.0 Mobile", "Chrome", "Android"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {WEBKIT} CriOS/130.0", "Chrome", "iPhone"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/130.0 OPR/115.0", "Opera", "ChromeOS"),
        (SAFARI, "Safari", "macOS"),
        (FIREFOX, "Firefox", "Linux"),
        ("curl/8.5.0", "curl", None),
        ("HeadgateSync", "HeadgateSync", None),
        ("Mozilla/5.0", None, None),
        ("", None, None),
        ("<b>bold</b>/1", None, None),
        ("x" * 41, None, None),
        (" " * 600 + "Firefox/130.0", None, None),
    ],
)
def test_a_device_by_its_user_agent(agent: str, browser: str | None, system: str | None) -> None:
    assert device_of(agent) == (browser, system)
