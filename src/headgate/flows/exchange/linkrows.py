"""What rows name: teams and their managers, parent companies, the companies, products and owners of deals."""

from collections.abc import Iterable, Sequence
from typing import Any

from headgate.core.verbs import rows as records
from headgate.core.verbs.perform import perform_all
from headgate.flows.exchange.dealrows import LINKS
from headgate.flows.exchange.nounkinds import SELLER
from headgate.flows.exchange.plans import FilePlan
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.records.companies.commands import CIRCLE
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.members.schemas import EditMember, EditTeam, NewMember, NewTeam
from headgate.records.products.schemas import NewProduct
from headgate.store.engine import Tx


def team_of(row: Row) -> str | None:
    """What a row's team is called: by its own name, its manager's, else its region."""
    for field in ("team_id", "team.manager_id", "team.region"):
        if row.values.get(field):
            return str(row.values[field])
    return None


def teams_in(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    """Team -> its manager and region, as the first row that has them says."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if not row.refused and (name := team_of(row)) is not None:
            mine = found.setdefault(name, {})
            for field, key in (("team.manager_id", "manager"), ("team.region", "region")):
                if row.values.get(field):
                    mine.setdefault(key, row.values[field])
    return found


def write_teams(tx: Tx, at: Setting, wanted: dict[str, dict[str, str]]) -> Tally:
    """Makes teams and those who manage them."""
    tally, members, teams = Tally(), at.names["member"], at.names["team"]
    managers = list(dict.fromkeys(team["manager"] for team in wanted.values() if "manager" in team))
    members.load(tx, at.ws, managers)
    teams.load(tx, at.ws, wanted)
    people = [name for name in managers if members.id(name) is None]
    new = [name for name in wanted if teams.id(name) is None]
    tally.created["member"] += len(people)
    tally.created["team"] += len(new)
    tally.matched["team"] += len(wanted) - len(new)
    if at.dry:
        for name in people:
            members.will_come(name)
        for name in new:
            teams.will_come(name)
        return tally
    added = [NewMember(name=name, role="manager") for name in people]
    made = perform_all(tx, at.actor, [("member.add", added)], group=at.run.batch)
    ids = dict(zip(people, made.results[0], strict=True))

    def manager(name: str) -> str | None:
        who = wanted[name].get("manager")
        return None if who is None else ids.get(who) or members.id(who)

    fresh = [NewTeam(name=name, manager_id=manager(name), region=wanted[name].get("region")) for name in new]
    there = {name: id_ for name in wanted if (id_ := teams.id(name))}
    rows = records.load(tx, at.ws, "team", list(there.values()))
    edits = []
    for name, id_ in there.items():
        lacks: dict[str, Any] = {}
        if rows[id_]["manager_id"] is None and manager(name):
            lacks["manager_id"] = manager(name)
        if rows[id_]["region"] is None and "region" in wanted[name]:
            lacks["region"] = wanted[name]["region"]
        if lacks:
            edits.append(EditTeam(id=id_, **lacks))
    made = perform_all(tx, at.actor, [("team.add", fresh), ("team.edit", edits)], group=at.run.batch)
    tally.made += [("member", name, id_) for name, id_ in ids.items()]
    tally.made += [("team", name, id_) for name, id_ in zip(new, made.results[0], strict=True)]
    return tally


def write_memberships(tx: Tx, at: Setting, file: FilePlan, found: Sequence[Row]) -> Tally:
    """Puts members into their teams; who has one stays there."""
    wanted = [(row, team) for row in found if not row.refused and (team := team_of(row)) is not None]
    if at.dry or not wanted:
        return Tally()
    members, teams = at.names["member"], at.names["team"]
    members.load(tx, at.ws, [row.values["name"] for row, _ in wanted if "name" in row.values])
    teams.load(tx, at.ws, [team for _, team in wanted])
    pairs = {members.id(row.values["name"]): teams.id(team) for row, team in wanted if "name" in row.values}
    there = records.load(tx, at.ws, "member", [id_ for id_ in pairs if id_])
    edits = [EditMember(id=id_, team_id=pairs[id_]) for id_ in there if there[id_]["team_id"] is None]
    perform_all(tx, at.actor, [("member.edit", edits)], group=at.run.batch)
    return Tally()


def write_parents(tx: Tx, at: Setting, file: FilePlan, found: Sequence[Row]) -> Tally:
    """Puts companies under the ones they belong to, which are made where they are missing."""
    tally, names = Tally(), at.names["company"]
    pairs = {
        row.values["name"]: (row, row.values["parent_id"])
        for row in found
        if not row.refused and "name" in row.values and "parent_id" in row.values
    }
    names.load(tx, at.ws, [*pairs, *(parent for _, parent in pairs.values())])
    missing: dict[str, str] = {}
    kept = {}
    for name, (row, parent) in pairs.items():
        said = ""
        if in_circle(at, names.key(name), names.key(parent)):
            said = CIRCLE
        elif names.id(parent) is None and not at.options.create_missing.companies:
            said = "There is no such company; it is imported without a parent."
        if said:
            column, cell = row.blamed("parent_id")
            tally.problems.append(RowProblem(file.index, row.number, column, "warning", said, cell or parent))
            continue
        kept[name] = parent
        at.parents.setdefault(names.key(name), names.key(parent))
        if names.id(parent) is None:
            missing.setdefault(names.key(parent), parent)
    tally.created["company"] += len(missing)
    if at.dry:
        for parent in missing.values():
            names.will_come(parent)
        return tally
    new = [NewCompany(name=parent, currency=at.options.currency) for parent in missing.values()]
    made = perform_all(tx, at.actor, [("company.create", new)], group=at.run.batch)
    fresh = dict(zip(missing, made.results[0], strict=True))
    there = records.load(tx, at.ws, "company", [id_ for name in kept if (id_ := names.id(name))])
    edits = [
        EditCompany(id=id_, parent_id=fresh.get(names.key(parent)) or names.id(parent))
        for name, parent in kept.items()
        if (id_ := names.id(name)) and there[id_]["parent_id"] is None
    ]
    perform_all(tx, at.actor, [("company.edit", edits)], group=at.run.batch)
    tally.made += [("company", missing[key], id_) for key, id_ in fresh.items()]
    return tally


def in_circle(at: Setting, company: str, parent: str) -> bool:
    """Whether the company would belong to itself, directly or through what earlier rows say."""
    passed: set[str] = set()
    here: str | None = parent
    while here is not None and here != company and here not in passed:
        passed.add(here)
        here = at.parents.get(here)
    return here == company


def write_links(tx: Tx, at: Setting, file: FilePlan, found: Sequence[Row]) -> Tally:
    """Makes what deals name and nobody knows yet, where the plan says so."""
    tally = Tally()
    create = at.options.create_missing
    allowed = {"company": create.companies, "product": create.products, "member": create.members}
    currency = at.options.currency
    news: dict[str, list[str]] = {}
    for field, record in LINKS.items():
        if not allowed[record]:
            continue
        names = at.names[record]
        good = [row for row in found if field in row.values and not row.refused]
        given = list(dict.fromkeys(row.values[field] for row in good))
        names.load(tx, at.ws, given)
        unknown = {names.key(name): name for name in reversed(given) if names.id(name) is None}
        news[record] = list(reversed(unknown.values()))
        tally.created[record] += len(unknown)
        if at.dry:
            for name in unknown.values():
                names.will_come(name)
    if at.dry or not any(news.values()):
        return tally
    outcome = perform_all(
        tx,
        at.actor,
        [
            ("company.create", [NewCompany(name=n, currency=currency) for n in news.get("company", [])]),
            ("product.create", [NewProduct(name=n, currency=currency) for n in news.get("product", [])]),
            ("member.add", [NewMember(name=n, **SELLER) for n in news.get("member", [])]),
        ],
        group=at.run.batch,
    )
    for record, ids in zip(("company", "product", "member"), outcome.results, strict=True):
        tally.made += [(record, name, id_) for name, id_ in zip(news.get(record, []), ids, strict=True)]
    return tally
