"""Long because it weighs header, values and names at once: what a file and its columns seem to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from headgate.flows.exchange import dateorder, vendors
from headgate.flows.exchange.dateorder import Decision
from headgate.flows.exchange.fitting import fits
from headgate.flows.exchange.headers import alike
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.ownfields import targets_with
from headgate.flows.exchange.plans import Kind, Scale
from headgate.flows.exchange.profiling import ColumnProfile, Profile
from headgate.flows.exchange.scaling import of_discount, of_revenue
from headgate.flows.exchange.stagewords import kind_of
from headgate.flows.exchange.targets import NEEDED, RECORD_OF, Target
from headgate.flows.exchange.titlefields import ENOUGH, by_vendor, entered
from headgate.flows.exchange.vendors import Vendor
from headgate.records.custom_fields.schemas import CustomField

LEAST = 0.6
"""Points under which a likeness is chance."""
SURE = 3
"""The points of a header that is the very word for a field."""
MOST_STAGES = 40
MOST_ACTIVITIES = 200
Known = Mapping[str, Names]
"""Record -> the names that it is known by: in the workspace and in the other files of the import."""


@dataclass
class Guess:
    """The field of a column, how sure (0 to 3), why, and for dates the order; for money what a 1 means."""

    field: str | None = None
    certainty: int = 0
    why: str = ""
    dates: Decision | None = None
    scale: Scale = 1


@dataclass
class FileGuess:
    record: Kind
    columns: list[Guess] = field(default_factory=list)
    vendor: Vendor | None = None
    """The system whose export it looks like."""


def guess(
    profile: Profile, known: Known, kind: Kind | None = None, own: Sequence[CustomField] = ()
) -> FileGuess:
    """What the file holds (or takes `kind` as told), and the field of each column."""
    best, found = likely(profile, known, kind, own)
    export = vendors.seen(profile.shape.header)
    made = FileGuess(best, explained(profile, best, found, known))
    if export is not None and export.kind == best:
        made.vendor = export.vendor
        for place, field_ in vendors.fields_of(export, profile.shape.header).items():
            if made.columns[place].field == field_ and made.columns[place].certainty == 2:
                made.columns[place].certainty = 3
    return made


def likely(
    profile: Profile, known: Known, kind: Kind | None = None, own: Sequence[CustomField] = ()
) -> tuple[Kind, dict[int, Target]]:
    """The kind of record, and column -> field, without reasons."""
    export = vendors.seen(profile.shape.header)
    kinds: list[Kind] = [kind] if kind else [export.kind] if export else [*RECORD_OF][::-1]
    tried = {each: assigned(profile, each, known, own) for each in kinds}
    best = max(kinds, key=lambda each: worth(each, tried[each]))
    return best, {column: target for column, (target, _) in tried[best].items()}


def worth(kind: Kind, found: Mapping[int, tuple[Target, float]]) -> float:
    total = sum(score for _, score in found.values())
    named = {target.name: score for target, score in found.values()}
    if kind == "contacts":
        # A person is told by a name in parts or an address; a company's list may name one beside.
        sure = {"given_name", "family_name", "email"} & named.keys()
        return total if sure else total / 2
    if kind == "events":
        return total * 2 if NEEDED[kind] <= named.keys() else -1.0
    if kind == "deals" and named.get("stage_id", 0) >= SURE:
        total *= 2
    return total if NEEDED[kind] <= named.keys() else total / 2


def assigned(
    profile: Profile, kind: Kind, known: Known, own: Sequence[CustomField] = ()
) -> dict[int, tuple[Target, float]]:
    """Column -> field and score, each field once: what a known system calls so, then the best pairs first."""
    export = vendors.seen(profile.shape.header)
    there = by_vendor(profile, kind, known, export) if export and export.kind == kind else {}
    pairs = [
        (points, -index, target)
        for index, column in enumerate(profile.columns)
        for target in targets_with(kind, own).values()
        if (points := score(column, target, known)) >= LEAST
    ]
    if kind == "deals":
        there = {**entered(profile), **there}
    found = dict(there)
    taken = {target.name for target, _ in there.values()} | ({"pipeline_id"} if there else set())
    for points, index, target in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if -index not in found and target.name not in taken:
            found[-index] = (target, points)
            taken.add(target.name)
    return dict(sorted(found.items()))


def score(column: ColumnProfile, target: Target, known: Known) -> float:
    """The header's words, unless the values do not fit; a little for values that tell by themselves."""
    points = alike(column.name, target)
    fit = fits(target, column.sample)
    if fit < 0.5:
        return 0
    if target.name == "external_id" and not column.unique:
        points *= 0.9 if column.distinct >= ENOUGH * column.filled else 0.5
    if target.name in ("case", "activity") and not several(column, target.name):
        return 0
    if target.name == "stage_id" and (not column.counts or len(column.counts) > MOST_STAGES):
        points /= 4
    if points == 0 and target.own is None:
        points = by_values(column, target, known)
    return points if fit >= ENOUGH else points / 2


def several(column: ColumnProfile, field: str) -> bool:
    """Whether a column can be the cases of an event log, each of several rows, or its few activities."""
    if field == "case":
        return 0 < column.distinct * 1.3 < column.filled
    return 1 < len(column.counts) <= MOST_ACTIVITIES and len(column.counts) * 3 < column.filled


