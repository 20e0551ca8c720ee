"""API tokens: shown once, bounded by scope, role and time, revoked for good."""

from datetime import UTC, datetime, timedelta
from typing import Any

from headgate.kit import clock
from tests.records.office import Office

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_token_is_shown_once_and_works(office: Office) -> None:
    ada = office.member("Ada")
    made = ada.post("/tokens", {"name": "Sync", "scopes": ["write", "read", "read"]})
    token = made.json()
    assert made.status_code == 201 and token["secret"].startswith("hgt_") and len(token["secret"]) > 40
    assert token["scopes"] == ["read", "write"] and token["member_id"] == ada.member_id
    (listed,) = ada.get("/tokens").json()["items"]
    assert listed == {**token, "secret": None}
    bearer = office.with_token(token["secret"])
    assert bearer.get("/companies").status_code == 200
    made_by_it = bearer.post("/companies", {"name": "Acme"})
    assert made_by_it.status_code == 201
    assert (office.last().actor_id, office.last().origin) == (ada.member_id, "api")


def test_scopes_bound_a_token(office: Office) -> None:
    ada = office.member("Ada")
    for scope, get, post in (
        ("read", 200, 403),
        ("write", 200, 201),
        ("import", 403, 403),
        ("admin", 200, 201),
    ):
        bearer = office.with_token(ada.post("/tokens", {"name": "T", "scopes": [scope]}).json()["secret"])
        assert bearer.get("/companies").status_code == get, scope
        assert bearer.post("/companies", {"name": "Acme"}).status_code == post, scope


def test_the_role_bounds_a_token_too(office: Office) -> None:
    owner, viewer = office.member("Olga", "owner"), office.member("Vera", "viewer")
    secret = viewer.post("/tokens", {"name": "T", "scopes": ["admin"]}).json()["secret"]
    bearer = office.with_token(secret)
    assert bearer.post("/companies", {"name": "Acme"}).status_code == 403
    owner.patch(f"/members/{viewer.member_id}", {"role": "seller"})
    assert bearer.post("/companies", {"name": "Acme"}).status_code == 201


def test_a_token_ends_when_its_time_has_come(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada")
        end = (NOON + timedelta(hours=1)).isoformat()
        secret = ada.post("/tokens", {"name": "T", "scopes": ["read"], "expires_at": end}).json()["secret"]
        bearer = office.with_token(secret)
        clock.advance(timedelta(minutes=59))
        assert bearer.get("/companies").status_code == 200
        clock.advance(timedelta(minutes=1))
        assert bearer.get("/companies").status_code == 401


def test_a_revoked_token_is_gone_for_good(office: Office) -> None:
    owner, ada, bo = office.member("Olga", "owner"), office.member("Ada"), office.member("Bo")
    first, second = (ada.post("/tokens", {"name": "T", "scopes": ["admin"]}).json() for _ in range(2))
    assert bo.delete(f"/tokens/{first['id']}").status_code == 404
    assert bo.get("/tokens").json()["items"] == []
    assert ada.delete(f"/tokens/{first['id']}").status_code == 204
    assert office.with_token(first["secret"]).get("/companies").status_code == 401
    assert ada.delete(f"/tokens/{first['id']}").status_code == 404
    assert [each["id"] for each in owner.get("/tokens").json()["items"]] == [second["id"]]
    assert owner.delete(f"/tokens/{second['id']}").status_code == 204
    assert office.with_token(second["secret"]).get("/companies").status_code == 401
    assert [each.kind for each in office.entries()[-2:]] == ["token.revoked", "token.revoked"]
    assert owner.delete("/tokens/nonsense").status_code == 404


def test_when_a_token_was_used_is_known_within_the_hour(office: Office) -> None:
    with clock.frozen(NOON):
        ada = office.member("Ada")
        token = ada.post("/tokens", {"name": "T", "scopes": ["read"]}).json()

        def used() -> Any:
            return ada.get("/tokens").json()["items"][0]["last_used_at"]

        assert used() is None
        office.with_token(token["secret"]).get("/companies")
        assert used() == "2026-11-24T12:00:00Z"
        clock.advance(timedelta(minutes=30))
        office.with_token(token["secret"]).get("/companies")
        assert used() == "2026-11-24T12:00:00Z"
        clock.advance(timedelta(minutes=31))
        office.with_token(token["secret"]).get("/companies")
        assert used() == "2026-11-24T13:01:00Z"


def test_a_key_repeated_does_not_show_the_secret_again(office: Office) -> None:
    ada, body = office.member("Ada"), {"name": "T", "scopes": ["read"]}
    first, second = (ada.post("/tokens", body, headers={"idempotency-key": "k"}).json() for _ in range(2))
    assert first["secret"] and second == {**first, "secret": None}
    assert len(ada.get("/tokens").json()["items"]) == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": "T", "scopes": []}, "/scopes"),
    ({"name": "T", "scopes": ["all"]}, "/scopes/0"),
    ({"name": " ", "scopes": ["read"]}, "/name"),
    ({"name": "T", "scopes": ["read"], "expires_at": "2020-01-01T00:00:00Z"}, "/expires_at"),
    ({"name": "T", "scopes": ["read"], "expires_at": "2099-01-01T00:00:00"}, "/expires_at"),
]


def test_what_is_wrong_is_named(office: Office) -> None:
    ada = office.member("Ada")
    for body, pointer in WRONG:
        answer = ada.post("/tokens", body)
        assert (answer.status_code, [e["pointer"] for e in answer.json()["errors"]]) == (422, [pointer])


def test_no_other_credentials_pass(office: Office) -> None:
    desk = office.with_token("")
    for header in ("Bearer", "Bearer ", "Basic abc", "Bearer hgt_wrong"):
        desk.headers = {"authorization": header}
        assert desk.get("/companies").status_code == 401, header
