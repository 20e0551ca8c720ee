"""A refusal tells nothing: what one may not see is answered as what never was, and costs what that costs."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
from litestar.handlers import HTTPRouteHandler

from headgate.app.api import description
from headgate.core.access.roles import GRANTS, ROLES, Role
from headgate.core.verbs.undo import Undo
from headgate.kit import clock, ids
from headgate.records.deals.schemas import EditDeal
from tests import stores
from tests.properties.seats import Office, Seat, offices
from tests.properties.targets import BODIES, PREFIXES, Maker, Target
from tests.properties.test_permissions import APART, ask, routes
from tests.properties.work_done import Watch, watching

HIDDEN: list[Target] = ["unseen", "other"]
HIDDEN_OF: dict[str, list[Target]] = {"deal": HIDDEN, "act": HIDDEN, "tok": HIDDEN, "ses": HIDDEN}
"""Where a record can be hidden from somebody; of all other kinds only another workspace's is."""
EVERYONE = ("owner", "admin", "success", "viewer")
SEES_ALL = {"deal": EVERYONE, "act": EVERYONE, "tok": ("owner", "admin"), "ses": ()}
"""Who has none of the workspace's own hidden."""
VOLATILE = frozenset(("date",))


def never_was(id_: str) -> str:
    """An id of the same kind and length that no record has."""
    made = ids.new(id_.partition("_")[0])
    assert len(made) == len(id_)
    return made


