"""The first plan of an import: what was guessed of its files, values that mean somebody known, stages."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from headgate.flows.exchange import activitystages
from headgate.flows.exchange.dateorder import Candidate, Decision
from headgate.flows.exchange.datereading import day_in, written
from headgate.flows.exchange.fitting import currency_in, decimal_sign
from headgate.flows.exchange.guessing import FileGuess, Guess, Known
from headgate.flows.exchange.headers import header_words
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.plans import ColumnPlan, FilePlan, Options, Plan, StagePlan, To
from headgate.flows.exchange.profiling import LONGEST, ColumnProfile, Profile
from headgate.flows.exchange.schemas import DateOrder, Dates, FileColumn, ImportFile, OrderProof, ValueGuess
from headgate.flows.exchange.stagewords import planned
from headgate.flows.exchange.targets import targets
from headgate.kit.text import fold
from headgate.records.pipelines.schemas import Pipeline

SHOWN = 200
SPELT = ("source", "deal_type", "sector", "country", "region")
"""Texts that figures are cut by: one that is spelt in two ways would be two."""
"""Values of a column that are listed, the commonest first."""
SHOWN_CHARS = 200
STAGES = ("stage_id", "activity")


def described(
    index: int, name: str, size: int, profile: Profile, found: FileGuess, known: Known
) -> ImportFile:
    """The file as the API shows it."""
    return ImportFile(
        index,
        name,
        size,
        profile.shape.encoding,
        profile.shape.delimiter,
        profile.rows,
        profile.unreadable,
        found.record,
        [
            FileColumn(
                place,
                column.name,
                [sample[:SHOWN_CHARS] for sample in column.samples],
                column.filled,
                column.distinct,
                column.bound,
                one.field,
                one.certainty,
                one.why,
                shown(one.dates),
                values_of(column, one, found, known),
            )
            for place, (column, one) in enumerate(zip(profile.columns, found.columns, strict=True))
        ],
        found.vendor,
    )


def shown(decision: Decision | None) -> Dates | None:
    if decision is None:
        return None
    orders = [*([decision.chosen] if decision.chosen else []), *decision.alternatives]
    return Dates(decision.certain, decision.evidence, [one_order(each) for each in orders])


def one_order(each: Candidate) -> DateOrder:
    proofs = [OrderProof(proof.says, proof.agrees, proof.of) for proof in each.proofs]
    return DateOrder(
        each.order, each.fmt, each.valid, each.invalid, each.ambiguous, list(each.example), proofs
    )


def values_of(column: ColumnProfile, one: Guess, found: FileGuess, known: Known) -> list[ValueGuess]:
    """The values of a column that names records or stages, with whom each may mean."""
    target = targets(found.record).get(one.field or "")
    if target is None or (target.links is None and target.name not in STAGES):
        return []
    nameable = [item for item in column.counts.items() if len(item[0]) <= LONGEST]
    common = sorted(nameable, key=lambda item: (-item[1], item[0]))[:SHOWN]
    names = known.get(target.links or "", Names([]))
    made = []
    for value, times in common:
        meant = names.meant(value)
        made.append(ValueGuess(value, times, meant.name, meant.certainty, meant.why))
    return made


def drafted(
    files: Sequence[ImportFile],
    profiles: Sequence[Profile],
    guesses: Sequence[FileGuess],
    pipelines: Sequence[Pipeline],
    currency: str,
) -> Plan:
    """The plan that a person then looks at; nothing in it is less than likely."""
    options = Options(currency=found_currency(profiles, guesses) or currency)
    for file, profile, found in zip(files, profiles, guesses, strict=True):
        if found.record in ("deals", "events"):
            stages_into(options, file, profile, found, pipelines)
            break
    return Plan(
        [
            FilePlan(
                file.index,
                found.record,
                False,
                column_plans(file, profile, found),
            )
            for file, profile, found in zip(files, profiles, guesses, strict=True)
        ],
        options,
    )


def column_plans(file: ImportFile, profile: Profile, found: FileGuess) -> list[ColumnPlan]:
    pairs = list(zip(profile.columns, found.columns, strict=True))
    codes = [code for column, one in pairs if one.field == "currency" for code in column.counts]
    return [
        column_plan(shown, column, one, codes)
        for shown, (column, one) in zip(file.columns, pairs, strict=True)
    ]


def column_plan(shown: FileColumn, profile: ColumnProfile, one: Guess, codes: list[str]) -> ColumnPlan:
    made = ColumnPlan(shown.index, one.field, scale=one.scale)
    if one.dates is not None:
        made.date_order = one.dates.order
        made.date_evidence = one.dates.evidence
    if one.field in ("amount", "revenue", "list_price", "employees"):
        made.decimal = decimal_sign(profile.sample, codes)
    made.values = {
        each.value: To(each.match)
        for each in shown.values
        if each.match not in (None, each.value) and each.certainty >= 2
    }
    if one.field in SPELT:
        made.values = {value: To(usual) for value, usual in spellings(profile.counts).items()}
    return made


def spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """Values that differ from another one in capitals, accents or spaces only -> the commonest spelling."""
    usual: dict[str, str] = {}
    for value in sorted(counts, key=lambda value: (-counts[value], value)):
        if len(value) <= LONGEST:
            usual.setdefault(fold(value), value)
    return {
        value: usual[fold(value)] for value in counts if len(value) <= LONGEST and usual[fold(value)] != value
    }


def found_currency(profiles: Sequence[Profile], guesses: Sequence[FileGuess]) -> str | None:
    for profile, found in zip(profiles, guesses, strict=True):
        for column, one in zip(profile.columns, found.columns, strict=True):
            if one.field in ("amount", "list_price", "revenue") and (code := currency_in(column.sample)):
                return code
    return None


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
        options.stages = planned(nameable, days_by_value(column, profile, found))
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
