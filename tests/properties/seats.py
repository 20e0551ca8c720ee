"""Two workspaces in one store, with people of every role at the API and records that belong to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import httpx
from litestar import Litestar
from litestar.testing import TestClient

from headgate.app.api import create_app
from headgate.app.founding import empty_workspace
from headgate.app.settings import Settings
from headgate.core.access.actor import Actor, system
from headgate.core.access.roles import GRANTS, REACH, ROLES, Reach, Role
from headgate.core.edge import COOKIE, digest
from headgate.core.verbs.perform import Outcome, perform
from headgate.kit import clock
from headgate.records.activities.schemas import NewActivity
from headgate.records.companies.schemas import NewCompany
from headgate.records.contacts.schemas import NewContact
from headgate.records.deals.schemas import NewDeal
from headgate.records.members.access import actor_of
from headgate.records.members.joining import enroll
from headgate.records.members.queries import person
from headgate.records.members.schemas import EditMember, EditTeam, NewMemberRole, NewTeam
from headgate.records.members.sessions import open_session, sessions_of_identity
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.products.schemas import NewProduct
from headgate.store.engine import Store, Tx
from tests import stores

BASE = "/api/v1"


@dataclass
class Seat:
    """A member's access to the API, by a session."""

    client: TestClient[Litestar]
    ws: str
    member_id: str
    role: Role
    secret: str
    own: tuple[frozenset[str], Reach] | None = None
    """What a role of the workspace's own grants, and how far it sees."""

    @property
    def permissions(self) -> frozenset[str]:
        return self.own[0] if self.own else GRANTS[self.role]

    @property
    def reach(self) -> Reach:
        return self.own[1] if self.own else REACH[self.role]

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"cookie": f"{COOKIE}={self.secret}", "x-headgate": "1", **more.pop("headers", {})}
        answer = self.client.request(method, BASE + path, headers=headers, **more)
        self.client.cookies.clear()
        return answer


@dataclass
class Office:
    """A workspace: its people by name, its records by kind."""

    store: Store
    client: TestClient[Litestar]
    ws: str
    mark: str
    seats: dict[str, Seat] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    stages: list[str] = field(default_factory=list)

    def do(self, verb: str, *batch: Any, actor: Actor | None = None) -> Outcome:
        who = actor or system(self.ws)
        return self.store.write(lambda tx: perform(tx, who, verb, list(batch)))

    def actor(self, seat: Seat) -> Actor:
        def work(tx: Tx) -> Actor:
            who = person(tx, self.ws, seat.member_id)
            assert who is not None
            return actor_of(tx, who, None)

        return self.store.read(work)

    def sit(self, name: str, role: Role) -> Seat:
        """Another member with a session."""
        email = f"{name}.{self.mark}@example.com".lower()

        def work(tx: Tx) -> tuple[str, str]:
            id_ = enroll(tx, self.ws, name=f"{name} {self.mark}", email=email, role=role)
            who = person(tx, self.ws, id_)
            assert who is not None and who.identity_id is not None
            secret = open_session(tx, identity_id=who.identity_id, workspace_id=self.ws, member_id=id_)
            return id_, secret

        member_id, secret = self.store.write(work)
        return Seat(self.client, self.ws, member_id, role, secret)

    def another_session(self, seat: Seat) -> str:
        """The id of a further session of that person."""

        def work(tx: Tx) -> str:
            who = person(tx, self.ws, seat.member_id)
            assert who is not None and who.identity_id is not None
            secret = open_session(
                tx, identity_id=who.identity_id, workspace_id=self.ws, member_id=seat.member_id
            )
            found = tx.all(sessions_of_identity(), identity=who.identity_id, now=clock.now())
            return next(each.id for each in found if each.digest == digest(secret))

        return self.store.write(work)

    def rank(self, deal_id: str) -> str:
        """Where a deal stands in its column."""
        return str(self.seats["owner"].call("GET", f"/deals/{deal_id}").json()["rank"])

    def deal(self, name: str, owner: str | None) -> str:
        new = NewDeal(name=name, owner_id=owner, company_id=self.records["co"])
        return str(self.do("deal.create", new).results[0])


