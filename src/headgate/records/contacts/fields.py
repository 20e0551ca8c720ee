"""The fields of contacts, and what follows from their company."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, Ability, Field, Scope, column, declare, record
from headgate.core.search.registry import searched
from headgate.core.search.words import of_email, of_phone, of_text
from headgate.records.companies.tables import companies
from headgate.records.contacts.tables import contacts

CONTACT = "contact"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))


def of_company(name: str) -> Any:
    """Expression: a column of the contact's company."""
    other = companies.alias(f"company_of_contact_{name}")

    def expression(scope: Scope) -> Any:
        return (
            sa.select(other.c[name])
            .where(other.c.workspace_id == scope.workspace_id, other.c.id == scope.company_id)
            .scalar_subquery()
        )

    return expression


record(CONTACT, "contacts", "con", contacts)
declare(
    CONTACT,
    column("name", "Name", "text", order="name_key", abilities=READ),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("given_name", "Given name", "text"),
    column("family_name", "Family name", "text"),
    column("job_title", "Job title", "text"),
    column("email", "E-mail", "text", abilities=READ),
    column("phone", "Phone", "text", abilities=READ),
    column("company_id", "Company", "link", links="company"),
    column("owner_id", "Owner", "user", links="member"),
    column("external_source", "External source", "text", abilities=ASKED | {"import"}),
    column("external_id", "External id", "text", abilities=ASKED | {"import"}),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
    Field("company_name", "Company name", "text", of_company("name"), DERIVED | {"sort"}),
    Field("company_sector", "Sector", "text", of_company("sector"), DERIVED),
    Field("company_country", "Country", "text", of_company("country"), DERIVED),
)


def found_by(row: Mapping[str, Any]) -> set[str]:
    """The words of the name, the addresses and the numbers."""
    emails = (of_email(each["address"]) for each in row["emails"])
    phones = (of_phone(each["number"]) for each in row["phones"])
    return of_text(row["name"]).union(*emails, *phones)


searched(CONTACT, 3, ("name", "emails", "phones"), found_by)
