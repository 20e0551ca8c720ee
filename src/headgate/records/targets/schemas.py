"""What the API says and takes of targets."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

LARGEST = 10**15
Amount = Annotated[int, Meta(ge=1, le=LARGEST, description="Minor units of the currency.")]
Span = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=60,
        description="`2026`, `2026-Q2`, `2026-03`, `2026-03-01..2026-04-01` (the end left out), "
        "`this-quarter`, …, in the workspace's time zone and fiscal year.",
    ),
]
Id = Annotated[str, Meta(max_length=40)]


class Target(Struct):
    """What a period is to bring. Without a pipeline, team and member it is the whole workspace's.

    `name` says whose it is; `starts_on` and `ends_on` are local dates, the end left out.
    """

    id: str
    name: str
    starts_on: str
    ends_on: str
    pipeline_id: str | None
    team_id: str | None
    member_id: str | None
    amount: int
    currency: str
    archived: bool
    version: int


class Targets(Struct):
    """Those whose whole part of the workspace one sees, the latest period first."""

    items: list[Target]


class NewTarget(Struct, forbid_unknown_fields=True):
    """A target to set, in the workspace's currency. A team's covers the teams below it."""

    period: Span
    amount: Amount
    pipeline_id: Id | None = None
    team_id: Id | None = None
    member_id: Id | None = None


class EditTarget(Struct, forbid_unknown_fields=True):
    """What is to be reached from now on."""

    id: Id = ""
    version: int | None = None
    amount: Amount | UnsetType = UNSET


class AssignTarget(Struct, forbid_unknown_fields=True):
    """Whose a member's target is from now on."""

    id: Id = ""
    version: int | None = None
    member_id: Id = ""


class NameTarget(Struct, forbid_unknown_fields=True):
    """Which target."""

    id: Id = ""
    version: int | None = None
