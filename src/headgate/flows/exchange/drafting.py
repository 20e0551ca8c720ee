"""The first plan of an import: what was guessed of its files, values that mean somebody known, stages."""

from collections.abc import Mapping, Sequence

from headgate.flows.exchange.dateorder import Candidate, Decision
from headgate.flows.exchange.enteredtitles import ENTERED, stage_in
from headgate.flows.exchange.fitting import currency_in, decimal_sign
from headgate.flows.exchange.guessing import FileGuess, Guess, Known
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.ownfields import targets_with
from headgate.flows.exchange.plans import ColumnPlan, FilePlan, Options, Plan, To
from headgate.flows.exchange.profiling import LONGEST, ColumnProfile, Profile
from headgate.flows.exchange.schemas import DateOrder, Dates, FileColumn, ImportFile, OrderProof, ValueGuess
from headgate.flows.exchange.stagedrafting import STAGES, stages_into
from headgate.flows.exchange.targets import DISCOUNT, QUANTITY, UNIT_PRICE
from headgate.kit.text import fold
from headgate.records.custom_fields.asking import STEM
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.pipelines.schemas import Pipeline

SHOWN = 200
SPELT = ("source", "deal_type", "sector", "country", "region")
"""Texts that figures are cut by: one that is spelt in two ways would be two."""
"""Values of a column that are listed, the commonest first."""
SHOWN_CHARS = 200
FIGURES = ("amount", "revenue", "list_price", "employees", QUANTITY, UNIT_PRICE, DISCOUNT)


def described(
    index: int,
    name: str,
    size: int,
    profile: Profile,
    found: FileGuess,
    known: Known,
    own: Sequence[CustomField] = (),
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
                values_of(column, one, found, known, own),
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


def values_of(
    column: ColumnProfile, one: Guess, found: FileGuess, known: Known, own: Sequence[CustomField]
) -> list[ValueGuess]:
    """The values of a column that names records or stages, with whom each may mean."""
    target = targets_with(found.record, own).get(one.field or "")
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
    if one.field == ENTERED:
        made.stage = stage_in(shown.name)
    if one.dates is not None:
        made.date_order = one.dates.order
        made.date_evidence = one.dates.evidence
    if one.field in FIGURES or (one.field or "").startswith(STEM):
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
