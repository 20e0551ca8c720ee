"""What the API says and takes of roles and of the people on a deal."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Id = Annotated[str, Meta(max_length=40)]
Place = Annotated[int, Meta(ge=0, le=200)]


class DealRole(Struct):
    """A part that somebody plays in a decision, in the order of `position`."""

    id: str
    name: str
    position: int
    retired: bool
    version: int


class DealRoles(Struct):
    items: list[DealRole]


class NewRole(Struct, forbid_unknown_fields=True):
    name: Name


class EditRole(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay. `position` counts among the roles in use."""

    id: Id = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    position: Place | UnsetType = UNSET
    retired: bool | UnsetType = UNSET


class Participant(Struct):
    """A contact on a deal. `main`: the one to turn to first; there is one where there is anybody."""

    id: str
    deal_id: str
    contact_id: str
    name: str
    job_title: str | None
    email: str | None
    phone: str | None
    company_name: str | None
    contact_archived: bool
    role_id: str | None
    role_name: str | None
    created_at: datetime
    version: int
    main: bool = False


class Participants(Struct):
    items: list[Participant]


class AddParticipant(Struct, forbid_unknown_fields=True):
    contact_id: Id
    deal_id: Id = ""
    role_id: Id | None = None
    main: bool = False


class EditParticipant(Struct, forbid_unknown_fields=True):
    """Fields to change. `main: true` makes this the main contact in place of another."""

    id: Id = ""
    version: int | None = None
    role_id: Id | UnsetType | None = UNSET
    main: Annotated[bool, Meta(description="True alone says something.")] = False


class NameParticipant(Struct, forbid_unknown_fields=True):
    """Which person on which deal."""

    id: Id = ""
    version: int | None = None


class ParticipantChanged(Struct):
    """The person as the change left it, and the change's number for undo."""

    participant: Participant
    seq: int
