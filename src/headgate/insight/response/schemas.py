"""What the API says of the response to leads."""

from typing import Any

from msgspec import Struct

from headgate.insight.schemas import Excluded, Snapshot


class Wait(Struct):
    """How long they waited, in minutes, those who still wait counted as waiting on (Kaplan-Meier). A value
    is null where too few were answered for it; `low` and `high` are the median's 95 % interval."""

    median: float | None
    low: float | None
    high: float | None
    p90: float | None


class LeadResponse(Struct):
    """Of the deals that came in a period, how soon somebody turned to the buyer: a call, a meeting or a
    message of a person's, not one that came in.

    `within`: the share of all that was answered within `sla_minutes` of business time. `breached`: answered
    later, or unanswered for longer; `pending`: unanswered, and still in time. `answered_median` leaves out
    who still waits, and is too short for it.
    """

    period: str
    caption: str
    snapshot: Snapshot
    zone: str
    sla_minutes: int
    n: int
    answered: int
    within: float | None
    breached: int
    pending: int
    business: Wait
    clock: Wait
    answered_median: float | None
    excluded: list[Excluded]
    filter: dict[str, Any] | None
