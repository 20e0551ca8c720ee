"""Two deals that are one: what the survivor takes, what becomes of the other, and both back as they were."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headgate.app import nouns
from headgate.core.access.actor import Actor
from headgate.core.verbs.undo import Undo
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.activities import next_step
from headgate.records.activities.schemas import NewActivity
from headgate.records.activities.timeline import timeline_of
from headgate.records.companies.schemas import NewCompany
from headgate.records.contacts.schemas import NewContact
from headgate.records.deals.queries import deal_of, visits
from headgate.records.deals.schemas import Deal, EditDeal, LoseDeal, MergeDeals, MoveDeal, NewDeal, WinDeal
from headgate.records.deals.verify import verify
from headgate.records.people.queries import people
from headgate.records.people.schemas import AddParticipant, NewRole
from headgate.records.pipelines.queries import reasons_of
from headgate.store.engine import Store
from tests.world import World, found

nouns.load()
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = START + timedelta(days=20)


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(START):
        return found(store)


def do(world: World, day: float, verb: str, payload: Any, actor: Actor | None = None) -> str:
    with clock.frozen(START + timedelta(days=day)):
        return str(world.do(verb, payload, actor=actor).results[0])


def made(world: World, day: int = 0, **values: Any) -> str:
    return do(world, day, "deal.create", NewDeal(**{"name": "Pump", **values}))


def deal(world: World, id_: str, actor: Actor | None = None) -> Deal:
    return world.store.read(lambda tx: deal_of(tx, actor or world.actor, id_))


def merge(world: World, into: str, other: str, at: datetime = LATER, **more: Any) -> int:
    with clock.frozen(at):
        seq = world.do("deal.merge", MergeDeals(id=into, other_id=other, **more)).last
    assert list(verify(world.store, world.ws)) == []
    assert world.store.read(lambda tx: next_step.differences(tx, world.ws)) == []
    return seq


def undo(world: World, seq: int, at: datetime = LATER + timedelta(days=2)) -> None:
    with clock.frozen(at):
        world.do("undo", Undo(seq=seq))
    assert list(verify(world.store, world.ws)) == []
    assert world.store.read(lambda tx: next_step.differences(tx, world.ws)) == []


def figure(world: World, name: str) -> Any:
    asked = Asked()
    return world.store.read(lambda tx: answers.figure(tx, world.actor, name, asked), bounded=False).value


def test_the_survivor_takes_what_is_chosen_and_what_it_lacks(world: World) -> None:
    company = do(world, 0, "company.create", NewCompany(name="Acme"))
    two = made(world, 1, name="Pump station", amount=250, currency="EUR", source="fair", company_id=company)
    one = made(world, 3, name="Pumps", amount=100, source="web")
    merge(world, one, two, choices={"amount": "other", "name": "this"})
    left = deal(world, one)
    assert (left.name, left.amount, left.currency, left.company_id) == ("Pumps", 250, "EUR", company)
    # The earlier beginning of the two, and where that one came from (metrics 0.3).
    assert (left.created_at, left.source) == (START + timedelta(days=1), "fair")
    assert figure(world, "deal_count") == 1


def test_the_own_source_can_be_chosen(world: World) -> None:
    two, one = made(world, 1, source="fair"), made(world, 3, source="web")
    merge(world, one, two, choices={"source": "this"})
    assert deal(world, one).source == "web"


def test_the_survivor_keeps_its_own_stays_and_the_other_leaves_all_history(world: World) -> None:
    one, two = made(world), made(world)
    stages = [s for s in world.stages if s.kind == "open"]
    for id_, stage, day in ((one, stages[1], 4), (two, stages[2], 5), (two, stages[3], 6)):
        with clock.frozen(START + timedelta(days=day)):
            world.do("deal.move", MoveDeal(id=id_, stage_id=stage.id))
    merge(world, one, two)
    stays = world.store.read(lambda tx: visits(tx, world.actor, one, LATER))
    assert [stay.stage_id for stay in stays] == [stages[0].id, stages[1].id]
    assert figure(world, "deal_count") == 1


def test_the_other_leads_to_the_survivor(world: World) -> None:
    ana, ben = world.member("Ana", "seller"), world.member("Ben", "seller")
    one, two, three = (made(world, owner_id=ana.member_id, name=name) for name in ("A", "B", "C"))
    merge(world, two, three)
    merge(world, one, two)
    with pytest.raises(Problem) as gone:
        deal(world, three, ana)
    assert (gone.value.status, gone.value.code, gone.value.extra) == (404, "merged", {"merged_into": one})
    with pytest.raises(Problem) as unseen:
        deal(world, three, ben)
    assert (unseen.value.code, unseen.value.extra) == ("not_found", {})


def test_activities_and_people_go_along_and_come_back(world: World) -> None:
    one, two = made(world), made(world)
    contacts = [do(world, 0, "contact.create", NewContact(given_name=n)) for n in ("Ada", "Bea", "Cy")]
    role = do(world, 0, "deal_role.add", NewRole("Sponsor"))
    for id_, contact, given in ((one, 0, None), (two, 0, role), (two, 1, role), (two, 2, None)):
        do(world, 1, "participant.add", AddParticipant(contacts[contact], id_, given, main=contact == 2))
    for id_, due in ((one, "2026-05-02"), (two, "2026-05-01")):
        do(world, 1, "activity.add", NewActivity(kind="call", subject="Call", deal_id=id_, due_on=due))
    do(world, 1, "activity.add", NewActivity(kind="note", subject="Said", deal_id=two))

    def seen(id_: str) -> Any:
        on = world.store.read(lambda tx: people(tx, world.ws, id_))
        told = world.store.read(
            lambda tx: timeline_of(tx, world.actor, id_, cursor=None, limit=50, kind="note")
        )
        step = deal(world, id_)
        shown = [(each.contact_id, each.role_id, each.main) for each in on]
        return shown, len(told.planned), len(told.items), step.next_activity_id, step.next_due

    before = seen(one), seen(two)
    seq = merge(world, one, two)
    on, planned, notes, _, due = seen(one)
    assert on[0] == (contacts[0], role, True) and {each[0] for each in on} == {*contacts}
    assert (planned, notes) == (2, 1) and due is not None and due.day == 1
    undo(world, seq)
    assert (seen(one), seen(two)) == before


def test_an_undo_brings_both_back_as_they_were(world: World) -> None:
    two, one = made(world, 1, amount=250, source="fair"), made(world, 3, amount=100, source="web")
    before = [deal(world, id_) for id_ in (one, two)]
    counted = figure(world, "deal_count"), figure(world, "open_value")
    seq = merge(world, one, two, choices={"amount": "other"})
    undo(world, seq)
    after = [deal(world, id_) for id_ in (one, two)]
    for was, is_ in zip(before, after, strict=True):
        is_.version = was.version
    assert [repr(each).partition("custom=")[0] for each in after] == [
        repr(each).partition("custom=")[0] for each in before
    ]
    assert (figure(world, "deal_count"), figure(world, "open_value")) == counted
    with pytest.raises(Problem, match="undone already"):
        undo(world, seq)


def test_what_was_changed_since_is_in_the_way_of_the_whole(world: World) -> None:
    one, two = made(world, amount=100), made(world, amount=250)
    seq = merge(world, one, two, choices={"amount": "other"})
    with clock.frozen(LATER + timedelta(hours=1)):
        world.do("deal.edit", EditDeal(id=one, amount=300))
    with pytest.raises(Problem) as refused:
        undo(world, seq)
    assert refused.value.status == 409 and refused.value.extra["in_the_way"][0]["id"] == one
    with pytest.raises(Problem):
        deal(world, two)


def test_a_win_is_not_lost_and_of_two_one_is_chosen(world: World) -> None:
    one, two, three = made(world, amount=10), made(world, amount=20), made(world, amount=30)
    with clock.frozen(START + timedelta(days=8)):
        world.do("deal.win", WinDeal(id=two))
    with pytest.raises(Problem, match="merge this one into that"):
        merge(world, one, two)
    with clock.frozen(START + timedelta(days=9)):
        world.do("deal.win", WinDeal(id=three))
    with pytest.raises(Problem) as refused:
        merge(world, two, three)
    assert refused.value.fields[0]["pointer"] == "/win_stands"
    merge(world, two, three, win_stands=True)
    merge(world, two, one)
    assert (figure(world, "won_count"), figure(world, "won_value")) == (1, 20)


def test_what_is_refused(world: World) -> None:
    ana, ben = world.member("Ana", "seller"), world.member("Ben", "seller")
    one, two = made(world, owner_id=ana.member_id), made(world, owner_id=ben.member_id)
    version = deal(world, one).version
    reason = world.store.read(lambda tx: reasons_of(tx, world.ws))[0].id
    cases: list[tuple[MergeDeals, Actor | None, int]] = [
        (MergeDeals(one, id=one), None, 422),
        (MergeDeals(two, id=one), ana, 404),
        (MergeDeals("deal_1", id=one), None, 404),
        (MergeDeals(two, id=one, version=version + 1), None, 409),
        (MergeDeals(two, id=one, other_version=99), None, 409),
        (MergeDeals(two, id=one, choices={"stage_id": "other"}), None, 422),
        (MergeDeals(two, id=one), world.member("Vera", "viewer"), 403),
    ]
    for payload, actor, status in cases:
        with pytest.raises(Problem) as refused:
            do(world, 2, "deal.merge", payload, actor)
        assert refused.value.status == status
    do(world, 3, "deal.lose", LoseDeal(id=one, reason_id=reason))
    merge(world, two, one)
