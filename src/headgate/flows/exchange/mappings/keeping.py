"""A file's part of a plan as something to keep, by the titles of its columns; and put onto another file."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from headgate.flows.exchange.headers import header_words
from headgate.flows.exchange.mappings.schemas import KeptMapping, MappedColumn
from headgate.flows.exchange.ownfields import targets_with
from headgate.flows.exchange.plans import ColumnPlan, FilePlan, Options, Plan, StagePlan
from headgate.flows.exchange.schemas import ImportFile
from headgate.kit.text import fold
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.pipelines.schemas import Pipeline

WITH_STAGES = ("deals", "events")


def title(name: str) -> str:
    """A header as it is compared: spelling in capitals and signs does not matter."""
    return header_words(name) or name


def fingerprint(file: ImportFile) -> str:
    """The same for files with the same titles, in whatever order they stand."""
    titles = "\n".join(sorted(title(column.name) for column in file.columns))
    return hashlib.sha256(titles.encode()).hexdigest()[:32]


def kept(file: ImportFile, own: FilePlan, options: Options) -> KeptMapping:
    """What the plan says of the file."""
    names = {column.index: title(column.name) for column in file.columns}
    columns = [MappedColumn(names[plan.index], plan) for plan in own.columns if plan.index in names]
    return KeptMapping(own.record, columns, options if own.record in WITH_STAGES else None)


def put_on(plan: Plan, file: ImportFile, mapping: KeptMapping, pipelines: Sequence[Pipeline]) -> Plan:
    """The plan with the mapping for that file. The order of its dates stays as the file itself shows it where
    that is certain; what has no place here any more is left as it was."""
    places: dict[str, list[int]] = defaultdict(list)
    for column in file.columns:
        places[title(column.name)].append(column.index)
    now = {column.index: column for each in plan.files if each.index == file.index for column in each.columns}
    columns = []
    for each in mapping.columns:
        if not places[each.title]:
            continue
        place = places[each.title].pop(0)
        columns.append(placed(each.plan, file, now.get(place), place))
    made = FilePlan(file.index, mapping.record, False, sorted(columns, key=lambda column: column.index))
    files = [made if each.index == file.index else each for each in plan.files]
    if mapping.record in WITH_STAGES:
        # Of deals there is one file at a time.
        for other in files:
            if other is not made and other.record in WITH_STAGES:
                other.skip = True
    options = plan.options if mapping.options is None else joined(plan.options, mapping.options, pipelines)
    return Plan(files, options)


def without_lost(mapping: KeptMapping, own: Sequence[CustomField]) -> KeptMapping:
    """The mapping but for fields of the workspace's own that are gone since."""
    known = targets_with(mapping.record, own)
    columns = [
        each
        if each.plan.field is None or each.plan.field in known
        else MappedColumn(each.title, ColumnPlan(each.plan.index))
        for each in mapping.columns
    ]
    return KeptMapping(mapping.record, columns, mapping.options)


def placed(kept: ColumnPlan, file: ImportFile, now: ColumnPlan | None, place: int) -> ColumnPlan:
    """What was kept of a column, on the column at that place."""
    dates = next((column.dates for column in file.columns if column.index == place), None)
    made = msgspec.structs.replace(kept, index=place)
    if dates is not None and dates.certain and now is not None and now.date_order is not None:
        made.date_order, made.date_evidence = now.date_order, now.date_evidence
    if now is not None:
        made.values = {**(now.values if now.field == made.field else {}), **made.values}
    return made


def joined(now: Options, kept: Options, pipelines: Sequence[Pipeline]) -> Options:
    """What was kept, with the stages that this file brings besides. A pipeline or stage that is gone since is
    asked anew."""
    pipeline = next((p for p in pipelines if p.id == kept.pipeline_id and not p.archived), None)
    if pipeline is None:
        made = msgspec.structs.replace(kept, pipeline_id=now.pipeline_id, pipeline_name=now.pipeline_name)
        if now.pipeline_id is None:
            bare = {value: msgspec.structs.replace(p, stage_id=None) for value, p in kept.stages.items()}
            stages = {value: bare.get(value, plan) for value, plan in (now.stages or bare).items()}
            return msgspec.structs.replace(made, stages=stages)
        return msgspec.structs.replace(made, stages=now.stages)
    own = {stage.id: stage for stage in pipeline.stages if not stage.retired}
    named = {fold(stage.name): stage for stage in own.values()}
    stages = {}
    for value, plan in {**kept.stages, **now.stages}.items():
        before = kept.stages.get(value)
        if before is not None and (before.kind == "none" or before.stage_id in own):
            stages[value] = before
        elif stage := named.get(fold(value)):
            stages[value] = StagePlan(stage.kind, plan.position, plan.probability, stage.id)
        elif value in now.stages:
            stages[value] = msgspec.structs.replace(plan, stage_id=None)
    return msgspec.structs.replace(kept, stages=stages)
