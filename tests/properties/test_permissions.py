"""The permission matrix: every route, by every role, on what is one's own, seen, unseen, and of others."""

import re
from collections.abc import Iterator

import httpx
import pytest
from litestar.handlers import HTTPRouteHandler

from headgate.app.api import handlers
from headgate.core.access.actor import grants
from headgate.core.access.roles import GRANTS, ROLES, Role
from headgate.records.deals.schemas import EditDeal
from tests import stores
from tests.properties.seats import Office, Seat, offices, own_roles
from tests.properties.targets import BODIES, HIDDEN, PREFIXES, QUERIES, SHARING, Maker, Target, targets

OPEN = {"signIn", "signInWithCode", "signInByLink", "signOut", "getInvitation", "acceptInvitation"}
"""Routes for who is not signed in yet, or no more."""
APART = {"listenToChanges", "undo", "mergeDeal"}
"""The stream has tests of its own; an undo names no record, a merge two."""
SHOWN = ("shared", "changeable")
FILE = ("files", ("deals.csv", b"Deal,Stage\nAcme,Won\n", "text/csv"))


def routes() -> list[HTTPRouteHandler]:
    found = handlers()
    assert {str(h.operation_id) for h in found if h.opt["permission"] == "open"} == OPEN
    return [h for h in found if h.operation_id not in OPEN | APART]


def ask(handler: HTTPRouteHandler, seat: Seat, here: Office, id_: str | None) -> httpx.Response:
    (path,) = handler.paths
    path = re.sub(r"\{(\w+):str\}", id_ or "win_rate", path)
    operation, method = str(handler.operation_id), next(iter(handler.http_methods))
    query = QUERIES[operation](here) if operation in QUERIES else None
    if operation == "uploadImport":
        return seat.call(method, path, files=[FILE])
    body = None
    if method not in ("GET", "DELETE"):
        body = BODIES[operation](here) if operation in BODIES else {}
    return seat.call(method, path, params=query, json=body)


def cell(maker: Maker, handler: HTTPRouteHandler, role: str, target: Target, prefix: str | None) -> str:
    """Makes the record and the request; gives what is wrong with the answer, empty when it is right."""
    here, seat = maker.here, maker.here.seats[role]
    method = next(iter(handler.http_methods))
    permitted = handler.opt["permission"] in seat.permissions
    # Who may not import or change many is refused whatever the id: none need be made.
    made = f"{prefix}_1" if prefix in ("imp", "bulk") else None
    if prefix and (permitted or made is None):
        made = maker.record(prefix, target, seat)
    answer = ask(handler, seat, here, made)
    said = f"{handler.operation_id} by {role} of {target}: {answer.status_code} {answer.text[:300]}"
    if maker.there.mark in answer.text:
        return f"another workspace shows: {said}"
    if (seat.reach != "everyone" or target == "other") and HIDDEN in answer.text:
        return f"what is unseen shows: {said}"
    only_shown = target == "shared" and method != "GET"
    if not permitted or only_shown or (target in SHOWN and handler.operation_id in SHARING):
        right = answer.status_code == 403 and answer.json()["code"] == "forbidden"
    elif target in ("unseen", "other"):
        right = answer.status_code == 404 and answer.json()["code"] == "not_found"
    else:
        right = answer.status_code < 300 or answer.status_code in (409, 422)
    return "" if right else said


def hide(maker: Maker) -> None:
    """Records that neither a manager nor a seller sees, and one that a manager has just lost sight of."""
    ben = maker.here.seats["ben"]
    for prefix in ("deal", "act"):
        maker.record(prefix, "unseen", ben)
        maker.record(prefix, "other", ben)


def test_every_route_by_every_role(place: stores.Place) -> None:
    cells, wrong = 0, []
    with offices(place) as (here, there):
        maker = Maker(here, there)
        roles = [*ROLES, *own_roles(here)]
        hide(maker)
        for handler in routes():
            names = re.findall(r"\{(\w+):str\}", next(iter(handler.paths)))
            prefix = PREFIXES.get(names[0]) if names else None
            for role in roles:
                for target in targets(prefix, here.seats[role]):
                    cells += 1
                    if fault := cell(maker, handler, role, target, prefix):
                        wrong.append(fault)
    print(f"{cells} cells")
    assert not wrong, f"{len(wrong)} of {cells} cells\n" + "\n".join(wrong[:20])
    assert cells > 2_400


def test_nobody_passes_without_a_session(place: stores.Place) -> None:
    with offices(place) as (here, _):
        stranger = Seat(here.client, here.ws, "", "viewer", "unknown")
        for handler in routes():
            answer = ask(handler, stranger, here, "deal_1")
            said = (answer.status_code, answer.json()["code"])
            assert said == (401, "unauthenticated"), handler.operation_id


def test_a_merge_asks_for_the_right_to_see_both(place: stores.Place) -> None:
    expected: list[tuple[Role, Target, Target, int]] = [
        *(("owner", "own", "seen", 200), ("manager", "own", "seen", 200), ("seller", "own", "own", 200)),
        *(("seller", "own", "unseen", 404), ("seller", "unseen", "own", 404)),
        *(("manager", "seen", "unseen", 404), ("owner", "own", "other", 404), ("owner", "other", "own", 404)),
        *(("success", "own", "seen", 403), ("viewer", "own", "seen", 403)),
        *(("seller", "own", "shared", 403), ("seller", "shared", "own", 403)),
        ("seller", "own", "changeable", 200),
    ]
    with offices(place) as (here, there):
        maker = Maker(here, there)
        for role, target, second, status in expected:
            seat = here.seats[role]
            one, two = maker.record("deal", target, seat), maker.record("deal", second, seat)
            answer = seat.call("POST", f"/deals/{one}/merge", json={"other_id": two})
            assert answer.status_code == status, (role, target, second, answer.text)
            assert status == 200 or HIDDEN not in answer.text
            if status == 200:
                gone = seat.call("GET", f"/deals/{two}")
                assert (gone.status_code, gone.json()["merged_into"]) == (404, one)
            hint = seat.call("GET", f"/deals/{one}/alike")
            assert HIDDEN not in hint.text


