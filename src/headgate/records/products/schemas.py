"""What the API says and takes of products."""

from typing import Annotated

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from headgate.records.custom_fields.schemas import CustomValues

LARGEST = 10**15
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Series = Annotated[str, Meta(max_length=120)]
Price = Annotated[int, Meta(ge=0, le=LARGEST, description="Minor units of the currency.")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code.")]
Id = Annotated[str, Meta(max_length=40)]


class Product(Struct):
    """Something that is sold."""

    id: str
    name: Name
    series: str | None
    list_price: Price | None
    currency: Currency
    custom: Raw
    archived: bool
    version: int


class NewProduct(Struct, forbid_unknown_fields=True):
    """A product to create. Without a currency its price is in the workspace's."""

    name: Name
    series: Series | None = None
    list_price: Price | None = None
    currency: Currency | None = None
    custom: CustomValues = {}


class EditProduct(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    series: Series | UnsetType | None = UNSET
    list_price: Price | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET
    custom: CustomValues | UnsetType = UNSET


class NameProduct(Struct, forbid_unknown_fields=True):
    """Which product."""

    id: Id = ""
    version: int | None = None
