"""Long because one journey's refusals stand together. The second factor: set up, asked for, turned off."""

import base64
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import segno
import sqlalchemy as sa

from headgate.core.edge import COOKIE
from headgate.kit import clock, totp
from headgate.kit.sealing import Sealer
from headgate.records.members import identities, second_factor
from headgate.records.members.attempts import digests
from headgate.records.members.passwords import hash_of
from headgate.records.members.qr import qr_code
from headgate.records.members.schemas import NewToken
from headgate.records.members.second_factor_change import MemberFactor
from headgate.records.members.tables import recovery_codes, signin_attempts
from headgate.records.workspace.commands import found
from headgate.store.statements import P, Query
from tests.records.members.test_session import by_link, link_for, sign_in, signed
from tests.records.office import Desk, Office

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORD = "correct horse battery"
HASH = hash_of(WORD)
FORGET = Query[int](sa.delete(signin_attempts).where(signin_attempts.c.digest == P("digest")))
STEP = timedelta(seconds=30)
WHERE = "/session/second-factor"


def code_for(secret: str, steps: int = 0) -> str:
    return totp.code(base64.b32decode(secret), totp.step_at(clock.now()) + steps)


def set_up(desk: Desk) -> dict[str, Any]:
    answer = desk.post(WHERE, {"password": WORD})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def turned_on(desk: Desk) -> tuple[str, list[str]]:
    """The secret and the recovery codes; the clock then stands at the next code."""
    secret = str(set_up(desk)["secret"])
    answer = desk.post(f"{WHERE}/confirm", {"code": code_for(secret)})
    assert answer.status_code == 200, answer.text
    clock.advance(STEP)
    return secret, answer.json()["recovery_codes"]


def pending(office: Office, email: str = "ada@example.com") -> str:
    answer = sign_in(office, email)
    assert answer.status_code == 200 and "set-cookie" not in answer.headers
    assert answer.json().keys() == {"pending", "expires_at"}
    return str(answer.json()["pending"])


def send(office: Office, waiting: str, code: str) -> Any:
    return office.stranger().post("/session/code", {"pending": waiting, "code": code})


