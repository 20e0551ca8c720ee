"""What the API says and takes of pipelines."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

StageKind = Literal["open", "won", "lost"]
ReasonKind = Literal["lost", "no_decision", "disqualified", "deleted"]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Purpose = Annotated[str, Meta(max_length=2000)]
Days = Annotated[int, Meta(ge=1, le=3650)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Hue = Annotated[int, Meta(ge=0, le=359)]
FieldName = Annotated[str, Meta(max_length=80)]


class Criterion(Struct, forbid_unknown_fields=True):
    """A gate's criterion, asked when a deal enters the stage: this field of the deal is filled."""

    field: FieldName
    kind: Literal["field_filled"] = "field_filled"


class Stage(Struct):
    """A stage of a pipeline, in the order of `position`."""

    id: str
    pipeline_id: str
    name: str
    kind: StageKind
    position: int
    purpose: str
    expected_days: int | None
    probability: int | None
    qualifying: bool
    hue: int
    criteria: list[Criterion]
    retired: bool
    version: int


class Pipeline(Struct):
    """A pipeline with its stages; its version grows with every change of itself or of a stage."""

    id: str
    name: str
    archived: bool
    version: int
    stages: list[Stage]


class Pipelines(Struct):
    items: list[Pipeline]


class NewStage(Struct, forbid_unknown_fields=True):
    name: Name
    kind: StageKind = "open"
    purpose: Purpose = ""
    expected_days: Days | None = None
    probability: Percent | None = None
    qualifying: bool = False
    hue: Hue | None = None
    criteria: Annotated[list[Criterion], Meta(max_length=20)] = []
    after: str | None = None
    """The stage that it follows; without it, the last open one."""


class NewPipeline(Struct, forbid_unknown_fields=True):
    """Without stages a pipeline gets the six of the guide, Won and Lost."""

    name: Name
    stages: Annotated[list[NewStage], Meta(min_length=3, max_length=60)] | None = None


class EditPipeline(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None
    name: Name | UnsetType = UNSET


class AddStage(Struct, forbid_unknown_fields=True):
    pipeline_id: str
    stage: NewStage


class EditStage(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    purpose: Purpose | UnsetType = UNSET
    expected_days: Days | UnsetType | None = UNSET
    probability: Percent | UnsetType | None = UNSET
    qualifying: bool | UnsetType = UNSET
    hue: Hue | UnsetType = UNSET
    criteria: Annotated[list[Criterion], Meta(max_length=20)] | UnsetType = UNSET
    position: Annotated[int, Meta(ge=0, le=100)] | UnsetType = UNSET


class RetireStage(Struct, forbid_unknown_fields=True):
    id: str


class LostReason(Struct):
    id: str
    name: str
    kind: ReasonKind
    position: int
    retired: bool
    version: int


class LostReasons(Struct):
    items: list[LostReason]


class NewReason(Struct, forbid_unknown_fields=True):
    name: Name
    kind: ReasonKind = "lost"


class EditReason(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    kind: ReasonKind | UnsetType = UNSET
    retired: bool | UnsetType = UNSET
    position: Annotated[int, Meta(ge=0, le=200, description="Among the reasons in use.")] | UnsetType = UNSET
