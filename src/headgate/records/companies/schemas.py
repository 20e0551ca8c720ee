"""What the API says and takes of companies."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from headgate.records.custom_fields.schemas import CustomValues

LARGEST = 10**15
MOST_EMPLOYEES = 10**8
FIRST_YEAR, LAST_YEAR = 800, 2200
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Domain = Annotated[str, Meta(max_length=253, description="The host name of its site, such as example.com.")]
Words = Annotated[str, Meta(max_length=120)]
Revenue = Annotated[int, Meta(ge=-LARGEST, le=LARGEST, description="Minor units of the currency, a year.")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code.")]
Employees = Annotated[int, Meta(ge=0, le=MOST_EMPLOYEES)]
Year = Annotated[int, Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
Id = Annotated[str, Meta(max_length=40)]
External = Annotated[str, Meta(max_length=200, description="Where it came from, and its id there.")]


class Company(Struct):
    """A company. `parent_name` is that of the company that it belongs to."""

    id: str
    name: Name
    domain: str | None
    sector: str | None
    country: str | None
    region: str | None
    revenue: Revenue | None
    currency: Currency
    employees: int | None
    founded: int | None
    parent_id: str | None
    parent_name: str | None
    owner_id: str | None
    custom: Raw
    external_source: str | None
    external_id: str | None
    archived: bool
    created_at: datetime
    version: int


class NewCompany(Struct, forbid_unknown_fields=True):
    """A company to create. Without a currency its revenue is in the workspace's."""

    name: Name
    domain: Domain | None = None
    sector: Words | None = None
    country: Words | None = None
    region: Words | None = None
    revenue: Revenue | None = None
    currency: Currency | None = None
    employees: Employees | None = None
    founded: Year | None = None
    parent_id: Id | None = None
    owner_id: Id | None = None
    custom: CustomValues = {}
    external_source: External | None = None
    external_id: External | None = None


class EditCompany(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    domain: Domain | UnsetType | None = UNSET
    sector: Words | UnsetType | None = UNSET
    country: Words | UnsetType | None = UNSET
    region: Words | UnsetType | None = UNSET
    revenue: Revenue | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET
    employees: Employees | UnsetType | None = UNSET
    founded: Year | UnsetType | None = UNSET
    parent_id: Id | UnsetType | None = UNSET
    owner_id: Id | UnsetType | None = UNSET
    custom: CustomValues | UnsetType = UNSET


class NameCompany(Struct, forbid_unknown_fields=True):
    """Which company."""

    id: Id = ""
    version: int | None = None
