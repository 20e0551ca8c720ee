"""The fields of deals: their columns, and what follows from their company, product and owner."""

from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, Ability, Field, Scope, column, declare, record
from headgate.core.search.registry import searched
from headgate.core.search.words import of_number, of_text
from headgate.records.companies.tables import companies
from headgate.records.deals.tables import deals
from headgate.records.members.fields import MEMBER, TEAM
from headgate.records.members.tables import members, teams
from headgate.records.pipelines.fields import LOST_REASON, PIPELINE, REASON_KINDS, STAGE
from headgate.records.pipelines.tables import lost_reasons, stages
from headgate.records.products.tables import products

STATUSES = (("open", "Open"), ("won", "Won"), ("lost", "Lost"))
FROM = (("lines", "The lines"),)
REMOVALS = (
    ("test", "Test"),
    ("duplicate", "Duplicate"),
    ("mistake", "Mistake"),
    ("other", "No such reason"),
    ("merged", "Merged"),
)
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
FOUND: frozenset[Ability] = READ | frozenset[Ability](("import",))
ASKED: frozenset[Ability] = frozenset(("filter",))

DEAL = record("deal", "deals", "deal", deals)


def of(table: sa.Table, link: str, name: str) -> Any:
    """Expression: a column of the record that the deal's column `link` points to."""
    other = table.alias(f"{table.name}_of_{link}")

    def expression(scope: Scope) -> Any:
        return (
            sa.select(other.c[name])
            .where(other.c.workspace_id == scope.workspace_id, other.c.id == getattr(scope, link))
            .scalar_subquery()
        )

    return expression


def of_team(name: str) -> Any:
    """Expression: a column of the owner's team."""
    member, team = members.alias("owner_in_team"), teams.alias("team_of_owner")

    def expression(scope: Scope) -> Any:
        return (
            sa.select(team.c[name])
            .select_from(member)
            .join(team, sa.and_(team.c.workspace_id == member.c.workspace_id, team.c.id == member.c.team_id))
            .where(member.c.workspace_id == scope.workspace_id, member.c.id == scope.owner_id)
            .scalar_subquery()
        )

    return expression


declare(
    "deal",
    column("id", "Deal", "link", abilities=ASKED, links="deal"),
    column("name", "Name", "text", tracked=True, order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("number", "Number", "number", abilities=frozenset[Ability](("filter", "sort"))),
    column("pipeline_id", "Pipeline", "link", links=PIPELINE, abilities=FOUND, tracked=True),
    column("stage_id", "Stage", "link", links=STAGE, abilities=FOUND, tracked=True),
    column("status", "Status", "choice", choices=STATUSES, abilities=FOUND, tracked=True),
    column("amount", "Value", "money", currency="currency", tracked=True),
    column("currency", "Currency", "text", tracked=True),
    column("amount_from", "Source of the value", "choice", abilities=ASKED, choices=FROM, tracked=True),
    column("expected_close", "Expected close", "date", tracked=True),
    column("owner_id", "Owner", "user", links=MEMBER, abilities=FOUND, tracked=True),
    column("company_id", "Company", "link", links="company", tracked=True),
    column("product_id", "Product", "link", links="product", tracked=True),
    column("source", "Source", "text", tracked=True),
    column("deal_type", "Type", "text", tracked=True),
    column("description", "Description", "text", tracked=True),
    column("created_at", "Created", "instant", abilities=FOUND),
    column("stage_since", "In stage since", "instant", abilities=READ),
    column("closed_at", "Closed", "instant", abilities=FOUND, tracked=True),
    column(
        "lost_reason_id",
        "Lost reason",
        "link",
        links=LOST_REASON,
        abilities=FOUND,
        tracked=True,
    ),
    column("closed_owner_id", "Owner at close", "user", links=MEMBER, abilities=READ, tracked=True),
    column("snoozed_until", "Snoozed until", "date", abilities=READ, tracked=True),
    column("next_due", "Next step due", "instant", abilities=READ),
    column("external_id", "External id", "text", abilities=frozenset[Ability](("filter", "import"))),
    column("removal", "Deleted because", "choice", abilities=ASKED, choices=REMOVALS),
    column("removed_at", "Deleted", "instant", abilities=READ),
    column("merged_into_id", "Merged into", "link", links="deal", abilities=ASKED),
    column(
        "standing",
        "Standing",
        "choice",
        abilities=ASKED,
        choices=(("live", "Live"), ("archived", "Archived"), ("deleted", "Deleted")),
    ),
    Field("company_sector", "Sector", "text", of(companies, "company_id", "sector"), DERIVED),
    Field("company_country", "Country", "text", of(companies, "company_id", "country"), DERIVED),
    Field("product_series", "Series", "text", of(products, "product_id", "series"), DERIVED),
    Field(
        "list_price",
        "List price",
        "money",
        of(products, "product_id", "list_price"),
        DERIVED,
        currency="currency",
    ),
    Field("stage_name", "Stage name", "text", of(stages, "stage_id", "name"), DERIVED),
    Field(
        "lost_kind",
        "Kind of lost reason",
        "choice",
        of(lost_reasons, "lost_reason_id", "kind"),
        DERIVED,
        choices=REASON_KINDS,
    ),
    Field("team_id", "Team", "link", of_team("id"), DERIVED, links=TEAM),
    Field("manager_id", "Manager", "user", of_team("manager_id"), DERIVED, links=MEMBER),
    Field("region", "Region", "text", of_team("region"), DERIVED),
)
searched(
    DEAL.name,
    1,
    ("name", "number"),
    lambda row: of_text(row["name"]) | {of_number(row["number"])},
    owned=True,
)
