"""The verbs of pipelines: make one, shape its stages, name the reasons for losing."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from headgate.core.fields.catalogue import RECORDS
from headgate.core.fields.given import line, words
from headgate.core.verbs import rows
from headgate.core.verbs.ordering import put_at
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import bad_input, conflict, not_found
from headgate.records.pipelines import events, versions
from headgate.records.pipelines.defaults import HUES, REASONS, STAGES
from headgate.records.pipelines.fields import LOST_REASON, PIPELINE, STAGE
from headgate.records.pipelines.queries import pipelines_now, reasons_of
from headgate.records.pipelines.schemas import (
    AddStage,
    Criterion,
    EditPipeline,
    EditReason,
    EditStage,
    NewPipeline,
    NewReason,
    NewStage,
    Pipeline,
    RetireStage,
)


@verb("pipeline.create", permission="pipeline.edit", payload=NewPipeline)
def create(work: Work, batch: Sequence[NewPipeline]) -> list[str]:
    """Gives the ids of the pipelines made."""
    made = []
    position = len(pipelines_now(work.tx, work.ws).pipelines)
    for offset, new in enumerate(batch):
        stages = new.stages or STAGES
        check_stages(stages)
        id_ = ids.new("pipe")
        row = {
            "id": id_,
            "name": line(new.name, "/name", 120),
            "position": position + offset,
            "standing": "live",
        }
        rows.insert(work, PIPELINE, events.PIPELINE_CREATED, [{**row, "created_at": work.at, "version": 1}])
        ordered = sorted(stages, key=lambda stage: ("open", "won", "lost").index(stage.kind))
        made_rows = [stage_row(id_, stage, place) for place, stage in enumerate(ordered)]
        rows.insert(work, STAGE, events.STAGE_ADDED, made_rows, pipeline=new.name)
        versions.keep(work, id_)
        made.append(id_)
    return made


def check_stages(stages: Sequence[NewStage]) -> None:
    kinds = [stage.kind for stage in stages]
    if kinds.count("won") != 1 or kinds.count("lost") != 1 or "open" not in kinds:
        raise bad_input("A pipeline has at least one open stage, one won and one lost stage.")
    if len({stage.name.strip().casefold() for stage in stages}) < len(stages):
        raise bad_input("Two stages have the same name.")


def stage_row(pipeline_id: str, new: NewStage, position: int) -> rows.Row:
    check_criteria(new.criteria)
    return {
        "id": ids.new("stage"),
        "pipeline_id": pipeline_id,
        "name": line(new.name, "/name", 120),
        "kind": new.kind,
        "position": position,
        "purpose": words(new.purpose, "/purpose", 2000, lines=True) or "",
        "expected_days": new.expected_days,
        "probability": new.probability,
        "qualifying": new.qualifying,
        "hue": new.hue if new.hue is not None else HUES[position % len(HUES)],
        "criteria": msgspec.to_builtins(new.criteria),
        "standing": "live",
        "version": 1,
    }


def check_criteria(criteria: Sequence[Criterion]) -> None:
    """Raises the 422 problem for a criterion on a field that a person could not fill."""
    fields = RECORDS["deal"].fields
    for i, criterion in enumerate(criteria):
        field = fields.get(criterion.field)
        if field is None or "edit" not in field.abilities:
            message = f"“{criterion.field}” is not a field of a deal that can be filled in."
            raise bad_input(message, [{"pointer": f"/criteria/{i}/field", "message": message}])


@verb("pipeline.edit", permission="pipeline.edit", payload=EditPipeline)
def edit(work: Work, batch: Sequence[EditPipeline]) -> list[str]:
    found = rows.load_each(work.tx, work.ws, PIPELINE, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
        if change.name is not UNSET:
            rows.edit(work, PIPELINE, events.PIPELINE_EDITED, row, {"name": line(change.name, "/name", 120)})
            versions.keep(work, row["id"])
    return [change.id for change in batch]


@verb("stage.add", permission="pipeline.edit", payload=AddStage)
def add_stage(work: Work, batch: Sequence[AddStage]) -> list[str]:
    made = []
    for change in batch:
        pipeline = the_pipeline(work, change.pipeline_id)
        if change.stage.kind != "open":
            raise bad_input("A pipeline has one won and one lost stage; stages added to it are open.")
        opened = [stage for stage in pipeline.stages if stage.kind == "open"]
        after = change.stage.after or (opened[-1].id if opened else None)
        places = [stage.id for stage in pipeline.stages]
        if after is not None and after not in places:
            raise not_found("stage")
        row = stage_row(pipeline.id, change.stage, 0)
        places.insert(places.index(after) + 1 if after else 0, row["id"])
        row["position"] = places.index(row["id"])
        rows.insert(work, STAGE, events.STAGE_ADDED, [row], pipeline=pipeline.name)
        versions.place(work, pipeline.id, places)
        made.append(row["id"])
    return made


def the_pipeline(work: Work, pipeline_id: str) -> Pipeline:
    for pipeline in pipelines_now(work.tx, work.ws).pipelines:
        if pipeline.id == pipeline_id:
            return pipeline
    raise not_found("pipeline")


@verb("stage.edit", permission="pipeline.edit", payload=EditStage)
def edit_stage(work: Work, batch: Sequence[EditStage]) -> list[str]:
    found = rows.load_each(work.tx, work.ws, STAGE, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
        values = {name: value for name, value in msgspec.structs.asdict(change).items() if value is not UNSET}
        del values["id"], values["version"]
        position = values.pop("position", None)
        if "name" in values:
            values["name"] = line(values["name"], "/name", 120)
        if "purpose" in values:
            values["purpose"] = words(values["purpose"], "/purpose", 2000, lines=True) or ""
        if "criteria" in values:
            check_criteria(values["criteria"])
            values["criteria"] = msgspec.to_builtins(values["criteria"])
        if row["kind"] != "open" and values.get("qualifying"):
            raise bad_input("Only an open stage can be the qualifying one.")
        if values.get("qualifying"):
            move_qualifying_mark(work, row)
        rows.edit(work, STAGE, events.STAGE_EDITED, row, values)
        if position is not None:
            put_stage_at(work, row, position)
        versions.keep(work, row["pipeline_id"])
    return [change.id for change in batch]


def move_qualifying_mark(work: Work, row: rows.Row) -> None:
    """A pipeline has one qualifying stage: the mark leaves the stage that had it."""
    pipeline = the_pipeline(work, row["pipeline_id"])
    marked = [stage.id for stage in pipeline.stages if stage.qualifying and stage.id != row["id"]]
    for other in rows.load_each(work.tx, work.ws, STAGE, marked):
        rows.edit(work, STAGE, events.STAGE_EDITED, other, {"qualifying": False})


def put_stage_at(work: Work, row: rows.Row, position: int) -> None:
    pipeline = the_pipeline(work, row["pipeline_id"])
    if row["kind"] != "open":
        raise bad_input("The won and lost stages stay at the end.")
    opened = [stage.id for stage in pipeline.stages if stage.kind == "open" and stage.id != row["id"]]
    opened.insert(min(position, len(opened)), row["id"])
    closed = [stage.id for stage in pipeline.stages if stage.kind != "open"]
    versions.place(work, pipeline.id, opened + closed)


@verb("stage.retire", permission="pipeline.edit", payload=RetireStage)
def retire_stage(work: Work, batch: Sequence[RetireStage]) -> list[str]:
    """Takes stages out of use. 409 while deals are in them."""
    for row in rows.load_each(work.tx, work.ws, STAGE, [change.id for change in batch]):
        pipeline = the_pipeline(work, row["pipeline_id"])
        opened = [stage for stage in pipeline.stages if stage.kind == "open" and not stage.retired]
        if row["kind"] != "open" or len(opened) < 2:
            raise conflict("A pipeline keeps its won and lost stages and at least one open one.")
        for refuse in BEFORE_RETIRING:
            refuse(work, row["id"])
        rows.edit(work, STAGE, events.STAGE_RETIRED, row, {"standing": rows.ARCHIVED})
        versions.keep(work, row["pipeline_id"])
    return [change.id for change in batch]


BEFORE_RETIRING: list[Any] = []
"""Functions (work, stage id) of later nouns that raise the 409 problem while they need the stage."""


@verb("lost_reason.add", permission="pipeline.edit", payload=NewReason)
def add_reason(work: Work, batch: Sequence[NewReason]) -> list[str]:
    start = len(reasons_of(work.tx, work.ws))
    made = [
        {
            "id": ids.new("reason"),
            "name": line(new.name, "/name", 120),
            "kind": new.kind,
            "position": start + i,
            "standing": "live",
            "version": 1,
        }
        for i, new in enumerate(batch)
    ]
    rows.insert(work, LOST_REASON, events.REASON_ADDED, made)
    return [str(row["id"]) for row in made]


@verb("lost_reason.edit", permission="pipeline.edit", payload=EditReason)
def edit_reason(work: Work, batch: Sequence[EditReason]) -> list[str]:
    found = rows.load_each(work.tx, work.ws, LOST_REASON, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
        values: dict[str, Any] = {}
        if change.name is not UNSET:
            values["name"] = line(change.name, "/name", 120)
        if change.kind is not UNSET:
            values["kind"] = change.kind
        if change.retired is not UNSET:
            values["standing"] = rows.ARCHIVED if change.retired else rows.LIVE
        rows.edit(work, LOST_REASON, events.REASON_EDITED, row, values)
        if change.position is not UNSET:
            used = [reason.id for reason in reasons_of(work.tx, work.ws) if not reason.retired]
            put_at(work, LOST_REASON, events.REASON_EDITED, row["id"], used, change.position)
    return [change.id for change in batch]


def set_up(work: Work, name: str = "Sales") -> str:
    """What a new workspace starts with; gives the pipeline's id."""
    add_reason(work, [NewReason(name=label, kind=kind) for label, kind in REASONS])
    return create(work, [NewPipeline(name=name)])[0]
