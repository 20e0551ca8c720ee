"""One box over deals, companies and contacts: what was found, where it stands, and what of it fits."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

import msgspec
import sqlalchemy as sa
from msgspec import Meta, Struct

from headgate.core.access.actor import Actor
from headgate.core.search.finding import NEAR, Found, Seeker, find
from headgate.core.search.marking import marked, missing
from headgate.core.search.registry import SEARCHED
from headgate.core.search.words import of_email, of_host, of_number, of_phone
from headgate.kit import ids
from headgate.records.companies.fields import COMPANY
from headgate.records.companies.tables import companies
from headgate.records.contacts.fields import CONTACT
from headgate.records.contacts.tables import contacts
from headgate.records.deals.fields import DEAL
from headgate.records.deals.tables import deals
from headgate.records.pipelines.tables import stages
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

SHOWN = 8
Kind = Literal["deal", "company", "contact"]
KINDS = (DEAL.name, COMPANY, CONTACT)
Ranges = Annotated[
    list[tuple[int, int]],
    Meta(description="Where the title has what was asked for: first character, the one after the last."),
]
Matched = Annotated[
    str | None, Meta(description="The number, address or domain that fits, where the title does not.")
]
NearTo = Annotated[str | None, Meta(description="For what is only near: the words that may have been meant.")]


class Hit(Struct):
    """A record found. `subtitle` says where it stands: the stage of a deal, the sector of a company, the
    company of a contact."""

    type: Kind
    id: str
    title: str
    subtitle: str | None
    ranges: Ranges
    matched: Matched
    near: NearTo


class Hits(Struct):
    """Best first: what is exact, what begins so, what is near; within that deals, companies, contacts, each
    newest first."""

    items: list[Hit]


@shape()
def deals_shown() -> sa.Select[Any]:
    d = deals.c
    joined = deals.join(stages, sa.and_(stages.c.workspace_id == d.workspace_id, stages.c.id == d.stage_id))
    return (
        sa.select(d.id, d.name, stages.c.name, d.number, d.owner_id)
        .select_from(joined)
        .where(d.workspace_id == P("ws"), d.standing == "live", among(d.id, "ids"))
    )


@shape()
def companies_shown() -> sa.Select[Any]:
    c = companies.c
    return sa.select(c.id, c.name, c.sector, c.domain).where(
        c.workspace_id == P("ws"), c.standing == "live", among(c.id, "ids")
    )


@shape()
def contacts_shown() -> sa.Select[Any]:
    c, k = contacts.c, companies.c
    joined = contacts.outerjoin(
        companies, sa.and_(k.workspace_id == c.workspace_id, k.id == c.company_id, k.standing != "removed")
    )
    return (
        sa.select(c.id, c.name, k.name, c.emails, c.phones)
        .select_from(joined)
        .where(c.workspace_id == P("ws"), c.standing == "live", among(c.id, "ids"))
    )


SHAPES = {DEAL.name: deals_shown, COMPANY: companies_shown, CONTACT: contacts_shown}


def search(tx: Tx, actor: Actor, text: str) -> Hits:
    """What the actor sees of that name, number, address or domain: the beginnings of words, in any order."""
    kinds = [SEARCHED[name] for name in KINDS if actor.may(f"{name}.read")]
    seeker = Seeker(
        actor.workspace_id,
        frozenset(kind.number for kind in kinds),
        frozenset(kind.number for kind in kinds if kind.owned),
        actor.owners,
        tuple(ids.to_int(SEARCHED[DEAL.name].prefix, id_) for id_ in actor.shared),
    )
    found = find(tx, seeker, text, SHOWN)
    names = {kind.number: kind.record for kind in kinds}
    wanted: dict[str, list[str]] = {}
    for each in found:
        name = names[each.kind]
        wanted.setdefault(name, []).append(ids.to_text(SEARCHED[name].prefix, each.id))
    rows = {name: shown(tx, actor, name, asked) for name, asked in wanted.items()}
    made = []
    for each in sorted(found, key=lambda each: (each.tier, each.kind)):
        name = names[each.kind]
        id_ = ids.to_text(SEARCHED[name].prefix, each.id)
        if id_ in rows[name]:
            made.append(hit(name, id_, rows[name][id_], each))
    return Hits(made)


def shown(tx: Tx, actor: Actor, name: str, asked: Sequence[str]) -> dict[str, Sequence[Any]]:
    """What is said of those records, by id: of those in use that the actor sees, whatever the index says."""
    found: list[Any] = tx.all(SHAPES[name](), ws=actor.workspace_id, ids=asked)
    if name == DEAL.name:
        # Not in the statement: it would be taken for a reason to read all deals of the owners.
        found = [row for row in found if actor.sees_deal(row[0], row[-1])]
    return {row[0]: row[1:] for row in found}


def hit(name: Any, id_: str, row: Sequence[Any], found: Found) -> Hit:
    title, subtitle, *others = row
    left = missing(title, found.terms)
    fitting = (said for said, words in beside(name, others) if begins(words, left))
    near = " ".join(found.terms) if found.tier == NEAR else None
    return Hit(name, id_, title, subtitle, marked(title, found.terms), next(fitting, None), near)


def beside(name: str, others: Sequence[Any]) -> Iterable[tuple[str, set[str]]]:
    """What a record is found by beside its title, each with its words."""
    if name == DEAL.name:
        number = of_number(others[0])
        yield number, {number}
    elif name == COMPANY and others[0]:
        yield others[0], of_host(others[0])
    elif name == CONTACT:
        emails, phones = (msgspec.json.decode(part) for part in others)
        yield from ((each["address"], of_email(each["address"])) for each in emails)
        yield from ((each["number"], of_phone(each["number"])) for each in phones)


def begins(words: set[str], terms: Sequence[str]) -> bool:
    return any(word.startswith(term) for word in words for term in terms)
