"""What an import does in which order: what is named comes before what names it, each file row by row."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from headgate.core.verbs.perform import perform_all
from headgate.flows.exchange import (
    casereading,
    caserows,
    casewriting,
    dealwriting,
    linkrows,
    nounrows,
    reading,
)
from headgate.flows.exchange.checkedplan import new_stages, pipeline_name
from headgate.flows.exchange.dealrows import LINKS, planned
from headgate.flows.exchange.linegroups import gathered, grouped, has_lines
from headgate.flows.exchange.nounkinds import NOUNS
from headgate.flows.exchange.plans import ColumnPlan, FilePlan
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting, meant_stages
from headgate.flows.exchange.tablefile import RowProblem as Broken
from headgate.flows.exchange.tablefile import rows as file_rows
from headgate.flows.exchange.tally import Tally
from headgate.kit.text import clean, csv_unsafe
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.pipelines.schemas import NewPipeline, Stage
from headgate.store.engine import Tx


class Item(NamedTuple):
    """A row on its way; `what` is for the phase's writer."""

    number: int
    what: Any
    rows: int = 1


@dataclass(frozen=True)
class Phase:
    """`items` gives the rows after the one numbered; a phase without them is one single piece of work.

    `write` changes, or in a check only counts. `counts`: its rows are those that the result accounts for.
    """

    name: str
    file: FilePlan
    write: Callable[[Tx, Setting, Sequence[Any]], Tally]
    items: Callable[[Setting, int], Iterator[Item]] | None = None
    counts: bool = False


def phases_of(at: Setting) -> list[Phase]:
    """The phases of an import, in order; the same for the same plan, so that a place keeps its meaning."""
    made: list[Phase] = []
    for file in at.files("members"):
        made.append(nouns("members", file))
        if has(file, "team_id", "team.manager_id", "team.region"):
            made.append(Phase("teams", file, partial(teams, file)))
            made.append(Phase("teams", file, put(linkrows.write_memberships, file), partial(rows_of, file)))
    made += [nouns("products", file) for file in at.files("products")]
    for file in at.files("companies"):
        made.append(nouns("companies", file))
        if has(file, "parent_id"):
            made.append(Phase("parents", file, put(linkrows.write_parents, file), partial(rows_of, file)))
    for file in at.files("contacts"):
        if has(file, "company_id", "owner_id"):
            made.append(Phase("names", file, put(linkrows.write_links, file), partial(rows_of, file)))
        made.append(nouns("contacts", file))
    for file in at.files("deals"):
        if has(file, *LINKS):
            made.append(Phase("names", file, put(linkrows.write_links, file), partial(rows_of, file)))
        made.append(Phase("pipeline", file, pipeline))
        made.append(Phase("deals", file, dealwriting.write, deal_rows, True))
    for file in at.files("events"):
        if has(file, *LINKS):
            made.append(Phase("names", file, put(linkrows.write_links, file), partial(rows_of, file)))
        made.append(Phase("pipeline", file, pipeline))
        made.append(Phase("cases", file, partial(write_cases, file), partial(case_rows, file), True))
    return made


def write_cases(file: FilePlan, tx: Tx, at: Setting, found: Sequence[Any]) -> Tally:
    return casewriting.write(tx, at, file.index, found)


def case_rows(file: FilePlan, at: Setting, after: int) -> Iterator[Item]:
    """The cases of an event log; the whole file is gone through each time, since a case may end anywhere."""
    known: dict[str, Stage | None] = {}
    rows = (item.what for item in rows_of(file, at, 0))
    for each in casereading.cases(rows, file.index, at.zone, at.at):
        if isinstance(each, list):
            if each[0].row > after:
                yield Item(each[0].row, each)
        elif each.first > after:
            yield Item(each.first, caserows.planned(each, at, file.index, known), len(each.events))


def has(file: FilePlan, *fields: str) -> bool:
    return any(column.field in fields for column in file.columns)


def nouns(name: str, file: FilePlan) -> Phase:
    return Phase(name, file, put(nounrows.write, file), partial(noun_rows, file), True)


def put(write: Callable[..., Tally], file: FilePlan) -> Callable[[Tx, Setting, Sequence[Any]], Tally]:
    return lambda tx, at, found: write(tx, at, file, found)


def rows_of(file: FilePlan, at: Setting, after: int) -> Iterator[Item]:
    stored = at.run.files[file.index]
    path = at.run.path(file.index)
    for row in reading.read(path, stored.shape, file, at.options.currency, at.zone, after, at.own):
        yield Item(row.number, row)


