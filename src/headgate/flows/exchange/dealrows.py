"""A row of deals as what happened: made in a stage on a day, and perhaps won or lost on another."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from headgate.flows.exchange.enteredstages import check_past, end_of, way_of
from headgate.flows.exchange.known import letters
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.refusing import Refused
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.targets import COMPANY_KEY
from headgate.kit import periods
from headgate.kit.text import fold
from headgate.records.deals.gates import criterion, passed
from headgate.records.pipelines.schemas import Stage

SOURCE = "deals"
"""Where external ids of imported deals say that they come from."""
PLAIN = ("expected_close", "source", "deal_type", "description", "currency", "external_id")
LINKS = {"company_id": "company", "product_id": "product", "owner_id": "member"}


class LineRow(NamedTuple):
    """What a row says of a product that is sold. `new` has the fields of AddLine but the product."""

    row: Row
    product: str
    new: dict[str, Any]


class DealRow(NamedTuple):
    """`new` has the fields of NewDeal but the links, which `names` holds by field; `close` has those of
    WinDeal or LoseDeal where `outcome` is one. `priced`: what the product's list price would add."""

    row: Row
    new: dict[str, Any]
    names: dict[str, str]
    stage: Stage
    value: str
    outcome: str
    close: dict[str, Any]
    problems: list[RowProblem]
    priced: tuple[str, int] | None
    moves: Sequence[tuple[Stage, datetime | str]] = ()
    lines: tuple[LineRow, ...] = ()
    numbers: tuple[int, ...] = ()
    """Of the further rows of this deal, each a line."""

    @property
    def rows(self) -> int:
        return 1 + len(self.numbers)


def planned(row: Row, at: Setting, columns: dict[str, str]) -> DealRow | list[RowProblem]:
    """What the row says happened, or why it cannot be taken. `columns`: field -> header, for problems."""
    if row.refused:
        return row.problems
    try:
        return made(row, at, columns)
    except Refused as error:
        column, value = row.blamed(error.field or "")
        return [
            *row.problems,
            RowProblem(at.deals_index, row.number, column, "refused", error.message, value),
        ]


def made(row: Row, at: Setting, columns: dict[str, str]) -> DealRow:
    values = row.values
    problems = list(row.problems)
    names = {field: values[field] for field in (*LINKS, COMPANY_KEY) if values.get(field)}
    value = values.get("stage_id")
    try:
        stage = at.stage(value, values.get("pipeline_id"))
    except ValueError as error:
        raise Refused("stage_id", str(error)) from None
    if value is None and "stage_id" in columns:
        said = f"It has no stage and starts in {stage.name}."
        problems.append(RowProblem(at.deals_index, row.number, columns["stage_id"], "warning", said))
    new: dict[str, Any] = {field: values[field] for field in PLAIN if field in values}
    new["name"] = values.get("name") or named(names, values)
    new.setdefault("currency", at.options.currency)
    first = at.opened(stage.pipeline_id)[0]
    if (outcome := values.get("outcome", "open")) != "open" and stage.kind == "open":
        # The stage is where it stood when it was won or lost.
        first, stage = stage, next(s for s in at.pipeline(stage.pipeline_id).stages if s.kind == outcome)
        value = stage.name
    amount, priced = worth(values, names, stage, at)
    ends = f"{stage.kind}_at" if "closed_at" not in values and f"{stage.kind}_at" in columns else "closed_at"
    check_past(values, at)
    if stage.kind != "open" and ends not in values:
        ends = end_of(values, at, stage) or ends
    created, closed = values.get("created_at"), values.get(ends)
    way = way_of(row.number, values, at, stage, None if stage.kind == "open" else closed)
    problems += way.problems
    if way.first is not None:
        first = way.first
        created = earlier(created, way.begun, at)
    new["stage_id"] = (stage if stage.kind == "open" and way.first is None else first).id
    not_future("created_at", created, at)
    close: dict[str, Any] = {}
    if stage.kind == "open":
        new["amount"] = amount
        if closed is not None and "expected_close" not in new:
            new["expected_close"] = closed if isinstance(closed, str) else periods.day_of(closed, at.zone)
    else:
        if closed is None and at.options.missing_close == "import_day":
            closed, new["beginning_unknown"] = at.today, True
            said = "It has no date; it is taken as closed on the day of the import."
            problems.append(RowProblem(at.deals_index, row.number, row.blamed(ends)[0], "warning", said))
        if at.options.early_close == "unknown_beginning" and closed_early(created, closed, at):
            created, new["beginning_unknown"] = closed, True
            said = "It was closed before it was created; its beginning is taken as unknown."
            column, cell = row.blamed("created_at")
            problems.append(RowProblem(at.deals_index, row.number, column, "warning", said, cell))
        close = closing(values, stage, created, closed, ends, at)
        if amount is not None:
            close["amount"] = amount
        entered = [first, *(moved for moved, _ in way.moves)]
        if any(each.field == "amount" for each_stage in entered for each in each_stage.criteria):
            # A gate at the very beginning asks for it, and the file knows no other value than the last.
            new["amount"] = amount
        if created is None:
            created, new["beginning_unknown"] = closed, True
    if created is not None:
        new["created_on" if isinstance(created, str) else "created_at"] = created
    company = names.get("company_id") or names.get(COMPANY_KEY)
    given = {**new, **names, "company_id": company, "amount": amount}
    stops = [first] if way.first is not None or stage.kind != "open" else []
    gate(at, [*stops, *(moved for moved, _ in way.moves)], stage, given, opening=new)
    shown = value or stage.name
    return DealRow(row, new, names, stage, shown, stage.kind, close, problems, priced, way.moves)


