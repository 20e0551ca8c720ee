"""What the API says and takes of a workspace."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code; figures are in it.")]
Zone = Annotated[
    str, Meta(min_length=1, max_length=64, description="An IANA time zone, such as Europe/Berlin.")
]
Month = Annotated[int, Meta(ge=1, le=12, description="The month in which the fiscal year begins.")]
Weekday = Annotated[int, Meta(ge=1, le=7, description="A day of the week, 1 for Monday.")]
Days = Annotated[int, Meta(ge=0, le=3650, description="How far back a member may enter what happened.")]


Clock = Annotated[
    str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$", description="Local time, such as 09:00.")
]
MOST_HOLIDAYS = 500


class Holiday(Struct, forbid_unknown_fields=True):
    """A day on which nobody works."""

    on: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A date, such as 2026-12-25.")]
    name: Annotated[str, Meta(max_length=80)] = ""


class BusinessCalendar(Struct, forbid_unknown_fields=True):
    """When people work, in the workspace's time zone: on these days of the week (1 for Monday) between these
    hours, but for holidays. Business time is counted by it."""

    days: Annotated[list[Weekday], Meta(min_length=1, max_length=7)]
    opens: Clock
    closes: Clock
    holidays: Annotated[list[Holiday], Meta(max_length=MOST_HOLIDAYS)] = []


class Workspace(Struct):
    """A workspace and its settings."""

    id: str
    name: Name
    base_currency: Currency
    zone: Zone
    fiscal_month: Month
    week_start: Weekday
    version: int
    backdating_days: Days
    calendar: BusinessCalendar


class EditWorkspace(Struct, forbid_unknown_fields=True):
    """Settings to change; those left out stay."""

    version: int | None = None
    name: Name | UnsetType = UNSET
    base_currency: Currency | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    fiscal_month: Month | UnsetType = UNSET
    week_start: Weekday | UnsetType = UNSET
    backdating_days: Days | UnsetType = UNSET
    calendar: BusinessCalendar | UnsetType = UNSET
