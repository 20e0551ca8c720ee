"""The fan-out of changes: each hears of what he may know, in order, once; a slow one holds up nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from headgate.app.fanout import WAITING, Client, Hub, Moment
from headgate.app.reach import LIMIT
from headgate.core.access.actor import Actor
from headgate.core.journal.entries import head
from headgate.records.activities.schemas import NewActivity
from headgate.records.companies.schemas import NewCompany
from headgate.records.deals.schemas import AssignDeal, NewDeal
from headgate.store.engine import News, Store
from tests import world as worlds
from tests.world import World

SECONDS = 5.0


@pytest.fixture
def world(store: Store) -> World:
    return worlds.found(store)


def live(world: World, work: Callable[[Hub], Awaitable[None]]) -> None:
    """Runs the work beside a hub over the world's store."""

    async def run() -> None:
        hub = Hub(world.store)
        try:
            await work(hub)
        finally:
            hub.close()

    asyncio.run(run())


def now(world: World) -> int:
    return world.store.read(lambda tx: tx.one(head(), ws=world.ws)) or 0


async def until(client: Client, seq: int) -> list[Moment]:
    """All that the client is told up to that number."""
    told: list[Moment] = []
    async with asyncio.timeout(SECONDS):
        while not told or told[-1].seq < seq:
            told += await client.take()
    return told


async def do(world: World, verb: str, *batch: Any, **how: Any) -> Any:
    """A verb, off the loop as in a server."""
    return await asyncio.to_thread(world.do, verb, *batch, **how)


def ids(told: list[Moment]) -> list[str]:
    return [each for moment in told for each in moment.ids]


def test_each_change_is_told_once(world: World) -> None:
    async def work(hub: Hub) -> None:
        client = hub.join(world.actor, now(world))
        made = await do(world, "company.create", NewCompany(name="Isdom"), NewCompany(name="Cancity"))
        told = await until(client, made.last)
        assert ids(told) == made.results
        assert [kind for moment in told for kind in moment.kinds] == ["company.created"]
        assert not client.moments

    live(world, work)


def test_what_was_missed_is_told_first(world: World) -> None:
    async def work(hub: Hub) -> None:
        before = now(world)
        made = await do(world, "company.create", NewCompany(name="Isdom"))
        client = hub.join(world.actor, before)
        hub.catch_up(client, now(world))
        assert ids(await until(client, made.last)) == made.results

    live(world, work)


def test_a_seller_hears_of_the_own_deals_and_of_one_that_goes(world: World) -> None:
    own, other = world.member("Ada"), world.member("Bob")

    async def work(hub: Hub) -> None:
        client, everyone = hub.join(own, now(world)), hub.join(world.actor, now(world))
        hers = (await do(world, "deal.create", NewDeal(name="Hers", owner_id=own.member_id))).results[0]
        his = (await do(world, "deal.create", NewDeal(name="His", owner_id=other.member_id))).results[0]
        for deal in (hers, his):
            await do(world, "activity.add", NewActivity(deal_id=deal, kind="task", subject="Call"))
        company = await do(world, "company.create", NewCompany(name="Isdom"))
        told = ids(await until(client, company.last))
        assert hers in told
        assert his not in told
        assert [each[:4] for each in told].count("act_") == 1
        assert {hers, his, *company.results} <= set(ids(await until(everyone, company.last)))
        moved = await do(world, "deal.assign", AssignDeal(id=hers, owner_id=other.member_id))
        assert ids(await until(client, moved.last)) == [hers]
        await do(world, "deal.assign", AssignDeal(id=hers, owner_id=None))
        last = await do(world, "company.create", NewCompany(name="Cancity"))
        assert ids(await until(client, last.last)) == last.results

    live(world, work)


def test_who_may_not_read_a_record_does_not_hear_of_it(world: World) -> None:
    seller = world.member("Ada")

    async def work(hub: Hub) -> None:
        client = hub.join(seller, 0)
        hub.catch_up(client, now(world))
        told = await until(client, now(world))
        assert "stage.added" in {kind for moment in told for kind in moment.kinds}
        bare = Client(Actor(world.ws, None, "viewer"), 0)
        hub.clients[world.ws].add(bare)
        made = await do(world, "company.create", NewCompany(name="Isdom"))
        await until(client, made.last)
        assert (list(bare.moments), bare.seq) == ([], made.last)

    live(world, work)


def test_a_slow_client_gets_one_reset(world: World) -> None:
    async def work(hub: Hub) -> None:
        client = hub.join(world.actor, 0)
        for seq in range(1, WAITING + 1):
            client.give(Moment(seq, ["co_1"], ["company.edited"]))
        client.give(Moment(WAITING + 1, ["co_1"], ["company.edited"]))
        (reset,) = await client.take()
        assert (reset.seq, reset.ids, reset.reset) == (WAITING + 1, [], True)

    live(world, work)


def test_who_is_far_behind_loads_again(world: World) -> None:
    many = [NewCompany(name=f"Company {n}") for n in range(LIMIT + 1)]

    async def work(hub: Hub) -> None:
        late = hub.join(world.actor, now(world))
        made = await do(world, "company.create", *many)
        (reset,) = await until(late, made.last)
        assert (reset.seq, reset.ids, reset.reset) == (made.last, [], True)
        after = await do(world, "company.create", NewCompany(name="Isdom"))
        assert ids(await until(late, after.last)) == after.results

    live(world, work)


def test_lost_news_is_looked_for(world: World) -> None:
    async def work(hub: Hub) -> None:
        client = hub.join(world.actor, now(world))
        hub.store = world.store
        made = await do(world, "company.create", NewCompany(name="Isdom"))
        client.seq = made.first - 1
        client.moments.clear()
        hub.told(News("", 0))
        assert ids(await until(client, made.last)) == made.results

    live(world, work)


def test_who_leaves_costs_nothing_more(world: World) -> None:
    async def work(hub: Hub) -> None:
        client = hub.join(world.actor, now(world))
        hub.leave(client)
        await do(world, "company.create", NewCompany(name="Isdom"))
        await asyncio.sleep(0.2)
        assert (hub.clients, hub.heads, hub.readers, list(client.moments)) == ({}, {}, {}, [])

    live(world, work)


def test_closing_ends_every_stream(world: World) -> None:
    async def work(hub: Hub) -> None:
        client = hub.join(world.actor, now(world))
        waiting = asyncio.create_task(client.take())
        await asyncio.sleep(0)
        hub.close()
        assert await waiting == []
        assert client.ended

    live(world, work)
