"""The life of one demo deal as steps in time, each a verb with its payload; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from headgate.app.demo import catalogue, odds, words
from headgate.app.demo.companies import Firm
from headgate.app.demo.days import SPAN, Days
from headgate.app.demo.odds import Case
from headgate.app.demo.people import Seat
from headgate.records.deals.schemas import EditDeal, LoseDeal, MoveDeal, NewDeal, ReopenDeal, WinDeal

QUALIFIED, DEMO, OFFER, TERMS, CLOSING = 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Place:
    """The ids that a life speaks of."""

    stages: Sequence[str]
    reasons: dict[str, str]
    firms: Sequence[str]
    wares: Sequence[str]


@dataclass(frozen=True)
class Step:
    """Something done to the deal. `makes` and `takes` name a planned activity that a later step refers to."""

    at: datetime
    verb: str
    payload: Any
    makes: str = ""
    takes: str = ""


@dataclass
class Life:
    """A deal's steps and where it is at the end; `stays` lists (stage, first day, last day)."""

    case: Case
    seat: Seat
    firm: Firm
    rng: Random
    days: Days
    place: Place
    steps: list[Step] = field(default_factory=list)
    stays: list[tuple[int, float, float]] = field(default_factory=list)
    stage: int = 0
    status: str = "open"
    day: float = 0.0
    amount: int | None = None
    close_day: float | None = None

    @property
    def ware(self) -> catalogue.Ware:
        return catalogue.WARES[self.case.ware]

    def moment(self, day: float) -> datetime:
        """An instant of that working day, after all that came before."""
        at = self.days.instant(self.days.workday(day), self.rng)
        last = self.steps[-1].at if self.steps else at
        return max(at, last + (at - at.replace(second=0)) + 60 * (at.resolution * 1_000_000))

    def do(self, day: float, verb: str, payload: Any) -> None:
        at = self.moment(day)
        for name in ("occurred_at", "closed_at", "created_at"):
            if name in payload.__struct_fields__:
                setattr(payload, name, at)
        self.steps.append(Step(at, verb, payload))

    def begin(self) -> None:
        rng, case = self.rng, self.case
        self.stage = QUALIFIED if case.source in ("Referral", "Partner") and rng.random() < 0.35 else 0
        guess = catalogue.price(rng, self.ware)
        self.amount = guess if rng.random() < 0.8 else None
        self.close_day = case.day + rng.uniform(50, 110) if rng.random() < 0.75 else None
        self.do(
            case.day,
            "deal.create",
            NewDeal(
                name=catalogue.title(rng, self.ware),
                stage_id=self.place.stages[self.stage],
                company_id=self.place.firms[case.firm],
                product_id=self.place.wares[case.ware],
                amount=self.amount,
                currency=self.firm.currency,
                expected_close=None if self.close_day is None else self.days.text(self.close_day),
                source=case.source,
                deal_type=case.deal_type,
            ),
        )
        self.day = case.day

    def live(self) -> "Life":
        """From the first day to the last, or to today."""
        self.begin()
        while self.status == "open":
            good = odds.onward(self.rng, self.stage, self.seat, self.firm, self.ware, self.case, self.day)
            end = self.day + odds.stay(self.rng, self.stage, self.seat, self.firm, self.ware, not good)
            self.stays.append((self.stage, self.day, min(end, SPAN)))
            self.rethink(self.day, min(end, SPAN - 1))
            if self.days.workday(end) >= SPAN - 1:
                break
            self.day = self.days.workday(end)
            if good:
                self.advance()
            else:
                self.lose()
        return self

    def rethink(self, start: float, end: float) -> None:
        """What the stay changes of value and date; what the next stage asks for is filled in."""
        rng, values, amount = self.rng, EditDeal(), self.amount
        if end - start < 1 or self.days.workday(start + 1) >= self.days.workday(end):
            return
        if self.stage in (DEMO, OFFER) and amount is not None and rng.random() < 0.45:
            values.amount = self.amount = max(10, round(amount / 100_00 * rng.gauss(1.06, 0.18))) * 100_00
        if self.stage == TERMS and amount is not None and rng.random() < 0.4:
            values.amount = self.amount = round(amount / 100_00 * rng.uniform(0.86, 0.97)) * 100_00
        if self.stage >= DEMO and self.close_day is not None and rng.random() < 0.4:
            self.close_day = max(self.close_day, start) + rng.choice((7, 14, 14, 21, 30))
            values.expected_close = self.days.text(self.close_day)
        if values != EditDeal():
            self.do(rng.uniform(start + 1, end), "deal.edit", values)

    def missing(self, target: int) -> EditDeal:
        """The values that the gates up to a stage ask for, as they are given with the move."""
        values = EditDeal()
        if target >= OFFER and self.amount is None:
            values.amount = self.amount = catalogue.price(self.rng, self.ware)
        if target >= TERMS and self.close_day is None:
            self.close_day = self.day + self.rng.uniform(15, 45)
            values.expected_close = self.days.text(self.close_day)
        return values

    def advance(self) -> None:
        rng = self.rng
        if self.stage == CLOSING:
            self.status = "won"
            self.do(self.day, "deal.win", WinDeal())
            return
        if self.stage >= DEMO and rng.random() < odds.BACK:
            self.go(self.stage - 1)
        else:
            self.go(min(CLOSING, self.stage + (2 if rng.random() < odds.SKIP else 1)))

    def go(self, target: int) -> None:
        values = self.missing(target)
        self.stage = target
        self.do(self.day, "deal.move", MoveDeal(stage_id=self.place.stages[target], values=values))

    def lose(self) -> None:
        """Lost, and now and then heard of again."""
        rng = self.rng
        why = odds.reason(rng, self.stage)
        note = rng.choice(words.LOST_NOTES[why]) if rng.random() < 0.5 else None
        self.do(self.day, "deal.lose", LoseDeal(reason_id=self.place.reasons[why], note=note))
        self.status = "lost"
        back = self.days.workday(self.day + rng.uniform(12, 90))
        if self.stage >= DEMO and rng.random() < odds.REOPEN and back < SPAN - 1:
            self.status, self.day = "open", back
            self.do(back, "deal.reopen", ReopenDeal(reason="They came back with a budget."))
