"""What a member finds in a list is what that member can open, on the board, by id and in the search."""

from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from headgate.app.fanout import may_know
from headgate.app.reach import gathered, reach_of
from headgate.core.access.actor import Actor, visible
from headgate.core.access.roles import Role
from headgate.core.conditions.tree import NOTHING
from headgate.core.listing.pages import page, wanted
from headgate.flows.lookup.audit import audit
from headgate.flows.lookup.search import search
from headgate.kit.errors import Problem
from headgate.records.collaborators.schemas import AddCollaborator
from headgate.records.deals import answers, board, queries
from headgate.records.deals.schemas import Board, EditDeal, NewDeal
from headgate.records.deals.sight import sight
from headgate.records.members.access import shared_with
from headgate.store.engine import Store, Tx
from tests.world import World, found


def of_others(tx: Tx, actor: Actor) -> dict[str, Any]:
    """What is shared with the actor, as a request would find it."""
    found = tx.all(shared_with(), ws=actor.workspace_id, member=actor.member_id)
    return {
        "shared": tuple(id_ for id_, _ in found),
        "changeable": frozenset(id_ for id_, may in found if may),
    }


def by_pages(tx: Tx, actor: Actor, world: World, limit: int) -> set[str]:
    """The cards of a board that is read page by page."""
    board_seen = sight(tx, actor)
    found: list[str] = []
    for stage in world.stages:
        cursor = None
        while True:
            cards, cursor = board.further_cards(tx, world.ws, stage, board_seen, NOTHING, cursor, limit)
            found += [card.id for card in cards]
            if cursor is None:
                break
    assert len(found) == len(set(found))
    return set(found)


def filtered_board(tx: Tx, actor: Actor, world: World) -> Board:
    condition = answers.condition_of(tx, actor, {"field": "name", "op": "not_empty"})
    return answers.board_of(tx, actor, world.pipeline, limit=200, condition=condition)


def told(tx: Tx, actor: Actor) -> set[str]:
    """The deals of which the journal tells."""
    entries = audit(tx, actor, subject=None, cursor=None, limit=200).items
    return {entry.subject for entry in entries if entry.kind == "deal.created"}


def listened(tx: Tx, actor: Actor, world: World) -> set[str]:
    """The deals that the stream of changes names."""
    reach = reach_of(actor)
    entries, seen = gathered(world.ws, 0, {reach} if reach else set(), tx)
    mine = [entry for entry in entries if may_know(actor, entry, seen.get(reach))]
    return {entry.subject_id for entry in mine if entry.record == "deal"}


ROLES: st.SearchStrategy[Role] = st.sampled_from(("admin", "manager", "seller", "success", "viewer"))


def listed(tx: Tx, actor: Actor, limit: int) -> set[str]:
    ids: list[str] = []
    cursor = None
    while True:
        ask = wanted("deal", cursor=cursor, limit=limit, sort="name", seen=visible(actor))
        got = page(tx, actor.workspace_id, queries.DEALS, ask)
        ids += [deal.id for deal in got.items]
        cursor = got.next
        if cursor is None:
            assert len(ids) == len(set(ids))
            return set(ids)


def openable(world: World, actor: Actor, ids: list[str]) -> set[str]:
    def can(deal_id: str) -> bool:
        try:
            return world.store.read(lambda tx: queries.deal_of(tx, actor, deal_id)).id == deal_id
        except Problem as problem:
            assert problem.status == 404
            return False

    return {id_ for id_ in ids if can(id_)}


@given(
    roles=st.lists(ROLES, min_size=1, max_size=4),
    owners=st.lists(st.integers(-1, 3), min_size=1, max_size=12),
    team=st.sets(st.integers(0, 3)),
    limit=st.integers(1, 5),
    shares=st.sets(st.tuples(st.integers(0, 11), st.integers(0, 7)), max_size=12),
)
def test_listed_is_openable(
    store: Store,
    roles: list[Role],
    owners: list[int],
    team: set[int],
    limit: int,
    shares: set[tuple[int, int]],
) -> None:
    world = found(store)
    sellers = [world.member(f"Seller {i}") for i in range(4)]
    managed = [sellers[i].member_id or "" for i in team]
    actors = [world.member(f"Viewer {i}", role, managed) for i, role in enumerate(roles)]
    new = [
        NewDeal(name=f"Deal {i % 3}", owner_id=None if o < 0 else sellers[o].member_id)
        for i, o in enumerate(owners)
    ]
    ids = world.do("deal.create", *new).results
    everyone = [*actors, *sellers]
    for deal, who in shares:
        if deal < len(ids) and who < len(everyone):
            shared = AddCollaborator(str(everyone[who].member_id), ids[deal], may_edit=deal % 2 == 0)
            world.do("collaborator.add", shared)
    for who, actor in enumerate(everyone):
        if actor.owners is not None:
            actor = replace(actor, **world.store.read(partial(of_others, actor=actor)))
        expected = {
            id_
            for i, (id_, deal) in enumerate(zip(ids, new, strict=True))
            if actor.sees_owner(deal.owner_id or None) or (i, who) in shares
        }
        seen = openable(world, actor, ids)
        assert store.read(partial(listed, actor=actor, limit=limit)) == seen
        board = store.read(partial(answers.board_of, actor=actor, pipeline_id=world.pipeline, limit=200))
        assert seen == expected
        assert {card.id for column in board.columns for card in column.cards} == seen
        assert store.read(partial(by_pages, actor=actor, world=world, limit=limit)) == seen
        filtered = store.read(partial(filtered_board, actor=actor, world=world))
        assert filtered.totals.count == len(seen)
        assert {card.id for column in filtered.columns for card in column.cards} == seen
        news = store.read(partial(answers.changes_of, actor=actor, pipeline_id=world.pipeline, since=0))
        assert {card.id for card in news.cards} == (set() if news.refetch else seen)
        assert store.read(partial(told, actor=actor)) == seen
        assert store.read(partial(listened, actor=actor, world=world)) == seen
        assert board.totals.count == len(seen)
        hits = store.read(partial(search, actor=actor, text="deal"))
        assert {hit.id for hit in hits.items} <= seen


@given(owner=st.integers(0, 1))
def test_unseen_deals_cannot_be_changed(store: Store, owner: int) -> None:
    world = found(store)
    sellers = [world.member("Ana"), world.member("Ben")]
    (deal,) = world.do("deal.create", NewDeal(name="Secret", owner_id=sellers[owner].member_id)).results
    other = sellers[1 - owner]
    try:
        world.do("deal.edit", EditDeal(id=deal, name="Mine now"), actor=other)
    except Problem as problem:
        assert problem.status == 404
    else:
        raise AssertionError("a deal of somebody else was changed")
    assert world.do("deal.edit", EditDeal(id=deal, name="Mine"), actor=sellers[owner]).last
