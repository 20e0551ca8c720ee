"""What one may not see changes nothing that one reads: lists, counts, sums, figures, searches, exports."""

import json
import re
from collections.abc import Iterator
from typing import Any

from litestar.handlers import HTTPRouteHandler

from headgate.app.api import description
from headgate.app.fanout import Client, deliver
from headgate.app.reach import gathered, reach_of
from headgate.core.access.roles import GRANTS, ROLES, Role
from headgate.core.journal.entries import head
from headgate.kit import clock
from headgate.records.activities.schemas import DoActivity, NewActivity
from headgate.records.deals.schemas import AssignDeal, EditDeal, LoseDeal, MoveDeal, NameDeal, WinDeal
from tests import stores
from tests.properties.seats import Office, Seat, offices
from tests.properties.targets import HIDDEN, PREFIXES, QUERIES, Maker
from tests.properties.test_permissions import routes

OWN_SECRETS = {"listSessions", "getSecondFactor"}
"""Of the person who asks alone: other tests hold them."""
SEQ = re.compile(r'"seq":\d+')
WORKSPACE_WIDE = {"getBoardChanges"}
"""Answers about entries since a number; the number moves, so they are asked from the present one on."""


def ways(parameter: dict[str, Any], here: Office) -> Iterator[str]:
    """Values of a query parameter that would reach for what is hidden."""
    match parameter["name"]:
        case "filter":
            yield json.dumps({"field": "name", "op": "contains", "value": "e"})
            yield json.dumps({"not": {"field": "created_at", "op": "lt", "value": "2020-01-01T00:00:00Z"}})
        case "sort":
            yield from ("name", "-created_at", "-amount", "due_at")
        case "segment":
            yield from ("owner_id", "stage_name", "company_sector", "team_id", "source")
        case "owner":
            yield from ("me", here.seats["ben"].member_id, here.seats["ana"].member_id)
        case "team":
            yield here.records["team"]
        case "q":
            yield from (HIDDEN, "con", "d")
        case "archived":
            yield "true"
        case "subject":
            yield from (here.records["co"], here.records["deal"])


