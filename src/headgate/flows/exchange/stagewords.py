"""Stages as files name them: which end a deal, and in which order the open ones usually follow each other."""

from collections.abc import Mapping, Sequence
from statistics import median

from headgate.flows.exchange.plans import StageKind, StagePlan
from headgate.kit.text import fold

WON = "won, win, closed won, successful, success, signed, gewonnen, gagne, ganado, customer".split(", ")
LOST = (
    "lost, loss, closed lost, dead, disqualified, abandoned, rejected, cancelled, canceled, no sale, "
    "unqualified, not interested, verloren, perdu, perdido"
).split(", ")
USUAL = (
    "lead new inbound target prospect suspect contact attempt connect qualif discover engag meet appointment "
    "need analys evaluat scop present demo trial pilot solution value propos quot offer decision review "
    "perception negotiat procure legal verbal commit contract clos sign order"
).split()
"""Beginnings of words, in the order in which the stages of most pipelines stand."""


def kind_of(value: str) -> StageKind:
    """Won, lost, or open, by the words that people use."""
    text = " ".join("".join(c if c.isalnum() else " " for c in fold(value)).split())
    if text in LOST or text.endswith(" lost") or text.startswith("lost "):
        return "lost"
    if text in WON or text.endswith(" won") or text.startswith("won "):
        return "won"
    return "open"


def usual_place(value: str) -> int | None:
    """Where a stage of that name usually stands, None when its words do not tell."""
    words = fold(value).replace("/", " ").replace("-", " ").split()
    places = [i for i, usual in enumerate(USUAL) for word in words if word.startswith(usual)]
    return min(places) if places else None


def planned(counts: Mapping[str, int], dates: Mapping[str, Sequence[int]]) -> dict[str, StagePlan]:
    """A stage for each value: its kind by its words, its place by the usual order where all open ones have
    one, else by the middle of its deals' dates (days as numbers: the older, the further), else as they come.
    """
    kinds = {value: kind_of(value) for value in counts}
    opened = [value for value in counts if kinds[value] == "open"]
    places = {value: usual_place(value) for value in opened}
    if all(place is not None for place in places.values()):
        opened.sort(key=lambda value: places[value] or 0)
    elif all(dates.get(value) for value in opened):
        opened.sort(key=lambda value: -median(dates[value]))
    ordered = [*opened, *(v for v in counts if kinds[v] == "won"), *(v for v in counts if kinds[v] == "lost")]
    return {value: StagePlan(kind=kinds[value], position=place) for place, value in enumerate(ordered)}
