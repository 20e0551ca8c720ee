"""Every error is a problem document that names the place and hides our inside."""

import errno
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.testing import TestClient

from headgate.app.problems import HANDLERS, MEDIA, invalid
from headgate.kit import errors, ids
from headgate.store.engine import Away, Busy, Clash, Store, TooSlow, Unfit
from tests.app.conftest import Client


class Part(msgspec.Struct, forbid_unknown_fields=True):
    amount: int


class Whole(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    parts: list[Part] = []
    extra: dict[str, int] = {}


RAISED: dict[str, Exception] = {
    "busy": Busy("the queue of the store is full"),
    "away": Away("the secret of the inside"),
    "half": Away("the secret of the inside", uncertain=True),
    "disk": OSError(errno.ENOSPC, "secret"),
    "file": FileNotFoundError(errno.ENOENT, "secret"),
    "slow": TooSlow(),
    "clash": Clash("duplicate key value violates unique constraint"),
    "problem": errors.conflict("It was moved.", current=4),
    "wait": errors.too_many(retry_after=7),
    "mine": ValueError("secret of the inside"),
    "inner": msgspec.ValidationError("Expected `int`, got `str` - at `$[2].a/b`"),
    "json": msgspec.DecodeError("JSON is malformed"),
    "deep": RecursionError("maximum recursion depth exceeded while deserializing an object"),
    "endless": RecursionError("maximum recursion depth exceeded"),
    "unfit": Unfit("a constraint of the inside: the secret is out of range"),
    "far": OverflowError("a secret date is out of range"),
}


@get("/raise/{which:str}")
async def fail(which: str) -> None:
    raise RAISED[which]


@get("/things/{thing_id:str}")
async def thing(thing_id: str, other: str = "deal_1") -> str:
    ids.to_int("deal", thing_id)
    ids.to_int("deal", other)
    return "here"


@post("/wholes")
async def whole(data: Whole, limit: int = 1) -> Whole:
    return data


@pytest.fixture(scope="module")
def bare() -> Iterator[Client]:
    """A small application with our handlers."""
    app = Litestar(
        [fail, thing, whole], exception_handlers=HANDLERS, logging_config=None, request_max_body_size=1000
    )
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    ("which", "status", "code"),
    [
        ("busy", 503, "busy"),
        ("away", 503, "unavailable"),
        ("half", 503, "unavailable"),
        ("disk", 503, "unavailable"),
        ("file", 500, "internal"),
        ("slow", 503, "too_slow"),
        ("clash", 409, "conflict"),
        ("problem", 409, "conflict"),
        ("wait", 429, "too_many"),
        ("mine", 500, "internal"),
        ("inner", 422, "invalid"),
        ("json", 400, "bad_request"),
        ("deep", 400, "bad_request"),
        ("endless", 500, "internal"),
        ("unfit", 422, "invalid"),
        ("far", 422, "invalid"),
    ],
)
def test_what_is_raised_becomes_a_problem(bare: Client, which: str, status: int, code: str) -> None:
    answer = bare.get(f"/raise/{which}")
    document = answer.json()
    assert answer.headers["content-type"] == MEDIA
    assert (answer.status_code, document["status"], document["code"]) == (status, status, code)
    assert document["type"] == "about:blank"
    assert document["title"]
    for inside in ("secret", "constraint", "queue", "Traceback"):
        assert inside not in answer.text


def test_headers_that_belong_to_a_problem(bare: Client, stranger: Client) -> None:
    assert bare.get("/raise/wait").headers["retry-after"] == "7"
    assert bare.get("/raise/busy").headers["retry-after"] == "1"
    assert bare.get("/raise/away").headers["retry-after"] == "5"
    assert "Nothing was changed" in bare.get("/raise/away").json()["detail"]
    assert "before you repeat it" in bare.get("/raise/half").json()["detail"]
    assert bare.get("/raise/problem").json()["current"] == 4
    assert len(bare.get("/raise/mine").json()["request_id"]) == 12
    assert stranger.get("/api/v1/session").headers["www-authenticate"] == "Bearer"
    assert "narrow it, or mark the field filterable" in bare.get("/raise/slow").json()["detail"]


def test_an_id_that_is_none_is_not_found_in_the_path_and_invalid_elsewhere(bare: Client) -> None:
    assert bare.get("/things/deal_1f").text == "here"
    for wrong in ("deal_zz", "co_1", "deal_", "x", "deal_1F"):
        answer = bare.get(f"/things/{wrong}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = bare.get("/things/deal_1f?other=co_1")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("body", "pointer", "says"),
    [
        ({"name": 1}, "/name", "Expected text, got a whole number."),
        ({}, "/name", "“name” is missing."),
        ({"name": "a", "nmae": 1}, "/nmae", "There is no “nmae” here."),
        ({"name": "a", "parts": [{"amount": 1}, {"amount": "x"}]}, "/parts/1/amount", "a whole number"),
        ({"name": "a", "parts": [{"a/b~": 1}]}, "/parts/0/a~1b~0", "There is no"),
        ({"name": "a", "parts": [{}]}, "/parts/0/amount", "is missing"),
        ({"name": "a", "extra": {"k": "x"}}, "/extra/*", "a whole number"),
        ([], "", "Expected an object, got a list."),
    ],
)
def test_a_wrong_body_is_named_by_its_place(bare: Client, body: Any, pointer: str, says: str) -> None:
    answer = bare.post("/wholes", json=body)
    document = answer.json()
    assert (answer.status_code, document["code"]) == (422, "invalid")
    ((place),) = document["errors"]
    assert place["pointer"] == pointer
    assert says in place["message"]
    assert "$" not in document["detail"]


def test_requests_that_cannot_be_read(bare: Client) -> None:
    json = {"content-type": "application/json"}
    assert bare.post("/wholes", content=b"{bad", headers=json).json()["code"] == "bad_request"
    assert bare.post("/wholes", content=b"\xff\xfe", headers=json).status_code == 400
    assert bare.post("/wholes", content=b"", headers=json).json()["detail"] == "The request has no body."
    assert bare.post("/wholes?limit=x", json={"name": "a"}).json()["errors"][0]["pointer"] == "/limit"
    large = bare.post("/wholes", json={"name": "x" * 2000})
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    nowhere = bare.get("/nowhere")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "not_found")
    other = bare.delete("/wholes")
    assert (other.status_code, other.json()["code"]) == (405, "method_not_allowed")
    assert "POST" in other.headers["allow"]


def test_what_msgspec_says_without_a_place() -> None:
    assert invalid("Expected `int`").fields == [{"pointer": "", "message": "Expected a whole number."}]


def test_unknown_addresses_of_the_api_are_problems(stranger: Client) -> None:
    for path in ("/api", "/api/v1/nothing", "/api/v2/deals", "/api/v1/deals/deal_1/nothing"):
        answer = stranger.get(path, headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA), path


def test_a_busy_store_shows_in_the_health(stranger: Client, store: Store) -> None:
    assert stranger.get("/healthz").json()["ok"] is True
