"""People on a deal: added, given roles, one of them the main contact; in the history, and undone."""

from typing import Any

import pytest

from headgate.core.access.actor import Actor
from headgate.core.listing.pages import page, wanted
from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.activities.timeline import timeline_of
from headgate.records.contacts.schemas import NewContact
from headgate.records.deals.queries import DEALS
from headgate.records.deals.schemas import NewDeal
from headgate.records.people import queries, roles
from headgate.records.people import routes as people_routes
from headgate.records.people.schemas import (
    AddParticipant,
    EditParticipant,
    EditRole,
    NameParticipant,
    NewRole,
)
from tests.world import World, found

VERBS = (people_routes,)


class Cast:
    """A deal, three contacts, two roles."""

    def __init__(self, store: Any) -> None:
        self.world: World = found(store)
        self.ana = self.world.member("Ana")
        self.deal = self.do("deal.create", NewDeal("Acme: pilot"), actor=self.ana)[0]
        names = ("Ada", "Bea", "Cy")
        self.ada, self.bea, self.cy = self.do("contact.create", *(NewContact(given_name=n) for n in names))
        self.decides, self.champion = self.do("deal_role.add", NewRole("Decision maker"), NewRole("Champion"))

    def do(self, verb: str, *batch: Any, actor: Actor | None = None) -> list[Any]:
        return self.world.do(verb, *batch, actor=actor).results

    def add(self, contact: str, role: str | None = None, *, main: bool = False) -> str:
        return str(
            self.do("participant.add", AddParticipant(contact, self.deal, role, main), actor=self.ana)[0]
        )

    def people(self) -> list[tuple[str, str | None, bool]]:
        there = self.world.store.read(lambda tx: queries.people(tx, self.world.ws, self.deal))
        return [(each.name, each.role_name, each.main) for each in there]

    def told(self) -> list[str]:
        story = self.world.store.read(
            lambda tx: timeline_of(tx, self.ana, self.deal, cursor=None, limit=50, kind="changes")
        )
        return [item.sentence for item in story.items]

    def deals(self, clause: dict[str, Any]) -> int:
        import msgspec

        ask = wanted("deal", filter=msgspec.json.encode(clause).decode())
        return len(self.world.store.read(lambda tx: page(tx, self.world.ws, DEALS, ask)).items)


@pytest.fixture
def cast(store: Any) -> Cast:
    return Cast(store)


def test_the_first_is_the_main_contact_until_another_is_made_so(cast: Cast) -> None:
    cast.add(cast.ada, cast.champion)
    bea = cast.add(cast.bea)
    assert cast.people() == [("Ada", "Champion", True), ("Bea", None, False)]
    cast.do("participant.edit", EditParticipant(bea, main=True, role_id=cast.decides), actor=cast.ana)
    assert cast.people() == [("Bea", "Decision maker", True), ("Ada", "Champion", False)]
    cast.add(cast.cy, main=True)
    assert [name for name, _, main in cast.people() if main] == ["Cy"]
    assert cast.told()[:5] == [
        "added Cy to the deal as a participant",
        "made Bea the main contact of the deal",
        "made Bea Decision maker on the deal",
        "added Bea to the deal as a participant",
        "added Ada to the deal as Champion",
    ]


def test_undo_puts_the_former_main_contact_back(cast: Cast) -> None:
    cast.add(cast.ada)
    bea = cast.add(cast.bea)
    made = cast.world.do("participant.edit", EditParticipant(bea, main=True), actor=cast.ana)
    cast.do("undo", Undo(seq=made.last), actor=cast.ana)
    assert [name for name, _, main in cast.people() if main] == ["Ada"]
    gone = cast.world.do("participant.remove", NameParticipant(bea), actor=cast.ana)
    assert [name for name, _, _ in cast.people()] == ["Ada"]
    cast.do("undo", Undo(seq=gone.last), actor=cast.ana)
    assert [name for name, _, _ in cast.people()] == ["Ada", "Bea"]


def test_somebody_is_on_a_deal_once(cast: Cast) -> None:
    first = cast.add(cast.ada)
    with pytest.raises(Problem) as refused:
        cast.add(cast.ada, cast.champion)
    assert refused.value.status == 409
    gone = cast.world.do("participant.remove", NameParticipant(first), actor=cast.ana)
    cast.add(cast.ada, cast.champion)
    with pytest.raises(Problem) as refused:
        cast.do("undo", Undo(seq=gone.last), actor=cast.ana)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "This person is on the deal again."
    assert cast.people() == [("Ada", "Champion", True)]


