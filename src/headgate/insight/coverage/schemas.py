"""What the API says of the coverage of a target."""

from typing import Literal

from msgspec import Struct

from headgate.insight.schemas import Excluded, Rows, Snapshot
from headgate.records.targets.schemas import Target

Verdict = Literal["met", "below", "within", "above"]
Band = tuple[float, float]


class Amounts(Struct):
    """The open deals of one kind: how many, what they are worth, and the filter that opens their list."""

    count: int
    value: int
    rows: Rows | None


class Before(Struct):
    """An earlier period on the same day of it: what was open to close in it, and what of that was won."""

    starts_on: str
    ends_on: str
    day: str
    open_value: int
    won_value: int
    ratio: float


class Chance(Struct):
    """How often deals in a stage on this day of earlier periods were won by their end.

    `basis`: from that stage's own deals; from all stages where it had too few; or the probability set.
    """

    stage_id: str
    name: str
    deals: int
    won: int
    chance: float
    basis: Literal["stage", "all_stages", "probability"]


class Coverage(Struct):
    """How the open value stands to what is still missing of a target; money in minor units of `currency`.

    `gap`: the target less what is won; `literal`: all open value over the target; `in_period`: the value that
    is expected to close in the period over the gap; `weighted`: the same with each deal at its chance to be
    won by the end, where 1 is expected to just make it. Without a gap the ratios over it are null and the
    verdict is `met`. `yields`: the 20th and 80th percentile of `before`; `band`: the coverage that these ask
    for, the common 3 to 5 until there are six earlier periods. `required`: one over the pooled yield.
    """

    target: Target
    version: int
    currency: str
    won: Amounts
    gap: int
    open: Amounts
    expected: Amounts
    undated: Amounts
    elsewhere: Amounts
    overdue: Amounts
    literal: float
    in_period: float | None
    weighted_value: float
    weighted: float | None
    before: list[Before]
    yield_pooled: float | None
    required: float | None
    yields: Band | None
    band: Band
    measured: bool
    verdict: Verdict
    verdict_common: Verdict
    chances: list[Chance]
    excluded: list[Excluded]
    caption: str
    scope: str
    snapshot: Snapshot
    zone: str