def undone(maker: Maker, role: Role, target: Target) -> httpx.Response:
    """An undo of what an admin has just changed of a deal."""
    here = maker.here
    deal = maker.record("deal", target, here.seats[role])
    seq = here.do("deal.edit", EditDeal(id=deal, amount=7), actor=here.actor(here.seats["admin"])).last
    return here.seats[role].call("POST", "/undo", json={"seq": seq})


def test_undo_asks_for_the_same_rights(place: stores.Place) -> None:
    expected: list[tuple[Role, Target, int]] = [
        *(("owner", "own", 200), ("owner", "seen", 200), ("admin", "seen", 200), ("manager", "seen", 200)),
        *(("manager", "unseen", 404), ("seller", "own", 403), ("seller", "unseen", 403)),
        *(("success", "seen", 403), ("viewer", "seen", 403)),
        *(("manager", "changeable", 200), ("manager", "shared", 403)),
    ]
    with offices(place) as (here, there):
        maker = Maker(here, there)
        for role, target, status in expected:
            answer = undone(maker, role, target)
            assert answer.status_code == status, f"{role} {target}: {answer.text}"
            assert HIDDEN not in answer.text


Named = tuple[Role, str, dict[str, object], set[int]]


def foreign(here: Office, there: Office, hidden: str) -> Iterator[Named]:
    """Requests that name, in their body, what is of another workspace or unseen: as which role, where to,
    what, and the answers that are right."""
    own = here.deal("Mine", here.seats["seller"].member_id)
    deal, other = "/deals", there.records
    for name in ("company_id", "product_id", "stage_id", "pipeline_id"):
        prefix = PREFIXES[name]
        yield "owner", deal, {"name": "x", name: other[prefix]}, {404, 422}
    yield "owner", deal, {"name": "x", "owner_id": other["mem"]}, {422}
    yield "seller", deal, {"name": "x", "owner_id": here.seats["ben"].member_id}, {403}
    yield "manager", deal, {"name": "x", "owner_id": here.seats["ben"].member_id}, {403}
    yield "owner", f"/deals/{own}/assign", {"owner_id": other["mem"]}, {422}
    yield "seller", f"/deals/{own}/move", {"stage_id": other["stage"]}, {404}
    yield "seller", f"/deals/{own}/move", {"stage_id": here.stages[0], "after": hidden}, {200}
    yield "seller", f"/deals/{own}/move", {"stage_id": here.stages[0], "before": other["deal"]}, {200}
    yield "seller", f"/deals/{own}/lose", {"reason_id": other["reason"]}, {422}
    yield "seller", "/activities", {"kind": "note", "subject": "x", "deal_id": hidden}, {404}
    yield "seller", "/activities", {"kind": "note", "subject": "x", "deal_id": other["deal"]}, {404}
    yield "seller", "/activities", {"kind": "note", "subject": "x", "company_id": other["co"]}, {422}
    yield "owner", "/companies", {"name": "x", "owner_id": other["mem"]}, {422}
    yield "owner", "/companies", {"name": "x", "parent_id": other["co"]}, {422}
    yield "owner", "/members", {"name": "x", "role": "seller", "team_id": other["team"]}, {422}
    yield "owner", "/teams", {"name": "x", "manager_id": other["mem"]}, {422}
    yield "admin", "/members", {"name": "x", "role": "owner"}, {403}
    yield "owner", "/session/workspace", {"workspace_id": there.ws}, {404}


def test_ids_in_bodies_reach_no_further(place: stores.Place) -> None:
    with offices(place) as (here, there):
        hidden = Maker(here, there).record("deal", "unseen", here.seats["seller"])
        for role, path, body, right in foreign(here, there, hidden):
            answer = here.seats[role].call("POST", path, json=body)
            assert answer.status_code in right, f"{role} {path} {body}: {answer.status_code} {answer.text}"
            assert HIDDEN not in answer.text and there.mark not in answer.text


@pytest.mark.parametrize("scope", ["read", "write", "import", "admin"])
def test_a_token_does_no_more_than_its_scope(place: stores.Place, scope: str) -> None:
    with offices(place) as (here, there):
        owner, maker = here.seats["owner"], Maker(here, there)
        secret = owner.call("POST", "/tokens", json={"name": "x", "scopes": [scope]}).json()["secret"]
        bearer = Token(owner, secret)
        for handler in routes():
            if handler.opt["permission"] in grants(GRANTS["owner"], (scope,)):
                continue
            names = re.findall(r"\{(\w+):str\}", next(iter(handler.paths)))
            prefix = PREFIXES.get(names[0]) if names else None
            id_ = maker.record(prefix, "seen", owner) if prefix and prefix != "imp" else "imp_1"
            answer = ask(handler, bearer, here, id_)
            assert answer.status_code == 403, f"{handler.operation_id}: {answer.status_code} {answer.text}"


class Token(Seat):
    """A token's access in place of a session's."""

    def __init__(self, seat: Seat, secret: str) -> None:
        super().__init__(seat.client, seat.ws, seat.member_id, seat.role, secret)

    def call(self, method: str, path: str, **more: object) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.secret}"}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **more)  # type: ignore[arg-type]
