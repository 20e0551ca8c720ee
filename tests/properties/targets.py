"""Long because each operation has its line: what a cell of the permission matrix is about, what is sent."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any, Literal

from headgate.flows.bulk.runs import run_of
from headgate.flows.bulk.schemas import Chosen, NewBulk
from headgate.flows.exchange.mappings.schemas import NewMapping
from headgate.kit import clock
from headgate.records.activities.schemas import NewActivity
from headgate.records.collaborators.schemas import AddCollaborator
from headgate.records.companies.schemas import NewCompany
from headgate.records.contacts.schemas import NewContact
from headgate.records.custom_fields.schemas import NewCustomField
from headgate.records.lines.schemas import AddLine
from headgate.records.members.schemas import NewMember, NewMemberRole, NewTeam, NewToken
from headgate.records.people.schemas import AddParticipant, NewRole
from headgate.records.pipelines.schemas import AddStage, NewReason, NewStage
from headgate.records.products.schemas import NewProduct
from headgate.records.rates.schemas import NewRate
from headgate.records.sources.schemas import NewSource
from headgate.records.targets.schemas import NewTarget
from tests.properties.seats import Office, Seat

Target = Literal["own", "seen", "unseen", "other", "shared", "changeable"]
"""Whose the record is; or a deal of somebody unseen, and what belongs to it, shared with the actor: to be
seen, or to be changed too."""
SHARING = {"addCollaborator", "editCollaborator", "removeCollaborator"}
"""What a collaborator does not do, whatever the right."""
OF_DEALS = ("deal", "act", "part", "line", "col")
HIDDEN = "Concealed"
"""In the name of whatever the actor may not see."""
PREFIXES = {
    "deal_id": "deal",
    "activity_id": "act",
    "company_id": "co",
    "contact_id": "con",
    "product_id": "prod",
    "member_id": "mem",
    "team_id": "team",
    "pipeline_id": "pipe",
    "stage_id": "stage",
    "reason_id": "reason",
    "role_id": "role",
    "member_role_id": "mrole",
    "source_id": "src",
    "target_id": "tgt",
    "rate_id": "rate",
    "participant_id": "part",
    "line_id": "line",
    "collaborator_id": "col",
    "token_id": "tok",
    "session_id": "ses",
    "import_id": "imp",
    "mapping_id": "map",
    "bulk_id": "bulk",
    "custom_field_id": "field",
}


def targets(prefix: str | None, seat: Seat) -> list[Target]:
    """The kinds of record that there are for this member: who sees everything has none unseen."""
    if prefix is None:
        return ["own"]
    if prefix in (*OF_DEALS, "tgt"):
        others: list[Target] = {"own": ["unseen"], "everyone": ["seen"]}.get(seat.reach, ["seen", "unseen"])  # type: ignore[assignment]
        if prefix in OF_DEALS and seat.reach != "everyone":
            others += ["shared", "changeable"]
        return ["own", *others, "other"]
    if prefix == "bulk":
        all_ = seat.reach == "everyone" and "journal.read" in seat.permissions
        return ["own", "seen" if all_ else "unseen", "other"]
    if prefix == "ses":
        return ["own", "unseen", "other"]
    if prefix == "tok":
        return ["own", "seen" if "member.edit" in seat.permissions else "unseen", "other"]
    return ["seen", "other"]


class Maker:
    """Makes the records; each call gives a fresh one, so that no cell meets what another has done."""

    def __init__(self, here: Office, there: Office) -> None:
        self.here, self.there, self.count, self.deal = here, there, 0, ""

    def record(self, prefix: str, target: Target, seat: Seat) -> str:
        self.count += 1
        office = self.there if target == "other" else self.here
        word = HIDDEN if target in ("unseen", "other") else "Plain"
        make = getattr(self, f"a_{prefix}")
        made: str = make(office, f"{word} {self.count}", self.holder(office, target, seat))
        if target in ("shared", "changeable"):
            office.do("collaborator.add", AddCollaborator(seat.member_id, self.deal, target == "changeable"))
        return made

    def holder(self, office: Office, target: Target, seat: Seat) -> Seat:
        """Whose record it is: one's own, of one's team, or of somebody in no team."""
        if target == "own":
            return seat
        return office.seats["ana" if target == "seen" else "ben"]

    def a_deal(self, office: Office, name: str, holder: Seat) -> str:
        self.deal = office.deal(name, holder.member_id)
        return self.deal

    def a_col(self, office: Office, name: str, holder: Seat) -> str:
        deal = self.a_deal(office, name, holder)
        new = AddCollaborator(office.seats["success"].member_id, deal)
        return str(office.do("collaborator.add", new).results[0])

    def a_act(self, office: Office, name: str, holder: Seat) -> str:
        new = NewActivity("call", name, deal_id=self.a_deal(office, name, holder), owner_id=holder.member_id)
        return str(office.do("activity.add", new).results[0])

    def a_co(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("company.create", NewCompany(name)).results[0])

    def a_con(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("contact.create", NewContact(given_name=name)).results[0])

    def a_prod(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("product.create", NewProduct(name)).results[0])

    def a_mem(self, office: Office, name: str, holder: Seat) -> str:
        email = f"m{self.count}@example.com"
        return str(office.do("member.add", NewMember(name, "seller", email)).results[0])

    def a_team(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("team.add", NewTeam(name)).results[0])

    def a_mrole(self, office: Office, name: str, holder: Seat) -> str:
        return str(
            office.do("member_role.add", NewMemberRole(name, "viewer", ["deal.read"], "team")).results[0]
        )

    def a_pipe(self, office: Office, name: str, holder: Seat) -> str:
        return office.records["pipe"]

    def a_stage(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("stage.add", AddStage(office.records["pipe"], NewStage(name))).results[0])

    def a_reason(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("lost_reason.add", NewReason(name)).results[0])

    def a_src(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("source.create", NewSource(name)).results[0])

    def a_tgt(self, office: Office, name: str, holder: Seat) -> str:
        new = NewTarget(another_day(), 1, member_id=holder.member_id)
        return str(office.do("target.create", new).results[0])

    def a_field(self, office: Office, name: str, holder: Seat) -> str:
        new = NewCustomField("company", f"{name} {self.count}", "text")
        return str(office.do("custom_field.add", new).results[0])

    def a_rate(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("exchange_rate.create", NewRate("CHF", another_date(), "1.04")).results[0])

    def a_role(self, office: Office, name: str, holder: Seat) -> str:
        return str(office.do("deal_role.add", NewRole(name)).results[0])

    def a_part(self, office: Office, name: str, holder: Seat) -> str:
        deal = self.a_deal(office, name, holder)
        contact = self.a_con(office, f"Plain {self.count}", holder)
        return str(office.do("participant.add", AddParticipant(contact, deal)).results[0])

    def a_line(self, office: Office, name: str, holder: Seat) -> str:
        new = AddLine(self.a_deal(office, name, holder), name=name, unit_price=100)
        return str(office.do("deal_line.add", new).results[0])

    def a_tok(self, office: Office, name: str, holder: Seat) -> str:
        actor = office.actor(holder)
        return str(office.do("token.create", NewToken(name, ["read"]), actor=actor).results[0][0])

    def a_ses(self, office: Office, name: str, holder: Seat) -> str:
        return office.another_session(holder)

    def a_imp(self, office: Office, name: str, holder: Seat) -> str:
        return an_import(office, name)

    def a_map(self, office: Office, name: str, holder: Seat) -> str:
        return a_mapping(office, name)

    def a_bulk(self, office: Office, name: str, holder: Seat) -> str:
        new = NewBulk(Chosen(ids=[self.a_deal(office, name, holder)]), "edit", {"amount": 5})
        made: str = office.do("bulk.start", new, actor=office.actor(holder)).results[0]
        for _ in range(200):
            if office.store.read(lambda tx: run_of(tx, office.ws, made)).status != "applying":
                break
            time.sleep(0.02)
        return made


def an_import(office: Office, name: str) -> str:
    file = ("deals.csv", f"Deal,Amount,Stage\n{name},12,Won\n".encode(), "text/csv")
    answer = office.seats["owner"].call("POST", "/imports", files=[("files", file)])
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def a_mapping(office: Office, name: str) -> str:
    new = NewMapping(name, an_import(office, name))
    return str(office.do("import_mapping.create", new).results[0])


DAYS = count()


def another_date() -> str:
    """A day that no other record has."""
    return (date(1901, 1, 1) + timedelta(days=next(DAYS))).isoformat()


def another_day() -> str:
    """A period that no other target has."""
    day = date.fromisoformat(another_date())
    return f"{day}..{day + timedelta(days=1)}"


Body = Callable[[Office], dict[str, Any]]
BODIES: dict[str, Body] = {
    "addActivity": lambda o: {"kind": "note", "subject": "x", "company_id": o.records["co"]},
    "editActivity": lambda o: {"outcome": "reached"},
    "createCompany": lambda o: {"name": "Northwind"},
    "editCompany": lambda o: {"sector": "Retail"},
    "createContact": lambda o: {"given_name": "Grace"},
    "editContact": lambda o: {"job_title": "Buyer"},
    "addDealRole": lambda o: {"name": "Sponsor"},
    "editDealRole": lambda o: {"name": "Sponsor"},
    "addCollaborator": lambda o: {"member_id": o.seats["viewer"].member_id},
    "editCollaborator": lambda o: {"may_edit": True},
    "addPerson": lambda o: {"contact_id": o.records["con"]},
    "addLine": lambda o: {"name": "Training", "unit_price": 100},
    "editLine": lambda o: {"quantity": "2"},
    "editPerson": lambda o: {"main": True},
    "addCustomField": lambda o: {"record": "company", "name": f"Field {o.mark}", "kind": "flag"},
    "editCustomField": lambda o: {"help": "as they say it"},
    "createSource": lambda o: {"name": f"Source of {len(o.records)}"},
    "editSource": lambda o: {"words": []},
    "createTarget": lambda o: {
        "period": another_day(),
        "amount": 5,
        "member_id": o.seats["ana"].member_id,
    },
    "editTarget": lambda o: {"amount": 7},
    "createMapping": lambda o: {
        "name": f"Mapping {another_date()}",
        "import_id": an_import(o, "Plain"),
    },
    "editMapping": lambda o: {"name": f"Mapping {another_date()}"},
    "mapImport": lambda o: {"mapping_id": a_mapping(o, f"Mapping {another_date()}")},
    "createRate": lambda o: {"currency": "CHF", "starts_on": another_date(), "rate": "1.04"},
    "editRate": lambda o: {"rate": "1.05"},
    "createDeal": lambda o: {"name": "New"},
    "editDeal": lambda o: {"amount": 5},
    "moveDeal": lambda o: {"stage_id": o.stages[1]},
    "loseDeal": lambda o: {"reason_id": o.records["reason"]},
    "reopenDeal": lambda o: {"reason": "they called back"},
    "assignDeal": lambda o: {"owner_id": o.seats["ana"].member_id},
    "snoozeDeal": lambda o: {"until": f"{clock.now() + timedelta(days=9):%Y-%m-%d}"},
    "deleteDeal": lambda o: {"reason": "test"},
    "addMember": lambda o: {"name": "Nobody yet", "role": "viewer"},
    "editMember": lambda o: {"hue": 3},
    "addTeam": lambda o: {"name": f"Team of {len(o.records)}"},
    "editTeam": lambda o: {"region": "West"},
    "addRole": lambda o: {
        "name": f"Role of {len(o.records)}",
        "base": "viewer",
        "permissions": ["deal.read"],
        "reach": "own",
    },
    "editRole": lambda o: {"permissions": ["deal.read"]},
    "createToken": lambda o: {"name": "Sync", "scopes": ["read"]},
    "switchWorkspace": lambda o: {"workspace_id": o.ws},
    "changePassword": lambda o: {"new": "long enough for anybody", "current": "long enough for anybody"},
    "setUpSecondFactor": lambda o: {"password": "long enough for anybody"},
    "confirmSecondFactor": lambda o: {"code": "000000"},
    "turnOffSecondFactor": lambda o: {"password": "long enough for anybody", "code": "000000"},
    "createPipeline": lambda o: {"name": "Renewals"},
    "editPipeline": lambda o: {"name": "Sales"},
    "addStage": lambda o: {"name": "Pilot"},
    "editStage": lambda o: {"purpose": "to try it"},
    "addLostReason": lambda o: {"name": "Too late"},
    "editLostReason": lambda o: {"name": "Too dear"},
    "createProduct": lambda o: {"name": "MG"},
    "editProduct": lambda o: {"series": "M"},
    "editWorkspace": lambda o: {"fiscal_month": 4},
    "previewBulkChange": lambda o: {"deals": {"ids": [o.records["deal"]]}, "verb": "wake"},
    "startBulkChange": lambda o: {"deals": {"ids": [o.records["deal"]]}, "verb": "wake"},
    "previewConversion": lambda o: {"kind": "long_text"},
    "convertField": lambda o: {"kind": "long_text"},
    "previewHandOver": lambda o: {},
    "handOver": lambda o: {"to": o.seats["ana"].member_id},
    "planImport": lambda o: {"files": []},
}
QUERIES: dict[str, Body] = {
    "listFunnelDeals": lambda o: {"stage_id": o.stages[0]},
    "getBoardCards": lambda o: {"stage_id": o.stages[0]},
    "getBoardChanges": lambda o: {"since": 0},
    "search": lambda o: {"q": HIDDEN},
    "listDeals": lambda o: {"limit": 200},
    "listActivities": lambda o: {"limit": 200},
    "listJournal": lambda o: {"limit": 200},
    "listAudit": lambda o: {"limit": 200},
    "getBoard": lambda o: {"limit": 200},
}
