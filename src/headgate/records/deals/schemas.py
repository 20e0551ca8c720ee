"""What the API says and takes of deals. Long because one noun's shapes are read together."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field

from headgate.records.custom_fields.schemas import CustomValues

LINES: Literal["lines"] = "lines"
AmountFrom = Annotated[
    Literal["lines"] | None,
    Meta(description="`lines`: the amount is what the lines of the deal come to; null: it is given."),
]
Status = Literal["open", "won", "lost"]
NextKind = Literal["task", "call", "meeting", "note", "email"]
Exit = Literal["advance", "skip", "regress", "won", "lost", "moved", "reopened", "removed"]
Precision = Literal["instant", "date"]
Beginning = Literal["instant", "date", "unknown"]
"""How exactly a deal's creation is known; `unknown`: imported without it, so its age says nothing."""
Reason = Literal["test", "duplicate", "mistake", "other"]
Removal = Literal["test", "duplicate", "mistake", "other", "merged"]
"""Why a deal was deleted."""
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Words = Annotated[str, Meta(max_length=200)]
PROSE = 20_000
Prose = Annotated[str, Meta(max_length=PROSE)]
Amount = Annotated[int, Meta(ge=-(10**15), le=10**15, description="Minor units of the currency.")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A date, such as 2026-11-24.")]
Id = Annotated[str, Meta(max_length=40)]


class Deal(Struct, gc=False):
    """A deal as it is now."""

    id: str
    number: int
    name: str
    pipeline_id: str
    stage_id: str
    status: Status
    amount: int | None
    currency: str
    amount_from: AmountFrom
    expected_close: str | None
    owner_id: str | None
    company_id: str | None
    product_id: str | None
    source: str | None
    deal_type: str | None
    description: str | None
    created_at: datetime
    created_precision: Beginning
    stage_since: datetime
    closed_at: datetime | None
    closed_precision: Precision | None
    lost_reason_id: str | None
    lost_note: str | None
    exit_stage_id: str | None
    rank: str
    standing: Literal["live", "archived", "deleted", "removed"]
    custom: Raw
    next_activity_id: str | None
    next_kind: NextKind | None
    next_subject: str | None
    next_due: datetime | None
    external_source: str | None
    external_id: str | None
    snoozed_until: str | None
    removal: Removal | None
    removed_at: datetime | None
    merged_into_id: str | None
    version: int
    stage_name: str
    company_name: str | None
    product_name: str | None
    owner_name: str | None


class Card(Struct, gc=False, frozen=True):
    """What the board shows of a deal."""

    id: str
    number: int
    name: str
    company_id: str | None
    company_name: str | None
    amount: int | None
    currency: str
    expected_close: str | None
    owner_id: str | None
    stage_id: str
    status: Status
    stage_since: datetime
    closed_at: datetime | None
    next_activity_id: str | None
    next_kind: NextKind | None
    next_subject: str | None
    next_due: datetime | None
    snoozed_until: str | None
    rank: str
    version: int


class OtherSum(Struct):
    """Money in another currency than the workspace's, which is never added to it."""

    currency: str
    count: int
    amount: int


class Sums(Struct):
    """What a set of deals comes to, in the workspace's currency; `weighted` by the stages' probability."""

    count: int
    amount: int
    weighted: int
    others: list[OtherSum]


class ColumnSums(Struct):
    """What a stage's deals come to; see Sums."""

    stage_id: str
    count: int
    amount: int
    weighted: int
    others: list[OtherSum]


class Column(ColumnSums):
    """A stage on the board with its sums and its first cards; `next` leads to further ones."""

    cards: list[Card]
    next: str | None


class Board(Struct):
    """A pipeline's board as the viewer may see it, at the journal's number `seq`."""

    pipeline_id: str
    seq: int
    currency: str
    totals: Sums
    columns: list[Column]


class Cards(Struct):
    cards: list[Card]
    next: str | None


class BoardChanges(Struct):
    """What happened on a board since a number: cards changed or come, deals gone, fresh sums.

    `refetch`: too much happened; fetch the board again.
    """

    seq: int
    cards: list[Card]
    gone: list[str]
    columns: list[ColumnSums]
    totals: Sums
    refetch: bool


class Changed(Struct):
    """The answer to a change of a deal: the deal, the change's number for undo, and fresh sums."""

    deal: Deal
    seq: int
    columns: list[ColumnSums]


class NewDeal(Struct, forbid_unknown_fields=True):
    """A deal to create. Without a stage it starts in the first; without a pipeline in the first one."""

    name: Name
    pipeline_id: Id | None = None
    stage_id: Id | None = None
    company_id: Id | None = None
    product_id: Id | None = None
    owner_id: Id | UnsetType | None = UNSET
    """Without it the deal is the caller's; null leaves it without an owner."""
    amount: Amount | None = None
    currency: Currency | None = None
    amount_from: AmountFrom = None
    expected_close: Day | None = None
    source: Words | None = None
    deal_type: Words | None = None
    description: Prose | None = None
    custom: CustomValues = {}
    created_on: Day | None = None
    created_at: datetime | None = None
    beginning_unknown: bool = False
    """For an import: it joins us at that time, when it began is not known."""
    external_source: Words | None = None
    external_id: Words | None = None


class PlacedDeal(NewDeal):
    """A deal of an import, whose place in its column is known: its deals are spaced evenly."""

    rank: str | None = None


class EditDeal(Struct, forbid_unknown_fields=True):
    """Fields to change; those left out stay."""

    id: str = ""
    version: int | None = None
    name: Name | UnsetType = UNSET
    amount: Amount | UnsetType | None = UNSET
    currency: Currency | UnsetType = UNSET
    amount_from: AmountFrom | UnsetType = UNSET
    expected_close: Day | UnsetType | None = UNSET
    company_id: Id | UnsetType | None = UNSET
    product_id: Id | UnsetType | None = UNSET
    source: Words | UnsetType | None = UNSET
    deal_type: Words | UnsetType | None = UNSET
    description: Prose | UnsetType | None = UNSET
    custom: CustomValues | UnsetType = UNSET


class Values(EditDeal):
    """Values given with a move, for the gate that asks for them."""


class AssignDeal(Struct, forbid_unknown_fields=True):
    owner_id: Id | None
    id: str = ""
    version: int | None = None


class MoveDeal(Struct, forbid_unknown_fields=True):
    """A move to a stage, or to another place in it; `after` and `before` name a neighbour."""

    stage_id: Id
    id: str = ""
    version: int | None = None
    after: Id | None = None
    before: Id | None = None
    values: EditDeal = field(default_factory=EditDeal)
    occurred_at: datetime | None = None
    occurred_on: Day | None = None


class WinDeal(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None
    closed_on: Day | None = None
    closed_at: datetime | None = None
    amount: Amount | UnsetType | None = UNSET
    values: EditDeal = field(default_factory=EditDeal)


class LoseDeal(Struct, forbid_unknown_fields=True):
    reason_id: Id | None
    id: str = ""
    version: int | None = None
    note: Prose | None = None
    closed_on: Day | None = None
    closed_at: datetime | None = None
    amount: Amount | UnsetType | None = UNSET
    values: EditDeal = field(default_factory=EditDeal)


class ReopenDeal(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]
    id: str = ""
    version: int | None = None
    stage_id: Id | None = None
    occurred_at: datetime | None = None


class SnoozeDeal(Struct, forbid_unknown_fields=True):
    """Parks a deal until a day, such as one that the buyer named."""

    until: Day
    id: str = ""
    version: int | None = None
    note: Prose | None = None


class TellDeal(Struct, forbid_unknown_fields=True):
    """What a log of elsewhere tells of a deal beyond its own life here; it changes nothing of the deal."""

    what: Annotated[str, Meta(min_length=1, max_length=200)]
    id: str = ""
    occurred_at: datetime | None = None
    occurred_on: Day | None = None


class NameDeal(Struct, forbid_unknown_fields=True):
    id: str = ""
    version: int | None = None


class DeleteDeal(Struct, forbid_unknown_fields=True):
    """Test, duplicate and mistake take a deal out of all history; another reason counts it as lost."""

    reason: Reason
    id: str = ""
    version: int | None = None
    occurred_at: datetime | None = None


class MergeDeals(Struct, forbid_unknown_fields=True):
    """The deal of the path stays; the other goes into it. `choices`: field -> whose value it gets; without
    one its own, the other's where it has none, and the source of the one that began first. `win_stands`: of
    two deals that are won, the win of the one that stays is the one that counts.
    """

    other_id: Id
    id: str = ""
    version: int | None = None
    other_version: int | None = None
    choices: dict[Annotated[str, Meta(max_length=120)], Literal["this", "other"]] = {}
    win_stands: bool = False


class Visit(Struct):
    """A stay in a stage. `truncated`: it began before we knew of the deal."""

    stage_id: str
    stage_name: str
    entered_at: datetime
    left_at: datetime | None
    exit: Exit | None
    days: float
    truncated: bool


class Visits(Struct):
    items: list[Visit]