def said(answer: httpx.Response, id_: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that the answer tells, but for the id that was asked for."""
    headers = [(name, value) for name, value in answer.headers.multi_items() if name not in VOLATILE]
    return answer.status_code, answer.content.replace(id_.encode(), b"ID"), headers


def hidden_targets(prefix: str, role: Role) -> list[Target]:
    found = HIDDEN_OF.get(prefix, ["other"])
    return ["other"] if role in SEES_ALL.get(prefix, ()) else found


def with_id() -> Iterator[tuple[HTTPRouteHandler, str]]:
    for handler in routes():
        names = re.findall(r"\{(\w+):str\}", next(iter(handler.paths)))
        if names and names[0] in PREFIXES:
            yield handler, PREFIXES[names[0]]


def compared(watch: Watch, handler: HTTPRouteHandler, seat: Seat, here: Office, hidden: str) -> str:
    """What differs between a hidden record's answer and that of one which never was; empty when nothing."""
    absent = never_was(hidden)
    # Once before: statements are prepared and caches filled.
    ask(handler, seat, here, never_was(hidden))
    watch.taken()
    first = said(ask(handler, seat, here, hidden), hidden)
    cost = watch.taken()
    second = said(ask(handler, seat, here, absent), absent)
    if first != second:
        return f"answers differ: {first} {second}"
    if first[0] != 404:
        return f"not a 404: {first}"
    own = watch.taken()
    return "" if cost == own else f"the work differs: {cost} {own}"


def test_what_is_hidden_is_answered_as_what_never_was(place: stores.Place) -> None:
    cells, wrong = 0, []
    with offices(place) as (here, there), watching() as watch:
        maker = Maker(here, there)
        for handler, prefix in with_id():
            for role in ROLES:
                if handler.opt["permission"] not in GRANTS[role]:
                    continue
                for target in hidden_targets(prefix, role):
                    cells += 1
                    hidden = maker.record(prefix, target, here.seats[role])
                    if fault := compared(watch, handler, here.seats[role], here, hidden):
                        wrong.append(f"{handler.operation_id} by {role} of {target}: {fault}")
    print(f"{cells} cells")
    assert not wrong, f"{len(wrong)} of {cells} cells\n" + "\n".join(wrong[:12])
    assert cells > 200


LINKS = re.compile(r"^(after|before|subject|.*_id)$")
KIND_OF = {"after": "deal", "before": "deal", "owner_id": "mem", "manager_id": "mem", "parent_id": "co"}
NOT_HIDDEN = frozenset(("workspace_id",))
"""Which workspaces one is in is no secret of a workspace; `switchWorkspace` has a test of its own."""


def links() -> Iterator[tuple[str, str, str]]:
    """(operation, member of its body, kind of id) of all bodies that name another record."""
    document = description()
    schemas = document["components"]["schemas"]
    for methods in document["paths"].values():
        for operation in methods.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if not body or "$ref" not in body["schema"]:
                continue
            for name in schemas[body["schema"]["$ref"].rpartition("/")[2]].get("properties", {}):
                kind = KIND_OF.get(name) or PREFIXES.get(name)
                if LINKS.match(name) and kind and name not in NOT_HIDDEN:
                    yield operation["operationId"], name, kind


def named(maker: Maker, handler: HTTPRouteHandler, role: Role, name: str, id_: str) -> tuple[int, str]:
    """The answer to a fitting request that names the id in its body."""
    here, seat = maker.here, maker.here.seats[role]
    operation = str(handler.operation_id)
    found = re.findall(r"\{(\w+):str\}", next(iter(handler.paths)))
    own = maker.record(PREFIXES[found[0]], "own", seat) if found else None
    body = BODIES[operation](here) if operation in BODIES else {}
    if operation == "moveDeal":
        body = {"stage_id": here.stages[0]} if name != "stage_id" else {}
    path = re.sub(r"\{(\w+):str\}", own or "", next(iter(handler.paths)))
    answer = seat.call(next(iter(handler.http_methods)), path, json={**body, name: id_})
    # What was done differs by its ids; where a card then stands has a test of its own.
    return answer.status_code, answer.text.replace(id_, "ID") if answer.status_code >= 300 else ""


def test_an_id_in_a_body_tells_nothing(place: stores.Place) -> None:
    """Naming what is hidden has the effect of naming what never was, for every member of every body."""
    handlers = {
        str(handler.operation_id): handler for handler in routes() if handler.operation_id not in APART
    }
    cells, wrong = 0, []
    with offices(place) as (here, there):
        maker = Maker(here, there)
        for operation, name, kind in links():
            handler = handlers[operation]
            for role in ROLES:
                if handler.opt["permission"] not in GRANTS[role]:
                    continue
                for target in hidden_targets(kind, role):
                    cells += 1
                    hidden = maker.record(kind, target, here.seats[role])
                    first = named(maker, handler, role, name, hidden)
                    second = named(maker, handler, role, name, never_was(hidden))
                    if first != second:
                        wrong.append(f"{operation}.{name} by {role} of {target}: {first} {second}")
    print(f"{cells} cells")
    assert not wrong, f"{len(wrong)} of {cells} cells\n" + "\n".join(wrong[:12])
    assert cells > 60


def test_a_hidden_neighbour_is_none(place: stores.Place) -> None:
    """A card moved beside a deal that one does not see goes to the top: its rank must not tell where that
    deal stands."""
    with offices(place) as (here, there):
        maker = Maker(here, there)
        seller = here.seats["seller"]
        # The newest stands on top: the one hidden is in the middle of the column.
        own, hidden, top = (maker.record("deal", each, seller) for each in ("own", "unseen", "own"))
        for beside in ("after", "before"):
            body = {"stage_id": here.stages[0], beside: hidden}
            moved = seller.call("POST", f"/deals/{own}/move", json=body).json()["deal"]
            assert moved["rank"] < here.rank(top) < here.rank(hidden), beside


def test_an_undo_tells_nothing_of_what_is_hidden(place: stores.Place) -> None:
    """Neither that a change is undone, nor that it is old: an unseen change answers as one of no number."""
    with offices(place) as (here, there):
        maker, manager = Maker(here, there), here.seats["manager"]
        admin = here.actor(here.seats["admin"])
        hidden = maker.record("deal", "unseen", manager)
        seq = here.do("deal.edit", EditDeal(id=hidden, amount=7), actor=admin).last
        absent = manager.call("POST", "/undo", json={"seq": seq + 1_000})
        assert absent.status_code == 404
        answers = [manager.call("POST", "/undo", json={"seq": seq})]
        with clock.frozen(clock.now() + timedelta(days=2)):
            answers.append(manager.call("POST", "/undo", json={"seq": seq}))
        here.do("undo", Undo(seq=seq), actor=admin)
        answers.append(manager.call("POST", "/undo", json={"seq": seq}))
        assert [(each.status_code, each.content) for each in answers] == [(404, absent.content)] * 3
