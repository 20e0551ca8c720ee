"""Cells of exported lists: names in place of ids, plain decimals, texts that no spreadsheet runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from headgate.flows.exchange.plans import Kind
from headgate.kit import money, periods
from headgate.kit.text import csv_safe
from headgate.records.custom_fields.schemas import CustomField


@dataclass
class Around:
    """What the cells are written with: names by id, and the zone of the days."""

    zone: str
    pipelines: dict[str, str]
    reasons: dict[str, str]
    members: dict[str, str]
    teams: dict[str, Any]
    fields: list[CustomField] = field(default_factory=list)
    """The custom fields of the list, each a column at its end."""
    linked: dict[str, str] = field(default_factory=dict)
    """The names of what the custom values of the rows at hand lead to."""


Cell = Callable[[Any, Around], str]


def text(name: str) -> Cell:
    return lambda row, around: csv_safe(getattr(row, name) or "")


def number(name: str) -> Cell:
    return lambda row, around: "" if getattr(row, name) is None else str(getattr(row, name))


def amount(name: str) -> Cell:
    def cell(row: Any, around: Around) -> str:
        minor = getattr(row, name)
        return "" if minor is None else money.format_plain(minor, row.currency)

    return cell


def named(name: str, book: str) -> Cell:
    return lambda row, around: csv_safe(getattr(around, book).get(getattr(row, name), ""))


def moment(name: str, precision: str) -> Cell:
    """A day where no more is known, else an instant; nothing where not even the day is."""

    def cell(row: Any, around: Around) -> str:
        at: datetime | None = getattr(row, name)
        how = getattr(row, precision)
        if at is None or how == "unknown":
            return ""
        if how == "date":
            return periods.day_of(at, around.zone)
        return at.astimezone(UTC).isoformat().replace("+00:00", "Z")

    return cell


def second(name: str, part: str) -> Cell:
    """The second of a list of addresses; further ones do not fit a table."""

    def cell(row: Any, around: Around) -> str:
        found = msgspec.json.decode(getattr(row, name))[1:2]
        return csv_safe(found[0][part]) if found else ""

    return cell


def own_id(row: Any, around: Around) -> str:
    """The id that it had where it came from, else our own, so that it is known again when it comes back."""
    return csv_safe(row.external_id or row.id)


def of_team(name: str) -> Cell:
    def cell(row: Any, around: Around) -> str:
        team = around.teams.get(row.team_id)
        found = getattr(team, name) if team else None
        return csv_safe(around.members.get(found or "", "") if name == "manager_id" else found or "")

    return cell


Exported = Kind | Literal["lines"]
"""A kind of record, or the lines of deals."""
COLUMNS: dict[Kind, dict[str, Cell]] = {
    "deals": {
        "external_id": own_id,
        "name": text("name"),
        "pipeline": named("pipeline_id", "pipelines"),
        "stage": text("stage_name"),
        "company": text("company_name"),
        "product": text("product_name"),
        "owner": text("owner_name"),
        "amount": amount("amount"),
        "currency": text("currency"),
        "expected_close": text("expected_close"),
        "created": moment("created_at", "created_precision"),
        "closed": moment("closed_at", "closed_precision"),
        "lost_reason": named("lost_reason_id", "reasons"),
        "lost_note": text("lost_note"),
        "source": text("source"),
        "deal_type": text("deal_type"),
        "description": text("description"),
    },
    "companies": {
        "external_id": own_id,
        "name": text("name"),
        "domain": text("domain"),
        "sector": text("sector"),
        "country": text("country"),
        "region": text("region"),
        "revenue": amount("revenue"),
        "currency": text("currency"),
        "employees": number("employees"),
        "founded": number("founded"),
        "parent": text("parent_name"),
        "owner": named("owner_id", "members"),
    },
    "contacts": {
        "external_id": own_id,
        "first_name": text("given_name"),
        "last_name": text("family_name"),
        "title": text("job_title"),
        "email": text("email"),
        "email_2": second("emails", "address"),
        "phone": text("phone"),
        "phone_2": second("phones", "number"),
        "company": text("company_name"),
        "owner": text("owner_name"),
    },
    "products": {
        "name": text("name"),
        "series": text("series"),
        "list_price": amount("list_price"),
        "currency": text("currency"),
    },
    "members": {
        "name": text("name"),
        "email": text("email"),
        "role": text("role"),
        "team": of_team("name"),
        "manager": of_team("manager_id"),
        "region": of_team("region"),
    },
}


def of_deal(name: str) -> Cell:
    cell = COLUMNS["deals"][name]
    return lambda row, around: cell(row.deal, around)


def of_line(cell: Cell) -> Cell:
    return lambda row, around: cell(row.line, around)


OF_DEAL = "external_id name pipeline stage company owner currency created closed lost_reason".split()
LINES = {
    **{name: of_deal(name) for name in OF_DEAL},
    "line_id": of_line(own_id),
    "product": text("product"),
    "line_name": of_line(text("name")),
    "quantity": of_line(text("quantity")),
    "unit_price": of_line(amount("unit_price")),
    "discount_percent": of_line(text("discount")),
    "line_sum": of_line(amount("sum")),
}


def columns_of(kind: Exported) -> dict[str, Cell]:
    return LINES if kind == "lines" else COLUMNS[kind]


def custom_of(row: Any) -> dict[str, Any]:
    return msgspec.json.decode(row.custom, type=dict[str, Any])
