"""The description of the API: OpenAPI 3.1 at /api/v1/openapi.json, with examples, problems, permissions."""

from typing import Any

from litestar import Litestar, Request
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    Example,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Reference,
    Schema,
    SecurityScheme,
)
from litestar.openapi.spec.enums import OpenAPIType

import headgate
from headgate.app.examples import EXAMPLES
from headgate.core.edge import COOKIE

BASE = "/api/v1"
MEDIA = "application/problem+json"
ABOUT = """The interface of Headgate, the sales pipeline you own; the web application uses no other.

Sign in with the cookie of a session or send `Authorization: Bearer hgt_…`. A changing request that brings a
cookie needs the header `X-Headgate: 1`. Give a changing request an `Idempotency-Key` to repeat it safely.
Ids are prefixed text, instants RFC 3339 in UTC, dates `YYYY-MM-DD`, money whole minor units with a currency.
Errors are problem documents (RFC 9457); tell them apart by `code`."""

TEXT, WHOLE = Schema(type=OpenAPIType.STRING), Schema(type=OpenAPIType.INTEGER)
PROBLEM = Schema(
    type=OpenAPIType.OBJECT,
    title="Problem",
    description="A refusal (RFC 9457). `errors` names the places in what was sent, as JSON pointers.",
    required=["type", "title", "status", "code"],
    properties={
        "type": TEXT,
        "title": TEXT,
        "status": WHOLE,
        "code": TEXT,
        "detail": TEXT,
        "errors": Schema(
            type=OpenAPIType.ARRAY,
            items=Schema(type=OpenAPIType.OBJECT, properties={"pointer": TEXT, "message": TEXT}),
        ),
    },
)
PROBLEMS = {
    "400": "The request cannot be read, or its cursor is damaged",
    "401": "Not signed in, or the session has ended",
    "403": "The role does not include it",
    "404": "No such record, or not one that you may see",
    "409": "It has changed meanwhile, or something is in the way",
    "422": "The input is not valid; `errors` names the places. A refused gate lists what is `unmet`",
    "429": "Too many requests; wait",
    "503": "Busy, or the search took too long; try again",
}

OF_A_BODY = {"413": "The body is too large", "415": "The body is of a kind that is not understood"}


def config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Headgate",
        version=headgate.__version__,
        description=ABOUT,
        path=f"{BASE}/openapi.json",
        render_plugins=[Description(path="/")],
        components=Components(
            security_schemes={
                "session": SecurityScheme(
                    type="apiKey", security_scheme_in="cookie", name=COOKIE, description="Set by signing in."
                ),
                "token": SecurityScheme(
                    type="http", scheme="bearer", description="An API token, made under Settings."
                ),
            },
        ),
        security=[{"session": []}, {"token": []}],
    )


class Description(JsonRenderPlugin):
    """Sends the description with what we add to it."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return self.render_json(request, described(request.app))


def described(app: Litestar) -> dict[str, Any]:
    """The whole description, made when it is first asked for: it takes longer than all else at the start."""
    if "description" not in app.state:
        complete(app)
        app.state.description = as_they_are(app.openapi_schema.to_schema())
    found: dict[str, Any] = app.state.description
    return found


def as_they_are(node: Any) -> Any:
    """Schemas as JSON Schema means them: a value may fit several members of a union (1 is an integer and a
    number), and a tuple's places are its prefix."""
    if isinstance(node, list):
        return [as_they_are(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {name: as_they_are(each) for name, each in node.items()}
    if "oneOf" in made and "discriminator" not in made:
        made["anyOf"] = made.pop("oneOf")
    if made.get("type") == "array" and isinstance(made.get("items"), list):
        places = made.pop("items")
        made |= {"prefixItems": places, "minItems": len(places), "maxItems": len(places)}
    return made


def complete(app: Litestar) -> None:
    """Adds to each operation its problems, its example and the permission that it asks for."""
    # Not by the configuration: the schemas of the routes would replace it.
    app.openapi_schema.components.schemas["Problem"] = PROBLEM
    permissions = {
        handler.operation_id: handler.opt.get("permission", "open")
        for route in app.routes
        for handler in getattr(route, "route_handlers", [])
        if isinstance(getattr(handler, "operation_id", None), str)
    }
    for path in (app.openapi_schema.paths or {}).values():
        for method in ("get", "post", "put", "patch", "delete"):
            operation: Operation | None = getattr(path, method)
            if operation is not None:
                finish(operation, permissions.get(operation.operation_id, "open"))


def finish(operation: Operation, permission: str) -> None:
    refusals = PROBLEMS | (OF_A_BODY if operation.request_body else {})
    if permission == "open":
        operation.security = []
        del refusals["403"]
    else:
        operation.description = "\n\n".join(
            filter(None, [operation.description, f"Needs the permission `{permission}`."])
        )
    responses: dict[str, Any] = dict(operation.responses or {})
    for status, said in refusals.items():
        media = OpenAPIMediaType(schema=Reference(ref="#/components/schemas/Problem"))
        responses[status] = OpenAPIResponse(description=said, content={MEDIA: media})
    if "204" in responses:
        responses["204"].content = None
    operation.responses = responses
    example = EXAMPLES.get(operation.operation_id or "")
    body = getattr(operation.request_body, "content", None)
    if example is not None and body:
        for media in body.values():
            media.examples = {"usual": Example(value=example)}
