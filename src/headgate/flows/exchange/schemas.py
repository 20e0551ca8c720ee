"""What the API says and takes of imports."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from headgate.flows.exchange.datereading import Order
from headgate.flows.exchange.plans import Kind, Plan
from headgate.flows.exchange.vendors import Vendor

Status = Literal[
    "draft", "checking", "checked", "applying", "applied", "cancelled", "failed", "undoing", "undone"
]
Severity = Literal["refused", "warning", "change"]
Certainty = Annotated[int, Meta(ge=0, le=3, description="3 certain, 2 likely, 1 please look, 0 a guess.")]


class ValueGuess(Struct):
    """A value of a column that names a record or stage, how often it stands there, and whom it may mean."""

    value: str
    count: int
    match: str | None
    certainty: Certainty
    why: str


class OrderProof(Struct):
    """In how many of the rows that have both, another column agrees with an order of dates."""

    says: str
    agrees: int
    of: int


class DateOrder(Struct):
    """One order in which a column's dates may be written, and what speaks for it."""

    order: Order
    form: str
    valid: int
    invalid: int
    ambiguous: int
    example: list[str]
    proofs: list[OrderProof]


class Dates(Struct):
    """How a column of dates is read: the orders weighed, the best first, with the evidence in sentences."""

    certain: bool
    evidence: list[str]
    orders: list[DateOrder]


class FileColumn(Struct):
    """A column of an uploaded file and what it seems to be."""

    index: int
    name: str
    samples: list[str]
    filled: int
    distinct: int
    distinct_is_bound: bool = False
    field: str | None = None
    certainty: Certainty = 0
    why: str = ""
    dates: Dates | None = None
    values: list[ValueGuess] = []


class ImportFile(Struct):
    """An uploaded file: how it is read, and what it seems to hold."""

    index: int
    name: str
    size: int
    encoding: str
    delimiter: str
    rows: int
    unreadable: int
    record: Kind
    columns: list[FileColumn]
    vendor: Vendor | None = None
    """The system whose export it looks like."""


class Progress(Struct):
    phase: str
    done: int
    total: int


class FileResult(Struct):
    """Every row of a file is one of these; `warnings` came with rows that were taken."""

    index: int
    rows: int = 0
    created: int = 0
    matched: int = 0
    refused: int = 0
    warnings: int = 0


class Priced(Struct):
    """Deals without a value, and what they come to at list price, in minor units of their currency."""

    rows: int = 0
    currency: str = ""
    amount: int = 0


class Result(Struct):
    """What a check found or an import did; `changed`: of the matched, those that take other values;
    `by_stage` counts deals by the stage that the file names."""

    created: dict[str, int] = {}
    matched: dict[str, int] = {}
    refused: int = 0
    files: list[FileResult] = []
    by_stage: dict[str, int] = {}
    missing_open: Priced = field(default_factory=Priced)
    missing_closed: Priced = field(default_factory=Priced)
    undone: int = 0
    left: int = 0
    changed: dict[str, int] = {}


class ImportSummary(Struct):
    """An import in a list."""

    id: str
    status: Status
    created_at: datetime
    created_by: str | None
    names: list[str]
    rows: int
    progress: Progress | None
    result: Result | None
    problems: int
    error: str | None
    can_undo: bool
    version: int


class Import(Struct):
    """An import: its files, its plan, how far it is and what came of it."""

    id: str
    status: Status
    created_at: datetime
    created_by: str | None
    files: list[ImportFile]
    plan: Plan
    progress: Progress | None
    result: Result | None
    problems: int
    error: str | None
    can_undo: bool
    version: int


class Imports(Struct):
    items: list[ImportSummary]
    next: str | None = None


class RowProblem(Struct):
    """What is wrong with a row, or a change that it brings to a record. `file` is the file's index, `row`
    counts the header as 1."""

    file: int
    row: int
    column: str | None
    severity: Severity
    message: str
    value: str | None = None


class RowProblems(Struct):
    items: list[RowProblem]
    next: str | None
    total: int


class ProblemGroup(Struct):
    """Rows with the same wrong value in the same column, mended by one of the plan's `values` of that column.
    `value` null: nothing stands there; `column` null: it is about the row. `message` is one of
    `messages` different ones. Only problems kept one by one are counted."""

    file: int
    column: str | None
    severity: str
    value: str | None
    message: str
    messages: int
    rows: int
    first_row: int


class ProblemGroups(Struct):
    items: list[ProblemGroup]
    next: str | None


class PreviewRow(Struct):
    row: int
    cells: list[str]


class Preview(Struct):
    """The first rows of a file as they stand in it."""

    header: list[str]
    rows: list[PreviewRow]


class ChangePlan(Struct, forbid_unknown_fields=True):
    id: str
    plan: Plan
    version: int | None = None


class NameImport(Struct, forbid_unknown_fields=True):
    id: str = ""


class UndoImport(Struct, forbid_unknown_fields=True):
    """`skip_changed`: leave those records that somebody changed since, instead of refusing."""

    id: str = ""
    skip_changed: bool = False
