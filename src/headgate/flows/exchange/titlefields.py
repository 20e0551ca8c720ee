"""Fields of columns that titles alone tell: those of known exports, and the dates of entry into stages."""

from collections.abc import Mapping

from headgate.flows.exchange import vendors
from headgate.flows.exchange.enteredtitles import ENTERED, stage_in
from headgate.flows.exchange.fitting import fits
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.profiling import ColumnProfile, Profile
from headgate.flows.exchange.targets import Target, targets
from headgate.flows.exchange.vendors import Export
from headgate.kit.text import fold

CERTAIN = 4.0
"""Points of a title that a known export has."""
LIKELY = 1.0
ENOUGH = 0.9
Found = dict[int, tuple[Target, float]]


def by_vendor(profile: Profile, kind: Kind, known: Mapping[str, Names], export: Export) -> Found:
    """The fields that an export's titles stand for, where the values do not speak against them. A pipeline is
    asked for by name only where there is one of each name."""
    found = {}
    own = targets(kind)
    for place, name in vendors.fields_of(export, profile.shape.header).items():
        column = profile.columns[place]
        if name not in own or (column.filled and fits(own[name], column.sample) < 0.5):
            continue
        if name == "pipeline_id" and not all_known(column, known.get("pipeline")):
            continue
        found[place] = (own[name], CERTAIN)
    return found


def entered(profile: Profile) -> Found:
    """The columns that say when a deal entered a stage, each stage once: the column that says it of most."""
    target = targets("deals")[ENTERED]
    found: dict[str, int] = {}
    for place, column in enumerate(profile.columns):
        stage = fold(stage_in(column.name) or "")
        if stage and column.filled and fits(target, column.sample) >= ENOUGH:
            best = found.setdefault(stage, place)
            if column.filled > profile.columns[best].filled:
                found[stage] = place
    return dict.fromkeys(found.values(), (target, LIKELY))


def all_known(column: ColumnProfile, names: Names | None) -> bool:
    return names is not None and all(names.meant(value, near=False).name for value in column.counts)
