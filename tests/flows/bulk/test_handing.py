"""Handing over what a member has: everything in one piece of work, told in the journal, undone as a whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.core.access.actor import Actor
from headgate.core.fields.catalogue import RECORDS
from headgate.core.verbs import rows
from headgate.flows.bulk import handing
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import HandOverPreview, NewHandOver
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.activities.schemas import DoActivity, NewActivity
from headgate.records.companies.schemas import NewCompany
from headgate.records.contacts.schemas import NewContact
from headgate.records.deals.schemas import DeleteDeal, EditDeal, NewDeal, WinDeal
from headgate.records.members.schemas import EditMember, NameMember, NewTeam
from headgate.records.targets.schemas import NewTarget
from headgate.store.engine import Store, Tx
from tests.flows.bulk.desk import Desk
from tests.world import found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Firm:
    """Lea, who leaves, with three deals (one won), a company, a contact, an activity to do and a target."""

    def __init__(self, store: Store) -> None:
        world = self.world = found(store)
        self.owner = world.member("Olga", "owner")
        self.lea, self.max = world.member("Lea"), world.member("Max")
        self.desk = Desk(world, self.owner)
        lea = self.lea.member_id
        self.company = self.do("company.create", NewCompany("Acme", owner_id=lea))
        self.contact = self.do("contact.create", NewContact(given_name="Ada", owner_id=lea))
        names = ("Press", "Lathe", "Saw")
        self.deals = [
            self.do("deal.create", NewDeal(name=n, owner_id=lea, company_id=self.company)) for n in names
        ]
        self.do("deal.win", WinDeal(id=self.deals[2]))
        self.todo = self.do("activity.add", NewActivity("call", "Call", deal_id=self.deals[0], owner_id=lea))
        done = self.do("activity.add", NewActivity("call", "Called", deal_id=self.deals[0], owner_id=lea))
        self.do("activity.do", DoActivity(id=done))
        self.target = self.do("target.create", NewTarget("2026-Q2", 5, member_id=lea))
        self.do("target.create", NewTarget("2025-Q2", 5, member_id=lea))
        self.done = done

    def do(self, verb: str, payload: Any) -> Any:
        return self.world.do(verb, payload, actor=self.owner).results[0]

    def asked(self, **more: Any) -> NewHandOver:
        to = {} if "team_id" in more else {"to": self.max.member_id}
        return NewHandOver(member_id=str(self.lea.member_id), **{**to, **more})

    def hand(self, **more: Any) -> Run:
        (id_,) = self.world.do("bulk.hand_over", self.asked(**more), actor=self.owner).results
        self.desk.work()
        return self.desk.run(id_)

    def preview(self, by: Actor | None = None, **more: Any) -> HandOverPreview:
        def work(tx: Tx) -> HandOverPreview:
            handing.leaver(tx, by or self.owner, self.asked(**more))
            return handing.owned(tx, self.world.ws, self.asked(**more))[1]

        return self.world.store.read(work)

    def desk_of(self, member_id: str) -> list[str]:
        """What a member has."""
        asked = NewHandOver(member_id=member_id)
        return self.world.store.read(lambda tx: handing.owned(tx, self.world.ws, asked)[0])

    def owners(self) -> dict[str, str | None]:
        """Record -> whose it is."""
        ids = {"deal": self.deals, "company": [self.company], "contact": [self.contact]}
        ids |= {"activity": [self.todo, self.done], "target": [self.target]}

        def work(tx: Tx) -> dict[str, str | None]:
            said: dict[str, str | None] = {}
            for record, wanted in ids.items():
                column = "member_id" if record == "target" else "owner_id"
                assert column in RECORDS[record].table.c
                of_kind = rows.load(tx, self.world.ws, record, wanted)
                said |= {id_: row[column] for id_, row in of_kind.items()}
            return said

        return self.world.store.write(work)


@pytest.fixture
def firm(store: Store) -> Firm:
    with clock.frozen(START):
        return Firm(store)


def test_all_goes_to_one_and_comes_back_as_a_whole(firm: Firm) -> None:
    before, deals, totals = firm.owners(), firm.desk.rows(), firm.desk.totals()
    with clock.frozen(START + timedelta(days=1)):
        assert firm.preview() == HandOverPreview(7, 3, 1, 1, 1, 1, 1)
        run = firm.hand(count=7)
        assert (run.status, run.result.changed, run.result.refused) == ("applied", 7, 0)
        theirs = {id_ for id_, owner in firm.owners().items() if owner == firm.max.member_id}
        assert theirs == set(before) - {firm.done}
        entries = [e for e in firm.desk.entries() if e.batch == run.batch]
        assert sorted(e.kind for e in entries) == sorted(
            ["deal.assigned"] * 3 + ["company.edited", "contact.edited", "activity.edited", "target.assigned"]
        )
        assert firm.preview().count == 0
        assert firm.desk.differences() == []
        undone = firm.desk.undo(run)
        assert (undone.status, undone.result.undone, undone.result.left) == ("undone", 7, 0)
    assert firm.owners() == before
    assert [row[:-1] for row in firm.desk.rows()] == [row[:-1] for row in deals]
    assert firm.desk.totals() == totals
    assert firm.desk.differences() == []


def test_what_was_chosen_alone_goes(firm: Firm) -> None:
    with clock.frozen(START + timedelta(days=1)):
        run = firm.hand(what=["deal"], closed=False)
    assert run.result.changed == 2
    theirs = {id_ for id_, owner in firm.owners().items() if owner == firm.max.member_id}
    assert theirs == set(firm.deals[:2])


def test_a_team_takes_turns_and_a_company_stays_with_one(firm: Firm) -> None:
    with clock.frozen(START + timedelta(days=1)):
        team = firm.do("team.add", NewTeam("North"))
        people = {firm.max.member_id, firm.world.member("Eva").member_id}
        for id_ in people:
            firm.do("member.edit", EditMember(id=str(id_), team_id=team))
        firm.do("member.edit", EditMember(id=str(firm.lea.member_id), team_id=team))
        for i in range(20):
            firm.do("contact.create", NewContact(given_name=f"C{i}", owner_id=firm.lea.member_id))
        run = firm.hand(team_id=team)
        assert run.result.refused == 0
        owners = firm.owners()
        with_acme = {owners[id_] for id_ in (firm.company, *firm.deals, firm.todo)}
        assert len(with_acme) == 1 and with_acme <= people
        taken = [len(firm.desk_of(str(id_))) for id_ in people]
        assert min(taken) > 3, taken


def test_what_is_in_the_way_stays_and_says_why(firm: Firm) -> None:
    with clock.frozen(START + timedelta(days=1)):
        firm.do("target.create", NewTarget("2026-Q2", 9, member_id=firm.max.member_id))
        firm.do("deal.delete", DeleteDeal(id=firm.deals[1], reason="test"))
        run = firm.hand()
        assert (run.result.changed, run.result.refused) == (5, 1)
        assert [r.sentence for r in run.result.reasons] == [
            "There is a target for this period and this part of the workspace already: change that one."
        ]
        firm.do("deal.edit", EditDeal(id=firm.deals[0], amount=7))
        firm.world.do("company.edit", handing.PAYLOAD["company"](firm.company, str(firm.owner.member_id)))
        undone = firm.desk.undo(run)
        assert (undone.result.undone, undone.result.left) == (4, 1)
    owners = firm.owners()
    assert owners[firm.deals[0]] == firm.lea.member_id
    assert owners[firm.company] == firm.owner.member_id


def test_bad_requests_are_refused(firm: Firm) -> None:
    gone = firm.world.member("Ned")
    team = firm.do("team.add", NewTeam("Empty"))
    firm.do("member.deactivate", NameMember(id=str(gone.member_id)))
    lea = str(firm.lea.member_id)
    cases: list[tuple[dict[str, Any], Actor, int]] = [
        ({"to": None}, firm.owner, 422),
        ({"to": lea}, firm.owner, 422),
        ({"to": "mem_1"}, firm.owner, 422),
        ({"to": "nobody"}, firm.owner, 422),
        ({"to": gone.member_id}, firm.owner, 422),
        ({"team_id": team}, firm.owner, 422),
        ({"team_id": "team_1"}, firm.owner, 422),
        ({"member_id": "mem_1"}, firm.owner, 404),
        ({"member_id": "x"}, firm.owner, 404),
        ({"count": 3}, firm.owner, 409),
        ({}, firm.lea, 403),
        ({}, replace(firm.owner, owners=(lea,)), 403),
    ]
    for more, by, status in cases:
        given: dict[str, Any] = {"member_id": lea, "to": firm.max.member_id, **more}
        if "team_id" in more:
            given["to"] = None
        with pytest.raises(Problem) as said:
            firm.world.do("bulk.hand_over", NewHandOver(**given), actor=by)
        assert said.value.status == status, more
