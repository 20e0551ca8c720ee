"""What a member finds in a list is what that member can open, on the board, by id and in the search."""

from hypothesis import given
from hypothesis import strategies as st

from headgate.core.access.actor import Actor, visible
from headgate.core.listing.pages import page, wanted
from headgate.flows.lookup.search import search
from headgate.kit.errors import Problem
from headgate.records.deals import answers, queries
from headgate.records.deals.schemas import EditDeal, NewDeal
from headgate.store.engine import Store, Tx
from tests.world import World, found

ROLES = st.sampled_from(["admin", "manager", "seller", "success", "viewer"])


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
)
def test_listed_is_openable(
    store: Store, roles: list[str], owners: list[int], team: set[int], limit: int
) -> None:
    world = found(store)
    sellers = [world.member(f"Seller {i}") for i in range(4)]
    managed = [sellers[i].member_id or "" for i in team]
    actors = [world.member(f"Viewer {i}", role, managed) for i, role in enumerate(roles)]  # type: ignore[arg-type]
    new = [
        NewDeal(name=f"Deal {i % 3}", owner_id=None if o < 0 else sellers[o].member_id)
        for i, o in enumerate(owners)
    ]
    ids = world.do("deal.create", *new).results
    for actor in [*actors, *sellers]:
        seen = openable(world, actor, ids)
        assert store.read(lambda tx, a=actor: listed(tx, a, limit)) == seen  # type: ignore[misc]
        board = store.read(lambda tx, a=actor: answers.board_of(tx, a, world.pipeline, limit=200))  # type: ignore[misc]
        assert {card.id for column in board.columns for card in column.cards} == seen
        assert board.totals.count == len(seen)
        hits = store.read(lambda tx, a=actor: search(tx, a, "deal"))  # type: ignore[misc]
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
