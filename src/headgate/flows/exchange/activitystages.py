"""The activities of an event log as stages of a pipeline: their order, and which of them end a case."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from headgate.flows.exchange import tablefile
from headgate.flows.exchange.plans import StageKind, StagePlan
from headgate.flows.exchange.profiling import LONGEST
from headgate.flows.exchange.stagewords import kind_of
from headgate.flows.exchange.tablefile import FileShape
from headgate.kit.text import fold

MOST = 57
"""Open stages that a pipeline may have; rarer activities are left out until a person takes them."""
WON = ("approv", "accept", "won", "paid", "pay", "handled", "complet", "signed", "clos", "purchas", "deliver")
LOST = ("declin", "reject", "cancel", "lost", "withdr", "refus", "abandon", "expir", "deni", "dropped")
"""Beginnings of words."""
OFTEN = 0.5
LOOKED_AT = 3_000
LONGEST_TRACE = 60
"""Cases, and activities of a case, by which the order is told."""


def kind_by_words(activity: str) -> StageKind:
    """What its words say of an activity that ends its cases."""
    if (said := kind_of(activity)) != "open":
        return said
    words = "".join(sign if sign.isalnum() else " " for sign in fold(activity)).split()
    for kind, ends in (("lost", LOST), ("won", WON)):
        if any(word.startswith(ends) for word in words):
            return "won" if kind == "won" else "lost"
    return "open"


def group_of(activity: str) -> str:
    """Logs of several things at once mark them in front: `A_` applications, `O_` offers, `W_` work."""
    front, mark, _ = activity.partition("_")
    return front if mark and len(front) <= 2 else ""


def came_before(traces: Sequence[Sequence[str]]) -> Counter[str]:
    """Of each activity, how many others it mostly comes before, less those that it mostly comes after."""
    pairs = Counter[tuple[str, str]]()
    for trace in traces:
        pairs.update(combinations(list(dict.fromkeys(trace))[:LONGEST_TRACE], 2))
    found = Counter[str]()
    for (first, second), times in pairs.items():
        if times > pairs[second, first]:
            found[first] += 1
            found[second] -= 1
    return found


def of_file(path: Path, shape: FileShape, case: int, activity: int) -> dict[str, StagePlan]:
    """`planned` of all rows, for a file of which a sample would tear the cases apart."""
    rows = [
        (row[1][case].strip(), row[1][activity].strip())
        for row in tablefile.rows(path, shape)
        if not isinstance(row, tablefile.RowProblem)
    ]
    counts = Counter(activity for _, activity in rows if 0 < len(activity) <= LONGEST)
    return planned([case for case, _ in rows], [activity for _, activity in rows], counts)


def planned(
    cases: Sequence[str], activities: Sequence[str], counts: Mapping[str, int]
) -> dict[str, StagePlan]:
    """A stage for each activity, in the order in which cases usually come to them; those that mostly are the
    last of their case and are called so win or lose it. `cases` and `activities` are aligned by row."""
    traces: dict[str, list[str]] = {}
    for case, activity in zip(cases, activities, strict=True):
        if case and activity in counts:
            traces.setdefault(case, []).append(activity)
    last, within = Counter[str](), Counter[str]()
    for trace in traces.values():
        last.update({group_of(activity): activity for activity in trace}.values())
        within.update(set(trace))
    kinds: dict[str, StageKind] = {}
    for activity in counts:
        often = last[activity] >= OFTEN * max(1, within[activity])
        sure = kind_of(activity) != "open" or often
        kinds[activity] = kind_by_words(activity) if sure else "open"
    before = came_before(list(traces.values())[:LOOKED_AT])
    ordered = sorted(counts, key=lambda each: (-before[each], -counts[each], each))
    opened = [each for each in ordered if kinds[each] == "open"]
    common = set(sorted(opened, key=lambda each: -counts[each])[:MOST])
    kinds |= {each: "none" for each in opened if each not in common}
    rank: dict[StageKind, int] = {"open": 0, "won": 1, "lost": 2, "none": 3}
    ordered.sort(key=lambda each: rank[kinds[each]])
    return {each: StagePlan(kind=kinds[each], position=place) for place, each in enumerate(ordered)}
