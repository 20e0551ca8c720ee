"""Two server processes over one database: no lost edit, no gap in the numbers, one history; each tells its
listeners of the other's changes."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from headgate.app import founding
from headgate.core.edge import COOKIE
from tests.app.conftest import session
from tests.e2e.pairing import Listening, Pair, until_there
from tests.server import environment, process
from tests.stores import Databases

STALE = 409


@pytest.fixture(scope="module")
def pair(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("two")
    with databases.place(folder) as place, ExitStack() as stack:
        store = place.open()
        stack.callback(store.close)
        ws, member = store.write(founding.empty_workspace)
        secret = store.write(lambda tx: session(tx, ws, member))
        envs = [environment(folder, place.url) for _ in range(2)]
        for env in envs:
            stack.enter_context(process("serve", env=env, folder=folder))
        urls = [f"http://127.0.0.1:{env['HEADGATE_PORT']}" for env in envs]
        for url in urls:
            until_there(url)
        yield Pair(store, ws, (urls[0], urls[1]), {COOKIE: secret})


def made(client: httpx.Client, path: str, body: dict[str, Any]) -> str:
    answer = client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    return str(inner(answer.json())["id"])


def inner(answer: dict[str, Any]) -> dict[str, Any]:
    """The record, where an answer says more than it."""
    if "version" in answer:
        return answer
    return next(each for each in answer.values() if isinstance(each, dict) and "version" in each)


def lives(pair: Pair, clients: int, turns: int) -> None:
    """Deals are made, moved, won, lost, reopened and edited from both servers at once."""
    with pair.client(0) as client:
        opened = [stage["id"] for stage in stages_of(client) if stage["kind"] == "open"]
        reason = next(r["id"] for r in client.get("/lost-reasons").json()["items"] if r["kind"] == "lost")
        ids = [made(client, "/deals", {"name": f"Deal {n}", "amount": n * 100}) for n in range(3)]

    def live(number: int) -> int:
        dice, done = random.Random(number), 0
        with pair.client(number) as client:
            for _ in range(turns):
                deal = dice.choice(ids)
                path, body = dice.choice(
                    [
                        (f"/deals/{deal}/move", {"stage_id": dice.choice(opened)}),
                        (f"/deals/{deal}/move", {"stage_id": dice.choice(opened), "after": dice.choice(ids)}),
                        (f"/deals/{deal}/win", {}),
                        (f"/deals/{deal}/lose", {"reason_id": reason}),
                        (f"/deals/{deal}/reopen", {"reason": "Again"}),
                        ("/deals", {"name": "New", "amount": 5}),
                        (
                            "/activities",
                            {"kind": "task", "subject": "Do", "deal_id": deal, "due_on": "2027-01-01"},
                        ),
                    ]
                )
                answer = client.post(path, json=body)
                assert answer.status_code in (200, 201, STALE, 422), answer.text
                done += answer.status_code < 300
        return done

    with ThreadPoolExecutor(clients) as threads:
        assert sum(threads.map(live, range(clients))) > clients
    with pair.client(1) as client:
        for deal in ids:
            stays = client.get(f"/deals/{deal}/visits").json()["items"]
            assert sum(stay["left_at"] is None for stay in stays) == 1


def test_deals_of_two_servers(pair: Pair) -> None:
    with Listening(pair) as listening:
        lives(pair, clients=4, turns=8)
    listening.check()
    pair.check()


@pytest.mark.long
def test_many_deals_of_two_servers(pair: Pair) -> None:
    with Listening(pair) as listening:
        lives(pair, clients=8, turns=60)
    listening.check()
    pair.check()


@dataclass(frozen=True)
class Noun:
    """Where a record of it is made, read and edited, and which of its fields counts up."""

    path: str
    body: dict[str, Any]
    counts: str
    alone: bool = True
    """Whether one record can be read by its id; else it is looked for in the list."""


NOUNS = {
    "activity": Noun("/activities", {"kind": "task", "due_on": "2027-01-01"}, "subject"),
    "company": Noun("/companies", {}, "name"),
    "contact": Noun("/contacts", {"family_name": "Byron"}, "given_name"),
    "custom field": Noun("/custom-fields", {"record": "deal", "kind": "text"}, "name", alone=False),
    "deal": Noun("/deals", {}, "name"),
    "deal role": Noun("/deal-roles", {}, "name", alone=False),
    "lost reason": Noun("/lost-reasons", {"kind": "lost"}, "name", alone=False),
    "member": Noun("/members", {"role": "seller"}, "name"),
    "member role": Noun(
        "/roles", {"base": "viewer", "permissions": ["deal.read"], "reach": "own"}, "name", alone=False
    ),
    "pipeline": Noun("/pipelines", {}, "name", alone=False),
    "product": Noun("/products", {}, "name"),
    "source": Noun("/sources", {}, "name", alone=False),
    "stage": Noun("/stages", {}, "name"),
    "target": Noun("/targets", {"period": "2027"}, "amount"),
    "team": Noun("/teams", {}, "name", alone=False),
}


def begun(client: httpx.Client, noun: Noun) -> str:
    """A record of the noun that counts from 1; a stage is there with its pipeline."""
    first: dict[str, Any] = {noun.counts: 1 if noun.counts == "amount" else "1"}
    if noun.path == "/stages":
        stage = stages_of(client)[0]
        answer = client.patch(f"/stages/{stage['id']}", json=first)
        assert answer.status_code == 200, answer.text
        return str(stage["id"])
    if noun.path == "/activities":
        first["company_id"] = made(client, "/companies", {"name": "Its company"})
    return made(client, noun.path, {**noun.body, **first})


def stages_of(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/pipelines").json()["items"][0]["stages"]
    return found


def read(client: httpx.Client, noun: Noun, id_: str) -> dict[str, Any]:
    if noun.path == "/stages":
        return next(stage for stage in stages_of(client) if stage["id"] == id_)
    if noun.alone:
        return inner(client.get(f"{noun.path}/{id_}").json())
    items = client.get(noun.path).json()["items"]
    return next(item for item in items if item["id"] == id_)


def count_up(pair: Pair, noun: Noun, clients: int, turns: int) -> None:
    """Each client adds one, again and again, on the version that it read."""
    kind = int if noun.counts == "amount" else str
    with pair.client(0) as client:
        id_ = begun(client, noun)

    def add(number: int) -> int:
        done, stale = 0, 0
        with pair.client(number) as client:
            while done < turns:
                now = read(client, noun, id_)
                body = {"version": now["version"], noun.counts: kind(int(now[noun.counts]) + 1)}
                answer = client.patch(f"{noun.path}/{id_}", json=body)
                assert answer.status_code in (200, STALE), answer.text
                done += answer.status_code == 200
                stale += answer.status_code == STALE
        return done

    with ThreadPoolExecutor(clients) as threads:
        assert sum(threads.map(add, range(clients))) == clients * turns
    for number in range(2):
        with pair.client(number) as client:
            assert int(read(client, noun, id_)[noun.counts]) == 1 + clients * turns


@pytest.mark.parametrize("name", ["company", "deal"])
def test_no_edit_is_lost_between_two_servers(pair: Pair, name: str) -> None:
    with Listening(pair) as listening:
        count_up(pair, NOUNS[name], clients=2, turns=6)
    listening.check()
    pair.check()


@pytest.mark.long
@pytest.mark.parametrize("name", NOUNS)
def test_no_edit_of_any_noun_is_lost_between_two_servers(pair: Pair, name: str) -> None:
    with Listening(pair) as listening:
        count_up(pair, NOUNS[name], clients=4, turns=15)
    listening.check()
    pair.check()
