"""Rows of members, products and companies: matched by name, made, or filled in where something is empty."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from headgate.core.verbs import rows as records
from headgate.core.verbs.perform import perform_all
from headgate.flows.exchange.known import Known, letters
from headgate.flows.exchange.plans import FilePlan, Kind
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.records.companies.queries import companies_from
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.members.queries import email_key, members_by_email
from headgate.records.members.schemas import EditMember, NewMember
from headgate.records.products.schemas import EditProduct, NewProduct
from headgate.store.engine import Tx

SOURCE = "companies"
SELLER: dict[str, Any] = {"role": "seller"}
OWN: dict[Kind, str] = {"members": "e-mail", "companies": "external id"}


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
    fresh: set[str] = set()
    owned: set[str] = set()
    new, matched = [], []
    for row in rows:
        name = row.values["name"]
        key = names.key(name)
        own = own_key(file.record, row)
        id_ = elsewhere.get(own) or names.id(name)
        coming = key in fresh or own in owned or (file.record, own) in at.coming
        if id_ is None and not coming:
            if row.values.get("role") == "owner" and at.actor.role != "owner":
                said = "Only an owner can make somebody an owner."
                tally.refuse([RowProblem(file.index, row.number, None, "refused", said, name)])
                continue
            fresh.add(key)
            if own:
                owned.add(own)
            new.append(row)
            continue
        if id_:
            matched.append((id_, row))
        tally.rows_matched += 1
        tally.matched[noun.record] += 1
    tally.rows_created += len(new)
    tally.created[noun.record] += len(new)
    tally.problems += unowned(tx, at, file, new)
    if at.dry:
        for row in new:
            names.will_come(row.values["name"])
            if own := own_key(file.record, row):
                at.coming.add((file.record, own))
            price(at, row)
        return tally
    made = [payload(at, file, noun, row) for row in new]
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
        at.prices.setdefault(letters(row.values["name"]), known)


def own_key(kind: Kind, row: Row) -> str:
    """What tells a row's record better than its name: an external id, an e-mail."""
    if kind == "members":
        return email_key(row.values.get("email", ""))
    return str(row.values.get("external_id", ""))


def marked(rows: Iterable[Row], file: FilePlan, known: Known) -> Iterator[Row]:
    """The rows, with a warning on those that are taken as the same as an earlier one of the file."""
    names: set[int] = set()
    owned: set[int] = set()
    for row in rows:
        if not row.refused and "name" in row.values:
            name = row.values["name"]
            for seen, text, said in (
                (owned, own_key(file.record, row), f"An earlier row has the same {OWN.get(file.record)}"),
                (names, known.key(name), "An earlier row is called so"),
            ):
                if text and hash(text) in seen:
                    told = f"{said}; this one is taken as the same."
                    row.problems.append(RowProblem(file.index, row.number, None, "warning", told, name))
                    break
                if text:
                    seen.add(hash(text))
        yield row


def by_key(tx: Tx, at: Setting, kind: Kind, rows: Sequence[Row]) -> dict[str, str]:
    keys = [key for row in rows if (key := own_key(kind, row))]
    if not keys or kind == "products":
        return {}
    if kind == "members":
        return members_by_email(tx, at.ws, keys)
    return companies_from(tx, at.ws, SOURCE, keys)


def payload(at: Setting, file: FilePlan, noun: Noun, row: Row) -> Any:
    values = {name: row.values[name] for name in noun.fields if name in row.values}
    if file.record == "members":
        return noun.new(**{**SELLER, **values})
    values.setdefault("currency", at.options.currency)
    if "external_id" in values:
        values["external_source"] = SOURCE
    if "owner_id" in row.values:
        values["owner_id"] = at.names["member"].id(row.values["owner_id"])
    return noun.new(**values)


def unowned(tx: Tx, at: Setting, file: FilePlan, rows: Sequence[Row]) -> list[RowProblem]:
    """Looks the owners up; a warning for each who is nobody here."""
    named = [(row.number, row.values["owner_id"]) for row in rows if "owner_id" in row.values]
    members = at.names["member"]
    members.load(tx, at.ws, [owner for _, owner in named])
    said = "Nobody is called so; it is imported without an owner."
    return [
        RowProblem(file.index, number, None, "warning", said, owner)
        for number, owner in named
        if members.id(owner) is None
    ]


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
