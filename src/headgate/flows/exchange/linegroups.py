"""Rows of deals with a product each: those of one key are one deal with several lines."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from headgate.flows.exchange.dealrows import DealRow, LineRow, planned
from headgate.flows.exchange.known import letters
from headgate.flows.exchange.plans import FilePlan
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.refusing import Refused
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.targets import DISCOUNT, LINE_KEY, QUANTITY, UNIT_PRICE
from headgate.kit import money
from headgate.kit.errors import Problem
from headgate.records.lines.commands import FULL, MOST, reckoned

OF_LINES = (QUANTITY, UNIT_PRICE, DISCOUNT, LINE_KEY)
FIELDS = {QUANTITY: "quantity", UNIT_PRICE: "unit_price", DISCOUNT: "discount", LINE_KEY: "external_id"}


class Group(NamedTuple):
    """A deal and its lines as one; rows that it goes without, each with its problems."""

    deal: DealRow | list[RowProblem]
    refused: list[list[RowProblem]]


def has_lines(file: FilePlan) -> bool:
    """Whether the rows of the file are lines: a quantity or a price of one piece is told."""
    return any(column.field in (QUANTITY, UNIT_PRICE) for column in file.columns)


def gathered(rows: Iterator[Row], ends: dict[int, int]) -> Iterator[list[Row]]:
    """The rows of each deal together, when the last one has come. `ends`: key -> number of the last row, of
    keys that several rows have; only deals that have begun and not ended are in memory."""
    begun: dict[int, list[Row]] = {}
    for row in rows:
        key = row.values.get("external_id")
        end = ends.get(hash(key)) if key else None
        if end is None:
            yield [row]
            continue
        begun.setdefault(hash(key), []).append(row)
        if row.number == end:
            yield begun.pop(hash(key))


def grouped(rows: list[Row], at: Setting, columns: dict[str, str]) -> Group:
    """The first row that can be read is the deal; each with a product is a line of it."""
    head = next((row for row in rows if not row.refused), rows[0])
    refused = [row.problems for row in rows if row.refused and row is not head]
    if head.refused:
        return Group(head.problems, refused)
    currency = head.values.get("currency", at.options.currency)
    lines: list[LineRow] = []
    kept: list[Row] = []
    for row in rows:
        if row.refused:
            continue
        try:
            line = line_of(row, currency, at, first=row is head)
            if line is not None and len(lines) >= MOST:
                raise Refused("product_id", FULL)
        except Refused as error:
            refused.append([*row.problems, blamed(at, row, "refused", error.field, error.message)])
            if row is head:
                others = [alone(at, row, head) for row in rows if not row.refused and row is not head]
                return Group(refused.pop(), refused + others)
            continue
        lines += [line] if line is not None else []
        if row is not head:
            kept.append(row)
    return Group(*with_lines(head, kept, lines, at, columns, refused))


def alone(at: Setting, row: Row, head: Row) -> list[RowProblem]:
    said = f"The deal of this row is refused: see row {head.number}."
    return [blamed(at, row, "refused", "external_id", said)]


def blamed(at: Setting, row: Row, how: Any, field: str | None, said: str) -> RowProblem:
    column, cell = row.blamed(field or "")
    return RowProblem(at.deals_index, row.number, column, how, said, cell)


def with_lines(
    head: Row,
    kept: list[Row],
    lines: list[LineRow],
    at: Setting,
    columns: dict[str, str],
    refused: list[list[RowProblem]],
) -> tuple[DealRow | list[RowProblem], list[list[RowProblem]]]:
    """Without a value of its own in the file a deal has what its lines come to."""
    total = sum(line.new["sum"] for line in lines)
    follows = bool(lines) and head.values.get("amount") is None
    if follows:
        head = head._replace(values={**head.values, "amount": total})
    found = planned(head, at, columns)
    if not isinstance(found, DealRow):
        return found, refused + [alone(at, row, head) for row in kept]
    problems = list(found.problems)
    for row in kept:
        problems += [*row.problems, *otherwise(at, head, row)]
    new, close = dict(found.new), dict(found.close)
    if follows:
        new.pop("amount", None)
        close.pop("amount", None)
        new["amount_from"] = "lines"
    elif lines and total != head.values["amount"]:
        told = [money.format_plain(each, new["currency"]) for each in (total, head.values["amount"])]
        said = f"Its lines come to {told[0]}, the file has it at {told[1]}: that stays its value."
        problems.append(blamed(at, head, "warning", "amount", said))
    made = found._replace(
        new=new,
        close=close,
        problems=problems,
        lines=tuple(lines),
        numbers=tuple(row.number for row in kept),
    )
    return made, refused


def otherwise(at: Setting, head: Row, row: Row) -> list[RowProblem]:
    """Where a further row says something else of the deal than the first one."""
    return [
        blamed(at, row, "warning", field, f"Row {head.number} of the same deal says otherwise, and counts.")
        for field, value in row.values.items()
        if field not in OF_LINES and field != "product_id" and head.values.get(field, value) != value
    ]


def line_of(row: Row, currency: str, at: Setting, *, first: bool) -> LineRow | None:
    """The line that a row tells of; none where the first row names no product. Raises Refused."""
    values = row.values
    product = values.get("product_id")
    if product is None:
        if first and not any(field in values for field in OF_LINES):
            return None
        raise Refused("product_id", "It names no product.")
    if values.get("currency", currency) != currency:
        raise Refused("currency", f"The deal is in {currency}.")
    price = values.get(UNIT_PRICE)
    if price is None:
        listed = at.prices.get(letters(product))
        if listed is None or listed[0] != currency:
            raise Refused(UNIT_PRICE, f"It has no price, and the product no list price in {currency}.")
        price = listed[1]
    given = {
        "quantity": values.get(QUANTITY, "1"),
        "unit_price": price,
        "discount": values.get(DISCOUNT, "0"),
    }
    try:
        new = reckoned({"currency": currency}, given, "")
    except Problem as problem:
        raise Refused(QUANTITY, problem.detail or problem.title) from None
    if LINE_KEY in values:
        new["external_id"] = values[LINE_KEY]
    return LineRow(row, product, new)
