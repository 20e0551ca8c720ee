"""What the API says and takes of changes of many deals."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from headgate.records.deals.schemas import Id

Verb = Literal["edit", "move", "assign", "lose", "snooze", "wake", "archive", "restore", "delete"]
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


class Example(Struct):
    """A deal; without a name where the caller may not see it."""

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
    verb: Verb
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
