"""Reading companies: one, lists, and matches for what a file or a form names."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.listing.pages import Listing, archived, listed
from headgate.kit.text import squash
from headgate.records.companies import fields
from headgate.records.companies.schemas import Company
from headgate.records.companies.tables import companies
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

PARENT = companies.alias("parent")
WITH_PARENT = companies.outerjoin(
    PARENT,
    sa.and_(PARENT.c.workspace_id == companies.c.workspace_id, PARENT.c.id == companies.c.parent_id),
)
SPECIAL = {"parent_name": PARENT.c.name.label("parent_name"), "archived": archived(companies)}


def columns() -> list[Any]:
    return [SPECIAL.get(name, companies.c.get(name)) for name in Company.__struct_fields__]


COMPANIES = listed(Listing(fields.COMPANY, Company, columns, WITH_PARENT))


def present(*where: Any) -> list[Any]:
    return [companies.c.workspace_id == P("ws"), companies.c.standing != "removed", *where]


@shape()
def by_match() -> sa.Select[Any]:
    c = companies.c
    found = sa.select(c.match_key, c.id, c.name).where(*present(among(c.match_key, "keys")))
    return found.order_by(c.standing.desc(), c.id)


@shape()
def by_external() -> sa.Select[Any]:
    c = companies.c
    found = present(c.external_source == P("source"), among(c.external_id, "ids"), c.external_id.is_not(None))
    return sa.select(c.external_id, c.id).where(*found)


@shape()
def parents_of() -> sa.Select[Any]:
    """Locked, so that two changes at once cannot close a circle together."""
    c = companies.c
    return (
        sa.select(c.id, c.parent_id)
        .where(c.workspace_id == P("ws"), among(c.id, "ids"))
        .order_by(c.id)
        .with_for_update()
    )


@shape()
def subsidiaries_of() -> sa.Select[Any]:
    return sa.select(companies.c.id).where(*present(companies.c.parent_id == P("id"))).limit(1)


@shape()
def companies_of_owner() -> sa.Select[Any]:
    return sa.select(companies.c.id).where(*present(companies.c.owner_id == P("member"))).limit(1)


def companies_matching(tx: Tx, ws: str, names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Squashed name -> (id, name) of the companies so called, archived ones last."""
    found: dict[str, list[tuple[str, str]]] = {}
    keys = sorted({squash(name) for name in names} - {""})
    for key, id_, name in tx.all(by_match(), ws=ws, keys=keys):
        found.setdefault(key, []).append((id_, name))
    return found


@shape()
def by_own_id() -> sa.Select[Any]:
    c = companies.c
    found = present(c.external_source == P("source"), among(c.id, "ids"), c.external_id.is_not(None))
    return sa.select(c.id, c.external_id).where(*found)


def ids_elsewhere(tx: Tx, ws: str, source: str, ids: Sequence[str]) -> dict[str, str]:
    """Company -> its external id, of those that came from that source."""
    return dict(tx.all(by_own_id(), ws=ws, source=source, ids=sorted(set(ids))))


def companies_from(tx: Tx, ws: str, source: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id -> company, for what came from that source."""
    return dict(tx.all(by_external(), ws=ws, source=source, ids=sorted(set(external_ids))))
