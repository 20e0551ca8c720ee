"""A plan that a person changed, held against the files and the workspace before it is kept."""

from collections import Counter
from collections.abc import Sequence

from headgate.core.fields.given import wrong
from headgate.flows.exchange.enteredtitles import ENTERED
from headgate.flows.exchange.ownfields import targets_with
from headgate.flows.exchange.plans import ColumnPlan, FilePlan, Options, Plan, StagePlan
from headgate.flows.exchange.reading import PLAINLY, converter, sentence
from headgate.flows.exchange.schemas import ImportFile
from headgate.flows.exchange.targets import NEEDED, Target
from headgate.kit import money
from headgate.kit.text import clean, fold
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.pipelines.schemas import NewStage, Pipeline

LONGEST = 10_000
"""More than any value that a plan names has, with room for signs that are composed of several."""
STAGES = ("stage_id", "activity")
MOST_STAGES = 57
"""With a won and a lost one, and one open at least, what a pipeline may have."""


def check(
    plan: Plan, files: Sequence[ImportFile], pipelines: Sequence[Pipeline], own: Sequence[CustomField]
) -> None:
    """Raises the 422 problem that names the place."""
    seen: set[int] = set()
    for place, file in enumerate(plan.files):
        at = f"/files/{place}"
        if file.index >= len(files) or file.index in seen:
            raise wrong(f"{at}/index", "There is no such file, or it is planned twice.")
        seen.add(file.index)
        check_columns(file, files[file.index], at, own)
    if sum(1 for file in plan.files if file.record in ("deals", "events") and not file.skip) > 1:
        raise wrong("/files", "One file of deals at a time: import the other one afterwards.")
    check_options(plan.options, pipelines)
    for place, file in enumerate(plan.files):
        for number, column in enumerate(file.columns):
            if column.field and column.values:
                at = f"/files/{place}/columns/{number}/values"
                check_values(column, targets_with(file.record, own)[column.field], plan.options, at)
                if column.field in STAGES and all(each.field != "pipeline_id" for each in file.columns):
                    check_stages(column, plan.options, pipelines, at)


def check_values(column: ColumnPlan, target: Target, options: Options, at: str) -> None:
    """What stands for a value must be readable itself."""
    convert = converter(target, PLAINLY, "UTC")
    for value, stands in column.values.items():
        try:
            if stands.to:
                convert(stands.to, options.currency)
        except ValueError as error:
            raise wrong(f"{at}/{value}", sentence(str(error))) from None


def check_stages(column: ColumnPlan, options: Options, pipelines: Sequence[Pipeline], at: str) -> None:
    """What stands for a stage must be one of the pipeline's or of the file's."""
    pipeline = next((p for p in pipelines if p.id == options.pipeline_id), None)
    if pipeline is None:
        return
    known = {fold(stage.name) for stage in pipeline.stages if not stage.retired}
    for value, stands in column.values.items():
        if stands.to and fold(stands.to) not in known and stands.to not in options.stages:
            raise wrong(f"{at}/{value}", f"“{pipeline.name}” has no stage “{stands.to[:80]}”.")


def check_columns(file: FilePlan, given: ImportFile, at: str, own: Sequence[CustomField]) -> None:
    known = targets_with(file.record, own)
    taken: Counter[str] = Counter()
    for place, column in enumerate(file.columns):
        if column.index >= len(given.columns):
            raise wrong(f"{at}/columns/{place}/index", "The file has no such column.")
        if column.field is None:
            continue
        if column.field not in known:
            raise wrong(f"{at}/columns/{place}/field", f"“{column.field}” is no field of {file.record}.")
        if column.field == ENTERED and not (column.stage or "").strip():
            raise wrong(f"{at}/columns/{place}/stage", "Say which stage these dates are about.")
        if column.field != ENTERED and column.stage is not None:
            raise wrong(f"{at}/columns/{place}/stage", "Only dates of entry are about a stage.")
        same = f"{column.field}:{fold(column.stage)}" if column.stage else column.field
        taken[same] += 1
        if taken[same] > 1:
            label = known[column.field].label
            raise wrong(f"{at}/columns/{place}/field", f"Two columns cannot both become “{label}”.")
    missing = [name for name in sorted(NEEDED[file.record]) if name != "stage_id" and not taken[name]]
    if missing and not file.skip:
        raise wrong(f"{at}/columns", f"Name the column with “{known[missing[0]].label}”.")


def check_options(options: Options, pipelines: Sequence[Pipeline]) -> None:
    if not money.known(options.currency):
        raise wrong("/options/currency", f"“{options.currency}” is not an ISO 4217 currency.")
    if options.pipeline_id is None:
        if sum(1 for stage in options.stages.values() if stage.kind == "open") > MOST_STAGES:
            raise wrong("/options/stages", f"A pipeline has at most {MOST_STAGES} open stages.")
        return
    pipeline = next((p for p in pipelines if p.id == options.pipeline_id and not p.archived), None)
    if pipeline is None:
        raise wrong("/options/pipeline_id", "There is no such pipeline.")
    own = {stage.id: stage for stage in pipeline.stages if not stage.retired}
    for value, stage in options.stages.items():
        if stage.stage_id is not None and stage.stage_id not in own:
            raise wrong(f"/options/stages/{value}", f"“{pipeline.name}” has no such stage.")


def in_order(stages: dict[str, StagePlan]) -> list[tuple[str, StagePlan]]:
    """The store may give the members of an object in another order, so each carries its place."""
    return sorted(stages.items(), key=lambda item: (item[1].position, item[0]))


def new_stages(stages: dict[str, StagePlan]) -> tuple[list[NewStage], dict[str, str]]:
    """The stages of a pipeline to make, and value -> name of the stage it becomes.

    A pipeline has one won and one lost stage: further values of such a kind become the same stage. What the
    file does not name is added: an open stage, Won, Lost.
    """
    made: list[NewStage] = []
    meant: dict[str, str] = {}
    by_key: dict[str, str] = {}
    ended: dict[str, str] = {}
    for value, stage in in_order(stages):
        name = stage_name(value)
        if not name or stage.kind == "none":
            continue
        if stage.kind != "open" and stage.kind in ended:
            meant[value] = ended[stage.kind]
            continue
        if name.casefold() in by_key:
            meant[value] = by_key[name.casefold()]
            continue
        meant[value] = by_key[name.casefold()] = name
        if stage.kind != "open":
            ended[stage.kind] = name
        first = stage.kind == "open" and not any(each.kind == "open" for each in made)
        chance = {"won": 100, "lost": 0}.get(stage.kind, stage.probability)
        made.append(NewStage(name=name, kind=stage.kind, qualifying=first, probability=chance))
    if not any(stage.kind == "open" for stage in made):
        made.insert(0, NewStage(name=free("Open", by_key), qualifying=True))
    if "won" not in ended:
        made.append(NewStage(name=free("Won", by_key), kind="won", probability=100))
    if "lost" not in ended:
        made.append(NewStage(name=free("Lost", by_key), kind="lost", probability=0))
    return made, meant


def stage_name(value: str) -> str:
    """The name as the pipeline will keep it."""
    return clean(" ".join(clean(value, LONGEST).split()), LONGEST)[:120].strip()


def pipeline_name(options: Options) -> str:
    return clean(options.pipeline_name or "", LONGEST)[:120].strip() or "Imported"


def free(name: str, taken: dict[str, str]) -> str:
    """The name, numbered where the file uses it for something else."""
    found, number = name, 2
    while found.casefold() in taken:
        found, number = f"{name} {number}", number + 1
    return found
