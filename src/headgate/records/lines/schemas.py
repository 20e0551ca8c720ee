"""What the API says and takes of the lines of a deal."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Id = Annotated[str, Meta(max_length=40)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Place = Annotated[int, Meta(ge=0, le=200, description="The place among the lines, from 0.")]
Quantity = Annotated[
    str, Meta(pattern=r"^\d{1,9}(\.\d{1,6})?$", description="More than 0: a decimal such as 2.5.")
]
Discount = Annotated[
    str, Meta(pattern=r"^\d{1,3}(\.\d{1,4})?$", description="Percent off, 0 to 100: a decimal such as 12.5.")
]
LARGEST = 10**15
Price = Annotated[
    int, Meta(ge=-LARGEST, le=LARGEST, description="Of one piece, in minor units of the deal's currency.")
]
External = Annotated[str, Meta(max_length=200)]


class DealLine(Struct):
    """A product on a deal, named as it was sold. `sum`: quantity × unit price, less the discount."""

    id: str
    deal_id: str
    product_id: str | None
    name: str
    quantity: str
    unit_price: int
    currency: str
    discount: str
    sum: int
    external_id: str | None
    created_at: datetime
    version: int


class DealLines(Struct):
    """The lines of a deal in their order; `sum` is what they come to. With `amount_from` “lines” that is
    the deal's amount."""

    items: list[DealLine]
    sum: int | None
    currency: str
    amount_from: str | None


class AddLine(Struct, forbid_unknown_fields=True):
    """A line to add, at the end unless a position is named. Without a name it is called as its product is;
    without a price it has the product's list price."""

    deal_id: Id = ""
    product_id: Id | None = None
    name: Name | None = None
    quantity: Quantity = "1"
    unit_price: Price | None = None
    discount: Discount = "0"
    position: Place | None = None
    external_id: External | None = None


class EditLine(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay. `position` counts among the lines of the deal."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    quantity: Quantity | UnsetType = UNSET
    unit_price: Price | UnsetType = UNSET
    discount: Discount | UnsetType = UNSET
    position: Place | UnsetType = UNSET


class NameLine(Struct, forbid_unknown_fields=True):
    """Which line."""

    id: Id = ""
    version: int | None = None


class LineChanged(Struct):
    """The line as the change left it, the lines of its deal, and the change's number for undo."""

    line: DealLine
    lines: DealLines
    seq: int
