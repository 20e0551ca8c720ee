"""What the API says of the way through a pipeline's stages."""

from typing import Literal

from msgspec import Struct

from headgate.insight.schemas import Excluded, Sample, Snapshot

Mode = Literal["reached", "touched"]


class Conversion(Struct):
    """Of the deals that entered the stage in the period, how many went on (metrics 1.1).

    `reached` counts a deal that skipped the stage, `touched` does not. `lower`, `upper`: what it comes to if
    none or all of those undecided go on; `ultimate`: by Aalen-Johansen, lost competing, undecided censored;
    `by_age`: the same at each age in days. `value_…`: by the values at entry, in minor units.
    """

    entered: int
    advanced: int
    lost: int
    open: int
    moved: int
    lower: float | None
    upper: float | None
    resolved_only: float | None
    interval: tuple[float, float] | None
    maturity: float | None
    label: Sample
    ultimate: float | None
    by_age: dict[str, float]
    value_entered: int
    value_lower: float | None
    value_upper: float | None
    skipped: int
    skip_rate: float | None


class Flow(Struct):
    """The stays that ended in the period, by how. `rate`: those that went on, of them and the lost."""

    exits: dict[str, int]
    rate: float | None
    regress_rate: float | None


class Step(Struct):
    """A step of a curve: just after `t` days a share `left` is still there, of `at_risk` before."""

    t: float
    left: float
    at_risk: int
    exits: int


class Stay(Struct):
    """How long stays in the stage last, those not over counted as such (metrics 1.3), in days.

    `longer_than`: the longest stay seen, said where a median is not reached. `went_on`, `lost`, `still`:
    shares by the day. `completed_…`: of ended stays alone, as other tools give it: too short.
    """

    stays: int
    open: int
    median: float | None
    median_interval: tuple[float | None, float | None] | None
    p25: float | None
    p75: float | None
    longer_than: float
    restricted_mean: float | None
    went_on: dict[str, float]
    lost: dict[str, float]
    still: dict[str, float]
    median_to_go_on: float | None
    completed_mean: float | None
    completed_median: float | None
    total_per_deal: float | None
    oldest_open: float | None
    curve: list[Step]
    excluded: list[Excluded]


class DropOff(Struct):
    """The deals lost from the stage in the period (metrics 1.4).

    `days`: their ages at loss, added up; shares are of all lost here. `slow`: lost after longer than
    three quarters of the stage's stays last.
    """

    lost_at_exit: int
    lost_by_furthest: int
    loss_rate: float | None
    value: int
    days: float
    share_of_count: float | None
    share_of_value: float | None
    share_of_days: float | None
    after_regress: int
    slow: int
    reasons: dict[str, int]


class StageWay(Struct):
    """One stage of the funnel."""

    stage_id: str
    name: str
    conversion: Conversion
    flow: Flow
    stay: Stay
    drop_off: DropOff


class Whole(Struct):
    """The deals that entered the pipeline in the period, to its end."""

    entered: int
    won: int
    lost: int
    open: int
    moved: int
    lower: float | None
    upper: float | None


class Reach(Struct):
    """Of a month's deals, how many reached a stage (or were won): within the age, and to date."""

    within: int
    to_date: int


class Cohort(Struct):
    """The deals created in a month. `eligible`: old enough for the age; only then months compare."""

    month: str
    created: int
    eligible: int
    stages: dict[str, Reach]
    won: Reach


class Funnel(Struct):
    """The way through a pipeline. Money in minor units of `currency`; deals in others have no value here."""

    pipeline_id: str
    version: int
    mode: Mode
    age_days: int
    stages: list[StageWay]
    whole: Whole
    cohorts: list[Cohort]
    currency: str
    caption: str
    scope: str
    snapshot: Snapshot
    zone: str