def noun_rows(file: FilePlan, at: Setting, after: int) -> Iterator[Item]:
    rows = (item.what for item in rows_of(file, at, 0))
    for row in nounrows.marked(rows, file, at.names[NOUNS[file.record].record]):
        if row.number > after:
            yield Item(row.number, row)


def deal_rows(at: Setting, after: int) -> Iterator[Item]:
    (file,) = at.files("deals")
    header = at.run.files[file.index].shape.header
    columns = {column.field: header[column.index] for column in file.columns if column.field}
    if has_lines(file):
        yield from line_rows(at, after, file, columns)
        return
    again = repeats(at, file)
    for number, row, _ in rows_of(file, at, after):
        if number in again:
            said = "An earlier row has the same external id."
            name, value = columns["external_id"], row.values.get("external_id")
            row.problems.append(RowProblem(file.index, number, name, "refused", said, value))
        yield Item(number, planned(row, at, columns))


def line_rows(at: Setting, after: int, file: FilePlan, columns: dict[str, str]) -> Iterator[Item]:
    """The rows of each deal as one, in the order in which they end: for those that ended before, the file is
    read from its beginning."""
    ends = last_rows(at, file)
    for rows in gathered((item.what for item in rows_of(file, at, 0 if ends else after)), ends):
        if rows[-1].number > after:
            yield Item(rows[-1].number, grouped(rows, at, columns), len(rows))


def last_rows(at: Setting, file: FilePlan) -> dict[int, int]:
    """Key -> the last row that has it, of the external ids that several rows have."""
    marks, numbers = keys_of(at, file)
    _, first, how_many = np.unique(marks, return_index=True, return_counts=True)
    several = set(marks[first[how_many > 1]].tolist())
    return {
        mark: number for mark, number in zip(marks.tolist(), numbers.tolist(), strict=True) if mark in several
    }


def repeats(at: Setting, file: FilePlan) -> set[int]:
    """The rows whose external id an earlier row has."""
    marks, numbers = keys_of(at, file)
    _, first = np.unique(marks, return_index=True)
    later = np.ones(len(marks), dtype=bool)
    later[first] = False
    return set(numbers[later].tolist())


def keys_of(at: Setting, file: FilePlan) -> tuple[Any, Any]:
    """The external id of each row as a number, and the row; sixteen bytes each, none where all are unique."""
    nothing = np.array([], dtype=np.int64)
    column = next((c for c in file.columns if c.field == "external_id"), None)
    stored = at.run.files[file.index]
    if column is None or at.options.match_on != "external_id":
        return nothing, nothing
    told = stored.file.columns[column.index]
    unique = told.distinct == told.filled and not told.distinct_is_bound
    if not column.values and unique and stored.plain and stored.plain[column.index]:
        return nothing, nothing
    hashes, numbers = array("q"), array("q")
    for row in file_rows(at.run.path(file.index), stored.shape):
        if not isinstance(row, Broken) and (cell := chosen(row[1][column.index].strip(), column)):
            # What differs in signs that are not kept is the same id.
            hashes.append(hash(clean(csv_unsafe(cell), len(cell) * 4)))
            numbers.append(row[0])
    return np.frombuffer(hashes, dtype=np.int64), np.frombuffer(numbers, dtype=np.int64)


def chosen(cell: str, column: ColumnPlan) -> str:
    """The cell, or what a person has put in its place."""
    return (column.values[cell].to or "") if cell in column.values else cell


def teams(file: FilePlan, tx: Tx, at: Setting, found: Sequence[Any]) -> Tally:
    """Teams are few: the whole file is read for them at once."""
    wanted = linkrows.teams_in(item.what for item in rows_of(file, at, 0))
    return linkrows.write_teams(tx, at, wanted)


def pipeline(tx: Tx, at: Setting, found: Sequence[Any]) -> Tally:
    """The pipeline of the file's own stages, where none is chosen; from then on the plan names it."""
    tally = Tally()
    if at.options.pipeline_id is not None:
        return tally
    tally.created["pipeline"] += 1
    if at.dry:
        return tally
    stages, _ = new_stages(at.options.stages)
    new = NewPipeline(name=pipeline_name(at.options), stages=stages)
    outcome = perform_all(tx, at.actor, [("pipeline.create", [new])], group=at.run.batch)
    (made,) = outcome.results[0]
    at.pipelines = [*pipelines_of(tx, at.ws)]
    at.place.stages = meant_stages(at, made)
    at.pipeline_made = made
    return tally
