"""Deals shared with members: who may what with them, in the history, undone, and refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from headgate.core.access.actor import Actor, visible
from headgate.core.listing.pages import page, wanted
from headgate.core.verbs.undo import Undo
from headgate.flows.lookup.search import search
from headgate.insight.question import Asked, check
from headgate.kit.errors import Problem
from headgate.records.activities.schemas import NewActivity
from headgate.records.activities.timeline import timeline_of
from headgate.records.collaborators import commands, queries
from headgate.records.collaborators import routes as collaborator_routes
from headgate.records.collaborators.schemas import AddCollaborator, EditCollaborator, NameCollaborator
from headgate.records.deals import answers
from headgate.records.deals.queries import DEALS, deal_of
from headgate.records.deals.schemas import AssignDeal, DeleteDeal, EditDeal, NewDeal
from headgate.records.members.access import shared_with
from headgate.records.members.schemas import NameMember
from headgate.records.workspace.queries import workspace_of
from tests.world import World, found

VERBS = (collaborator_routes,)


class Cast:
    """A deal of Ana's, and Ben, who sees none of hers."""

    def __init__(self, store: Any) -> None:
        self.world: World = found(store)
        self.ana, self.ben_alone = self.world.member("Ana"), self.world.member("Ben")
        self.deal = str(self.do("deal.create", NewDeal("Acme: pilot", amount=5), actor=self.ana))

    def do(self, verb: str, payload: Any, actor: Actor | None = None) -> Any:
        return self.world.do(verb, payload, actor=actor).results[0]

    def share(self, who: Actor | None = None, *, may_edit: bool = False, by: Actor | None = None) -> str:
        member = str((who or self.ben_alone).member_id)
        return str(self.do("collaborator.add", AddCollaborator(member, self.deal, may_edit), by or self.ana))

    @property
    def ben(self) -> Actor:
        """Ben as his next request finds him."""
        member = self.ben_alone.member_id
        shared = self.world.store.read(lambda tx: tx.all(shared_with(), ws=self.world.ws, member=member))
        may = frozenset(id_ for id_, may_edit in shared if may_edit)
        return replace(self.ben_alone, shared=tuple(id_ for id_, _ in shared), changeable=may)

    def read(self, work: Callable[[Any], Any]) -> Any:
        return self.world.store.read(work)

    def status(self, verb: str, payload: Any, actor: Actor) -> int:
        try:
            self.do(verb, payload, actor)
        except Problem as problem:
            return problem.status
        return 200

    def opens(self, actor: Actor) -> bool:
        try:
            return bool(self.read(lambda tx: deal_of(tx, actor, self.deal)))
        except Problem as problem:
            assert problem.status == 404
            return False


@pytest.fixture
def cast(store: Any) -> Cast:
    return Cast(store)


def test_shown_is_seen_everywhere_and_not_changed(cast: Cast) -> None:
    assert not cast.opens(cast.ben)
    cast.share()
    ben = cast.ben
    assert cast.opens(ben)
    asked = wanted("deal", seen=visible(ben))
    assert [d.id for d in cast.read(lambda tx: page(tx, cast.world.ws, DEALS, asked)).items] == [cast.deal]
    assert [hit.id for hit in cast.read(lambda tx: search(tx, ben, "acm")).items] == [cast.deal]
    board = cast.read(lambda tx: answers.board_of(tx, ben, cast.world.pipeline, limit=5))
    assert (board.totals.count, board.totals.amount) == (1, 5)
    whole = cast.read(lambda tx: check(tx, Asked(), workspace_of(tx, cast.world.ws), ben).condition)
    assert cast.deal in msgspec.json.encode(whole.values).decode()
    assert cast.status("deal.edit", EditDeal(id=cast.deal, amount=7), ben) == 403
    assert cast.status("activity.add", NewActivity("call", "Call", deal_id=cast.deal), ben) == 403
    assert cast.status("collaborator.add", AddCollaborator(str(ben.member_id), cast.deal), ben) == 403


def test_who_may_change_it_does(cast: Cast) -> None:
    cast.share(may_edit=True)
    assert cast.status("deal.edit", EditDeal(id=cast.deal, amount=7), cast.ben) == 200
    assert cast.status("activity.add", NewActivity("call", "Call", deal_id=cast.deal), cast.ben) == 200
    assert cast.status("deal.assign", AssignDeal(id=cast.deal, owner_id=cast.ben.member_id), cast.ben) == 403
    other = str(cast.world.member("Cy").member_id)
    assert cast.status("collaborator.add", AddCollaborator(other, cast.deal), cast.ben) == 403


