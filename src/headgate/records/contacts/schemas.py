"""What the API says and takes of contacts."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from headgate.records.custom_fields.schemas import CustomValues

MOST_ADDRESSES = 20
Part = Annotated[str, Meta(max_length=120)]
Title = Annotated[str, Meta(max_length=160)]
Label = Annotated[str, Meta(max_length=40, description="Such as work, home or assistant.")]
Id = Annotated[str, Meta(max_length=40)]
External = Annotated[str, Meta(max_length=200, description="Where it came from, and its id there.")]


class Email(Struct, forbid_unknown_fields=True):
    """An e-mail address; two that differ in case alone are the same."""

    address: Annotated[str, Meta(min_length=3, max_length=254)]
    label: Label | None = None


class Phone(Struct, forbid_unknown_fields=True):
    """A telephone number as people write it; it is compared by its digits."""

    number: Annotated[str, Meta(min_length=3, max_length=40)]
    label: Label | None = None


Emails = Annotated[list[Email], Meta(max_length=MOST_ADDRESSES, description="The first is the main one.")]
Phones = Annotated[list[Phone], Meta(max_length=MOST_ADDRESSES, description="The first is the main one.")]


class Contact(Struct):
    """A person at a company or alone. `name` is made of its parts, else the first address."""

    id: str
    name: str
    given_name: str | None
    family_name: str | None
    job_title: str | None
    emails: Raw
    phones: Raw
    email: str | None
    phone: str | None
    company_id: str | None
    company_name: str | None
    owner_id: str | None
    owner_name: str | None
    custom: Raw
    external_source: str | None
    external_id: str | None
    archived: bool
    created_at: datetime
    version: int


class NewContact(Struct, forbid_unknown_fields=True):
    """A contact to create; it has a name or an address at least."""

    given_name: Part | None = None
    family_name: Part | None = None
    job_title: Title | None = None
    emails: Emails = []
    phones: Phones = []
    company_id: Id | None = None
    owner_id: Id | None = None
    custom: CustomValues = {}
    external_source: External | None = None
    external_id: External | None = None


class EditContact(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay. A list of addresses replaces the whole list."""

    id: Id = ""
    version: int | None = None
    given_name: Part | UnsetType | None = UNSET
    family_name: Part | UnsetType | None = UNSET
    job_title: Title | UnsetType | None = UNSET
    emails: Emails | UnsetType = UNSET
    phones: Phones | UnsetType = UNSET
    company_id: Id | UnsetType | None = UNSET
    owner_id: Id | UnsetType | None = UNSET
    custom: CustomValues | UnsetType = UNSET


class NameContact(Struct, forbid_unknown_fields=True):
    """Which contact."""

    id: Id = ""
    version: int | None = None


class Alike(Struct):
    """A contact that has one of the addresses asked for, and which of them."""

    id: str
    name: str
    company_name: str | None
    address: str


class Alikes(Struct):
    items: list[Alike]
