"""What the API says and takes of sources."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

LARGEST = 10**15
SourceKind = Literal["source", "campaign"]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Words = Annotated[
    list[Name],
    Meta(max_length=100, description="What else it is called; deals that say one of these come from it."),
]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A date, such as 2026-11-24.")]
Cost = Annotated[int, Meta(ge=0, le=LARGEST, description="Minor units of the currency.")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code.")]
Id = Annotated[str, Meta(max_length=40)]


class Source(Struct):
    """Where deals come from. A campaign may have a beginning, an end and a cost."""

    id: str
    name: str
    kind: SourceKind
    parent_id: str | None
    words: list[str]
    starts_on: str | None
    ends_on: str | None
    cost: int | None
    currency: str
    archived: bool
    version: int


class Sources(Struct):
    """All of them, by name, archived ones included and marked."""

    items: list[Source]


class NewSource(Struct, forbid_unknown_fields=True):
    """A source to create. Without a currency its cost is in the workspace's."""

    name: Name
    kind: SourceKind = "source"
    parent_id: Id | None = None
    words: Words = []
    starts_on: Day | None = None
    ends_on: Day | None = None
    cost: Cost | None = None
    currency: Currency | None = None


class EditSource(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay. A former name stays among the words."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    kind: SourceKind | UnsetType = UNSET
    parent_id: Id | UnsetType | None = UNSET
    words: Words | UnsetType = UNSET
    starts_on: Day | UnsetType | None = UNSET
    ends_on: Day | UnsetType | None = UNSET
    cost: Cost | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET


class NameSource(Struct, forbid_unknown_fields=True):
    """Which source."""

    id: Id = ""
    version: int | None = None
