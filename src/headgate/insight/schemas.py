"""What the API says of figures."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

Unit = Literal["ratio", "money", "days", "count"]
Sample = Literal["too_few", "indicative", "usable"]
Number = int | float


class Metric(Struct):
    """A figure's definition. `basis`: which deals a period picks; `parts`: what stands beside the value."""

    id: str
    version: int
    name: str
    question: str
    unit: Unit
    formula: str
    basis: str
    source: str
    oracle: str | None
    segmentable: bool
    parts: dict[str, str]


class Metrics(Struct):
    items: list[Metric]


class Excluded(Struct):
    """Deals that a figure leaves out, and why."""

    reason: str
    count: int


class Rows(Struct):
    """The deals that a figure counts: the filter to open their list with."""

    record: Literal["deal"]
    filter: dict[str, Any]
    count: int


class Snapshot(Struct):
    """What held at `effective`, as it was known at `known`."""

    effective: datetime
    known: datetime


class Segment(Struct):
    """A figure over the deals of one segment; `key` null stands for those that have none."""

    key: str | int | float | bool | None
    label: str
    value: Number | None
    interval: tuple[Number | None, Number | None] | None
    n: int
    label_n: Sample
    parts: dict[str, Number | None]
    rows: Rows | None


class Figure(Struct):
    """A figure with all that is needed to judge it.

    Money is in minor units of `currency`, a mean or median of it may have a fraction. `n`: the deals behind
    the value; `label`: what that many allow; `maturity`: how much of what entered is resolved, 0 to 1.
    `rows` is null for a past snapshot, since lists show the present.
    """

    id: str
    version: int
    name: str
    unit: Unit
    currency: str | None
    value: Number | None
    interval: tuple[Number | None, Number | None] | None
    n: int
    label: Sample
    maturity: float | None
    excluded: list[Excluded]
    parts: dict[str, Number | None]
    caption: str
    scope: str
    snapshot: Snapshot
    zone: str
    rows: Rows | None
    segments: list[Segment] | None


class StageSum(Struct):
    """What the deals in a stage come to, in the workspace's currency."""

    stage_id: str
    name: str
    count: int
    amount: int


class Summary(Struct):
    figures: list[Figure]
    stages: list[StageSum]
