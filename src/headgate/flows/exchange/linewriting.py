"""The lines of deals that a file brings: added to deals that are made, and to those that are here changed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from headgate.flows.exchange.dealrows import DealRow, LineRow
from headgate.flows.exchange.known import COMING
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit import money
from headgate.records.deals.schemas import Deal
from headgate.records.lines.queries import lines_in
from headgate.records.lines.schemas import AddLine, DealLine, EditLine
from headgate.store.engine import Tx

TOLD = ("quantity", "unit_price", "discount")


class Lines(NamedTuple):
    """What becomes of the lines of a deal that is here."""

    added: list[AddLine]
    edited: list[EditLine]
    told: list[RowProblem]


def load_products(tx: Tx, at: Setting, rows: Sequence[DealRow]) -> None:
    """Reads those that lines name."""
    at.names["product"].load(tx, at.ws, [line.product for row in rows for line in row.lines])


def product_of(at: Setting, line: LineRow, tally: Tally) -> str | None:
    """The id of the product; one that is not known is sold by its name alone, with a warning."""
    id_ = at.names["product"].id(line.product)
    if id_ is None:
        said = "There is no product of that name; the line has the name alone."
        column, cell = line.row.blamed("product_id")
        tally.problems.append(
            RowProblem(at.deals_index, line.row.number, column, "warning", said, cell or line.product)
        )
    return None if id_ == COMING else id_


def added(at: Setting, line: LineRow, product: str | None, deal_id: str) -> AddLine:
    given = {name: value for name, value in line.new.items() if name != "sum"}
    return AddLine(deal_id, product, None if product else line.product[:200], **given)


def fresh(at: Setting, row: DealRow, tally: Tally) -> list[AddLine]:
    """The lines of a deal that is to be made."""
    if row.lines:
        tally.created["deal_line"] += len(row.lines)
    return [added(at, line, product_of(at, line, tally), "") for line in row.lines]


def again(tx: Tx, at: Setting, row: DealRow, deal: Deal, tally: Tally) -> Lines:
    """A line that is here, known by its id of elsewhere, else by its product, takes what the file says;
    others are added, and what the file does not name stays."""
    found = Lines([], [], [])
    left = lines_in(tx, at.ws, deal.id) if row.lines else []
    for line in row.lines:
        product = product_of(at, line, tally)
        here = known(left, line, product)
        if here is None:
            found.added.append(added(at, line, product, deal.id))
            tally.created["deal_line"] += 1
            told = f"New line: {line.new['quantity']} × {line.product}."
            found.told.append(RowProblem(at.deals_index, line.row.number, None, "change", told, deal.name))
            continue
        left.remove(here)
        tally.matched["deal_line"] += 1
        values = {name: line.new[name] for name in TOLD if line.new[name] != getattr(here, name)}
        if values:
            found.edited.append(EditLine(here.id, **values))
            tally.changed["deal_line"] += 1
            found.told.extend(said(at, line, here, deal, values))
    return found


def known(left: Sequence[DealLine], line: LineRow, product: str | None) -> DealLine | None:
    key = line.new.get("external_id")
    if key is not None:
        return next((each for each in left if key in (each.external_id, each.id)), None)
    if product is not None:
        return next((each for each in left if each.product_id == product), None)
    return next((each for each in left if each.product_id is None and each.name == line.product), None)


def said(at: Setting, line: LineRow, here: DealLine, deal: Deal, values: dict[str, Any]) -> list[RowProblem]:
    def text(name: str, value: Any) -> str:
        return money.format_plain(value, here.currency) if name == "unit_price" else str(value)

    labels = {"quantity": "quantity", "unit_price": "unit price", "discount": "discount in percent"}
    return [
        RowProblem(
            at.deals_index,
            line.row.number,
            None,
            "change",
            f"{here.name}, {labels[name]}: {text(name, getattr(here, name))} → {text(name, value)}.",
            deal.name,
        )
        for name, value in values.items()
    ]
