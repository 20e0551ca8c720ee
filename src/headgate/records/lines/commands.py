"""The verbs of lines: add a product to a deal, change the line, put it elsewhere, take it off again."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from headgate.core.fields.given import at, check_links, line, words, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids, money, ranking
from headgate.kit.prices import comes_to, plain
from headgate.records.deals.ledger import load as load_deals
from headgate.records.deals.ledger import load_gone
from headgate.records.lines import events, queries
from headgate.records.lines.fields import LINE
from headgate.records.lines.following import lines_changed, mark
from headgate.records.lines.schemas import LARGEST, AddLine, EditLine, NameLine
from headgate.records.products.fields import PRODUCT

MOST = 200
FULL = f"A deal has at most {MOST} lines."
undoable(LINE)


def about(row: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says of a line, and the deal whose history it belongs to."""
    return {"name": row["name"], "quantity": row["quantity"], "deal_id": row["deal_id"]}


def reckoned(row: Mapping[str, Any], values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The values given, fit to keep, with the sum that follows. Raises 422 that names the field."""
    found = dict(values)
    if "name" in found:
        found["name"] = line(found["name"], f"{place}/name")
    for name in ("quantity", "discount"):
        if name in found:
            found[name] = plain(found[name])
    if found.get("quantity") == "0":
        raise wrong(f"{place}/quantity", "A quantity is more than 0.")
    if Decimal(found.get("discount", "0")) > 100:
        raise wrong(f"{place}/discount", "A discount is at most 100 percent.")
    whole = {**row, **found}
    found["sum"] = comes_to(whole["quantity"], whole["unit_price"], whole["discount"])
    if abs(found["sum"]) > LARGEST:
        most = f"{money.format_plain(LARGEST, whole['currency'])} {whole['currency']}"
        raise wrong(f"{place}/quantity", f"A line comes to at most {most}.")
    return found


@verb("deal_line.add", permission="deal.edit", payload=AddLine)
def add(work: Work, batch: Sequence[AddLine]) -> list[str]:
    """Gives the ids. Raises 404 for the deal, 422 that names the field."""
    deals = {row["id"]: row for row in load_deals(work, dict.fromkeys(new.deal_id for new in batch))}
    named = {f"{place}/product_id": new.product_id for place, new in at(batch)}
    check_links(work.tx, work.ws, PRODUCT, named)
    sold = rows.load(work.tx, work.ws, PRODUCT, [new.product_id for new in batch if new.product_id])
    held: dict[str, list[queries.Ranked]] = {}
    made: list[rows.Row] = []
    for place, new in at(batch):
        here = held.get(new.deal_id)
        if here is None:
            here = held[new.deal_id] = work.tx.all(queries.ranked(), ws=work.ws, deal=new.deal_id)
        if len(standing(here)) >= MOST:
            raise wrong(f"{place}/product_id", FULL)
        row = new_row(work, deals[new.deal_id], sold.get(new.product_id or ""), new, place)
        row["rank"] = rank_at(here, new.position)
        here.append(queries.Ranked(row["id"], row["rank"], rows.LIVE))
        here.sort(key=lambda each: (each.rank, each.id))
        made.append(row)
    for row in made:
        rows.insert(work, LINE, events.ADDED, [row], **about(row))
    lines_changed(work, held)
    return [row["id"] for row in made]


def new_row(work: Work, deal: rows.Row, product: rows.Row | None, new: AddLine, place: str) -> rows.Row:
    name, price = new.name, new.unit_price
    if product is not None:
        name = product["name"] if name is None else name
        if price is None and product["currency"] == deal["currency"]:
            price = product["list_price"]
    if name is None:
        raise wrong(f"{place}/name", "Name the product, or what is sold.")
    if price is None:
        raise wrong(f"{place}/unit_price", f"There is no list price in {deal['currency']}: name a price.")
    given = {"name": name, "quantity": new.quantity, "unit_price": price, "discount": new.discount}
    row = {"currency": deal["currency"]}
    return {
        "id": ids.new("line"),
        "deal_id": deal["id"],
        "product_id": new.product_id,
        **row,
        **reckoned(row, given, place),
        "external_id": words(new.external_id, f"{place}/external_id"),
        "created_at": work.at,
        "standing": rows.LIVE,
        "version": 1,
    }


def standing(here: Sequence[queries.Ranked]) -> list[queries.Ranked]:
    return [each for each in here if each.standing == rows.LIVE]


def rank_at(here: Sequence[queries.Ranked], place: int | None) -> str:
    """The rank of a place among the lines that stand, the last without one; no line ever had the same."""
    live = standing(here)
    if place is None or place >= len(live):
        return ranking.between(here[-1].rank if here else None, None)
    after = live[place - 1].rank if place else None
    ranks = sorted({each.rank for each in here})
    return ranking.between(after, next(rank for rank in ranks if after is None or rank > after))


def load(work: Work, batch: Sequence[EditLine | NameLine]) -> list[rows.Row]:
    """The lines to be changed, locked with their deals. Raises 404, 409 for a stale version."""
    found = rows.load_each(work.tx, work.ws, LINE, [change.id for change in batch])
    load_deals(work, dict.fromkeys(row["deal_id"] for row in found))
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    return found


FIELDS = ("name", "quantity", "unit_price", "discount")


@verb("deal_line.edit", permission="deal.edit", payload=EditLine)
def edit(work: Work, batch: Sequence[EditLine]) -> list[str]:
    """Changes fields, and the place among the lines. Raises 404, 409 for a stale version, 422."""
    found = load(work, batch)
    for row, (place, change) in zip(found, at(batch), strict=True):
        sent = {name: getattr(change, name) for name in FIELDS if getattr(change, name) is not UNSET}
        values = reckoned(row, sent, place) if sent else {}
        said = about({**row, **values})
        if change.position is not UNSET:
            values |= at_place(work, row, change.position)
            said["place"] = change.position + 1
        rows.edit(work, LINE, events.EDITED if sent else events.MOVED, row, values, data=said)
    lines_changed(work, [row["deal_id"] for row in found])
    return [change.id for change in batch]


def at_place(work: Work, row: rows.Row, place: int) -> dict[str, Any]:
    """The rank of another place; nothing where the line stands there already."""
    here = work.tx.all(queries.ranked(), ws=work.ws, deal=row["deal_id"])
    order = [each.id for each in standing(here)]
    if order[min(place, len(order) - 1)] == row["id"]:
        return {}
    return {"rank": rank_at([each for each in here if each.id != row["id"]], place)}


@verb("deal_line.remove", permission="deal.edit", payload=NameLine)
def remove(work: Work, batch: Sequence[NameLine]) -> list[str]:
    """Takes lines off their deals; the products stay."""
    found = load(work, batch)
    for row in found:
        rows.edit(work, LINE, events.REMOVED, row, {"standing": rows.REMOVED}, data=about(row))
    lines_changed(work, [row["deal_id"] for row in found])
    return [change.id for change in batch]


@reverser(LINE, "deal.edit")
def take_back(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records. Raises 404 for a deal that the actor does not see; what a deal and its products
    have become is in the way of lines that come back."""
    found = rows.load(work.tx, work.ws, record, [subject for subject, _ in subjects])
    # Of a whole that is undone the deal may have gone before.
    deals = {row["id"]: row for row in load_gone(work, sorted({row["deal_id"] for row in found.values()}))}
    for subject, entries in subjects:
        row = found[subject]
        if any(entry.changed().get("standing", (None, None))[0] == rows.LIVE for entry in entries):
            check_comes_back(work, row, deals[row["deal_id"]])
    put_back(work, record, subjects)
    # The amounts follow at the end: the deals themselves may be put back by the same undo.
    mark(work, deals)


def check_comes_back(work: Work, row: rows.Row, deal: rows.Row) -> None:
    if row["currency"] != deal["currency"]:
        raise InTheWay(f"The deal is in {deal['currency']} now.")
    if len(queries.lines_in(work.tx, work.ws, deal["id"])) >= MOST:
        raise InTheWay(FULL)
    product = row["product_id"]
    if product and rows.load(work.tx, work.ws, PRODUCT, [product])[product]["standing"] == rows.REMOVED:
        raise InTheWay("Its product was taken out since.")


@holds(PRODUCT)
def on_lines(work: Work, product_id: str) -> None:
    if work.tx.all(queries.held_by_product(), ws=work.ws, id=product_id):
        raise InTheWay("Lines of deals name it.")