def furnish(office: Office) -> None:
    """Everybody's seat, and one record of each kind, named with the office's mark."""
    for role in ROLES:
        office.seats[role] = office.sit(role.title(), role)
    office.seats["ana"], office.seats["ben"] = office.sit("Ana", "seller"), office.sit("Ben", "seller")
    mark, made = office.mark, office.records
    made["team"] = office.do(
        "team.add", NewTeam(name=f"North {mark}", manager_id=office.seats["manager"].member_id)
    ).results[0]
    for name in ("ana", "seller"):
        office.do("member.edit", EditMember(id=office.seats[name].member_id, team_id=made["team"]))
    made["co"] = office.do("company.create", NewCompany(name=f"Acme {mark}")).results[0]
    made["con"] = office.do("contact.create", NewContact(given_name=f"Carl {mark}")).results[0]
    made["prod"] = office.do("product.create", NewProduct(name=f"GTX {mark}")).results[0]
    made["mem"] = office.seats["ben"].member_id
    (pipeline,) = office.store.read(lambda tx: pipelines_of(tx, office.ws))
    made["pipe"] = pipeline.id
    office.stages = [stage.id for stage in pipeline.stages if stage.kind == "open"]
    made["stage"] = office.stages[0]
    reasons = office.store.read(lambda tx: reasons_of(tx, office.ws))
    made["reason"] = reasons[0].id
    made["deal"] = office.deal(f"Deal {mark}", office.seats["ben"].member_id)
    made["act"] = office.do(
        "activity.add", NewActivity(kind="call", subject=f"Call {mark}", deal_id=made["deal"], owner_id=None)
    ).results[0]


OWN_ROLES: dict[str, tuple[Role, Reach, frozenset[str]]] = {
    "coach": ("seller", "team", GRANTS["viewer"] | {"activity.edit", "deal.assign", "totals.team"}),
    "registrar": (
        "viewer",
        "own",
        GRANTS["seller"] | {"member.edit", "member_role.edit", "team.edit", "source.edit"},
    ),
}
"""Roles of the workspace's own: one that leads a team of its own, one that keeps members and roles."""


def own_roles(office: Office) -> list[str]:
    """Sits members with roles of the workspace's own; gives their names."""
    for name, (base, reach, permissions) in OWN_ROLES.items():
        new = NewMemberRole(f"{name} {office.mark}", base, sorted(permissions), reach)
        role = office.do("member_role.add", new).results[0]
        seat = office.sit(name, base)
        office.do("member.edit", EditMember(id=seat.member_id, own_role_id=role))
        office.seats[name] = replace(seat, own=(permissions, reach))
    lead = office.seats["coach"].member_id
    led = office.do("team.add", NewTeam(name=f"Led {office.mark}", manager_id=lead)).results[0]
    office.do("member.edit", EditMember(id=office.seats["ana"].member_id, team_id=led))
    office.do("team.edit", EditTeam(id=led, parent_id=office.records["team"]))
    return list(OWN_ROLES)


@contextmanager
def offices(place: stores.Place) -> Iterator[tuple[Office, Office]]:
    """Two workspaces with the same kinds of people and records; the client speaks to both."""
    store = place.open()
    # A refusal that is no problem document must reach the test as an answer, not as an exception.
    app = create_app(store, Settings(data=place.folder))
    with TestClient(app, raise_server_exceptions=False) as client:
        made = []
        for mark in ("Aldermoor", "Brackenfell"):
            ws, _ = store.write(partial(empty_workspace, name=mark, email=f"{mark}@x.example"))
            made.append(Office(store, client, ws, mark))
            furnish(made[-1])
        yield made[0], made[1]
