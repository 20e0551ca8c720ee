"""Shaping a pipeline: stages added, edited, placed, retired, each change noted, versioned and undone."""

from typing import Any

import pytest
import sqlalchemy as sa

from headgate.core.journal.entries import since
from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.deals.schemas import DeleteDeal, NewDeal
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import (
    AddStage,
    Criterion,
    EditReason,
    EditStage,
    NewPipeline,
    NewReason,
    NewStage,
    RetireStage,
)
from headgate.records.pipelines.tables import pipeline_versions
from headgate.store.engine import Store
from headgate.store.statements import P, shape
from tests.world import World, found


@pytest.fixture
def world(store: Store) -> World:
    return found(store)


@shape()
def kept_versions() -> sa.Select[Any]:
    v = pipeline_versions.c
    return sa.select(v.number).where(v.workspace_id == P("ws"), v.pipeline_id == P("id")).order_by(v.number)


def names(world: World) -> list[str]:
    world.reload()
    return [stage.name for stage in world.stages if not stage.retired]


def test_the_default_is_the_six_stages_of_the_guide(world: World) -> None:
    assert [stage.kind for stage in world.stages] == ["open"] * 6 + ["won", "lost"]
    assert [stage.qualifying for stage in world.stages].count(True) == 1
    assert all(stage.purpose for stage in world.stages)


def test_a_stage_is_added_where_it_belongs_and_undone(world: World) -> None:
    before = names(world)
    done = world.do("stage.add", AddStage(world.pipeline, NewStage(name="Pilot", after=world.stages[2].id)))
    assert names(world) == [*before[:3], "Pilot", *before[3:]]
    assert [stage.position for stage in world.stages] == list(range(9))
    world.do("undo", Undo(seq=done.first))
    assert names(world) == before


def test_every_change_of_place_is_in_the_journal(world: World) -> None:
    start = world.store.read(lambda tx: tx.all(since(), ws=world.ws, since=0, n=1000))[-1].seq
    world.do("stage.edit", EditStage(id=world.stages[0].id, position=2))
    moved = world.store.read(lambda tx: tx.all(since(), ws=world.ws, since=start, n=1000))
    assert {e.subject_id for e in moved} == {stage.id for stage in world.stages[:3]}
    assert all("position" in e.changed() for e in moved)
    assert names(world)[:3] == ["Lead qualification", "Sales call or demonstration", "Lead generation"]


def test_each_change_keeps_a_version(world: World) -> None:
    before = world.store.read(lambda tx: tx.all(kept_versions(), ws=world.ws, id=world.pipeline))
    world.do("stage.edit", EditStage(id=world.stages[1].id, name="Qualified", probability=20))
    after = world.store.read(lambda tx: tx.all(kept_versions(), ws=world.ws, id=world.pipeline))
    (pipeline,) = world.store.read(lambda tx: pipelines_of(tx, world.ws))
    assert after[: len(before)] == before and after[-1] == pipeline.version > before[-1]


def test_one_stage_qualifies(world: World) -> None:
    world.do("stage.edit", EditStage(id=world.stages[3].id, qualifying=True))
    world.reload()
    assert [stage.qualifying for stage in world.stages] == [i == 3 for i in range(8)]


def test_a_stage_with_deals_is_kept(world: World) -> None:
    (deal,) = world.do("deal.create", NewDeal(name="Pump", stage_id=world.stages[1].id)).results
    with pytest.raises(Problem) as refused:
        world.do("stage.retire", RetireStage(world.stages[1].id))
    assert refused.value.status == 409
    world.do("deal.delete", DeleteDeal(id=deal, reason="test"))
    done = world.do("stage.retire", RetireStage(world.stages[1].id))
    assert "Lead qualification" not in names(world)
    world.do("undo", Undo(seq=done.last))
    assert "Lead qualification" in names(world)


def test_the_ends_stay(world: World) -> None:
    for stage in world.stages[-2:]:
        with pytest.raises(Problem):
            world.do("stage.retire", RetireStage(stage.id))
        with pytest.raises(Problem):
            world.do("stage.edit", EditStage(id=stage.id, position=0))


@pytest.mark.parametrize(
    "stages",
    [
        [NewStage(name="A"), NewStage(name="B"), NewStage(name="C")],
        [NewStage(name="A"), NewStage(name="Won", kind="won"), NewStage(name="Won", kind="lost")],
        [NewStage(name="W", kind="won"), NewStage(name="L", kind="lost"), NewStage(name="M", kind="lost")],
    ],
)
def test_a_pipeline_needs_a_way_in_and_both_ways_out(world: World, stages: list[NewStage]) -> None:
    with pytest.raises(Problem) as refused:
        world.do("pipeline.create", NewPipeline(name="Bad", stages=stages))
    assert refused.value.status == 422


def test_a_criterion_is_on_a_field_that_a_person_fills(world: World) -> None:
    for name in ("nothing", "stage_since", "manager_id"):
        with pytest.raises(Problem) as refused:
            world.do("stage.edit", EditStage(id=world.stages[1].id, criteria=[Criterion(field=name)]))
        assert refused.value.fields[0]["pointer"] == "/criteria/0/field"


def test_a_new_pipeline_is_undone_with_its_stages(world: World) -> None:
    done = world.do("pipeline.create", NewPipeline(name="Partners"))
    world.do("undo", Undo(seq=done.first))
    assert [p.name for p in world.store.read(lambda tx: pipelines_of(tx, world.ws))] == ["Sales"]


def test_reasons(world: World) -> None:
    (reason,) = world.do("lost_reason.add", NewReason(name="Budget cut", kind="no_decision")).results
    done = world.do("lost_reason.edit", EditReason(id=reason, name="Budget was cut", retired=True))
    world.do("undo", Undo(seq=done.last))
    with pytest.raises(Problem):
        world.do("lost_reason.edit", EditReason(id=reason, version=1, name="Stale"))
