"""Merging two deals that are one: the survivor takes what is chosen and what belongs to the other, which
leaves all history (metrics 0.3). An undo brings both back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from headgate.core.fields.given import merged, wrong
from headgate.core.journal.entries import Changes
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import conflict
from headgate.records.deals import events
from headgate.records.deals.commands import fill_all
from headgate.records.deals.ledger import changes_of, differing, load
from headgate.records.deals.schemas import EditDeal, MergeDeals

FIELDS = (
    "name",
    "amount",
    "expected_close",
    "company_id",
    "product_id",
    "source",
    "deal_type",
    "description",
)
"""Fields of which one chooses the value; custom ones are named `custom.<key>`."""
CUSTOM = "custom."
LINES = "lines"
"""The choice of the lines, which belong to a later noun."""

Uniting = Callable[[Work, rows.Row, rows.Row, Mapping[str, str]], None]
BELONGINGS: list[Uniting] = []
"""What later nouns do with what belongs to the other deal: (work, survivor, other, choices).
The choice of the amount is there in any case."""


def goes_along(unite: Uniting) -> Uniting:
    """Registers it."""
    BELONGINGS.append(unite)
    return unite


@verb("deal.merge", permission="deal.merge", payload=MergeDeals)
def merge(work: Work, batch: Sequence[MergeDeals]) -> list[str]:
    """Gives the survivors. Raises 404, 409 for what may not be merged so, 422 that names the field."""
    if work.batch is None:
        work.batch = ids.to_int("merge", ids.new("merge"))
    for payload in batch:
        if payload.id == payload.other_id:
            raise wrong("/other_id", "Choose another deal.")
        survivor, other = load(work, [payload.id, payload.other_id])
        rows.check_version(survivor, payload.version)
        rows.check_version(other, payload.other_version)
        check_fit(survivor, other, payload)
        values = values_for(survivor, other, payload.choices)
        whose = "other" if "amount" in values else "this"
        take_out(work, survivor, other)
        # As they lie: a field or an option that was put away since keeps what it has.
        custom = merged(survivor["custom"], values.pop("custom", {}))
        origin = {**beginning(survivor, other, payload.choices), "custom": custom}
        given = by_hand(work, survivor) if "amount" in values else {}
        filled = fill_all(work, [survivor], [EditDeal(**values)])[0]
        changes = {**given, **filled, **changes_of(survivor, origin)}
        rows.write_many(work, "deal", [(survivor, differing(survivor, origin))])
        work.note(events.MERGED, survivor["id"], changes, name=survivor["name"], other=other["name"])
        for unite in BELONGINGS:
            unite(work, survivor, other, {**payload.choices, "amount": whose})
    return [payload.id for payload in batch]


def check_fit(survivor: rows.Row, other: rows.Row, payload: MergeDeals) -> None:
    """A win is never lost by a merge, nor one of two unasked."""
    if survivor["standing"] != rows.LIVE:
        raise conflict("This deal is archived. Restore it first.", standing=survivor["standing"])
    if other["status"] != "won":
        return
    if survivor["status"] != "won":
        raise conflict("The other deal is won: merge this one into that.", status=other["status"])
    if not payload.win_stands:
        message = "Both are won. Say that the win of the deal that stays is the one that stands."
        raise wrong("/win_stands", message)


def by_hand(work: Work, survivor: rows.Row) -> Changes:
    """An amount that is chosen stands for itself."""
    values = differing(survivor, {"amount_from": None})
    changes = changes_of(survivor, values)
    rows.write_many(work, "deal", [(survivor, values)])
    return changes


def take_out(work: Work, survivor: rows.Row, other: rows.Row) -> None:
    values = {
        "standing": rows.REMOVED,
        "removal": "merged",
        "removed_at": work.occurred_at,
        "merged_into_id": survivor["id"],
    }
    data = {"name": other["name"], "into": survivor["name"], "exit": "removed"}
    work.note(events.ABSORBED, other["id"], changes_of(other, values), **data)
    rows.write_many(work, "deal", [(other, values)])


def values_for(survivor: rows.Row, other: rows.Row, choices: Mapping[str, str]) -> dict[str, Any]:
    """What the survivor is edited to: what was chosen of the other, and what it lacks itself; the money of a
    closed deal only where it was chosen."""
    keys = [f"{CUSTOM}{key}" for key in {**survivor["custom"], **other["custom"]}]
    for name in choices:
        if name not in (*FIELDS, *keys, LINES):
            raise wrong(f"/choices/{name}", f"There is no field “{name}” to choose.")
    values: dict[str, Any] = {}
    for name in FIELDS:
        lacks = survivor[name] is None and other[name] is not None
        lacks &= name != "amount" or survivor["status"] == "open"
        if choices.get(name) == "other" or (lacks and name not in choices):
            values[name] = other[name]
    if "amount" in values:
        values["currency"] = other["currency"]
    custom = {}
    for name in keys:
        key = name.removeprefix(CUSTOM)
        lacks = key not in survivor["custom"]
        if choices.get(name) == "other" or (lacks and name not in choices):
            custom[key] = other["custom"].get(key)
    if custom:
        values["custom"] = custom
    return values


def beginning(survivor: rows.Row, other: rows.Row, choices: Mapping[str, str]) -> dict[str, Any]:
    """The earlier beginning of the two, with where that one came from."""
    if other["created_at"] >= survivor["created_at"]:
        return {}
    values = {name: other[name] for name in ("created_at", "created_precision")}
    if other["source"] is not None and "source" not in choices:
        values["source"] = other["source"]
    return values