WRONG = [("con_1", None, 422), ("", None, 422), (None, "role_1", 422)]


@pytest.mark.parametrize(("contact", "role", "status"), WRONG)
def test_what_is_not_there_cannot_be_added(
    cast: Cast, contact: str | None, role: str | None, status: int
) -> None:
    with pytest.raises(Problem) as refused:
        cast.add(cast.ada if contact is None else contact, role)
    assert refused.value.status == status


def test_who_does_not_see_the_deal_changes_nothing(cast: Cast) -> None:
    ada = cast.add(cast.ada)
    ben = cast.world.member("Ben")
    steps: list[tuple[str, Any]] = [
        ("participant.add", AddParticipant(cast.bea, cast.deal)),
        ("participant.edit", EditParticipant(ada, role_id=cast.champion)),
        ("participant.remove", NameParticipant(ada)),
    ]
    for verb, payload in steps:
        with pytest.raises(Problem) as refused:
            cast.do(verb, payload, actor=ben)
        assert refused.value.status == 404
    with pytest.raises(Problem) as refused:
        cast.world.store.read(lambda tx: queries.people_seen(tx, ben, cast.deal))
    assert refused.value.status == 404
    viewer = cast.world.member("Vic", "viewer")
    with pytest.raises(Problem) as refused:
        cast.do("participant.remove", NameParticipant(ada), actor=viewer)
    assert refused.value.status == 403


def test_deals_are_asked_for_their_people(cast: Cast) -> None:
    cast.do("deal.create", NewDeal("Nobody here"))
    cast.add(cast.ada, cast.champion)
    cast.add(cast.bea)

    def clause(field: str, op: str, value: Any = None) -> dict[str, Any]:
        return {"field": field, "op": op} if value is None else {"field": field, "op": op, "value": value}

    asked = [
        (clause("contact_id", "eq", cast.bea), 1),
        (clause("contact_id", "in", [cast.bea, cast.cy]), 1),
        (clause("contact_id", "eq", cast.cy), 0),
        (clause("contact_id", "ne", cast.bea), 1),
        (clause("contact_id", "not_in", [cast.cy]), 2),
        (clause("contact_id", "is_empty"), 1),
        (clause("contact_id", "not_empty"), 1),
        (clause("contact_role_id", "eq", cast.champion), 1),
        (clause("contact_role_id", "eq", cast.decides), 0),
        (clause("main_contact_id", "eq", cast.ada), 1),
        (clause("main_contact_id", "eq", cast.bea), 0),
        (clause("people", "ge", 2), 1),
        ({"not": clause("contact_id", "eq", cast.ada)}, 1),
    ]
    for tree, count in asked:
        assert cast.deals(tree) == count, tree


def test_a_contact_on_a_deal_is_not_undone_away(cast: Cast) -> None:
    made = cast.world.do("contact.create", NewContact(given_name="Di"), actor=cast.ana)
    cast.add(made.results[0])
    with pytest.raises(Problem) as refused:
        cast.do("undo", Undo(seq=made.last), actor=cast.ana)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Deals name this person."


def test_roles_are_ordered_renamed_and_retired(cast: Cast) -> None:
    (legal,) = cast.do("deal_role.add", NewRole("Legal"))
    cast.do("deal_role.edit", EditRole(legal, position=0))
    cast.do("deal_role.edit", EditRole(cast.champion, name="Sponsor", retired=True))

    def named() -> list[tuple[str, bool]]:
        there = cast.world.store.read(lambda tx: queries.roles_of(tx, cast.world.ws))
        return [(role.name, role.retired) for role in there]

    assert named() == [("Legal", False), ("Decision maker", False), ("Sponsor", True)]
    cast.add(cast.ada, cast.champion)
    assert cast.people() == [("Ada", "Sponsor", True)]


def test_a_new_workspace_has_the_usual_roles(store: Any) -> None:
    from headgate.app.founding import empty_workspace

    ws, _ = store.write(empty_workspace)
    there = store.read(lambda tx: queries.roles_of(tx, ws))
    assert tuple(role.name for role in there) == roles.USUAL
