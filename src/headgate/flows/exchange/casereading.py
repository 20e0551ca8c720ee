"""An event log as cases: the events of each in the order of time, those of one instant as they stand."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from headgate.flows.exchange.dealrows import LINKS
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.targets import COMPANY_KEY
from headgate.kit import clock, periods

NEEDED = {"case": "It names no case.", "activity": "It names no activity.", "time": "It has no time."}


class Event(NamedTuple):
    """What happened in a case; `when` is a day where no time of day is written."""

    row: int
    activity: str
    when: datetime | str


@dataclass
class Case:
    """`values`: of each field the first that its rows have."""

    key: str
    events: list[Event]
    values: dict[str, Any] = field(default_factory=dict)
    blamed: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """Of names, where they come from: column and cell."""
    warnings: list[RowProblem] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The row that it begins with in the file."""
        return min(event.row for event in self.events)


class Gathered:
    """Eighteen bytes an event, and each case's values once."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.places: dict[str, int] = {}
        self.activities: dict[str, int] = {}
        self.cases: list[Case] = []
        self.case, self.activity, self.row = array("l"), array("i"), array("l")
        self.when, self.dated = array("q"), array("b")

    def take(self, row: Row) -> None:
        values = row.values
        key = values["case"]
        place = self.places.setdefault(key, len(self.cases))
        if place == len(self.cases):
            self.cases.append(Case(key, []))
        case = self.cases[place]
        for name, value in values.items():
            if name not in NEEDED and name not in case.values:
                case.values[name] = value
                if name in LINKS or name == COMPANY_KEY:
                    case.blamed[name] = row.blamed(name)
        case.warnings += row.problems
        when = values["time"]
        instant = when if isinstance(when, datetime) else periods.day_start(when, self.zone)
        self.case.append(place)
        self.activity.append(self.activities.setdefault(values["activity"], len(self.activities)))
        self.row.append(row.number)
        self.when.append(clock.to_micros(instant))
        self.dated.append(not isinstance(when, datetime))

    def in_order(self) -> Iterator[Case]:
        """The cases as they begin in the file."""
        names = list(self.activities)
        order = np.lexsort((self.row, self.when, self.case)) if self.case else np.array([], dtype=int)
        for place in order:
            instant = clock.from_micros(self.when[place])
            when = periods.day_of(instant, self.zone) if self.dated[place] else instant
            event = Event(self.row[place], names[self.activity[place]], when)
            self.cases[self.case[place]].events.append(event)
        yield from self.cases


def cases(rows: Iterable[Row], index: int, zone: str, now: datetime) -> Iterator[Case | list[RowProblem]]:
    """The cases of a file, and between them the problems of each row that is part of none, in the order of
    the file."""
    gathered = Gathered(zone)
    refused: list[list[RowProblem]] = []
    for row in rows:
        if not row.refused:
            said = [(name, text) for name, text in NEEDED.items() if name not in row.values]
            when = row.values.get("time")
            today = periods.day_of(now, zone)
            if when is not None and (when > today if isinstance(when, str) else when > now):
                said.append(("time", "It lies in the future."))
            for name, text in said[:1]:
                column, cell = row.blamed(name)
                row.problems.append(RowProblem(index, row.number, column, "refused", text, cell))
        if row.refused:
            refused.append(row.problems)
        else:
            gathered.take(row)
    waiting = iter([*refused, None])
    problem = next(waiting)
    for case in gathered.in_order():
        while problem is not None and problem[0].row < case.first:
            yield problem
            problem = next(waiting)
        yield case
    while problem is not None:
        yield problem
        problem = next(waiting)
