"""Rows of a file as values of fields: each cell read as its column's plan says, or told what is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from headgate.flows.exchange import tablefile
from headgate.flows.exchange.owncells import own_cell
from headgate.flows.exchange.ownfields import targets_with
from headgate.flows.exchange.plans import ColumnPlan, FilePlan
from headgate.flows.exchange.schemas import RowProblem, Severity
from headgate.flows.exchange.tablefile import FileShape
from headgate.flows.exchange.targets import DISCOUNT, QUANTITY, SOFT, STRICT, Target
from headgate.flows.exchange.textcells import choice, code, domain, email, percent, phone, quantity
from headgate.flows.exchange.valuecells import amount, day, moment, number, price
from headgate.kit.text import clean, csv_unsafe, fold
from headgate.records.companies.schemas import FIRST_YEAR, LAST_YEAR, MOST_EMPLOYEES
from headgate.records.custom_fields.schemas import CustomField

MEMORY = 50_000
"""Cells whose reading is remembered, a column."""
LIMITS = {
    "person": 1_000,
    "name": 200,
    "description": 20_000,
    "lost_note": 20_000,
    "domain": 253,
    "job_title": 160,
}
DEFAULT_LIMIT = 120
BOUNDS = {"employees": (0, MOST_EMPLOYEES), "founded": (FIRST_YEAR, LAST_YEAR)}
LONG = frozenset(
    "case activity source deal_type external_id company.external_id company_id product_id owner_id "
    "parent_id line.external_id".split()
)
SHOWN = 200


class Row(NamedTuple):
    """A row as read. `values`: field -> value, empty ones left out. Refused where a problem says so.
    `columns`: field -> its place and header; `cells` as they stand in the file."""

    number: int
    values: dict[str, Any]
    problems: list[RowProblem]
    columns: Mapping[str, tuple[int, str]] = {}
    cells: Sequence[str] = ()

    def blamed(self, field: str) -> tuple[str | None, str | None]:
        """The header and the cell, as it stands in the file, that a field comes from."""
        place, name = self.columns.get(field, (-1, None))
        return name, (self.cells[place].strip()[:SHOWN] or None) if name is not None else None

    @property
    def refused(self) -> bool:
        return any(each.severity == "refused" for each in self.problems)


Convert = Callable[[str, str], Any]
"""(cell, currency of the row) -> value. Raises ValueError with the sentence."""


@dataclass
class _Column:
    place: int
    name: str
    field: str
    strict: bool
    convert: Convert
    by_currency: bool
    fills: bool
    """Whether something stands for empty cells."""
    known: dict[tuple[str, str], tuple[Any, str]]

    def read(self, cell: str, currency: str) -> tuple[Any, str]:
        """The value, and what is wrong with it if anything."""
        key = (cell, currency if self.by_currency else "")
        found = self.known.get(key)
        if found is None:
            try:
                found = (self.convert(cell, currency), "")
            except ValueError as error:
                found = (None, sentence(str(error)))
            if len(self.known) >= MEMORY:
                self.known.clear()
            self.known[key] = found
        return found


def sentence(said: str) -> str:
    text = said[0].upper() + said[1:] if said else "It cannot be read"
    return text if text.endswith(".") else f"{text}."


def read(
    path: Path,
    shape: FileShape,
    plan: FilePlan,
    currency: str,
    zone: str,
    after: int = 0,
    own: Sequence[CustomField] = (),
) -> Iterator[Row]:
    """Every row of the file behind the one numbered. Amounts are in the currency of the row, else in
    `currency`. `own`: the workspace's own fields."""
    known = targets_with(plan.record, own)
    columns = [
        _Column(
            column.index,
            shape.header[column.index],
            column.field if column.stage is None else f"{column.field}:{column.stage}",
            column.field in STRICT and (plan.record, column.field) not in SOFT,
            converter(known[column.field], column, zone),
            known[column.field].type == "money",
            "" in column.values,
            {},
        )
        for column in plan.columns
        if column.field is not None and column.field in known
    ]
    # The currency first: amounts are read in it.
    columns.sort(key=lambda column: column.field != "currency")
    places = {column.field: (column.place, column.name) for column in columns}
    for found in tablefile.rows(path, shape, after):
        if isinstance(found, tablefile.RowProblem):
            broken = RowProblem(plan.index, found.row, found.column, "refused", found.message)
            yield Row(found.row, {}, [broken])
            continue
        number, cells = found
        if not any(map(str.strip, cells)):
            yield Row(number, {}, [RowProblem(plan.index, number, None, "refused", "The row is empty.")])
            continue
        values: dict[str, Any] = {}
        problems: list[RowProblem] = []
        for column in columns:
            cell = cells[column.place].strip()
            if not cell and not column.fills:
                continue
            value, wrong = column.read(cell, values.get("currency", currency))
            if wrong:
                how: Severity = "refused" if column.strict else "warning"
                problems.append(RowProblem(plan.index, number, column.name, how, wrong, cell[:SHOWN] or None))
            elif value is not None:
                values[column.field] = value
        yield Row(number, values, problems, places, cells)


PLAINLY = ColumnPlan(0, date_order="iso", decimal=".")
"""How a person's replacement of a value is written, whatever the file's way."""


def converter(target: Target, plan: ColumnPlan, zone: str) -> Convert:
    """How a cell becomes the value of a field: that of what stands for it, else its own."""
    if not plan.values:
        return plainly(target, plan, zone)
    as_written, chosen = plainly(target, plan, zone), plainly(target, PLAINLY, zone)

    def convert(cell: str, currency: str) -> Any:
        if cell not in plan.values:
            return as_written(cell, currency)
        to = plan.values[cell].to
        return chosen(to, currency) if to else None

    return convert


def plainly(target: Target, plan: ColumnPlan, zone: str) -> Convert:
    """How a cell becomes the value of a field by itself."""
    if target.own is not None:
        return own_cell(target.own, plan, zone)
    match target.type:
        case "money" if target.name == "list_price":
            return lambda cell, currency: price(cell, currency, plan.decimal, plan.scale)
        case "money":
            return lambda cell, currency: amount(cell, currency, plan.decimal, plan.scale)
        case "number" if target.name == QUANTITY:
            return lambda cell, currency: quantity(cell, plan.decimal)
        case "number" if target.name == DISCOUNT:
            return lambda cell, currency: percent(cell, plan.decimal, plan.scale)
        case "number":
            return lambda cell, currency: number(cell, plan.decimal, *BOUNDS[target.name])
        case "instant":
            return lambda cell, currency: moment(cell, plan, zone)
        case "date":
            return lambda cell, currency: day(moment(cell, plan, zone), zone)
        case "choice":
            choices = {fold(word): value for value, label in target.choices for word in (value, label)}
            return lambda cell, currency: choice(cell, choices)
    if target.name == "stage_id":
        return lambda cell, currency: csv_unsafe(cell)
    if target.name == "currency":
        return lambda cell, currency: code(cell)
    if target.name in ("email", "email_2"):
        return lambda cell, currency: email(cell)
    if target.name in ("phone", "phone_2"):
        return lambda cell, currency: phone(cell)
    if target.name == "domain":
        return lambda cell, currency: domain(cell)
    limit = LIMITS.get(target.name, 200 if target.name in LONG else DEFAULT_LIMIT)
    lines = target.name in ("description", "lost_note")
    return lambda cell, currency: clean(csv_unsafe(cell), limit, lines=lines) or None
