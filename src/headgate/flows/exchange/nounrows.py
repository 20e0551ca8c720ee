"""Rows of members, products and companies: matched by name, made, or filled in where something is empty."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from headgate.core.verbs import rows as records
from headgate.core.verbs.perform import perform_all
from headgate.flows.exchange import contactrows
from headgate.flows.exchange.known import COMING, Known, letters
from headgate.flows.exchange.nounkinds import APART, NAMELESS, NOUNS, OWN, SELLER, Noun
from headgate.flows.exchange.nounupdating import FIELDS, updated
from headgate.flows.exchange.ownwriting import Own, taken, values_of, without
from headgate.flows.exchange.ownwriting import there as records_own
from headgate.flows.exchange.plans import FilePlan, Kind
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.flows.exchange.targets import COMPANIES, COMPANY_KEY
from headgate.records.companies.queries import companies_from, ids_elsewhere
from headgate.records.members.queries import email_key, members_by_email
from headgate.store.engine import Tx


def write(tx: Tx, at: Setting, file: FilePlan, found: Sequence[Row]) -> Tally:
    """Makes or matches the record of each row. In a check it only counts."""
    noun = NOUNS[file.record]
    tally = Tally()
    rows = []
    for row in found:
        if not row.refused and not who(file.record, row):
            said = NAMELESS.get(file.record, "It has no name.")
            column = row.blamed("name")[0] if file.record not in NAMELESS else None
            row.problems.append(RowProblem(file.index, row.number, column, "refused", said))
        if row.refused:
            tally.refuse(row.problems)
        else:
            tally.problems += row.problems
            rows.append(row)
    names = at.names[noun.record]
    names.load(tx, at.ws, [who(file.record, row) for row in rows])
    if file.record == "contacts":
        at.load_companies(tx, [row.values for row in rows])
    elsewhere = by_key(tx, at, file.record, rows)
    others = keyed(tx, at, noun, [id_ for row in rows if (id_ := names.id(who(file.record, row)))])
    own_values = values_of(tx, at, file.index, file.record, rows)
    fresh: set[str] = set()
    owned: set[str] = set()
    new, matched = [], []
    for row in rows:
        name = who(file.record, row)
        key = names.key(name)
        own = own_key(file.record, row)
        # Records of one name are several where ids, or the addresses of people, tell them apart.
        namesakes = own != "" and file.record in APART
        called = names.id(name)
        if called and namesakes and (file.record == "contacts" or others.get(called, own) != own):
            called = None
        id_ = elsewhere.get(own) or called
        coming = (key in fresh and not namesakes) or own in owned or (file.record, own) in at.coming
        if id_ == COMING and namesakes:
            id_ = None
        if id_ is None and not coming:
            if row.values.get("role") == "owner" and at.actor.role != "owner":
                said = "Only an owner can make somebody an owner."
                column, cell = row.blamed("role")
                tally.refuse([RowProblem(file.index, row.number, column, "refused", said, cell)])
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
    lost = taken(
        tx,
        at,
        file.index,
        file.record,
        [*new, *(row for _, row in matched)],
        own_values,
        {row.number: id_ for id_, row in matched},
    )
    new, matched = without(new, matched, lost, noun.record, tally)
    tally.rows_created += len(new)
    tally.created[noun.record] += len(new)
    for row in [*new, *(row for _, row in matched)]:
        tally.problems += own_values.problems.get(row.number, [])
    tally.problems += unowned(tx, at, file, new)
    changing = at.options.matched == "update" and noun.record in FIELDS
    there = [(id_, row, gives(at, noun, row, own_values)) for id_, row in matched] if changing else []
    edits = updated(tx, at, file.index, noun, there, tally)
    if at.dry:
        for row in new:
            names.will_come(who(file.record, row))
            if file.record == "contacts":
                at.people |= contactrows.called_by(row)
            if own := own_key(file.record, row):
                at.coming.add((file.record, own))
            if noun.record == "company" and own:
                at.names[COMPANY_KEY].will_come(own)
            price(at, row)
        return tally
    made = [payload(at, file, noun, row, own_values) for row in new]
    edits = edits if changing else fill(tx, at, noun, matched, own_values)
    outcome = perform_all(tx, at.actor, [(noun.create, made), (noun.edit, edits)], group=at.run.batch)
    for row, id_ in zip(new, outcome.results[0], strict=True):
        tally.made.append((noun.record, who(file.record, row), id_))
        if noun.record == "company" and "external_id" in row.values:
            tally.made.append((COMPANY_KEY, row.values["external_id"], id_))
        price(at, row)
    return tally


def keyed(tx: Tx, at: Setting, noun: Noun, ids: Sequence[str]) -> dict[str, str]:
    """The ids of elsewhere that companies have already."""
    if noun.record != "company" or not ids:
        return {}
    return ids_elsewhere(tx, at.ws, COMPANIES, ids)


def price(at: Setting, row: Row) -> None:
    """A product's list price, for deals without a value."""
    if "list_price" in row.values:
        known = (row.values.get("currency", at.options.currency), row.values["list_price"])
        at.prices.setdefault(letters(row.values["name"]), known)


