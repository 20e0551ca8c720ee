"""What a person decides about an import: which column is what, which value is whom."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from headgate.flows.exchange.datereading import Order

Kind = Literal["deals", "companies", "products", "members", "contacts", "events"]
StageKind = Literal["open", "won", "lost", "none"]
Closes = Literal["first", "last"]
Missing = Literal["leave", "list_price", "list_price_all"]
MissingClose = Literal["refuse", "import_day"]
EarlyClose = Literal["refuse", "unknown_beginning"]
Matched = Literal["leave", "update"]
Match = Literal["external_id", "nothing"]
Scale = Literal[1, 100, 1000, 1000000, 1000000000]
Decimal = Literal[".", ","]
Text = Annotated[str, Meta(max_length=400)]
Place = Annotated[int, Meta(ge=0, le=10_000)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="An ISO 4217 code.")]


class To(Struct, forbid_unknown_fields=True):
    """What a value of the file stands for, or nothing."""

    to: Text | None


class ColumnPlan(Struct, forbid_unknown_fields=True):
    """What becomes of a column. `scale`: the number of units that 1 stands for, for money in thousands and
    discounts in parts of one.
    `values`: what stands for a value of the file wherever it comes, “” being an empty cell: a name, a text, a
    day as YYYY-MM-DD, a number with a point for decimals, or nothing. `stage`: the one that the dates of a
    column with the field “entered” are about."""

    index: Place
    field: Text | None = None
    date_order: Order | None = None
    date_evidence: Annotated[list[str], Meta(max_length=20)] = []
    decimal: Decimal | None = None
    scale: Scale = 1
    values: dict[str, To] = {}
    stage: Text | None = None


class FilePlan(Struct, forbid_unknown_fields=True):
    index: Place
    record: Kind
    skip: bool = False
    columns: list[ColumnPlan] = []


class StagePlan(Struct, forbid_unknown_fields=True):
    """A stage of the file, or an activity of an event log, which may be “none”: its kind, place and chance of
    a win (in hundredths) in a pipeline to make, or the stage that it is."""

    kind: StageKind = "open"
    position: int = 0
    probability: Annotated[int, Meta(ge=0, le=100)] | None = None
    stage_id: Annotated[str, Meta(max_length=40)] | None = None


class CreateMissing(Struct, forbid_unknown_fields=True):
    """Whether what deals name and nobody knows is made: companies, products, members without a sign-in."""

    companies: bool = True
    products: bool = True
    members: bool = True


class Options(Struct, forbid_unknown_fields=True):
    """`pipeline_id` null makes a pipeline from the stages of the file. `missing_amount`: a deal without a
    value keeps none, or takes its product's list price: open deals alone, or all. `missing_close`: what
    becomes of a won or lost deal without its date; taken on the day of the import, its beginning counts as
    unknown, so that no cycle is made up. `early_close`: the same for one that was closed before the day on
    which it was created by the file, which may be that of its entry. `closes`: a case of an event log ends
    with the first activity that wins or loses it, what comes later being told in its journal, or only with
    one that no further stage follows. `match_on`: deals whose external id is here already are
    known again. `matched`: such records stay as they are, but that companies, contacts and products get what
    they lack; or they take the values of the file, each difference told by the check."""

    currency: Currency = "USD"
    pipeline_id: Annotated[str, Meta(max_length=40)] | None = None
    pipeline_name: Annotated[str, Meta(max_length=120)] | None = None
    stages: dict[str, StagePlan] = {}
    missing_amount: Missing = "leave"
    missing_close: MissingClose = "refuse"
    early_close: EarlyClose = "refuse"
    closes: Closes = "first"
    create_missing: CreateMissing = field(default_factory=CreateMissing)
    match_on: Match = "external_id"
    matched: Matched = "leave"


class Plan(Struct, forbid_unknown_fields=True):
    files: Annotated[list[FilePlan], Meta(max_length=20)] = []
    options: Options = field(default_factory=Options)
