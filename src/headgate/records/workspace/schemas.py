"""What the API says and takes of a workspace."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code; figures are in it.")]
Zone = Annotated[
    str, Meta(min_length=1, max_length=64, description="An IANA time zone, such as Europe/Berlin.")
]
Month = Annotated[int, Meta(ge=1, le=12, description="The month in which the fiscal year begins.")]
Weekday = Annotated[int, Meta(ge=1, le=7, description="The first day of the week, 1 for Monday.")]
Days = Annotated[int, Meta(ge=0, le=3650, description="How far back a member may enter what happened.")]


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


class EditWorkspace(Struct, forbid_unknown_fields=True):
    """Settings to change; those left out stay."""

    version: int | None = None
    name: Name | UnsetType = UNSET
    base_currency: Currency | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    fiscal_month: Month | UnsetType = UNSET
    week_start: Weekday | UnsetType = UNSET
    backdating_days: Days | UnsetType = UNSET
