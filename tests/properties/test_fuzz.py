"""Whatever is sent to whichever operation: a fitting answer or a problem document, never our own fault."""

import time
from random import Random
from typing import Any

import httpx
import pytest

from headgate.app.api import description
from headgate.core.access.roles import ROLES, Role
from tests import stores
from tests.properties.fuzzing import Call, Fuzzer
from tests.properties.seats import Office, Seat, offices
from tests.properties.shaped import faults

ENDLESS = {"listenToChanges"}
PROBLEM = "application/problem+json"


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    base = "/api/v1"
    return [
        (path.removeprefix(base), method, operation)
        for path, methods in document["paths"].items()
        if path.startswith(base)
        for method, operation in methods.items()
        if operation["operationId"] not in ENDLESS
    ]


def gathered(answer: Any, fuzzer: Fuzzer, own: dict[str, list[str]]) -> None:
    """Keeps the ids and cursors of an answer, so that later calls meet records that there are."""
    if isinstance(answer, dict):
        if isinstance(answer.get("next"), str):
            fuzzer.cursors.append(answer["next"])
        for value in answer.values():
            gathered(value, fuzzer, own)
    elif isinstance(answer, list):
        for value in answer:
            gathered(value, fuzzer, own)
    elif isinstance(answer, str) and len(answer) < 30:
        known = own.get(answer.partition("_")[0])
        if known is not None and len(known) < 60 and answer not in known:
            known.append(answer)


def check(call: Call, answer: httpx.Response, document: dict[str, Any], operation: dict[str, Any]) -> Any:
    said = f"{call}\n{answer.status_code} {answer.text[:800]}"
    assert answer.status_code < 500, said
    if answer.status_code >= 300:
        assert answer.headers["content-type"] == PROBLEM, said
        problem = answer.json()
        assert problem["status"] == answer.status_code and problem["code"] and problem["title"], said
        return None
    described = operation["responses"].get(str(answer.status_code))
    assert described is not None, f"a status that is not described\n{said}"
    if not answer.content:
        return None
    if not answer.headers["content-type"].startswith("application/json"):
        assert answer.headers["content-type"].startswith("text/csv"), said
        return None
    body = answer.json()
    schema = described["content"]["application/json"]["schema"]
    wrong = list(faults(body, schema, document["components"]["schemas"]))
    assert not wrong, f"{wrong[:3]}\n{said}"
    return body


class Crowd:
    """Somebody of each role, replaced when a call has ended their session."""

    def __init__(self, office: Office) -> None:
        self.office, self.count = office, 0
        self.seats: dict[Role, Seat] = {role: office.seats[role] for role in ROLES}

    def replace(self, role: Role) -> None:
        self.count += 1
        self.seats[role] = self.office.sit(f"{role}{self.count}", role)


def fuzz(place: stores.Place, seed: int, calls: int) -> dict[int, int]:
    """Makes the calls; gives how many answers had which status."""
    document = description()
    listed = operations(document)
    found: dict[int, int] = {}
    with offices(place) as (here, there):
        own = {prefix: [id_, there.records[prefix]] for prefix, id_ in here.records.items()}
        own |= {"ws": [here.ws, there.ws], "tok": ["tok_1"], "imp": ["imp_1"]}
        random = Random(seed)
        fuzzer, crowd = Fuzzer(random, document, own), Crowd(here)
        for number in range(calls):
            path, method, operation = listed[number % len(listed)]
            call = fuzzer.call(path, method, operation)
            role: Role = random.choice(("owner", "owner", "owner", *ROLES))
            more = {"params": call.query, "content": call.content, "files": call.files}
            answer = crowd.seats[role].call(call.method, call.path, headers=call.headers, **more)
            gathered(check(call, answer, document, operation), fuzzer, own)
            found[answer.status_code] = found.get(answer.status_code, 0) + 1
            if crowd.seats[role].call("GET", "/session").status_code != 200:
                crowd.replace(role)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_no_request_is_our_fault(place: stores.Place, seed: int) -> None:
    began = time.monotonic()
    found = fuzz(place, seed, 800)
    print(f"{sum(found.values())} calls in {time.monotonic() - began:.1f} s: {dict(sorted(found.items()))}")
    assert sum(count for status, count in found.items() if status < 300) > 100


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 112))
def test_no_request_of_many_is_our_fault(place: stores.Place, seed: int) -> None:
    fuzz(place, seed, 4_000)
