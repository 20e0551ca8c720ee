"""The stages of a first plan: of a pipeline that knows every one of a file, else of one to make from it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from headgate.flows.exchange import activitystages
from headgate.flows.exchange.datereading import day_in, written
from headgate.flows.exchange.enteredtitles import ENTERED, stage_in, traces
from headgate.flows.exchange.guessing import FileGuess
from headgate.flows.exchange.headers import header_words
from headgate.flows.exchange.plans import Options, StagePlan
from headgate.flows.exchange.profiling import LONGEST, ColumnProfile, Profile
from headgate.flows.exchange.schemas import ImportFile
from headgate.flows.exchange.stagewords import kind_of, planned
from headgate.kit.text import fold
from headgate.records.pipelines.schemas import Pipeline

STAGES = ("stage_id", "activity")
RANK = {"open": 0, "won": 1, "lost": 2, "none": 3}


def stages_into(
    options: Options, file: ImportFile, profile: Profile, found: FileGuess, pipelines: Sequence[Pipeline]
) -> None:
    """Stages of a pipeline that knows every one of the file, else of one to make from the file."""
    column = next(
        (c for c, one in zip(profile.columns, found.columns, strict=True) if one.field in STAGES), None
    )
    live = [pipeline for pipeline in pipelines if not pipeline.archived]
    if column is None:
        options.pipeline_id = live[0].id if live else None
        return
    nameable = {value: times for value, times in column.counts.items() if len(value) <= LONGEST}
    if found.record == "events":
        pairs = zip(profile.columns, found.columns, strict=True)
        case = next((c for c, one in pairs if one.field == "case"), column)
        options.stages = activitystages.planned(case.sample, column.sample, nameable)
    else:
        options.stages = with_entered(
            planned(nameable, days_by_value(column, profile, found)), profile, found
        )
    for value, chance in chances(column, profile).items():
        if value in options.stages and options.stages[value].kind == "open":
            options.stages[value].probability = chance
    by_pipeline = any(one.field == "pipeline_id" for one in found.columns)
    for pipeline in live:
        known = matched(options.stages, pipeline)
        if known or by_pipeline:
            options.pipeline_id = pipeline.id
            options.stages = known or options.stages
            return
    options.pipeline_name = titled(file.name)


def with_entered(stages: dict[str, StagePlan], profile: Profile, found: FileGuess) -> dict[str, StagePlan]:
    """The stages with those that deals have only passed through, in the order in which they come to them."""
    pairs = zip(profile.columns, found.columns, strict=True)
    spelt = {fold(value): value for value in stages}
    columns = []
    for column, one in pairs:
        if one.field == ENTERED and (stage := stage_in(column.name)):
            order = one.dates.order if one.dates else None
            columns.append((spelt.get(fold(stage), stage), order, column.sample))
    if not columns:
        return stages
    cases, events = traces(columns)
    counts = {**dict.fromkeys(stages, 1), **{stage: len(cells) for stage, _, cells in columns}}
    ordered = [*activitystages.planned(cases, events, counts)]
    kinds = {value: stages[value].kind if value in stages else kind_of(value) for value in ordered}
    # What nobody passed through is not known to stand anywhere: it keeps its usual place behind the others.
    unseen = [value for value in stages if value not in set(events)]
    final = [*(value for value in ordered if value not in unseen), *unseen]
    final.sort(key=lambda value: RANK[kinds[value]])
    return {value: StagePlan(kind=kinds[value], position=place) for place, value in enumerate(final)}


def chances(stage: ColumnProfile, profile: Profile) -> dict[str, int]:
    """Value of the stage -> chance of a win in hundredths, where another column has one for each stage."""
    beside = next((c for c in profile.columns if "probability" in header_words(c.name).split()), None)
    if beside is None or not beside.filled:
        return {}
    told: dict[str, set[float]] = {}
    try:
        for value, text in zip(stage.sample, beside.sample, strict=True):
            if value and text:
                told.setdefault(value, set()).add(float(text.rstrip("% ")))
    except ValueError:
        return {}
    if any(len(each) > 1 for each in told.values()) or not told:
        return {}
    found = {value: each.pop() for value, each in told.items()}
    scale = 100 if max(found.values()) <= 1 and not any("%" in text for text in beside.sample) else 1
    made = {value: round(chance * scale) for value, chance in found.items()}
    return made if all(0 <= chance <= 100 for chance in made.values()) else {}


def matched(stages: Mapping[str, StagePlan], pipeline: Pipeline) -> dict[str, StagePlan] | None:
    """The same stages as those of a pipeline, if it has them all by name."""
    known = {fold(stage.name): stage for stage in pipeline.stages if not stage.retired}
    if any(fold(value) not in known for value in stages):
        return None
    return {
        value: StagePlan(kind=known[fold(value)].kind, position=plan.position, stage_id=known[fold(value)].id)
        for value, plan in stages.items()
    }


def days_by_value(column: ColumnProfile, profile: Profile, found: FileGuess) -> dict[str, list[int]]:
    """The days on which the deals of each stage were created, as numbers."""
    made: dict[str, list[int]] = {value: [] for value in column.counts}
    for other, one in zip(profile.columns, found.columns, strict=True):
        if one.field != "created_at" or one.dates is None or one.dates.order is None:
            continue
        for value, text in zip(column.sample, other.sample, strict=True):
            shape = written(text) if value and text else None
            day: date | None = day_in(shape, one.dates.order) if shape else None
            if day is not None:
                made[value].append(day.toordinal())
    return made


def titled(file_name: str) -> str:
    """`sales_pipeline.csv` as “Sales pipeline”."""
    words = PurePath(file_name).stem.replace("_", " ").replace("-", " ").replace(".", " ").split()
    text = " ".join(words)[:100] or "Imported"
    return text[0].upper() + text[1:]
