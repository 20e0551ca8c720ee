"""The registry of figures: each a versioned definition and the function that works it out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from headgate.insight.facts import Facts, Moment
from headgate.insight.schemas import Metric, Number, Unit
from headgate.kit.periods import Period

Interval = tuple[Number | None, Number | None] | None
Clauses = list[dict[str, Any]]


class StageFact(NamedTuple):
    """A stage as figures need it; `early`: before the qualifying stage of its pipeline."""

    id: str
    number: int
    name: str
    kind: str
    probability: int
    early: bool


@dataclass(frozen=True)
class Lens:
    """How facts are looked at: moment, period (None: all time), zone, currency, what numbers stand for."""

    moment: Moment
    period: Period | None
    zone: str
    currency: str
    stages: tuple[StageFact, ...] = ()
    reasons: dict[int, str] = field(default_factory=dict)
    """Number of a lost reason -> its kind."""
    prices: dict[int, int] = field(default_factory=dict)
    """Number of a product -> its list price in the workspace's currency."""
    rated: dict[str, str] = field(default_factory=dict)
    """Other currency -> the local day of its first rate."""


@dataclass
class Measured:
    """What a figure's function finds. `which` says in clauses which deals it counts: `count` of them."""

    value: Number | None
    n: int
    which: Clauses
    count: int
    parts: dict[str, Number | None]
    interval: Interval = None
    maturity: float | None = None
    excluded: dict[str, int] = field(default_factory=dict)


Measure = Callable[[Facts, Lens], Measured]
Contrast = Callable[[Sequence[Facts], Lens], dict[str, Number | None]]
"""How segments differ: parts of the whole figure, worked out of the facts of each segment."""

Parts = dict[str, Number | None]
Together = Callable[[Sequence[Parts]], list[Parts]]
"""What is known of each segment by looking at all of them: further parts, from the parts of each."""


@dataclass(frozen=True)
class Definition:
    """A figure: what it says of itself, and how it is worked out."""

    metric: Metric
    measure: Measure
    contrast: Contrast | None = None
    together: Together | None = None


FIGURES: dict[str, Definition] = {}
CLOSE, COHORT, STOCK = "closed in the period", "created in the period", "at the snapshot"


def figure(
    id: str,
    *,
    name: str,
    question: str,
    unit: Unit,
    formula: str,
    basis: str,
    source: str,
    parts: dict[str, str],
    oracle: str | None = None,
    version: int = 1,
    contrast: Contrast | None = None,
    together: Together | None = None,
) -> Callable[[Measure], Measure]:
    """Registers a figure. Changing what its formula gives takes a new version."""

    def keep(measure: Measure) -> Measure:
        if id in FIGURES:
            raise ValueError(f"the figure {id} is defined twice")
        metric = Metric(id, version, name, question, unit, formula, basis, source, oracle, True, parts)
        FIGURES[id] = Definition(metric, measure, contrast, together)
        return measure

    return keep
