"""One change of many deals: what goes, what stays and why, undone. Long because its cases share a desk."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from headgate.core.access.actor import Actor
from headgate.core.jobs import queue
from headgate.core.verbs.undo import Undo
from headgate.flows.bulk import runs, sorting
from headgate.flows.bulk.schemas import Chosen, NameBulk, NewBulk, Result
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.custom_fields.schemas import NewCustomField
from headgate.records.deals.schemas import EditDeal, MoveDeal, NewDeal, WinDeal
from headgate.records.deals.tables import TRACKED
from headgate.records.pipelines.schemas import Criterion, EditStage
from headgate.store.engine import Store
from tests.flows.bulk.desk import Desk
from tests.world import World, found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = START + timedelta(days=20)


@pytest.fixture
def world(store: Store) -> World:
    with clock.frozen(START):
        made = found(store)
        made.member("Ana", "admin")
        made.do("stage.edit", EditStage(id=made.stages[1].id, criteria=[Criterion("amount")]))
        made.reload()
    return made


def actor(world: World, name: str, role: Any = "admin") -> Actor:
    return world.member(name, role)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, actor(world, "Olga", "owner"))


def deals(world: World, *amounts: int | None, owner: str | None = None) -> list[str]:
    news = [NewDeal(name=f"Deal {i}", amount=each, owner_id=owner) for i, each in enumerate(amounts)]
    with clock.frozen(START):
        return list(world.do("deal.create", *news).results)


def names(result: Result) -> dict[str, list[str | None]]:
    return {reason.sentence: [each.name for each in reason.examples] for reason in result.reasons}


def stages(desk: Desk, *of: str) -> list[str]:
    known = {stage.id: stage.name for stage in desk.world.stages}
    here = {row[0]: known[row[3]] for row in desk.rows()}
    return [here[id_] for id_ in of]


def preview(desk: Desk, verb: str, payload: Any, ids: list[str], by: Actor | None = None) -> Result:
    return desk.world.store.write(
        lambda tx: sorting.sort(tx, by or desk.actor, verb, payload, ids, group=None, trial=True)
    )


def test_a_gate_keeps_those_that_do_not_meet_it(world: World, desk: Desk) -> None:
    made = deals(world, 100, None, 300, None)
    with clock.frozen(LATER):
        tried = preview(desk, "deal.move", MoveDeal(stage_id=world.stages[1].id), made)
        assert desk.differences() == [] and stages(desk, *made) == ["Lead generation"] * 4
        run = desk.whole("move", {"stage_id": world.stages[1].id}, made)
    assert (run.status, run.result) == ("applied", tried)
    assert (run.result.changed, run.result.refused) == (2, 2)
    assert names(run.result) == {"Not met: Value is filled.": ["Deal 1", "Deal 3"]}
    assert run.result.reasons[0].code == "gate_unmet"
    first, second = world.stages[0].name, world.stages[1].name
    assert stages(desk, *made) == [second, first, second, first]
    assert desk.differences() == []


def test_a_preview_writes_nothing(world: World, desk: Desk) -> None:
    made = deals(world, 100, 200)
    before = desk.rows(), desk.history(), desk.totals()
    with clock.frozen(LATER):
        tried = preview(desk, "deal.edit", EditDeal(amount=100, source="fair"), made)
    assert (tried.changed, [each.name for each in tried.examples]) == (2, ["Deal 0", "Deal 1"])
    assert (desk.rows(), desk.history(), desk.totals()) == before


def test_what_is_so_already_is_told_apart(world: World, desk: Desk) -> None:
    made = deals(world, 100, 200, 100)
    with clock.frozen(LATER):
        run = desk.whole("edit", {"amount": 100}, made)
    assert (run.result.changed, run.result.unchanged, run.result.refused) == (1, 2, 0)


def test_all_or_none_moves_none_when_one_must_stay(world: World, desk: Desk) -> None:
    made = deals(world, 100, None, 300)
    before = desk.rows(), desk.history(), desk.totals()
    with clock.frozen(LATER):
        run = desk.whole("move", {"stage_id": world.stages[1].id}, made, whole=True)
        assert (run.status, run.error) == ("failed", "1 deals have to stay as they are, so all do.")
        assert (run.result.changed, run.result.unchanged, run.result.refused) == (0, 2, 1)
        assert (desk.rows(), desk.history(), desk.totals()) == before
        again = desk.whole("move", {"stage_id": world.stages[1].id}, [made[0], made[2]], whole=True)
    assert (again.status, again.result.changed) == ("applied", 2)


def test_one_entry_a_deal_as_if_done_singly_but_for_the_batch(world: World, desk: Desk) -> None:
    made = deals(world, 100, 200)
    with clock.frozen(LATER):
        run = desk.whole("move", {"stage_id": world.stages[1].id}, made[:1])
        world.do("deal.move", MoveDeal(id=made[1], stage_id=world.stages[1].id), actor=desk.actor)
    (many, one) = [entry for entry in desk.entries() if entry.kind == "deal.moved"]
    assert (many.batch, one.batch) == (run.batch, None)
    for name in ("origin", "actor_id", "occurred_at", "recorded_at", "kind", "undoes", "device"):
        assert getattr(many, name) == getattr(one, name)
    assert many.facts().keys() == one.facts().keys()
    assert many.changed()["stage_id"] == one.changed()["stage_id"]


def test_a_filter_chooses_what_the_list_shows(world: World, desk: Desk) -> None:
    made = deals(world, 100, 200, 300)
    asked = Chosen(filter={"field": "amount", "op": "ge", "value": 200})
    with clock.frozen(LATER):
        with pytest.raises(Problem, match="It is 2 deals now, not 3"):
            desk.start("edit", {"source": "fair"}, None, deals=asked, count=3)
        run = desk.whole("edit", {"source": "fair"}, None, deals=asked, count=2)
    assert (run.total, run.result.changed) == (2, 2)
    source = 1 + TRACKED.index("source")
    assert [row[0] for row in desk.rows() if row[source] == "fair"] == made[1:]


def test_a_filter_may_ask_for_a_field_of_the_workspaces_own(world: World, desk: Desk) -> None:
    made = deals(world, 100, 200)
    world.do("custom_field.add", NewCustomField("deal", "Tier", "number", filterable=True))
    world.do("deal.edit", EditDeal(id=made[1], custom={"tier": 2}))
    asked = Chosen(filter={"field": "custom.tier", "op": "ge", "value": 1})
    with clock.frozen(LATER):
        run = desk.whole("edit", {"source": "fair"}, None, deals=asked, count=1)
    assert (run.total, run.result.changed) == (1, 1)
    source = 1 + TRACKED.index("source")
    assert [row[0] for row in desk.rows() if row[source] == "fair"] == made[1:]


def test_a_seller_changes_what_is_seen_and_hears_of_nothing_else(world: World) -> None:
    ana, ben = actor(world, "Ana", "seller"), actor(world, "Ben", "seller")
    mine, other = deals(world, 1, owner=ana.member_id), deals(world, 2, owner=ben.member_id)
    desk = Desk(world, ana)
    with clock.frozen(LATER):
        run = desk.whole("edit", {"source": "fair"}, [*mine, *other, "deal_1"])
        assert (run.result.changed, run.result.refused) == (1, 2)
        assert names(run.result) == {"There is no such deal, or you may not see it.": [None, None]}
        asked = Chosen(filter={"field": "amount", "op": "ge", "value": 1})
        assert desk.start("edit", {"source": "web"}, None, deals=asked).total == 1
        with pytest.raises(Problem) as refused:
            desk.start("assign", {"owner_id": ben.member_id}, mine)
    assert refused.value.status == 403
    # The change of another is not there for a seller; who sees all deals sees it.
    for who, there in ((ben, False), (actor(world, "Olga", "owner"), True)):
        try:
            world.store.read(partial(runs.seen, actor=who, id_=run.id))
        except Problem as problem:
            assert (problem.status, there) == (404, False)
        else:
            assert there


@pytest.mark.parametrize(
    ("verb", "payload", "pointer"),
    [
        ("move", {}, "/payload"),
        ("move", {"stage_id": "stage_1", "version": 3}, "/payload/version"),
        ("move", {"stage_id": "stage_1", "occurred_on": "2026-01-01"}, "/payload/occurred_on"),
        ("move", {"stage_id": "stage_1", "values": {"amount": 3}}, "/payload/values"),
        ("lose", {"reason_id": "reason_1", "amount": 3}, "/payload/amount"),
        ("edit", {"amount": "much"}, "/payload"),
        ("edit", {"stage_id": "stage_1"}, "/payload"),
        ("archive", {"id": "deal_1"}, "/payload/id"),
    ],
)
def test_bad_payloads_name_the_place(
    world: World, desk: Desk, verb: str, payload: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(Problem) as refused:
        desk.start(verb, payload, deals(world, 1))
    assert (refused.value.status, refused.value.fields[0]["pointer"]) == (422, pointer)


def test_bad_choices_are_refused(world: World, desk: Desk) -> None:
    for chosen, more, said in (
        (Chosen(), {}, "by their ids, or by a filter"),
        (Chosen(ids=["co_1"]), {}, "is not a deal's id"),
        (Chosen(filter={"field": "nothing", "op": "eq", "value": 1}), {}, "no field"),
        (Chosen(ids=[f"deal_{i:x}" for i in range(2_001)]), {"whole": True}, "at most 2,000"),
    ):
        with pytest.raises(Problem, match=said) as refused:
            desk.start("wake", {}, None, deals=chosen, **more)
        assert refused.value.status == 422


def test_a_unique_value_is_given_to_no_two(world: World, desk: Desk) -> None:
    made = deals(world, 1, 2)
    new = NewCustomField(record="deal", key="serial", name="Serial", kind="text", unique=True)
    world.do("custom_field.add", new)
    with pytest.raises(Problem) as refused:
        desk.start("edit", {"custom": {"serial": "A1"}}, made)
    assert refused.value.fields[0]["pointer"] == "/payload/custom/serial"
    assert desk.whole("edit", {"custom": {"serial": None}}, made).result.unchanged == 2


def test_what_is_wrong_with_all_is_told_once(world: World, desk: Desk) -> None:
    made = deals(world, 1, 2)
    run = desk.whole("move", {"stage_id": world.stages[-1].id}, made)
    assert run.result.refused == 2 and len(run.result.reasons) == 1


def test_a_stopped_change_keeps_what_is_done_and_can_be_undone(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.flows.bulk.jobs.CHUNK", 2)
    made = deals(world, 1, 2, 3, 4, 5)
    with clock.frozen(LATER):
        run = desk.start("edit", {"source": "fair"}, made)
        world.do("bulk.cancel", NameBulk(run.id), actor=desk.actor)
        desk.work()
        run = desk.run(run.id)
        assert (run.status, run.done) == ("cancelled", 0)
        with pytest.raises(Problem, match="Nothing of it"):
            desk.undo(run)

        run = desk.start("edit", {"source": "fair"}, made)

        def cancelled(_: float) -> None:
            if desk.run(run.id).done == 2:
                world.do("bulk.cancel", NameBulk(run.id), actor=desk.actor)

        with monkeypatch.context() as patch:
            patch.setattr("headgate.flows.bulk.jobs.time.sleep", cancelled)
            desk.work()
        run = desk.run(run.id)
        assert (run.status, run.done, run.result.changed) == ("cancelled", 2, 2)
        undone = desk.undo(run)
        assert (undone.status, undone.result.undone, undone.result.left) == ("undone", 2, 0)
        again = desk.whole("edit", {"source": "fair"}, made)
        assert (again.status, again.done, again.result.changed) == ("applied", 5, 5)


def test_a_long_change_lets_other_work_have_its_turn(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.flows.bulk.jobs.CHUNK", 2)
    monkeypatch.setattr("headgate.flows.bulk.jobs.LONGEST", 0.0)
    made = deals(world, 1, 2, 3, 4, 5)
    run, other = (desk.start("edit", {"source": word}, made) for word in ("fair", "web"))
    done = []
    while job := world.store.write(partial(queue.take, ws=world.ws)):
        queue.HANDLERS[job.kind](world.store, job)
        world.store.write(partial(queue.finish, job=job))
        done.append((desk.run(run.id).done, desk.run(other.id).done))
    assert done[-1] == (5, 5) and any(0 < one < 5 and 0 < two < 5 for one, two in done)


def test_an_attempt_that_died_goes_on_where_it_stood(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.flows.bulk.jobs.CHUNK", 2)
    made = deals(world, 1, 2, 3, 4, 5)
    run = desk.start("edit", {"source": "fair"}, made)
    died = iter([None, None, RuntimeError("the process died")])
    with monkeypatch.context() as patch:
        patch.setattr("headgate.flows.bulk.jobs.time.sleep", lambda _: raise_(next(died)))
        job = world.store.write(lambda tx: queue.take(tx, world.ws))
        assert job is not None
        with pytest.raises(RuntimeError):
            queue.HANDLERS[job.kind](world.store, job)
    queue.HANDLERS[job.kind](world.store, job)
    run = desk.run(run.id)
    assert (run.status, run.done, run.result.changed, run.result.unchanged) == ("applied", 5, 5, 0)


def raise_(error: Exception | None) -> None:
    if error is not None:
        raise error


def test_an_undo_leaves_what_was_changed_since(world: World, desk: Desk) -> None:
    made = deals(world, 1, 2, 3)
    with clock.frozen(LATER):
        run = desk.whole("move", {"stage_id": world.stages[1].id}, made)
        world.do("deal.win", WinDeal(id=made[0]), actor=desk.actor)
        world.do("deal.edit", EditDeal(id=made[1], source="web"), actor=desk.actor)
    with clock.frozen(LATER + timedelta(days=30)):
        run = desk.undo(run)
    assert (run.status, run.result.undone, run.result.left) == ("undone", 2, 1)
    assert stages(desk, *made) == ["Won", "Lead generation", "Lead generation"]
    assert desk.differences() == []
    with pytest.raises(Problem, match="This change is undone"):
        desk.undo(run)


def test_a_person_undoes_the_own_batch_and_a_manager_that_of_others(world: World, desk: Desk) -> None:
    ana, ben = actor(world, "Ana", "seller"), actor(world, "Ben", "seller")
    made = deals(world, 1, 2, owner=ana.member_id)
    run = Desk(world, ana).whole("edit", {"source": "fair"}, made)
    with pytest.raises(Problem) as refused:
        world.do("undo", Undo(batch=run.batch), actor=ben)
    assert refused.value.status in (403, 404)
    assert desk.undo(run).result.undone == 2
    again = Desk(world, ana).whole("edit", {"source": "fair"}, made)
    assert world.do("undo", Undo(batch=again.batch), actor=ana).results[0]


def test_who_asked_has_left(world: World, desk: Desk) -> None:
    made = deals(world, 1)
    run = desk.start("edit", {"source": "fair"}, made)
    world.store.write(lambda tx: tx.run(desk.leaves(), ws=world.ws, id=desk.actor.member_id))
    desk.work()
    run = desk.run(run.id)
    assert (run.status, run.error) == ("failed", "Who asked for this change is no longer an active member.")


def test_a_new_bulk_needs_the_right_to_change_many(world: World) -> None:
    viewer = actor(world, "Vera", "viewer")
    with pytest.raises(Problem) as refused:
        world.do("bulk.start", NewBulk(Chosen(ids=[]), "wake"), actor=viewer)
    assert refused.value.status == 403