def who(kind: Kind, row: Row) -> str:
    """The name that a row's record is known by."""
    return contactrows.who(row) if kind == "contacts" else str(row.values.get("name", ""))


def own_key(kind: Kind, row: Row) -> str:
    """What tells a row's record better than its name: an external id, an e-mail."""
    if kind == "contacts":
        return contactrows.own_key(row)
    if kind == "members":
        return email_key(row.values.get("email", ""))
    return str(row.values.get("external_id", ""))


def marked(rows: Iterable[Row], file: FilePlan, known: Known) -> Iterator[Row]:
    """The rows, with a warning on those that are taken as the same as an earlier one of the file."""
    names: set[int] = set()
    owned: set[int] = set()
    for row in rows:
        if not row.refused and (name := who(file.record, row)):
            own = own_key(file.record, row)
            named = "" if file.record in APART and own else known.key(name)
            for seen, text, said in (
                (owned, own, f"An earlier row has the same {OWN.get(file.record)}"),
                (names, named, "An earlier row is called so"),
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
    if kind == "contacts":
        return contactrows.by_key(tx, at.ws, rows)
    return companies_from(tx, at.ws, COMPANIES, keys)


def payload(at: Setting, file: FilePlan, noun: Noun, row: Row, own: Own) -> Any:
    values = {name: row.values[name] for name in noun.fields if name in row.values}
    if file.record == "members":
        return noun.new(**{**SELLER, **values})
    if file.record == "contacts":
        values = contactrows.payload(row.values)
        values["company_id"] = gives(at, noun, row, own)["company_id"]
    else:
        values.setdefault("currency", at.options.currency)
    if "external_id" in values and file.record == "companies":
        values["external_source"] = COMPANIES
    if "owner_id" in row.values:
        values["owner_id"] = at.names["member"].id(row.values["owner_id"])
    if row.number in own.values:
        values["custom"] = own.values[row.number]
    return noun.new(**values)


def gives(at: Setting, noun: Noun, row: Row, own: Own) -> dict[str, Any]:
    """The values of a row by the fields of its record."""
    custom = own.values.get(row.number, {})
    if noun.record != "contact":
        return {**row.values, "custom": custom}
    company = at.company(row.values) or None
    given = {**row.values, **contactrows.in_parts(row.values), **contactrows.lists(row.values)}
    return {**given, "company_id": company, "custom": custom}


def unowned(tx: Tx, at: Setting, file: FilePlan, rows: Sequence[Row]) -> list[RowProblem]:
    """Looks the owners up; a warning for each who is nobody here."""
    named = [row for row in rows if "owner_id" in row.values]
    members = at.names["member"]
    members.load(tx, at.ws, [row.values["owner_id"] for row in named])
    said = "Nobody is called so; it is imported without an owner."
    return [
        RowProblem(file.index, row.number, column, "warning", said, cell)
        for row in named
        if members.id(row.values["owner_id"]) is None
        for column, cell in [row.blamed("owner_id")]
    ]


def fill(tx: Tx, at: Setting, noun: Noun, matched: Sequence[tuple[str, Row]], own: Own) -> list[Any]:
    """Changes that give matched records what they lack; what they have stays."""
    if not noun.fills or not matched:
        return []
    there = records.load(tx, at.ws, noun.record, [id_ for id_, _ in matched])
    edits: dict[str, dict[str, Any]] = {}
    for id_, row in matched:
        if id_ not in there:
            continue
        mine = edits.setdefault(id_, {})
        given = gives(at, noun, row, own)
        for name in noun.fills:
            if there[id_][name] in (None, []) and given.get(name) is not None:
                mine.setdefault(name, given[name])
        if lacks := {key: v for key, v in given["custom"].items() if key not in records_own(there[id_])}:
            mine["custom"] = {**lacks, **mine.get("custom", {})}
        if not noun.money:
            continue
        if there[id_][noun.money] is None and noun.money in row.values and noun.money not in mine:
            mine[noun.money] = row.values[noun.money]
            mine["currency"] = row.values.get("currency", at.options.currency)
    return [noun.change(id=id_, **values) for id_, values in edits.items() if values]
