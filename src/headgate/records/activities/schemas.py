"""What the API says and takes of activities, and of a deal's timeline."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from headgate.records.custom_fields.schemas import CustomValues

Kind = Literal["task", "call", "meeting", "note", "email"]
Direction = Literal["in", "out"]
SUBJECT, PROSE = 300, 20_000
Subject = Annotated[str, Meta(min_length=1, max_length=SUBJECT)]
Prose = Annotated[str, Meta(max_length=PROSE)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Id = Annotated[str, Meta(max_length=40)]


class Activity(Struct):
    """Something done, or to be done, with a deal or a company."""

    id: str
    deal_id: str | None
    company_id: str | None
    kind: Kind
    status: Literal["planned", "done", "cancelled"]
    subject: str
    body: str | None
    due_at: datetime | None
    due_precision: Literal["instant", "date"] | None
    done_at: datetime | None
    direction: Direction | None
    human: bool
    owner_id: str | None
    outcome: str | None
    custom: Raw
    created_at: datetime
    version: int


class NewActivity(Struct, forbid_unknown_fields=True):
    """An activity to plan (`done` false) or to log (`done` true). A note is always logged."""

    kind: Kind
    subject: Subject
    deal_id: Id | None = None
    company_id: Id | None = None
    body: Prose | None = None
    due_at: datetime | None = None
    due_on: Day | None = None
    done: bool = False
    done_at: datetime | None = None
    direction: Direction | None = None
    human: bool = True
    owner_id: Id | UnsetType | None = UNSET
    outcome: Prose | None = None
    custom: CustomValues = {}


class EditActivity(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None
    kind: Kind | UnsetType = UNSET
    subject: Subject | UnsetType = UNSET
    body: Prose | UnsetType | None = UNSET
    due_at: datetime | UnsetType | None = UNSET
    due_on: Day | UnsetType = UNSET
    direction: Direction | UnsetType | None = UNSET
    owner_id: Id | UnsetType | None = UNSET
    outcome: Prose | UnsetType | None = UNSET
    custom: CustomValues | UnsetType = UNSET


class DoActivity(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None
    done_at: datetime | None = None
    outcome: Prose | None = None


class NameActivity(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None


class ActivityChanged(Struct):
    """The answer to a change of an activity, with the number for undo."""

    activity: Activity
    seq: int


class Who(Struct):
    id: str
    name: str
    hue: int


class FieldChange(Struct):
    """A field's value before and after, as text for people."""

    field: str
    label: str
    before: str | None
    after: str | None


class TimelineEntry(Struct):
    """One thing that happened: an entry of the journal, or an activity that was done."""

    at: datetime
    recorded_at: datetime
    seq: int | None
    actor: Who | None
    origin: str
    kind: str
    sentence: str
    changes: list[FieldChange]
    activity: Activity | None
    undone: bool
    can_undo: bool
    data: dict[str, Any]


class Timeline(Struct):
    """What is planned, then what happened, newest first."""

    planned: list[Activity]
    items: list[TimelineEntry]
    next: str | None
