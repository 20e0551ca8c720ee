"""Plays the oracles of stages through the product's verbs: a pipeline of four, and what happened in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from headgate.core.access.actor import system
from headgate.insight.funnel.answer import funnel, read
from headgate.insight.funnel.conversion import first_spans
from headgate.insight.funnel.lives import NEVER
from headgate.insight.funnel.schemas import Funnel, Mode
from headgate.insight.question import Asked
from headgate.kit import clock
from headgate.records.deals.schemas import DeleteDeal, LoseDeal, MoveDeal, NewDeal, ReopenDeal, WinDeal
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.pipelines.schemas import NewPipeline, NewStage
from headgate.store.engine import Store
from tests.insight.played import CENTS, at
from tests.world import World, found


class Line:
    """A pipeline of one's own in a fresh workspace; moments are given, and recorded as they happen."""

    def __init__(self, store: Store, names: list[str], start: datetime) -> None:
        self.store = store
        with clock.frozen(start):
            self.world: World = found(store)
            stages = [
                *(NewStage(name, "open") for name in names),
                NewStage("Won", "won"),
                NewStage("Lost", "lost"),
            ]
            self.id = str(self.world.do("pipeline.create", NewPipeline("Line", stages)).results[0])
            made = store.read(lambda tx: pipelines_of(tx, self.world.ws))
            mine = next(pipeline for pipeline in made if pipeline.id == self.id)
            self.stages = {stage.name: stage.id for stage in mine.stages}
            self.elsewhere = next(p for p in made if p.id != self.id).stages[0].id
            reasons = store.read(lambda tx: reasons_of(tx, self.world.ws))
            self.reason = next(reason.id for reason in reasons if reason.kind == "lost")
        self.deals: dict[str, str] = {}

    def do(self, when: datetime, verb: str, payload: Any) -> str:
        with clock.frozen(when):
            return str(self.world.do(verb, payload).results[0])

    def create(self, name: str, when: datetime, stage: str, value: int | None = None) -> None:
        new = NewDeal(name=name, stage_id=self.stages[stage], amount=None if value is None else value * CENTS)
        self.deals[name] = self.do(when, "deal.create", new)

    def move(self, name: str, when: datetime, stage_id: str) -> None:
        self.do(when, "deal.move", MoveDeal(id=self.deals[name], stage_id=stage_id))

    def lose(self, name: str, when: datetime) -> None:
        self.do(when, "deal.lose", LoseDeal(id=self.deals[name], reason_id=self.reason))

    def event(self, event: dict[str, Any]) -> None:
        """One of oracle 01. No two deals are merged yet: the duplicate leaves all rates in the same way."""
        name, when = event["deal"], at(event["at"])
        match event["type"]:
            case "created":
                self.create(name, when, event["stage"])
            case "stage":
                self.move(name, when, self.stages[event["stage"]])
            case "won":
                self.do(when, "deal.win", WinDeal(id=self.deals[name]))
            case "lost":
                self.lose(name, when)
            case "reopened":
                self.do(when, "deal.reopen", ReopenDeal(id=self.deals[name], reason="They called"))
            case "moved_to_other_pipeline":
                self.move(name, when, self.elsewhere)
            case "deleted_as_test":
                self.do(when, "deal.delete", DeleteDeal(id=self.deals[name], reason="test"))
            case _:
                self.do(when, "deal.delete", DeleteDeal(id=self.deals[name], reason="duplicate"))

    def ask(self, mode: Mode = "reached", **asked: Any) -> Funnel:
        question = replace(Asked(), pipeline_id=self.id, **asked)
        return self.store.read(lambda tx: funnel(tx, system(self.world.ws), question, mode, 30))

    def spans(self, **asked: Any) -> dict[str, list[list[float]]]:
        """By stage, of each deal that was in it: days to going on (1), to the loss (2), or so far (0)."""
        question = replace(Asked(), pipeline_id=self.id, **asked)
        lives = self.store.read(lambda tx: read(tx, system(self.world.ws), question)).lives
        found = {}
        for k, stage in enumerate(lives.stages):
            here = lives.touched[:, k] != NEVER
            days, causes = first_spans(lives, k, here)
            pairs = zip(days.tolist(), causes.tolist(), strict=True)
            found[stage.name] = [[round(days, 6), cause] for days, cause in sorted(pairs)]
        return found


def conversions(store: Store, inputs: dict[str, Any]) -> Line:
    """Oracle 01."""
    events = sorted(inputs["events"], key=lambda event: at(event["at"]))
    made = Line(store, inputs["stages_in_order"], at(events[0]["at"]) - timedelta(days=1))
    for event in events:
        made.event(event)
    return made


def stays(store: Store, inputs: dict[str, Any], now: datetime) -> Line:
    """Oracle 02: every stay so that it is as long as told, at `now`."""
    made = Line(store, ["Demo", inputs["stage"], "Negotiation"], now - timedelta(days=90))
    steps: list[Step] = []
    for spell in inputs["spells"]:
        length, over = timedelta(days=spell["days"]), spell["exit"] != "open"
        start = now - timedelta(days=60) if over else now - length
        steps.append((start, partial(made.create, spell["deal"], start, inputs["stage"])))
        if spell["exit"] == "advance":
            move = partial(made.move, spell["deal"], start + length, made.stages["Negotiation"])
            steps.append((start + length, move))
        elif over:
            steps.append((start + length, partial(made.lose, spell["deal"], start + length)))
    play(steps)
    return made


Step = tuple[datetime, Callable[[], None]]


def play(steps: list[Step]) -> None:
    """In the order of time: what is recorded never goes back."""
    for _, step in sorted(steps, key=lambda each: each[0]):
        step()


def losses(store: Store, inputs: dict[str, Any], now: datetime) -> Line:
    """Oracle 25: the losses as told, and as many open deals as give the numbers that entered."""
    entered = inputs["entered_reached_mode"]
    names = list(entered)
    made = Line(store, names, now - timedelta(days=200))
    hour = timedelta(hours=1)
    steps: list[Step] = []
    for lost in inputs["lost"]:
        start = now - timedelta(days=lost["age_days"])
        furthest = names.index(lost["furthest"])
        steps.append((start, partial(made.create, lost["deal"], start, names[0], lost["value"])))
        way = [
            *names[1 : furthest + 1],
            *([lost["stage_at_exit"]] if lost["stage_at_exit"] != lost["furthest"] else []),
        ]
        for step, name in enumerate(way, 1):
            when = start + step * hour
            steps.append((when, partial(made.move, lost["deal"], when, made.stages[name])))
        steps.append((now, partial(made.lose, lost["deal"], now)))
    for k, name in enumerate(names):
        beyond = entered[names[k + 1]] if k + 1 < len(names) else 0
        ended = sum(lost["furthest"] == name for lost in inputs["lost"])
        for number in range(entered[name] - beyond - ended):
            when = now - timedelta(days=20)
            steps.append((when, partial(made.create, f"open {name} {number}", when, name)))
    play(steps)
    return made
