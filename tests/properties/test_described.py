"""Requests that schemathesis makes of the API's description, fitting or not: each answer is as described."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from headgate.app.api import description
from tests import stores
from tests.properties.seats import Office, Seat, offices
from tests.properties.targets import PREFIXES
from tests.properties.test_fuzz import ENDLESS, Crowd

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
LONGEST = 16_000
"""Of an address: clients send none of more than 64 k, of which percent signs take two thirds."""
UNHEALTHY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
Operation = APIOperation[Any, Any, Any, Any]


def operations() -> list[Operation]:
    schema = schemathesis.openapi.from_dict(description())
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return [each for each in found if each.definition.raw["operationId"] not in ENDLESS]


@dataclass(frozen=True)
class Asked:
    """A request, and which parts of its path name a record that there is: else most end at a 404."""

    made: Any
    known: frozenset[str]

    def of(self, office: Office) -> Any:
        """The same request of one of the offices, whose ids are its own."""
        for name in self.known:
            if id_ := office.records.get(PREFIXES[name]):
                self.made.path_parameters[name] = id_
        return self.made


@st.composite
def case(draw: st.DrawFn, operation: Operation, mode: GenerationMode) -> Asked:
    made = draw(operation.as_strategy(generation_mode=mode))
    named = sorted(name for name in made.path_parameters or () if name in PREFIXES)
    return Asked(made, frozenset(name for name in named if draw(st.integers(0, 9))))


def sent(seat: Seat, made: Any) -> httpx.Response:
    """The request as `requests` would write it, by the seat's way into the application."""
    given_ = made.as_transport_kwargs(base_url="http://testserver")
    known = {
        name: given_[name] for name in ("method", "url", "params", "data", "json", "files") if name in given_
    }
    headers = {
        name: value for name, value in (given_.get("headers") or {}).items() if name.lower() != "cookie"
    }
    ready = requests.Request(**known, headers=headers).prepare()
    body = ready.body.encode() if isinstance(ready.body, str) else ready.body
    kept = {
        name: value
        for name, value in ready.headers.items()
        if name.lower() not in ("authorization", "cookie")
    }
    path = str(ready.path_url).removeprefix("/api/v1")
    return seat.call(str(ready.method), path, content=body, headers=kept)


@dataclass
class Played:
    """How many answers had which status, and what was wrong: operation and fault -> an example."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)


def play(crowds: list[Crowd], each: int, start: int) -> Played:
    """Makes `each` requests of every operation in either mode, to every office in turn."""
    found = Played()
    for operation in operations():
        for mode in MODES:
            play_one(operation, mode, crowds, each, start, found)
    return found


def play_one(
    operation: Operation, mode: GenerationMode, crowds: list[Crowd], each: int, start: int, found: Played
) -> None:
    @seed(start)
    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=UNHEALTHY,
    )
    @given(asked=case(operation, mode))
    def one(asked: Asked) -> None:
        made = asked.made
        assume(len(made.as_transport_kwargs(base_url="")["url"]) + len(str(made.query)) < LONGEST)
        for crowd in crowds:
            answer = sent(crowd.seats["owner"], asked.of(crowd.office))
            found.statuses[answer.status_code] += 1
            try:
                made.validate_response(answer, checks=CHECKS)
            except FailureGroup as failures:
                fault = f"{operation.label} {mode.value}: {failures.exceptions[0].title}"
                found.wrong.setdefault(fault, f"{fault}\n{str(failures)[:1500]}")
            if crowd.seats["owner"].call("GET", "/session").status_code != 200:
                crowd.replace("owner")

    try:
        one()
    except Unsatisfiable:
        # Nothing can be asked wrongly of an operation that takes nothing.
        assert mode is GenerationMode.NEGATIVE, operation.label


@pytest.fixture
def crowds(everywhere: list[stores.Place]) -> Iterator[list[Crowd]]:
    """An office on every engine: to make a request costs more than to answer it on both."""
    with ExitStack() as stack:
        yield [Crowd(stack.enter_context(offices(place))[0]) for place in everywhere]


def checked(found: Played) -> int:
    """The number of calls, of which none was answered wrongly."""
    assert not found.wrong, f"{len(found.wrong)} faults\n" + "\n".join([*found.wrong.values()][:10])
    return found.statuses.total()


def test_every_answer_is_described(crowds: list[Crowd]) -> None:
    began = time.monotonic()
    found = play(crowds, 5, 1)
    calls = checked(found)
    print(f"{calls} calls in {time.monotonic() - began:.1f} s: {dict(sorted(found.statuses.items()))}")
    assert calls > 1_000 * len(crowds)
    assert sum(count for status, count in found.statuses.items() if status < 300) > 200


@pytest.mark.long
@pytest.mark.parametrize("start", [10, 11])
def test_every_answer_of_many_is_described(crowds: list[Crowd], start: int) -> None:
    assert checked(play(crowds, 55, start)) > 12_500 * len(crowds)
