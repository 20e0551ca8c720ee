"""What is asked: each case is a row of the report, with the requests that it sends."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from urllib.parse import quote

from bench.filling import Filled
from headgate.app.openapi import BASE
from headgate.core.edge import COOKIE

LIMIT = 50


@dataclass(frozen=True)
class Ask:
    """One request: who asks for what."""

    method: str
    path: str
    who: str
    body: Any = None


@dataclass(frozen=True)
class Case:
    """A row of the report. `asks` gives requests without end, or as many as there are deals to change."""

    name: str
    asks: Callable[[Filled], Iterator[Ask]]
    changes: bool = False


def board(who: str) -> Callable[[Filled], Iterator[Ask]]:
    return lambda it: cycle([Ask("GET", f"/pipelines/{it.pipeline}/board?limit={LIMIT}", who)])


def reads(it: Filled) -> Iterator[Ask]:
    return (Ask("GET", f"/deals/{id_}", "admin") for id_ in cycle(it.deals[::7]))


def moves(it: Filled) -> Iterator[Ask]:
    """Each deal once: a second move within minutes would be a correction, which is another path."""
    places = len(it.stages)
    for i, id_ in enumerate(it.deals):
        yield Ask("POST", f"/deals/{id_}/move", "admin", {"stage_id": it.stages[(i % places + 1) % places]})


def creations(it: Filled) -> Iterator[Ask]:
    body = {"name": "A new deal of the bench", "company_id": it.company, "amount": 1_250_000}
    return cycle([Ask("POST", "/deals", "admin", body)])


def lists(it: Filled) -> Iterator[Ask]:
    condition = {
        "all": [
            {"field": "owner_id", "op": "in", "value": [it.seller_id]},
            {"field": "amount", "op": "gt", "value": 20_000_000},
        ]
    }
    text = quote(json.dumps(condition))
    return cycle([Ask("GET", f"/deals?limit={LIMIT}&sort=-amount&filter={text}", "admin")])


def reports(it: Filled) -> Iterator[Ask]:
    return cycle([Ask("GET", f"/metrics/summary?pipeline_id={it.pipeline}", "admin")])


CASES = (
    Case("board admin", board("admin")),
    Case("board team", board("manager")),
    Case("board seller", board("seller")),
    Case("read", reads),
    Case("move", moves, changes=True),
    Case("create", creations, changes=True),
    Case("list", lists),
    Case("report", reports),
)


def on_the_wire(ask: Ask, filled: Filled) -> bytes:
    """The request as its bytes, with the session's cookie."""
    cookie = f"{COOKIE}={filled.sessions[ask.who]}"
    head = f"{ask.method} {ask.path if ask.path.startswith('/bench') else BASE + ask.path} HTTP/1.1\r\n"
    head += f"Host: 127.0.0.1\r\nCookie: {cookie}\r\nX-Headgate: 1\r\nAccept: application/json\r\n"
    body = b"" if ask.body is None else json.dumps(ask.body).encode()
    if ask.method != "GET":
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body