def by_values(column: ColumnProfile, target: Target, known: Known) -> float:
    """What the values say where the header says nothing: stages with outcomes, e-mails, names we know."""
    if target.name == "stage_id" and 1 < len(column.counts) <= MOST_STAGES:
        kinds = {kind_of(value) for value in column.counts}
        return 2 if {"won", "lost"} <= kinds else 0
    if target.name == "email" and column.filled:
        return 2
    people = known.get(target.links or "")
    if people and column.counts:
        names = list(column.counts)[:200]
        hits = sum(people.meant(name, near=False).name is not None for name in names)
        return 1.5 if hits * 2 > len(names) else 0
    return 0


def explained(profile: Profile, kind: Kind, found: Mapping[int, Target], known: Known) -> list[Guess]:
    """Each column's field with its certainty and reason."""
    dated = [i for i, target in found.items() if target.type in ("date", "instant")]
    decisions = dateorder.decide_columns(
        {profile.columns[i].name: profile.columns[i].sample for i in dated},
        {c.name: c.sample for i, c in enumerate(profile.columns) if i not in dated},
    )
    made = []
    for index, column in enumerate(profile.columns):
        if index not in found:
            made.append(left_out(column, decisions))
            continue
        one = because(profile, column, found[index], known, found)
        if index in dated:
            one = of_dates(one, decisions[column.name])
        made.append(one)
    return made


def left_out(column: ColumnProfile, decisions: Mapping[str, Decision]) -> Guess:
    for name, decision in decisions.items():
        proofs = decision.chosen.proofs if decision.chosen else []
        if any(proof.witness == column.name and proof.share >= ENOUGH for proof in proofs):
            return Guess(certainty=3, why=f"follows from {name}")
    if not column.filled:
        return Guess(certainty=3, why="empty")
    return Guess(certainty=1, why="no field seems to fit; choose one or leave it out")


def of_dates(one: Guess, decision: Decision) -> Guess:
    one.dates = decision
    if decision.order is None:
        one.certainty, one.why = 1, "no value is a date"
    elif not decision.certain:
        one.certainty, one.why = 1, "a date, its order is asked"
    elif not one.why and decision.chosen:
        one.why = f"dates, written {decision.chosen.fmt}"
    return one


def because(
    profile: Profile, column: ColumnProfile, target: Target, known: Known, found: Mapping[int, Target]
) -> Guess:
    """The reason in words, as people would check it."""
    named = 3 if alike(column.name, target) >= 3 else 2
    one = Guess(target.name, named)
    empty = profile.rows - profile.unreadable - column.filled
    match target:
        case Target(name="external_id"):
            if not column.unique:
                one.certainty, one.why = 1, "its values are not unique"
            else:
                whole = "all " if not empty else ""
                one.certainty, one.why = 3, f"unique in {whole}{column.filled:,}"
        case Target(name="stage_id"):
            one.certainty, one.why = named, f"{count(column, 'value')}"
        case Target(name="closed_at"):
            one.why = "only on won and lost" if only_closed(profile, column, found) else ""
        case Target(links=str() as links) if links in known:
            one.certainty, one.why = of_links(column, known[links], links, empty)
        case Target(type="money", name="amount" | "list_price"):
            if not any(other.name == "currency" for other in found.values()) and one.why == "":
                one.certainty, one.why = 1 if target.name == "amount" else 2, "no currency in the file"
        case Target(name="line.discount"):
            one.scale, one.why = of_discount(column)
        case Target(name="revenue"):
            one.scale, one.certainty, one.why = of_revenue(profile, column, found)
        case _:
            one.why = filled(column, empty)
    return one


def count(column: ColumnProfile, word: str) -> str:
    more = "more than " if column.bound else ""
    return f"{more}{column.distinct:,} {word}{'' if column.distinct == 1 else 's'}"


def filled(column: ColumnProfile, empty: int) -> str:
    full = f"{column.filled:,}"
    return f"filled in {full}, {empty:,} empty" if empty else f"filled in all {full}"


def of_links(column: ColumnProfile, names: Names, links: str, empty: int) -> tuple[int, str]:
    """“6 of 7 names are known”, “85 companies, 1,425 empty”, “30 names, none a member yet”."""
    blank = f", {empty:,} empty" if empty else ""
    values = list(column.counts)[:2_000]
    if not values:
        return 2, f"{count(column, 'name')}{blank}"
    hits = sum(names.meant(value, near=False).name is not None for value in values)
    if hits == len(values):
        return 3, f"{f'all {hits:,} names are' if hits > 1 else 'the name is'} known{blank}"
    if hits:
        return 2, f"{hits:,} of {len(values):,} names are known{blank}"
    none = ", none a member yet" if links == "member" else ", none known yet"
    noun = f"{column.distinct:,} companies" if links == "company" else count(column, "name")
    return 2, f"{noun}{none}{blank}"


def only_closed(profile: Profile, column: ColumnProfile, found: Mapping[int, Target]) -> bool:
    """Whether the column is filled on exactly the rows that are won or lost."""
    stage = next((profile.columns[i] for i, target in found.items() if target.name == "stage_id"), None)
    if stage is None:
        return False
    pairs = zip(column.sample, stage.sample, strict=True)
    return all(bool(day) == (kind_of(name) != "open") for day, name in pairs)


def names_in(profile: Profile, found: Mapping[int, Target]) -> list[str]:
    """The names that the file gives its records, for the other files of the import."""
    for index, target in found.items():
        if target.name == "name":
            return list(profile.columns[index].counts)
    return []