def refused(answer: Any, pointer: str) -> bool:
    """Whether it is a 422 about that field, without a cookie."""
    said = answer.status_code == 422 and [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    return said and "set-cookie" not in answer.headers


def test_it_counts_once_a_code_has_confirmed_it(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        off = {"on": False, "since": None, "recovery_codes_left": 0, "has_password": True}
        assert ada.get(WHERE).json() == off
        first, second = set_up(ada), set_up(ada)
        assert first["secret"] != second["secret"]
        assert second["uri"].startswith(
            "otpauth://totp/Headgate%3Aada@example.com?secret=" + second["secret"]
        )
        assert ada.get(WHERE).json() == off
        assert sign_in(office, "ada@example.com").json()["member"]["id"] == ada.member_id
        assert refused(ada.post(f"{WHERE}/confirm", {"code": code_for(first["secret"])}), "/code")
        assert refused(ada.post(f"{WHERE}/confirm", {"code": "abcd-efgh-ijkl-mnop"}), "/code")
        answer = ada.post(f"{WHERE}/confirm", {"code": code_for(second["secret"])})
        codes = answer.json()["recovery_codes"]
        assert len(set(codes)) == 10 and all(re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", c) for c in codes)
        assert ada.get(WHERE).json() == {
            "on": True,
            "since": "2026-11-24T12:00:00Z",
            "recovery_codes_left": 10,
            "has_password": True,
        }
        assert office.last().kind == "member.second_factor_on"
        for again in (ada.post(WHERE, {"password": WORD}), ada.post(f"{WHERE}/confirm", {"code": "000000"})):
            assert again.status_code in (409, 422)
        assert ada.get(WHERE).json()["recovery_codes_left"] == 10


def test_the_password_alone_is_no_session(office: Office) -> None:
    with clock.frozen(NOON):
        secret, _ = turned_on(office.member("Ada", password_hash=HASH))
        waiting = pending(office)
        for desk in (office.with_cookie(waiting), office.with_token(waiting)):
            assert desk.get("/session").status_code == 401
        assert office.stranger().post("/session/link", {"token": waiting}).status_code == 401
        answer = send(office, waiting, code_for(secret))
        assert answer.status_code == 200 and answer.json()["member"]["name"] == "Ada"
        assert office.with_cookie(signed(answer)).get("/session").status_code == 200
        assert signed(answer) != waiting
        clock.advance(STEP)
        assert send(office, waiting, code_for(secret)).status_code == 401, "it is used up"


def test_a_code_is_taken_once(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        secret = set_up(ada)["secret"]
        code = code_for(secret)
        assert ada.post(f"{WHERE}/confirm", {"code": code}).status_code == 200
        assert refused(send(office, pending(office), code), "/code"), "it has confirmed already"
        ahead = code_for(secret, 1)
        assert send(office, pending(office), ahead).status_code == 200
        for code in (ahead, code_for(secret)):
            assert refused(send(office, pending(office), code), "/code"), "nor an earlier one"
        clock.advance(2 * STEP)
        waiting = pending(office)
        assert refused(send(office, waiting, code_for(secret, 2)), "/code")
        assert refused(send(office, waiting, code_for(secret, -2)), "/code")
        code = code_for(secret)
        assert send(office, waiting, f" {code[:3]} {code[3:]} ").status_code == 200, "as people write it"


def test_a_recovery_code_is_taken_once(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        _, codes = turned_on(ada)
        other = turned_on(office.member("Bo", password_hash=HASH))[1]
        waiting = pending(office)
        assert refused(send(office, waiting, other[0]), "/code")
        assert refused(send(office, waiting, codes[0][:-1]), "/code")
        loud = codes[0].replace("-", " ").upper().replace("O", "0").replace("L", "1").replace("B", "8")
        assert send(office, waiting, loud).status_code == 200
        assert refused(send(office, pending(office), codes[0]), "/code")
        assert ada.get(WHERE).json()["recovery_codes_left"] == 9
        for digest in office.store.read(lambda tx: tx.all(all_digests())):
            assert digest not in codes and len(digest) == 64, "hashes alone are stored"


def all_digests() -> Any:
    return Query(sa.select(recovery_codes.c.digest))


def test_the_second_step_ends_after_ten_minutes_or_with_a_newer_one(office: Office) -> None:
    with clock.frozen(NOON):
        secret, _ = turned_on(office.member("Ada", password_hash=HASH))
        old, new = pending(office), pending(office)
        assert send(office, old, code_for(secret)).status_code == 401
        clock.advance(timedelta(minutes=10))
        answer = send(office, new, code_for(secret))
        assert answer.status_code == 401 and "Begin again" in answer.json()["detail"]
        assert send(office, "nonsense", code_for(secret)).status_code == 401
        waiting = pending(office)
        desk = Desk(office.client, {})
        body = {"pending": waiting, "code": code_for(secret)}
        assert desk.post("/session/code", body).status_code == 403, "no page of another site signs anybody in"


def test_ten_wrong_codes_close_the_way_and_a_new_password_step_does_not_open_it(office: Office) -> None:
    with clock.frozen(NOON):
        secret, codes = turned_on(office.member("Ada", password_hash=HASH))
        for _ in range(2):
            waiting = pending(office)
            for _ in range(5):
                assert refused(send(office, waiting, "x" * 16), "/code")
        # Ten failures of the address close the password too; in a test all come from one.
        (own,) = digests(("address testclient",))
        office.store.write(lambda tx: tx.run(FORGET, digest=own))
        waiting = pending(office)
        for code in (code_for(secret), codes[0]):
            answer = send(office, waiting, code)
            assert (answer.status_code, answer.json()["code"]) == (429, "too_many")
        clock.advance(timedelta(minutes=15))
        assert send(office, pending(office), code_for(secret)).status_code == 200


def test_a_new_password_ends_what_waits(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        secret, _ = turned_on(ada)
        waiting = pending(office)
        changed = ada.post("/session/password", {"current": WORD, "new": "another long word"})
        assert changed.status_code == 204
        assert send(office, waiting, code_for(secret)).status_code == 401


def test_turning_it_off_takes_the_password_and_a_code(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        assert ada.post(f"{WHERE}/off", {"password": WORD, "code": "000000"}).status_code == 409
        secret, codes = turned_on(ada)
        assert refused(ada.post(f"{WHERE}/off", {"password": "nonsense", "code": codes[0]}), "/password")
        assert refused(ada.post(f"{WHERE}/off", {"password": WORD, "code": code_for(secret, 5)}), "/code")
        assert ada.get(WHERE).json()["recovery_codes_left"] == 10
        link = office.with_cookie(signed(by_link(office, link_for(office, ada))))
        assert refused(link.post(f"{WHERE}/off", {"password": "", "code": codes[0]}), "/password")
        assert ada.post(f"{WHERE}/off", {"password": WORD, "code": codes[0]}).status_code == 204
        assert office.last().kind == "member.second_factor_off"
        assert ada.get(WHERE).json()["recovery_codes_left"] == 0
        assert sign_in(office, "ada@example.com").json()["member"]["id"] == ada.member_id
        again, _ = turned_on(ada)
        assert again != secret and ada.post(f"{WHERE}/off", {"password": WORD, "code": code_for(again)})


def test_setting_it_up_takes_a_password_and_a_session(office: Office) -> None:
    olga, ada = office.member("Olga", "owner"), office.member("Ada", password_hash=HASH)
    assert olga.get(WHERE).json()["has_password"] is False
    answer = olga.post(WHERE, {"password": ""})
    assert refused(answer, "/password") and "Set a password first" in answer.json()["detail"]
    assert refused(ada.post(WHERE, {"password": "nonsense"}), "/password")
    assert ada.post(f"{WHERE}/confirm", {"code": "000000"}).status_code == 409
    ((_, secret),) = office.do(office.actor(ada), "token.create", NewToken("Sync", ["admin"])).results
    token = office.with_token(secret)
    for answer in (
        token.get(WHERE),
        token.post(WHERE, {"password": WORD}),
        token.post(f"{WHERE}/confirm", {"code": "000000"}),
        token.post(f"{WHERE}/off", {"password": WORD, "code": "000000"}),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (403, "This takes a session, not a token.")
    assert token.get("/companies").status_code == 200


def test_a_link_and_a_token_sign_in_as_before(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        ((_, token),) = office.do(office.actor(ada), "token.create", NewToken("Sync", ["read"])).results
        turned_on(ada)
        assert ada.get("/session").status_code == 200, "open sessions go on"
        answer = by_link(office, link_for(office, ada))
        assert answer.status_code == 200 and COOKIE in answer.headers["set-cookie"]
        assert office.with_token(token).get("/companies").status_code == 200


def test_joining_another_workspace_asks_for_the_code_too(office: Office) -> None:
    with clock.frozen(NOON):
        secret, _ = turned_on(office.member("Ada", password_hash=HASH))
        other = office.store.write(lambda tx: found(tx, name="Birkmoor", currency="USD", zone="UTC"))
        owner = office.member("Otto", "owner", ws=other)
        added = owner.post("/members", {"name": "Ada", "role": "seller", "email": "ada@example.com"}).json()
        token = owner.post(f"/members/{added['id']}/invitation").json()["url"].partition("=")[2]
        body = {"token": token, "name": "Ada", "password": WORD}

        def accept(**more: str) -> Any:
            return office.stranger().post("/invitations/accept", {**body, **more})

        assert refused(accept(), "/code")
        assert refused(accept(password="nonsense", code=code_for(secret)), "/password")
        assert refused(accept(code=code_for(secret, 3)), "/code")
        answer = accept(code=code_for(secret))
        assert answer.status_code == 200 and answer.json()["workspace"]["name"] == "Birkmoor"


def test_the_secret_lies_encrypted_and_a_lost_key_is_told(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada", password_hash=HASH)
        secret, codes = turned_on(ada)
        identity = office.store.read(lambda tx: identities.by_email(tx, "ada@example.com"))
        assert identity is not None
        factor = office.store.read(lambda tx: second_factor.confirmed(tx, identity.id))
        assert factor is not None
        assert base64.b32decode(secret) not in base64.b64decode(factor.sealed)
        assert Sealer(lambda: bytes(32)).opened(factor.sealed, identity.id) == base64.b32decode(secret)
        own = office.client.app.state.house
        office.client.app.state.house = type(own)(own.store, own.resolve, Sealer(lambda: bytes([7]) * 32))
        answer = send(office, pending(office), code_for(secret))
        assert refused(answer, "/code") and "reset-totp" in answer.json()["detail"]
        assert send(office, pending(office), codes[0]).status_code == 200


def test_only_the_program_resets_it_for_another(office: Office) -> None:
    with clock.frozen(NOON):
        owner, ada = office.member("Olga", "owner"), office.member("Ada", password_hash=HASH)
        turned_on(ada)
        with pytest.raises(Exception, match="on the command line"):
            office.do(office.actor(owner), "second_factor.reset", MemberFactor(ada.member_id))
        assert "pending" in sign_in(office, "ada@example.com").json()


def test_the_picture_is_the_code() -> None:
    text = totp.uri(bytes(range(20)), "ada@example.com", "Headgate")
    made = qr_code(text)
    dark = {
        (int(x) + i, int(y))
        for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", made.path)
        for i in range(int(wide))
    }
    wanted = segno.make_qr(text, error="m").matrix
    assert made.size == len(wanted) + 8
    assert dark == {(x + 4, y + 4) for y, row in enumerate(wanted) for x, bit in enumerate(row) if bit}
