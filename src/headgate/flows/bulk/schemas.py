"""What the API says and takes of changes of many deals."""

from datetime import datetime
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from headgate.records.custom_fields.schemas import Currency, FieldKind
from headgate.records.deals.schemas import Id

Verb = Literal["edit", "move", "assign", "lose", "snooze", "wake", "archive", "restore", "delete"]
Doing = Literal[Verb, "hand_over", "convert"]
"""What a change does: a verb of deals, handing over what a member has, of every kind, or another kind for a
field."""
Status = Literal["applying", "applied", "cancelled", "failed", "undoing", "undone"]
MOST = 20_000
"""Deals that one change takes."""


class Chosen(Struct, forbid_unknown_fields=True):
    """Which deals: those named, or those that a list with this filter, search and shelf shows."""

    ids: Annotated[list[Id], Meta(max_length=MOST)] | None = None
    filter: dict[str, Any] | None = None
    q: Annotated[str, Meta(max_length=200)] | None = None
    archived: bool = False


class NewBulk(Struct, forbid_unknown_fields=True):
    """A change of many deals: a verb, and the body that `POST /deals/{id}/{verb}` takes (for `edit`: `PATCH
    /deals/{id}`), without what belongs to one deal alone.

    `whole`: where one deal must stay as it is, all do. `count`: how many deals the caller believes it to be;
    409 when it is another number.
    """

    deals: Chosen
    verb: Verb
    payload: dict[str, Any] = {}
    whole: bool = False
    count: int | None = None


Owned = Literal["deal", "company", "contact", "activity", "target"]
OWNED: tuple[Owned, ...] = get_args(Owned)


class NewHandOver(Struct, forbid_unknown_fields=True):
    """Handing over what a member has, to a member or in turn to the active ones of a team, a company with all
    that is about it to one.

    `what`: which kinds of record; of activities those planned, of targets those whose period has not ended.
    `closed`: won and lost deals too; who closed them stays who did. `count`: how many records the caller
    believes it to be; 409 when it is another number.
    """

    member_id: Id = ""
    to: Id | None = None
    team_id: Id | None = None
    what: list[Owned] = msgspec.field(default_factory=lambda: list(OWNED))
    closed: bool = True
    count: int | None = None


class HandOverPreview(Struct):
    """How many records would be handed over. `closed`: of the deals those won and lost."""

    count: int
    deals: int
    closed: int
    companies: int
    contacts: int
    activities: int
    targets: int


class NewConversion(Struct, forbid_unknown_fields=True):
    """Another kind for a custom field. A choice gets an option for each value that there is; money needs its
    currency. `count`: how many values the caller believes there to be; 409 when it is another number."""

    kind: FieldKind
    id: Id = ""
    version: int | None = None
    currency: Currency | None = None
    count: int | None = None


class Becoming(Struct):
    """A value as it reads now, and as it would read."""

    id: str
    name: str
    value: str
    becomes: str


class Unfit(Struct):
    """A value that does not fit the kind, and would stay in the former field."""

    id: str
    name: str
    value: str


class ConversionPreview(Struct):
    """What would become of the values of a field; nothing is written. `options`: of the choice that it would
    be. `becoming` and `unfit` are the first of each."""

    count: int
    fit: int
    left: int
    becoming: list[Becoming]
    unfit: list[Unfit]
    options: list[str]


class Example(Struct):
    """A record; without a name where the caller may not see it."""

    id: str
    name: str | None


class Reason(Struct):
    """Why deals stay as they are: the problem's code, said as a sentence, with the first deals."""

    code: str
    sentence: str
    count: int
    examples: list[Example]


class Result(Struct):
    """What became of the deals, or would. `unchanged`: they were so before. `undone`, `left`: by an undo."""

    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    examples: list[Example] = []
    reasons: list[Reason] = []
    undone: int = 0
    left: int = 0


class BulkPreview(Struct):
    """What a change would do; nothing is written. `count`: the deals that it is about."""

    count: int
    result: Result


class Bulk(Struct):
    """A change of many deals, how far it is and what came of it."""

    id: str
    status: Status
    created_at: datetime
    created_by: str | None
    verb: Doing
    payload: dict[str, Any]
    whole: bool
    total: int
    done: int
    result: Result
    error: str | None
    can_undo: bool
    version: int


class Bulks(Struct):
    items: list[Bulk]
    next: str | None


class NameBulk(Struct, forbid_unknown_fields=True):
    id: str = ""
