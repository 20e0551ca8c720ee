"""Lost reasons stand in an order that an admin gives them; retired ones keep out of it."""

from headgate.records.pipelines.queries import reasons_of
from headgate.records.pipelines.schemas import EditReason
from headgate.store.engine import Store
from tests.world import World, found


def names(world: World) -> list[str]:
    return [r.name for r in world.store.read(lambda tx: reasons_of(tx, world.ws)) if not r.retired]


def test_a_reason_is_put_at_a_place(store: Store) -> None:
    world = found(store)
    by_name = {r.name: r.id for r in store.read(lambda tx: reasons_of(tx, world.ws))}
    before = names(world)
    world.do("lost_reason.edit", EditReason(id=by_name["Timing"], position=0))
    assert names(world) == ["Timing", *(name for name in before if name != "Timing")]
    world.do("lost_reason.edit", EditReason(id=by_name["Price"], retired=True))
    world.do("lost_reason.edit", EditReason(id=by_name["Timing"], position=200))
    assert names(world)[-1] == "Timing" and "Price" not in names(world)
    world.do("lost_reason.edit", EditReason(id=by_name["No decision"], position=1))
    assert names(world)[1] == "No decision"
