"""A case of an event log as the life of a deal: where it began, how it moved, how and when it ended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from headgate.flows.exchange.casereading import Case, Event
from headgate.flows.exchange.dealrows import LINKS, PLAIN
from headgate.flows.exchange.refusing import Refused
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.targets import COMPANY_KEY
from headgate.records.deals.gates import criterion, passed
from headgate.records.pipelines.schemas import Stage


class CaseDeal(NamedTuple):
    """`new` has the fields of NewDeal but the links; `moves` and `close` are stages with their times; `later`
    is what the log tells of after the end. `rows`: how many of the file it is made of."""

    number: int
    rows: int
    new: dict[str, Any]
    names: dict[str, str]
    blamed: dict[str, tuple[str | None, str | None]]
    moves: list[tuple[Stage, datetime | str]]
    close: tuple[Stage, datetime | str] | None
    later: list[Event]
    value: str
    problems: list[RowProblem]


class Whole(NamedTuple):
    """A case that cannot be taken: each of its rows with the reason."""

    number: int
    problems: list[RowProblem]


def planned(case: Case, at: Setting, index: int, known: dict[str, Stage | None]) -> CaseDeal | Whole:
    """What the case says happened, or why it cannot be taken. `known`: activity -> stage, as it is found."""
    try:
        return made(case, at, index, known)
    except Refused as error:
        told = [RowProblem(index, e.row, None, "refused", error.message, case.key[:200]) for e in case.events]
        return Whole(case.first, sorted(told, key=lambda each: each.row))


def made(case: Case, at: Setting, index: int, known: dict[str, Stage | None]) -> CaseDeal:
    problems = list(case.warnings)
    column = at.header(index, "activity")
    path: list[tuple[Event, Stage]] = []
    for event in case.events:
        if event.activity not in known:
            known[event.activity] = stage_of(event.activity, at)
            if known[event.activity] is None and not left_out(event.activity, at):
                said = "It is no stage of the pipeline; events of it stay out."
                told = RowProblem(index, event.row, column, "warning", said, event.activity[:200])
                problems.append(told)
        stage = known[event.activity]
        if stage is not None:
            path.append((event, stage))
    if not path:
        raise Refused(None, "None of its activities is a stage.")
    end = ending(path, at.options.closes)
    lived = path if end is None else path[:end]
    values = case.values
    names = {field: values[field] for field in (*LINKS, COMPANY_KEY) if values.get(field)}
    new: dict[str, Any] = {field: values[field] for field in PLAIN if field in values}
    new["name"] = values.get("name") or case.key[:200]
    new["external_id"] = case.key[:200]
    new.setdefault("currency", at.options.currency)
    new["amount"] = values.get("amount")
    opened = [(event, stage) for event, stage in lived if stage.kind == "open"]
    begun, first = opened[0] if opened else path[0]
    if first.kind != "open":
        first, new["beginning_unknown"] = at.opened(first.pipeline_id)[0], True
    new["stage_id"] = first.id
    new["created_on" if isinstance(begun.when, str) else "created_at"] = begun.when
    moves: list[tuple[Stage, datetime | str]] = []
    here = first
    for event, stage in opened[1:]:
        if stage.id != here.id:
            moves.append((stage, event.when))
            here = stage
    close = None if end is None else (path[end][1], path[end][0].when)
    company = names.get("company_id") or names.get(COMPANY_KEY)
    ask_gates(at, first, [*moves, *([close] if close else [])], {**new, **names, "company_id": company})
    later = [] if end is None else [event for event, _ in path[end + 1 :]]
    value = path[end][0].activity if end is not None else (opened[-1][0] if opened else path[-1][0]).activity
    return CaseDeal(
        case.first, len(case.events), new, names, case.blamed, moves, close, later, value, problems
    )


def ending(path: list[tuple[Event, Stage]], closes: str) -> int | None:
    """Where in its path the case ends: at the first activity that wins or loses it, or only at one with
    which the path ends."""
    ends = [place for place, (_, stage) in enumerate(path) if stage.kind != "open"]
    if not ends:
        return None
    if closes == "first":
        return ends[0]
    after = max((place for place, (_, stage) in enumerate(path) if stage.kind == "open"), default=-1)
    return next((place for place in ends if place > after), None)


def stage_of(activity: str, at: Setting) -> Stage | None:
    """The stage of an activity; none for one that the plan leaves out, or the pipeline does not know."""
    if left_out(activity, at):
        return None
    try:
        return at.stage(activity, None)
    except ValueError:
        return None


def left_out(activity: str, at: Setting) -> bool:
    plan = at.options.stages.get(activity)
    return plan is not None and plan.kind == "none"


def ask_gates(
    at: Setting, first: Stage, way: list[tuple[Stage, datetime | str]], values: Mapping[str, Any]
) -> None:
    """Asks the gates on the way, as the verbs will. Raises Refused."""
    stages = {each.id: each for each in at.pipeline(first.pipeline_id).stages}
    if not any(stage.criteria for stage in stages.values()):
        return
    steps = [*passed(stages, None, first)]
    here = first
    for stage, _ in way:
        steps += passed(stages, here, stage)
        here = stage
    unmet = [
        f"{criterion(asked.field, stage)['sentence']} ({stage.name})"
        for stage in steps
        for asked in stage.criteria
        if values.get(asked.field) is None
    ]
    if unmet:
        raise Refused(None, f"The gate asks: {', '.join(dict.fromkeys(unmet))}.")
