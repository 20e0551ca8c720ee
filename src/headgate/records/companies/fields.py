"""The fields of companies."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.core.search.registry import searched
from headgate.core.search.words import of_host, of_text
from headgate.records.companies.tables import companies

COMPANY = "company"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(COMPANY, "companies", "co", companies)
declare(
    COMPANY,
    column("name", "Name", "text", order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("domain", "Domain", "text"),
    column("sector", "Sector", "text"),
    column("country", "Country", "text"),
    column("region", "Region", "text"),
    column("revenue", "Revenue", "money", currency="currency"),
    column("currency", "Currency", "text"),
    column("employees", "Employees", "number"),
    column("founded", "Founded", "number"),
    column("parent_id", "Parent company", "link", links=COMPANY),
    column("owner_id", "Owner", "user", links="member"),
    column("external_source", "External source", "text", abilities=ASKED | {"import"}),
    column("external_id", "External id", "text", abilities=ASKED | {"import"}),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
searched(
    COMPANY,
    2,
    ("name", "domain"),
    lambda row: of_text(row["name"]) | (of_host(row["domain"]) if row["domain"] else set()),
)
