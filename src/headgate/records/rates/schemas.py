"""What the API says and takes of exchange rates."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code.")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A date, such as 2026-11-24.")]
Rate = Annotated[
    str,
    Meta(
        pattern=r"^\d{1,9}(\.\d{1,10})?$",
        description="How much of the workspace's currency one unit is worth, a decimal such as 1.0832.",
    ),
]
Id = Annotated[str, Meta(max_length=40)]


class ExchangeRate(Struct):
    """One unit of `currency` is `rate` of `base`, from the local day `starts_on` until the next one's."""

    id: str
    currency: str
    base: str
    starts_on: str
    rate: str
    archived: bool
    version: int


class ExchangeRates(Struct):
    """Those in the workspace's currency, by currency, the latest first."""

    items: list[ExchangeRate]


class NewRate(Struct, forbid_unknown_fields=True):
    """A rate to set."""

    currency: Currency
    starts_on: Day
    rate: Rate


class EditRate(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay."""

    id: Id = ""
    version: int | None = None
    starts_on: Day | UnsetType = UNSET
    rate: Rate | UnsetType = UNSET


class NameRate(Struct, forbid_unknown_fields=True):
    """Which rate."""

    id: Id = ""
    version: int | None = None
