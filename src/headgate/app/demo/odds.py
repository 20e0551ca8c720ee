"""What makes a demo deal go on or end, and how long it stays: by person, channel, product and season."""

import math
from dataclasses import dataclass
from random import Random

from headgate.app.demo.catalogue import Ware
from headgate.app.demo.companies import Firm
from headgate.app.demo.people import Seat

SOURCES: dict[str, tuple[int, float]] = {
    "Website": (26, 0.0),
    "Outbound": (24, -0.45),
    "Referral": (16, 0.55),
    "Partner": (13, 0.30),
    "Event": (12, -0.15),
    "Webinar": (9, -0.25),
}
"""Channel -> (how often, shift of the odds at each step)."""
TYPES: dict[str, tuple[int, float]] = {
    "New business": (66, 0.0),
    "Expansion": (24, 0.45),
    "Replacement": (10, -0.2),
}
ONWARD = (0.66, 0.73, 0.78, 0.77, 0.83, 0.94)
"""How likely each stage is left forwards."""
STAY = (11.0, 13.0, 14.0, 13.0, 11.0, 9.0)
"""Days in each stage, the middle one."""
SKIP, BACK, REOPEN = 0.05, 0.04, 0.07
SLOWDOWN = 590
"""From this day on a new rival makes it harder to sell the series Quay."""

REASONS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("Could not be reached", 5), ("Not a fit", 4), ("Timing", 1)),
    (("Not a fit", 5), ("Timing", 3), ("No decision", 2)),
    (("Missing feature", 4), ("No decision", 3), ("Timing", 2), ("Chose a competitor", 1)),
    (("Price", 5), ("Chose a competitor", 4), ("No decision", 3)),
    (("Price", 4), ("Chose a competitor", 4), ("No decision", 2)),
    (("Timing", 2), ("Price", 1), ("No decision", 1)),
)


@dataclass(frozen=True)
class Case:
    """One deal to be: who sells what to whom, since when."""

    number: int
    day: int
    seat: int
    firm: int
    ware: int
    source: str
    deal_type: str


def onward(rng: Random, stage: int, seat: Seat, firm: Firm, ware: Ware, case: Case, day: float) -> bool:
    """Whether the deal leaves the stage forwards."""
    shift = seat.skill + SOURCES[case.source][1] + TYPES[case.deal_type][1]
    shift -= 0.25 if ware.list_price > 60_000_00 else 0.0
    shift += {"Public sector": -0.4, "Logistics": 0.25, "Healthcare": 0.1}.get(firm.sector, 0.0)
    shift -= 0.5 if ware.series == "Quay" and day >= SLOWDOWN and stage >= 2 else 0.0
    return rng.random() < shifted(ONWARD[stage], shift)


def shifted(chance: float, by: float) -> float:
    """A chance moved on the scale of the log odds."""
    return 1 / (1 + math.exp(-(math.log(chance / (1 - chance)) + by)))


def stay(rng: Random, stage: int, seat: Seat, firm: Firm, ware: Ware, lost: bool) -> float:
    """Days in the stage; a large buyer takes longer, and what is lost lies around."""
    days = STAY[stage] * seat.pace * rng.lognormvariate(0, 0.75)
    days *= 1.35 if firm.employees > 1_500 else 1.0
    days *= 1.25 if ware.list_price > 60_000_00 else 1.0
    days *= 1.8 if firm.sector == "Public sector" else 1.0
    return min(160.0, max(0.6, days * (1.9 if lost else 1.0)))


def pick(rng: Random, choices: dict[str, tuple[int, float]]) -> str:
    (found,) = rng.choices(list(choices), [weight for weight, _ in choices.values()])
    return found


def reason(rng: Random, stage: int) -> str:
    names, weights = zip(*REASONS[stage], strict=True)
    return str(rng.choices(names, weights)[0])
