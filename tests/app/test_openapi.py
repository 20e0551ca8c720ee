"""The description of the API: whole, true to the routes, and its examples are accepted."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from headgate.app.api import description, handlers
from headgate.app.examples import EXAMPLES
from headgate.app.openapi import BASE, PROBLEMS
from headgate.core.access.roles import PAGE
from tests.app.conftest import Client

METHODS = ("get", "post", "put", "patch", "delete")
CONTRACT = """
POST /session|POST /session/link|GET /session|DELETE /session|POST /session/workspace|POST /session/password
POST /session/code|GET /session/second-factor|POST /session/second-factor|POST /session/second-factor/confirm
POST /session/second-factor/off|GET /sessions|DELETE /sessions/{}|POST /sessions/end-others
GET /invitations/{}|POST /invitations/accept|GET /workspace|PATCH /workspace|GET /members|POST /members
PATCH /members/{}|POST /members/{}/invitation|POST /members/{}/deactivate|POST /members/{}/activate|GET /teams
POST /teams|PATCH /teams/{}|POST /teams/{}/archive|GET /tokens|POST /tokens|DELETE /tokens/{}|GET /companies
POST /companies|GET /companies/{}|PATCH /companies/{}|POST /companies/{}/archive|POST /companies/{}/restore
GET /products|POST /products|GET /products/{}|PATCH /products/{}|POST /products/{}/archive
POST /products/{}/restore|GET /pipelines|POST /pipelines|PATCH /pipelines/{}|POST /pipelines/{}/stages
PATCH /stages/{}|POST /stages/{}/retire|GET /lost-reasons|POST /lost-reasons|PATCH /lost-reasons/{}
GET /pipelines/{}/board|GET /pipelines/{}/board/cards|GET /pipelines/{}/board/changes|GET /deals|POST /deals
GET /deals/{}|PATCH /deals/{}|POST /deals/{}/move|POST /deals/{}/win|POST /deals/{}/lose
POST /deals/{}/reopen|POST /deals/{}/assign|POST /deals/{}/archive|POST /deals/{}/restore
POST /deals/{}/delete|GET /deals/{}/timeline|GET /deals/{}/visits|GET /deals/{}/worth
POST /undo|GET /activities
POST /activities|PATCH /activities/{}|POST /activities/{}/done|POST /activities/{}/reopen
POST /activities/{}/cancel|GET /metrics|GET /metrics/{}|GET /metrics/summary|GET /fields|GET /search
GET /pipelines/{}/funnel|GET /pipelines/{}/funnel/deals
GET /journal|GET /events|GET /deals/deleted|POST /deals/{}/snooze
POST /deals/{}/wake|GET /contacts|GET /contacts/alike|POST /contacts
GET /contacts/{}|PATCH /contacts/{}|POST /contacts/{}/archive|POST /contacts/{}/restore
GET /audit|GET /exports/audit.csv|GET /exports/lines.csv|GET /deal-roles|POST /deal-roles
GET /deals/{}/lines|POST /deals/{}/lines|PATCH /lines/{}|POST /lines/{}/remove
PATCH /deal-roles/{}|GET /deals/{}/people|POST /deals/{}/people|PATCH /people/{}
POST /people/{}/remove|GET /sources|POST /sources|PATCH /sources/{}
POST /sources/{}/archive|POST /sources/{}/restore|GET /sources/unplaced
GET /targets|POST /targets|GET /targets/{}|PATCH /targets/{}|POST /targets/{}/archive
POST /targets/{}/restore|GET /targets/{}/coverage|GET /lead-response
GET /exchange-rates|POST /exchange-rates|PATCH /exchange-rates/{}|POST /exchange-rates/{}/archive
POST /exchange-rates/{}/restore
"""


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return description()


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each operation as `GET /deals/{}`, below the base."""
    for path, item in described["paths"].items():
        short = "/".join(
            "{}" if part.startswith("{") else part for part in path.removeprefix(BASE).split("/")
        )
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {short}", item[method]


def by_operation() -> dict[str, HTTPRouteHandler]:
    return {str(handler.operation_id): handler for handler in handlers()}


def test_it_is_sent_as_json(stranger: Client, described: dict[str, Any]) -> None:
    answer = stranger.get(f"{BASE}/openapi.json")
    assert answer.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    assert json.loads(answer.text) == described
    assert stranger.get(f"{BASE}/openapi.json").text == answer.text


def test_every_route_of_the_contract_is_there(described: dict[str, Any]) -> None:
    wanted = {each.strip() for line in CONTRACT.split("\n") for each in line.split("|") if each.strip()}
    assert sorted(wanted - {name for name, _ in operations(described)}) == []


def test_every_operation_says_what_it_is(described: dict[str, Any]) -> None:
    seen = set()
    for name, operation in operations(described):
        assert operation.get("summary"), name
        assert operation.get("tags"), name
        assert operation["operationId"] not in seen, name
        seen.add(operation["operationId"])
        assert operation["responses"].keys() >= PROBLEMS.keys() - {"403"}, name
        refused = operation["responses"]["400"]["content"]
        assert refused.keys() == {"application/problem+json"}, name
        assert {"413", "415"} <= operation["responses"].keys() or "requestBody" not in operation, name


def test_schemas_mean_what_json_schema_means(described: dict[str, Any]) -> None:
    """A union says that one member or more fits; a tuple names its places."""
    text = json.dumps(described)
    assert '"oneOf"' not in text and '"items": [' not in text
    assert "content" not in described["paths"][f"{BASE}/session"]["delete"]["responses"]["204"]


def test_every_route_names_its_permission(described: dict[str, Any]) -> None:
    for name, handler in by_operation().items():
        assert handler.opt.get("permission") in {*PAGE, "open"}, name
    found = dict(operations(described))
    assert found["POST /session"]["security"] == []
    assert "security" not in found["GET /deals"]
    assert "`deal.read`" in found["GET /deals"]["description"]
    assert described["security"] == [{"session": []}, {"token": []}]
    assert described["components"]["securitySchemes"].keys() == {"session", "token"}


def test_no_schema_is_lost(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= described["components"]["schemas"].keys()
    assert "Problem" in names


@pytest.mark.parametrize("operation", EXAMPLES)
def test_examples_are_what_the_routes_take(operation: str, described: dict[str, Any]) -> None:
    handler = by_operation()[operation]
    wanted = handler.parsed_fn_signature.parameters["data"].annotation
    msgspec.convert(EXAMPLES[operation], wanted)
    body = next(each for _, each in operations(described) if each["operationId"] == operation)["requestBody"]
    assert body["content"]["application/json"]["examples"]["usual"]["value"] == EXAMPLES[operation]