def test_sharing_ends_changes_and_is_undone(cast: Cast) -> None:
    one = cast.share()
    cast.do("collaborator.edit", EditCollaborator(id=one, may_edit=True), cast.ana)
    assert cast.deal in cast.ben.changeable
    ben = cast.ben
    since = cast.read(lambda tx: answers.board_of(tx, ben, cast.world.pipeline, limit=5)).seq
    ended = cast.world.do("collaborator.remove", NameCollaborator(one), actor=cast.ana).last
    assert not cast.opens(cast.ben)
    ben = cast.ben
    news = cast.read(lambda tx: answers.changes_of(tx, ben, cast.world.pipeline, since))
    assert (news.gone, news.cards) == ([cast.deal], [])
    cast.do("undo", Undo(seq=ended), cast.ana)
    assert cast.opens(cast.ben) and cast.deal in cast.ben.changeable
    ben = cast.ben
    story = cast.read(lambda tx: timeline_of(tx, ben, cast.deal, cursor=None, limit=9, kind="changes").items)
    assert [item.sentence for item in story][1:4] == [
        "no longer shared the deal with Ben",
        "shared the deal with Ben anew, to be changed",
        "shared the deal with Ben, to be seen",
    ]
    again = cast.world.do("collaborator.remove", NameCollaborator(one), actor=cast.ana).last
    cast.share()
    with pytest.raises(Problem) as way:
        cast.do("undo", Undo(seq=again), cast.ana)
    assert "shared with this member again" in str(way.value.extra)


def test_lists_ask_for_collaborators(cast: Cast) -> None:
    cast.share()
    ask = {"field": "collaborator_id", "op": "eq", "value": cast.ben.member_id}
    text = msgspec.json.encode(ask).decode()
    there = cast.read(lambda tx: page(tx, cast.world.ws, DEALS, wanted("deal", filter=text)))
    assert [deal.id for deal in there.items] == [cast.deal]
    none = msgspec.json.encode({**ask, "value": cast.ana.member_id}).decode()
    assert not cast.read(lambda tx: page(tx, cast.world.ws, DEALS, wanted("deal", filter=none))).items


def test_bad_requests_are_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one = cast.share()
    cast.world.member("Olga", "owner")
    cy, ned = cast.world.member("Cy"), cast.world.member("Ned")
    cast.do("member.deactivate", NameMember(id=str(ned.member_id)))
    gone = str(cast.do("deal.create", NewDeal("Gone"), cast.ana))
    cast.do("deal.delete", DeleteDeal(id=gone, reason="test"))
    new = AddCollaborator
    cases: list[tuple[str, Any, Actor, int]] = [
        ("collaborator.add", new(str(cast.ben.member_id), cast.deal), cast.ana, 409),
        ("collaborator.add", new("mem_1", cast.deal), cast.ana, 422),
        ("collaborator.add", new("x", cast.deal), cast.ana, 422),
        ("collaborator.add", new(str(ned.member_id), cast.deal), cast.ana, 422),
        ("collaborator.add", new(str(cy.member_id), "deal_1"), cast.ana, 404),
        ("collaborator.add", new(str(cy.member_id), gone), cast.ana, 404),
        ("collaborator.add", new(str(cy.member_id), cast.deal), cy, 404),
        ("collaborator.edit", EditCollaborator(id=one, may_edit=True, version=9), cast.ana, 409),
        ("collaborator.edit", EditCollaborator(id=one, may_edit=True), cy, 404),
        ("collaborator.remove", NameCollaborator("col_1"), cast.ana, 404),
        ("collaborator.remove", NameCollaborator(one), cast.ben, 403),
    ]
    for verb, payload, by, status in cases:
        assert cast.status(verb, payload, by) == status, (verb, payload)
    monkeypatch.setattr(commands, "MOST", 1)
    assert cast.status("collaborator.add", new(str(cy.member_id), cast.deal), cast.ana) == 422
    monkeypatch.setattr(commands, "MOST", 50)
    monkeypatch.setattr(commands, "MOST_OF_MEMBER", 0)
    assert cast.status("collaborator.add", new(str(cy.member_id), cast.deal), cast.ana) == 422
    ben = cast.ben
    seen = cast.read(lambda tx: queries.collaborators_seen(tx, ben, cast.deal))
    assert ([each.name for each in seen.items], seen.may_share, seen.may_edit) == (["Ben"], False, False)
