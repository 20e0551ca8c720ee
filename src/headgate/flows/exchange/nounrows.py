"""Rows of members, products and companies: matched by name, made, or filled in where something is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from headgate.core.verbs import rows as records
from headgate.core.verbs.perform import perform_all
from headgate.flows.exchange.known import COMING
from headgate.flows.exchange.plans import FilePlan, Kind
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit.text import squash
from headgate.records.companies.queries import companies_from
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.members.queries import email_key, members_by_email
from headgate.records.members.schemas import EditMember, NewMember
from headgate.records.products.schemas import EditProduct, NewProduct
from headgate.store.engine import Tx

SOURCE = "companies"
SELLER: dict[str, Any] = {"role": "seller"}


@dataclass(frozen=True)
class Noun:
    """How a kind of record is made and filled in; `fills` are the fields set where they are empty."""

    record: str
    create: str
    edit: str
    new: Callable[..., Any]
    change: Callable[..., Any]
    fields: tuple[str, ...]
    fills: tuple[str, ...] = ()
    money: str = ""


NOUNS: dict[Kind, Noun] = {
    "members": Noun("member", "member.add", "member.edit", NewMember, EditMember, ("name", "email", "role")),
    "products": Noun(
        "product",
        "product.create",
        "product.edit",
        NewProduct,
        EditProduct,
        ("name", "series", "list_price", "currency"),
        ("series",),
        "list_price",
    ),
    "companies": Noun(
        "company",
        "company.create",
        "company.edit",
        NewCompany,
        EditCompany,
        (
            "name",
            "domain",
            "sector",
            "country",
            "region",
            "revenue",
            "currency",
            "employees",
            "founded",
            "external_id",
        ),
        ("domain", "sector", "country", "region", "employees", "founded"),
        "revenue",
    ),
}


def write(tx: Tx, at: Setting, file: FilePlan, found: Sequence[Row]) -> Tally:
    """Makes or matches the record of each row. In a check it only counts."""
    noun = NOUNS[file.record]
    tally = Tally()
    rows = []
    for row in found:
        if not row.refused and "name" not in row.values:
            row.problems.append(RowProblem(file.index, row.number, None, "refused", "It has no name."))
        if row.refused:
            tally.refuse(row.problems)
        else:
            tally.problems += row.problems
            rows.append(row)
    names = at.names[noun.record]
    names.load(tx, at.ws, [row.values["name"] for row in rows])
    elsewhere = by_key(tx, at, file.record, rows)
    fresh: dict[str, int] = {}
    new, matched = [], []
    for row in rows:
        name = row.values["name"]
        key = names.key(name)
        id_ = elsewhere.get(own_key(file.record, row)) or names.id(name)
        twin = fresh.get(key) if key else None
        if id_ is None and twin is None:
            fresh[key] = row.number
            new.append(row)
            continue
        if twin is not None or id_ == COMING:
            said = "An earlier row is called so; this one is taken as the same."
            tally.problems.append(RowProblem(file.index, row.number, None, "warning", said, name))
        if id_:
            matched.append((id_, row))
        tally.rows_matched += 1
        tally.matched[noun.record] += 1
    tally.rows_created += len(new)
    tally.created[noun.record] += len(new)
    if at.dry:
        for row in new:
            names.will_come(row.values["name"])
            price(at, row)
        return tally
    made = [payload(tx, at, file, noun, row, tally) for row in new]
    edits = fill(tx, at, noun, matched)
    outcome = perform_all(tx, at.actor, [(noun.create, made), (noun.edit, edits)], group=at.run.batch)
    for row, id_ in zip(new, outcome.results[0], strict=True):
        tally.made.append((noun.record, row.values["name"], id_))
        price(at, row)
    return tally


def price(at: Setting, row: Row) -> None:
    """A product's list price, for deals without a value."""
    if "list_price" in row.values:
        known = (row.values.get("currency", at.options.currency), row.values["list_price"])
        at.prices.setdefault(squash(row.values["name"]), known)


def own_key(kind: Kind, row: Row) -> str:
    """What tells a row's record better than its name: an external id, an e-mail."""
    if kind == "members":
        return email_key(row.values.get("email", ""))
    return str(row.values.get("external_id", ""))


def by_key(tx: Tx, at: Setting, kind: Kind, rows: Sequence[Row]) -> dict[str, str]:
    keys = [key for row in rows if (key := own_key(kind, row))]
    if not keys or kind == "products":
        return {}
    if kind == "members":
        return members_by_email(tx, at.ws, keys)
    return companies_from(tx, at.ws, SOURCE, keys)


def payload(tx: Tx, at: Setting, file: FilePlan, noun: Noun, row: Row, tally: Tally) -> Any:
    values = {name: row.values[name] for name in noun.fields if name in row.values}
    if file.record == "members":
        return noun.new(**{**SELLER, **values})
    values.setdefault("currency", at.options.currency)
    if "external_id" in values:
        values["external_source"] = SOURCE
    if owner := row.values.get("owner_id"):
        at.names["member"].load(tx, at.ws, [owner])
        values["owner_id"] = at.names["member"].id(owner)
        if values["owner_id"] is None:
            said = "Nobody is called so; it is imported without an owner."
            tally.problems.append(RowProblem(file.index, row.number, None, "warning", said, owner))
    return noun.new(**values)


def fill(tx: Tx, at: Setting, noun: Noun, matched: Sequence[tuple[str, Row]]) -> list[Any]:
    """Changes that give matched records what they lack; what they have stays."""
    if not noun.fills or not matched:
        return []
    there = records.load(tx, at.ws, noun.record, [id_ for id_, _ in matched])
    edits: dict[str, dict[str, Any]] = {}
    for id_, row in matched:
        if id_ not in there:
            continue
        mine = edits.setdefault(id_, {})
        for name in noun.fills:
            if there[id_][name] is None and name in row.values:
                mine.setdefault(name, row.values[name])
        if there[id_][noun.money] is None and noun.money in row.values and noun.money not in mine:
            mine[noun.money] = row.values[noun.money]
            mine["currency"] = row.values.get("currency", at.options.currency)
    return [noun.change(id=id_, **values) for id_, values in edits.items() if values]
