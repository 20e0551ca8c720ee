"""The verbs of products: create, edit, archive, restore."""

from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import at, between, currency, line, sent, words
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.text import fold, squash
from headgate.records.custom_fields.keeping import in_step, keep
from headgate.records.custom_fields.values import filled
from headgate.records.products import events
from headgate.records.products.fields import PRODUCT
from headgate.records.products.schemas import LARGEST, EditProduct, NameProduct, NewProduct
from headgate.records.workspace.queries import workspace_of

undoable(PRODUCT)


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """The search keys that follow from the values given."""
    if "name" not in values:
        return {}
    return {"name_key": fold(values["name"]), "match_key": squash(values["name"])}


KEYS[PRODUCT] = keys


def checked(values: dict[str, Any], place: str) -> dict[str, Any]:
    """The values given, fit to keep. Raises 422 that names the field."""
    found = dict(values)
    if "name" in values:
        found["name"] = line(values["name"], f"{place}/name")
    if "series" in values:
        found["series"] = words(values["series"], f"{place}/series", 120)
    if "currency" in values:
        currency(values["currency"], f"{place}/currency")
    between(values.get("list_price"), 0, LARGEST, f"{place}/list_price")
    return {**found, **keys(found)}


@verb("product.create", permission="product.edit", payload=NewProduct)
def create(work: Work, batch: Sequence[NewProduct]) -> list[str]:
    """Gives the ids of the products made. Raises 422 that names the place in the batch."""
    base = workspace_of(work.tx, work.ws).base_currency
    made: list[tuple[str, rows.Row]] = []
    for place, new in at(batch):
        values = sent(new)
        values["currency"] = values["currency"] or base
        fresh = {"standing": rows.LIVE, "created_at": work.at, "version": 1}
        made.append((place, {"id": ids.new("prod"), **checked(values, place), **fresh}))
    customs = filled(work, PRODUCT, [(place, None, row["custom"]) for place, row in made])
    for (_, row), custom in zip(made, customs, strict=True):
        row["custom"] = custom
    rows.insert(work, PRODUCT, events.CREATED, [row for _, row in made])
    keep(work, PRODUCT, [(None, row) for _, row in made], [place for place, _ in made])
    return [str(row["id"]) for _, row in made]


@verb("product.edit", permission="product.edit", payload=EditProduct)
def edit(work: Work, batch: Sequence[EditProduct]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422 that names the field."""
    found = rows.load_each(work.tx, work.ws, PRODUCT, [change.id for change in batch])
    changes = []
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        changes.append((place, row, checked(sent(change), place)))
    customs = filled(
        work, PRODUCT, [(place, row["custom"], v.get("custom", {})) for place, row, v in changes]
    )
    for (_, _, values), custom in zip(changes, customs, strict=True):
        values["custom"] = custom
    before = [dict(row) for row in found]
    rows.edit_many(work, PRODUCT, events.EDITED, [(row, values) for _, row, values in changes])
    keep(work, PRODUCT, list(zip(before, found, strict=True)), [place for place, _, _ in changes])
    return [change.id for change in batch]


def put(work: Work, batch: Sequence[NameProduct], kind: str, standing: str) -> list[str]:
    found = rows.load_each(work.tx, work.ws, PRODUCT, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, PRODUCT, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb("product.archive", permission="product.edit", payload=NameProduct, inverse="product.restore")
def archive(work: Work, batch: Sequence[NameProduct]) -> list[str]:
    """Puts products away; their deals stay as they are."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb("product.restore", permission="product.edit", payload=NameProduct, inverse="product.archive")
def restore(work: Work, batch: Sequence[NameProduct]) -> list[str]:
    """Brings archived products back."""
    return put(work, batch, events.RESTORED, rows.LIVE)


@reverser(PRODUCT, "product.edit")
def undo_product(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records; the second place of custom values follows."""
    with in_step(work, record, [subject for subject, _ in subjects]):
        put_back(work, record, subjects)
