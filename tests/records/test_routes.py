"""Every route of the nouns: what it checks is what it declares, and nobody passes unasked."""

from typing import Any

import pytest
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.roles import PAGE
from tests.records.office import ROUTES, Office, application

BODIES: dict[str, dict[str, Any]] = {
    "addMember": {"name": "Ada", "role": "seller"},
    "addTeam": {"name": "North"},
    "addRole": {"name": "Coach", "base": "seller", "permissions": ["deal.read"], "reach": "own"},
    "createToken": {"name": "Sync", "scopes": ["read"]},
    "createCompany": {"name": "Acme"},
    "createContact": {"given_name": "Ada"},
    "createProduct": {"name": "GTX"},
    "createRate": {"currency": "CHF", "starts_on": "2027-01-01", "rate": "1.04"},
    "createTarget": {"period": "2027-Q1", "amount": 5},
    "addCustomField": {"record": "company", "name": "Tier", "kind": "number"},
    "switchWorkspace": {"workspace_id": "ws_1"},
    "changePassword": {"new": "long enough for anybody"},
    "signInWithCode": {"pending": "x", "code": "123456"},
    "setUpSecondFactor": {"password": "x"},
    "confirmSecondFactor": {"code": "123456"},
    "turnOffSecondFactor": {"password": "x", "code": "123456"},
}
SESSION_ONLY = {
    "switchWorkspace",
    "changePassword",
    "listSessions",
    "endSession",
    "endOtherSessions",
    "getSecondFactor",
    "setUpSecondFactor",
    "confirmSecondFactor",
    "turnOffSecondFactor",
}
CHECKED = [handler for handler in ROUTES if handler.opt["permission"] != "open"]


def method_and_path(handler: HTTPRouteHandler) -> tuple[str, str]:
    (path,) = handler.paths
    for name, prefix in (
        ("member", "mem"),
        ("member_role", "mrole"),
        ("team", "team"),
        ("company", "co"),
        ("contact", "con"),
        ("product", "prod"),
        ("target", "tgt"),
        ("rate", "rate"),
        ("custom_field", "field"),
    ):
        path = path.replace(f"{{{name}_id:str}}", f"{prefix}_1")
    path = path.replace("{token_id:str}", "tok_1").replace("{session_id:str}", "ses_1")
    return next(iter(handler.http_methods)), path


def test_each_route_says_what_it_is() -> None:
    ids = [handler.operation_id for handler in ROUTES]
    assert len(set(ids)) == len(ids)
    for handler in ROUTES:
        assert handler.summary and handler.tags and handler.operation_id
        assert handler.opt["permission"] in {*PAGE, "open"}


def test_nobody_passes_without_a_session(office: Office) -> None:
    for handler in CHECKED:
        method, path = method_and_path(handler)
        answer = office.stranger().call(method, path, BODIES.get(str(handler.operation_id), {}))
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), handler.operation_id


def test_a_route_checks_the_permission_that_it_declares(office: Office) -> None:
    owner = office.member("Olga", "owner")
    token = owner.post("/tokens", {"name": "Imports alone", "scopes": ["import"]}).json()["secret"]
    for handler in CHECKED:
        if handler.operation_id in SESSION_ONLY:
            continue
        method, path = method_and_path(handler)
        answer = office.with_token(token).call(method, path, BODIES.get(str(handler.operation_id), {}))
        assert answer.status_code == 403, handler.operation_id
        assert f"“{handler.opt['permission']}”" in answer.json()["detail"]


@pytest.mark.parametrize("operation", sorted(SESSION_ONLY))
def test_some_routes_want_a_session(office: Office, operation: str) -> None:
    owner = office.member("Olga", "owner")
    token = owner.post("/tokens", {"name": "All", "scopes": ["admin"]}).json()["secret"]
    (handler,) = (each for each in ROUTES if each.operation_id == operation)
    answer = office.with_token(token).call(*method_and_path(handler), BODIES.get(operation, {}))
    assert (answer.status_code, answer.json()["detail"]) == (403, "This takes a session, not a token.")


def test_a_cookie_alone_changes_nothing(office: Office) -> None:
    """Another site can make a browser send the cookie, not the header."""
    owner = office.member("Olga", "owner")
    forged = {name: value for name, value in owner.headers.items() if name == "cookie"}
    owner.headers = forged
    for handler in ROUTES:
        method, path = method_and_path(handler)
        if method not in ("GET", "HEAD") and handler.operation_id not in ("signInByLink", "signIn"):
            body = BODIES.get(str(handler.operation_id), {})
            if handler.operation_id == "acceptInvitation":
                body = {"token": "x", "name": "x", "password": "x"}
            answer = owner.call(method, path, body)
            assert answer.status_code == 403, handler.operation_id
            assert "X-Headgate" in answer.json()["detail"]
    assert owner.get("/session").status_code == 200


def test_the_description_of_the_api_can_be_made(office: Office) -> None:
    document = application(office.store).openapi_schema.to_schema()
    schemas = document["components"]["schemas"]
    assert schemas["NewCompany"]["properties"]["name"]["maxLength"] == 200
    page = document["paths"]["/api/v1/companies"]["get"]["responses"]["200"]["content"]["application/json"]
    shown = page["schema"]
    if "$ref" in shown:
        shown = schemas[shown["$ref"].rpartition("/")[2]]
    assert set(shown["properties"]) == {"items", "next", "total", "total_is_bound"}
