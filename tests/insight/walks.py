"""Ways through a pipeline for the laws of the funnel: what is said, who is behind it, changes taken back."""

from functools import partial
from typing import Any

import msgspec

from headgate.core.access.actor import system
from headgate.core.verbs.undo import Undo
from headgate.insight.funnel.answer import funnel
from headgate.insight.funnel.behind import Part, behind
from headgate.insight.funnel.schemas import Funnel, Mode
from headgate.insight.question import Asked
from headgate.records.deals.queries import deal_left
from headgate.records.deals.schemas import Deal, DeleteDeal, MergeDeals, MoveDeal, NameDeal, NewDeal
from headgate.records.pipelines.schemas import EditPipeline, EditStage
from tests.records.deals.test_life import Player


def way(player: Player, mode: Mode = "reached", age: int = 30, **asked: Any) -> Funnel:
    world = player.world
    question = Asked(pipeline_id=world.pipeline, **asked)
    return world.store.read(lambda tx: funnel(tx, system(world.ws), question, mode, age))


def said(found: Funnel) -> dict[str, Any]:
    """What it says, without when and of whom it was asked and how things are called."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for name in ("snapshot", "caption", "scope"):
        del told[name]
    for stage in told["stages"]:
        del stage["name"]
    return told


def paged(player: Player, mode: Mode, stage_id: str, part: Part, limit: int) -> list[str]:
    """All of them, page by page."""
    asked = Asked(pipeline_id=player.world.pipeline)
    found: list[str] = []
    cursor: str | None = None
    who = system(player.world.ws)
    while True:
        page = player.world.store.read(
            partial(
                behind,
                actor=who,
                asked=asked,
                mode=mode,
                stage_id=stage_id,
                part=part,
                cursor=cursor,
                limit=limit,
            )
        )
        found += [deal.id for deal in page.items]
        cursor = page.next
        if cursor is None:
            return found


def renamed(player: Player) -> None:
    world = player.world
    world.do("pipeline.edit", EditPipeline(id=world.pipeline, name="Another name"))
    for stage in world.stages:
        world.do("stage.edit", EditStage(id=stage.id, name=f"Now {stage.name}"))


def merged_and_unmerged(player: Player) -> None:
    one, other = open_deals(player, 2)
    done = player.world.do("deal.merge", MergeDeals(other, id=one))
    player.world.do("undo", Undo(seq=done.last))


def corrected(player: Player) -> None:
    (one,) = open_deals(player, 1)
    for stage in player.world.stages[2:4]:
        done = player.world.do("deal.move", MoveDeal(id=one, stage_id=stage.id))
        if done.last:
            player.world.do("undo", Undo(seq=done.last))


def deleted_and_restored(player: Player) -> None:
    for deal in live_deals(player)[:3]:
        player.world.do("deal.delete", DeleteDeal(id=deal, reason="test"))
        player.world.do("deal.restore", NameDeal(id=deal))


def live_deals(player: Player) -> list[str]:
    return [deal.id for deal in deals(player) if deal.standing == "live"]


def deals(player: Player) -> list[Deal]:
    world = player.world
    found = world.store.read(lambda tx: [deal_left(tx, world.ws, id_) for id_ in player.deals])
    return [deal for deal in found if deal is not None]


def open_deals(player: Player, least: int) -> list[str]:
    """The last of those on the board; where too few are left, new ones."""
    found = [deal.id for deal in deals(player) if deal.standing == "live" and deal.status == "open"]
    for _ in range(len(found), least):
        made = player.world.do("deal.create", NewDeal(name="One more")).results
        player.deals += made
        found += made
    return found[-least:]