def questions(here: Office, seat: Seat, own: dict[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(operation, path, query) of everything that this member may read, in every way of asking."""
    parameters = {
        operation["operationId"]: operation.get("parameters", [])
        for methods in description()["paths"].values()
        for operation in methods.values()
    }
    for handler in routes():
        operation = str(handler.operation_id)
        if "GET" not in handler.http_methods or operation in OWN_SECRETS | {"listenToChanges"}:
            continue
        if handler.opt["permission"] not in GRANTS[seat.role] or not (path := whole(handler, own)):
            continue
        usual = dict(QUERIES[operation](here)) if operation in QUERIES else {}
        if operation in WORKSPACE_WIDE:
            usual["since"] = here.store.read(lambda tx: tx.one(head(), ws=here.ws))
        yield operation, path, usual
        for parameter in parameters[operation]:
            for value in ways(parameter, here):
                yield operation, path, {**usual, parameter["name"]: value}


def whole(handler: HTTPRouteHandler, own: dict[str, str]) -> str:
    """The path with the ids of what the member sees; empty where there is no such record."""
    (path,) = handler.paths
    for name in re.findall(r"\{(\w+):str\}", path):
        if name == "metric_id":
            path = path.replace("{metric_id:str}", "win_rate")
            continue
        prefix = PREFIXES[name]
        if prefix not in own:
            return ""
        path = path.replace(f"{{{name}:str}}", own[prefix])
    return path


def everything(here: Office, seat: Seat, own: dict[str, str]) -> dict[str, tuple[int, str]]:
    found = {}
    for operation, path, query in questions(here, seat, own):
        answer = seat.call("GET", path, params=query)
        shown = {name: value for name, value in query.items() if name != "since"}
        found[f"{operation} {path} {shown}"] = (answer.status_code, SEQ.sub("", answer.text))
    return found


def stir(maker: Maker) -> None:
    """Much happens to deals that neither the manager nor the seller sees, and in another workspace."""
    here = maker.here
    for target in ("unseen", "other"):
        office, ben = (
            (here, here.seats["ben"]) if target == "unseen" else (maker.there, maker.there.seats["ben"])
        )
        made = [office.deal(f"{HIDDEN} {target} {i}", ben.member_id) for i in range(6)]
        office.do("deal.edit", *(EditDeal(id=each, amount=1_000_000, source=HIDDEN) for each in made))
        office.do("deal.move", MoveDeal(id=made[0], stage_id=office.stages[1]))
        office.do("deal.win", WinDeal(id=made[1]))
        office.do("deal.lose", LoseDeal(id=made[2], reason_id=office.records["reason"]))
        office.do("deal.win", WinDeal(id=made[3]))
        office.do("deal.archive", NameDeal(id=made[3]))
        new = [NewActivity("call", HIDDEN, deal_id=each, owner_id=ben.member_id) for each in made[4:]]
        calls = office.do("activity.add", *new).results
        office.do("activity.do", DoActivity(id=calls[0]))
        office.do("deal.assign", AssignDeal(id=made[5], owner_id=None))


def test_what_is_unseen_moves_nothing_that_is_read(place: stores.Place) -> None:
    cells, wrong = 0, []
    with clock.frozen(clock.now()), offices(place) as (here, there):
        maker = Maker(here, there)
        own: dict[Role, dict[str, str]] = {}
        for role in ("manager", "seller"):
            seat = here.seats[role]
            kinds = ("deal", "act", "co", "prod", "mem", "team", "pipe", "stage")
            own[role] = {kind: maker.record(kind, "own", seat) for kind in kinds}
        before = {role: everything(here, here.seats[role], ids) for role, ids in own.items()}
        stir(maker)
        for role, ids in own.items():
            for asked, after in everything(here, here.seats[role], ids).items():
                cells += 1
                if before[role][asked] != after:
                    wrong.append(f"{asked} by {role}: {before[role][asked]} {after}"[:900])
    print(f"{cells} cells")
    assert not wrong, f"{len(wrong)} of {cells} cells\n" + "\n".join(wrong[:8])
    assert cells > 150


def test_the_stream_tells_of_what_can_be_opened_and_of_that_alone(place: stores.Place) -> None:
    """Each role's stream holds a deal or activity just when a request by its id finds it."""
    with offices(place) as (here, there):
        maker = Maker(here, there)
        start = int(here.store.read(lambda tx: tx.one(head(), ws=here.ws)) or 0)
        stir(maker)
        for role in ROLES:
            for prefix in ("deal", "act"):
                maker.record(prefix, "own", here.seats[role])
        company = NewActivity("note", "At a company", company_id=here.records["co"], owner_id=None)
        here.do("activity.add", company)
        for role in ROLES:
            heard, all_ = told(here, role, start)
            opened = {id_ for id_ in all_ if opens(here.seats[role], id_)}
            assert heard & all_ == opened, role
            assert not any(there_id in heard for there_id in there.records.values())


def told(here: Office, role: Role, start: int) -> tuple[set[str], set[str]]:
    """What the role's stream tells since that number, and all deals and activities of which it might."""
    actor = here.actor(here.seats[role])
    client, reach = Client(actor, start), reach_of(actor)
    entries, seen = here.store.read(lambda tx: gathered(here.ws, start, {reach} if reach else set(), tx))
    deliver(client, entries, seen.get(reach))
    heard = {id_ for moment in client.moments for id_ in moment.ids}
    subjects = {entry.subject_id for entry in entries if entry.record in ("deal", "activity")}
    return heard, subjects


def opens(seat: Seat, id_: str) -> bool:
    path = "/deals/" if id_.startswith("deal_") else "/activities/"
    return seat.call("GET", path + id_).status_code == 200