def earlier(one: str | datetime | None, other: str | datetime | None, at: Setting) -> str | datetime | None:
    """Of a beginning and the first entry the earlier one, the finer of one day."""
    if one is None or other is None:
        return one or other
    if day(one, at) != day(other, at):
        return one if day(one, at) < day(other, at) else other
    if isinstance(one, datetime) and isinstance(other, datetime):
        return min(one, other)
    return one if isinstance(one, datetime) else other


def named(names: dict[str, str], values: dict[str, Any]) -> str:
    """A deal without a name is called by its company and product."""
    parts = [names[field] for field in ("company_id", "product_id") if field in names]
    text = ": ".join(parts) or str(values.get("external_id") or "Imported deal")
    return text[:200]


def worth(
    values: dict[str, Any], names: dict[str, str], stage: Stage, at: Setting
) -> tuple[int | None, tuple[str, int] | None]:
    """The amount, and the product's list price where there is none in the file."""
    amount: int | None = values.get("amount")
    if amount is not None:
        return amount, None
    currency = values.get("currency", at.options.currency)
    found = at.prices.get(letters(names.get("product_id", "")))
    if found is None or found[0] != currency:
        return None, None
    chosen = at.options.missing_amount
    if chosen == "list_price_all" or (chosen == "list_price" and stage.kind == "open"):
        return found[1], found
    return None, found


def closing(
    values: dict[str, Any],
    stage: Stage,
    created: str | datetime | None,
    closed: str | datetime | None,
    ends: str,
    at: Setting,
) -> dict[str, Any]:
    """When and why it was won or lost; `ends` is the field that says when. Raises Refused."""
    if closed is None:
        raise Refused(ends, f"A {stage.kind} deal needs the date on which it was {stage.kind}.")
    not_future(ends, closed, at)
    if created is not None and closed_early(created, closed, at):
        raise Refused(ends, f"It was {stage.kind} before it was created on {day(created, at)}.")
    found: dict[str, Any] = {"closed_on" if isinstance(closed, str) else "closed_at": closed}
    if stage.kind == "lost":
        reason = values.get("lost_reason_id")
        found["reason_id"] = at.reasons.get(fold(reason)) if reason else None
        unknown = reason if reason and found["reason_id"] is None else None
        found["note"] = "\n".join(filter(None, [unknown, values.get("lost_note")])) or None
    return found


def closed_early(created: str | datetime | None, closed: str | datetime | None, at: Setting) -> bool:
    if created is None or closed is None:
        return False
    if isinstance(created, datetime) and isinstance(closed, datetime):
        return closed < created
    return day(closed, at) < day(created, at)


def not_future(field: str, moment: str | datetime | None, at: Setting) -> None:
    if moment is None:
        return
    if moment > at.today if isinstance(moment, str) else moment > at.at:
        raise Refused(field, "It lies in the future.")


def day(moment: str | datetime, at: Setting) -> str:
    return moment if isinstance(moment, str) else periods.day_of(moment, at.zone)


def gate(
    at: Setting, way: list[Stage], stage: Stage, values: dict[str, Any], opening: dict[str, Any]
) -> None:
    """Asks the gates that the deal meets on its way, as the verbs will. Raises Refused."""
    stages = {each.id: each for each in at.pipeline(stage.pipeline_id).stages}
    begun = values if stage.kind == "open" else {**values, "amount": opening.get("amount")}
    steps = []
    here: Stage | None = None
    for stop in [*way, stage]:
        ends = stop.id == stage.id and stage.kind != "open"
        steps += [(each, values if ends else begun) for each in passed(stages, here, stop)]
        here = stop
    unmet = [
        f"{criterion(asked.field, each)['sentence']} ({each.name})"
        for each, given in steps
        for asked in each.criteria
        if given.get(asked.field) is None
    ]
    if unmet:
        said = ", ".join(dict.fromkeys(unmet))
        raise Refused(None, f"The gate asks: {said}.")
