"""Plays the deals of an oracle through the product's verbs, and asks for figures."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from headgate.core.access.actor import Actor, system
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.insight.schemas import Figure, Summary
from headgate.insight.worth_routes import Worth, worth
from headgate.kit import clock
from headgate.records.deals.schemas import (
    DeleteDeal,
    EditDeal,
    LoseDeal,
    NewDeal,
    ReopenDeal,
    WinDeal,
)
from headgate.records.pipelines.queries import reasons_of
from headgate.records.rates.schemas import NewRate
from headgate.store.engine import Store
from tests.world import World, found

CENTS = 100


@dataclass
class Player:
    """A world that takes what happened anywhere in the past, recorded at the clock's present."""

    world: World
    deals: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    clocks: dict[str, str] = field(default_factory=dict)
    """What every question is asked as of."""

    def do(self, verb: str, payload: Any) -> None:
        self.world.do(verb, payload, actor=system(self.world.ws, "migration"))

    def owner(self, name: str | None) -> str | None:
        if name is None:
            return None
        if name not in self.owners:
            self.world.member(name)
            self.owners[name] = self.world.people[name]
        return self.owners[name]

    def create(self, name: str, value: int | None, stage: int = 1, **rest: Any) -> str:
        """In the qualifying stage, as the oracles mean their deals, or in that with the number."""
        rest.setdefault("amount", None if value is None else value * CENTS)
        new = NewDeal(name=name, stage_id=self.world.stages[stage].id, **rest)
        made = self.world.do("deal.create", new, actor=system(self.world.ws, "migration"))
        self.deals[name] = made.results[0]
        return self.deals[name]

    def win(self, name: str, **rest: Any) -> None:
        self.do("deal.win", WinDeal(id=self.deals[name], **rest))

    def lose(self, name: str, **rest: Any) -> None:
        self.do("deal.lose", LoseDeal(id=self.deals[name], reason_id=self.reason, **rest))

    def reopen(self, name: str, at: datetime) -> None:
        self.do("deal.reopen", ReopenDeal(id=self.deals[name], reason="They called back", occurred_at=at))

    def worth(self, name: str, value: int) -> None:
        self.do("deal.edit", EditDeal(id=self.deals[name], amount=value * CENTS))

    def delete(self, name: str, at: datetime) -> None:
        self.do("deal.delete", DeleteDeal(id=self.deals[name], reason="other", occurred_at=at))

    def ask(self, metric: str, *, actor: Actor | None = None, **asked: Any) -> Figure:
        who = actor or self.world.actor
        return self.world.store.read(lambda tx: answers.figure(tx, who, metric, Asked(**self.clocks | asked)))

    def rated(self, name: str, rates_on: str | None = None) -> Worth:
        world = self.world
        return world.store.read(lambda tx: worth(tx, world.actor, self.deals[name], rates_on))

    def summary(self, *, actor: Actor | None = None, **asked: Any) -> Summary:
        who = actor or self.world.actor
        return self.world.store.read(lambda tx: answers.summary(tx, who, Asked(**self.clocks | asked)))


def player(store: Store, **how: Any) -> Player:
    made = Player(found(store, **how))
    reasons = store.read(lambda tx: reasons_of(tx, made.world.ws))
    made.reason = next(reason.id for reason in reasons if reason.kind == "lost")
    return made


def at(text: str) -> datetime:
    """An instant, or the midnight of a date, in UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def day(number: int) -> str:
    """The date of an oracle that counts days from 0."""
    return (date(2025, 1, 1) + timedelta(days=number)).isoformat()


def win_rates(store: Store, inputs: dict[str, Any]) -> Player:
    """Oracle 03, recorded at its as-of."""
    with clock.frozen(at(inputs["as_of"])):
        made = player(store)
        for deal in inputs["deals"]:
            name, close = deal["deal"], deal["close"]
            made.create(
                name,
                deal["v_entry"],
                created_on=deal["created"],
                deal_type=deal["type"],
                source=deal["channel"],
                owner_id=made.owner(deal["owner_at_close"]),
            )
            if name == "W8":  # as its note tells
                made.lose(name, closed_on="2025-01-20")
                made.reopen(name, at("2025-02-01"))
            if name == "W9":
                made.delete(name, at(close))
            elif deal["outcome"] == "won":
                made.win(name, closed_on=close, amount=deal["v_close"] * CENTS)
            elif deal["outcome"] == "lost":
                made.lose(name, closed_on=close, amount=deal["v_close"] * CENTS)
    return made


def velocities(store: Store, inputs: dict[str, Any]) -> Player:
    """Oracle 04, recorded at its as-of."""
    with clock.frozen(at(day(inputs["as_of_day"]))):
        made = player(store)
        for deal in inputs["deals"]:
            made.create(deal["deal"], deal["value"], created_on=day(deal["created_day"]))
            if deal["outcome"] == "won":
                made.win(deal["deal"], closed_on=day(deal["closed_day"]))
            elif deal["outcome"] == "lost":
                made.lose(deal["deal"], closed_on=day(deal["closed_day"]))
    return made


def in_currencies(store: Store, inputs: dict[str, Any]) -> Player:
    """Oracle 06, recorded at its as-of, each closed deal begun a day before its close."""
    base = inputs["reporting_currency"]
    with clock.frozen(at(inputs["as_of"])):
        made = player(store, currency=base)
        for pair, rates in inputs["rates_effective_from"].items():
            other, _, _ = pair.partition("/")
            made.world.do("exchange_rate.create", *(NewRate(other, day, rate) for day, rate in rates.items()))
        for deal in inputs["deals"]:
            begun = date.fromisoformat(deal["at"] or inputs["as_of"]) - timedelta(days=1)
            minor = {"amount": deal["amount_minor"], "currency": deal["currency"]}
            made.create(deal["deal"], None, created_on=begun.isoformat(), **minor)
            if deal["status"] == "won":
                made.win(deal["deal"], closed_on=deal["at"])
            elif deal["status"] == "lost":
                made.lose(deal["deal"], closed_on=deal["at"])
    return made


def segmented(store: Store, inputs: dict[str, Any]) -> Player:
    """Oracle 17, seen on day 200: each deal as old then; its type is the segment."""
    with clock.frozen(at(day(200))):
        made = player(store)
        for segment, deals in inputs["segments"].items():
            for place, deal in enumerate(deals):
                name, start = f"{segment}{place}", 200 - deal["days"]
                made.create(name, 1, created_on=day(start), deal_type=segment)
                if deal["end"] == "won":
                    made.win(name, closed_on=day(200))
                elif deal["end"] == "lost":
                    made.lose(name, closed_on=day(200))
    return made


def two_clocks(store: Store, inputs: dict[str, Any]) -> Player:
    """Oracle 26: every event recorded when the oracle says that it was."""
    events = sorted(inputs["events"], key=lambda event: at(event["recorded_at"]))
    with clock.frozen(at(events[0]["recorded_at"])):
        made = player(store)
    for event in events:
        name, when = event["deal"], at(event["occurred_at"])
        with clock.frozen(at(event["recorded_at"])):
            match event["type"]:
                case "created":
                    made.create(name, event["data"]["value"], created_at=when)
                case "value":
                    made.worth(name, event["data"]["value"])
                case "won":
                    made.win(name, closed_at=when)
                case "lost":
                    made.lose(name, closed_at=when)
                case "reopened":
                    made.reopen(name, when)
    return made
