"""When a deal entered its stages, by the columns that say it, one for each stage: its way through them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from headgate.flows.exchange.enteredtitles import ENTERED
from headgate.flows.exchange.refusing import Refused
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.kit import periods
from headgate.records.pipelines.schemas import Stage

MARK = f"{ENTERED}:"
"""In front of the stage in the name of a row's value."""
When = datetime | str


class Way(NamedTuple):
    """The stages that a row's deal entered, in order of time, open ones alone."""

    first: Stage | None
    begun: When | None
    moves: list[tuple[Stage, When]]
    problems: list[RowProblem]


def instant(when: When, at: Setting) -> datetime:
    return when if isinstance(when, datetime) else periods.day_start(when, at.zone)


def check_past(values: Mapping[str, Any], at: Setting) -> None:
    """Raises Refused where a stage is entered in the future."""
    for name, when in values.items():
        if name.startswith(MARK) and (when > at.today if isinstance(when, str) else when > at.at):
            raise Refused(name, "It lies in the future.")


def end_of(values: Mapping[str, Any], at: Setting, stage: Stage) -> str | None:
    """The name of the value that says when the deal came to the stage that ended it."""
    for name in values:
        if name.startswith(MARK):
            try:
                if at.stage(name.removeprefix(MARK), values.get("pipeline_id")).id == stage.id:
                    return name
            except ValueError:
                continue
    return None


def way_of(number: int, values: Mapping[str, Any], at: Setting, now: Stage, closed: When | None) -> Way:
    """What the dates of entry say. Stages of other pipelines, and what lies behind the end, stay out."""
    found: list[tuple[datetime, int, Stage, When]] = []
    for name, when in values.items():
        if not name.startswith(MARK):
            continue
        try:
            stage = at.stage(name.removeprefix(MARK), values.get("pipeline_id"))
        except ValueError:
            continue
        if stage.kind == "open":
            found.append((instant(when, at), stage.position, stage, when))
    found.sort(key=lambda each: each[:2])
    if closed is not None:
        end = instant(closed, at)
        same = closed if isinstance(closed, str) else ""
        found = [each for each in found if each[0] <= end or periods.day_of(each[0], at.zone) == same]
    if not found:
        return Way(None, None, [], [])
    path = [(stage, when) for _, _, stage, when in found]
    (first, begun), moves = path[0], path[1:]
    problems = []
    if now.kind == "open" and path[-1][0].id != now.id:
        moves.append((now, at.at))
        said = f"It entered {path[-1][0].name} last and stands in {now.name}: when it came there is not told."
        problems.append(RowProblem(at.deals_index, number, None, "warning", said))
    return Way(first, begun, moves, problems)
