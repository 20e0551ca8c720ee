"""What a file may bring to each kind of record: fields of the catalogue, and the header words people use."""

from dataclasses import dataclass

from headgate.core.fields.catalogue import RECORDS, FieldType
from headgate.flows.exchange.plans import Kind
from headgate.records.companies.fields import COMPANY
from headgate.records.deals.fields import DEAL
from headgate.records.members.fields import MEMBER
from headgate.records.products.fields import PRODUCT

RECORD_OF: dict[Kind, str] = {
    "members": MEMBER,
    "products": PRODUCT,
    "companies": COMPANY,
    "deals": DEAL.name,
}
"""In the order in which an import makes them: what is named comes before what names it."""

WORDS: dict[Kind, dict[str, str]] = {
    "deals": {
        "external_id": "external id, opportunity id, deal id, record id, opportunity number, id, key",
        "name": "name, deal name, opportunity name, deal title, title, opportunity, deal",
        "pipeline_id": "pipeline, pipeline name, deal pipeline",
        "stage_id": "stage, deal stage, stage name, opportunity stage, sales stage, pipeline stage, status",
        "company_id": "company, account, company name, account name, organization, organisation, customer, "
        "client, associated company",
        "product_id": "product, product name, item",
        "owner_id": "owner, deal owner, opportunity owner, owner name, sales agent, agent, sales rep, rep, "
        "sales person, salesperson, account executive, assigned to, responsible, seller",
        "amount": "amount, value, close value, deal value, deal amount, opportunity amount, contract value, "
        "total, price",
        "currency": "currency, currency code, currency iso code, deal currency",
        "created_at": "created, created at, created on, create date, created date, creation date, "
        "engage date, open date, opened, start date, deal created, date created",
        "closed_at": "closed, closed at, close date, closed on, closed date, date closed, actual close date, "
        "won date, won time, lost date",
        "expected_close": "expected close, expected close date, forecast close, estimated close, due date",
        "lost_reason_id": "lost reason, loss reason, closed lost reason, reason lost, reason for loss",
        "lost_note": "lost note, loss note, closed lost note",
        "source": "source, lead source, original source, channel",
        "deal_type": "deal type, type, opportunity type",
        "description": "description, notes, note, comment, comments",
    },
    "companies": {
        "name": "name, company, account, company name, account name, organization, organisation, customer",
        "external_id": "external id, company id, account id, id, record id, organization id",
        "domain": "domain, website, web site, company domain, company domain name, url, homepage",
        "sector": "sector, industry, branch",
        "country": "country, office location, billing country, location, hq country, headquarters",
        "region": "region, territory, state, area",
        "revenue": "revenue, annual revenue, turnover, sales",
        "currency": "currency, currency code, currency iso code",
        "employees": "employees, number of employees, employee count, headcount, staff, company size",
        "founded": "founded, year established, year founded, established, founding year, foundation year",
        "parent_id": "parent, parent company, parent account, subsidiary of, belongs to, holding",
        "owner_id": "owner, account owner, company owner, sales agent, assigned to",
    },
    "products": {
        "name": "name, product, product name, item",
        "series": "series, family, product family, line, product line, category",
        "list_price": "list price, sales price, price, unit price, standard price",
        "currency": "currency, currency code",
    },
    "members": {
        "name": "name, sales agent, agent, member, full name, sales rep, rep, salesperson, user, owner",
        "email": "email, e mail, email address, mail",
        "role": "role",
        "team_id": "team, team name",
        "team.manager_id": "manager, team manager, team lead, supervisor, sales manager",
        "team.region": "regional office, region, office, territory, team region",
    },
}
EXTRA: dict[tuple[Kind, str], tuple[str, FieldType, str | None]] = {
    ("deals", "lost_note"): ("Lost note", "text", None),
    ("members", "team.manager_id"): ("Team / manager", "user", "member"),
    ("members", "team.region"): ("Team / region", "text", None),
}
"""What is no field of the record itself: label, type, the record that it names."""

NEEDED: dict[Kind, tuple[str, ...]] = {
    "deals": ("stage_id",),
    "companies": ("name",),
    "products": ("name",),
    "members": ("name",),
}
STRICT = frozenset(
    "external_id name stage_id pipeline_id created_at closed_at amount currency list_price email role".split()
)
"""A value that cannot be read refuses its row; one of any other field is left out, with a warning."""


@dataclass(frozen=True)
class Target:
    """A field that a column may fill; `words` are its usual headers, the commonest first."""

    name: str
    label: str
    type: FieldType
    links: str | None
    choices: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def targets(kind: Kind) -> dict[str, Target]:
    """What a file of a kind may fill, by name. A field of the catalogue needs the ability to be imported."""
    found = {}
    for name, words in WORDS[kind].items():
        headers = tuple(word.strip() for word in words.split(","))
        if (kind, name) in EXTRA:
            label, type_, links = EXTRA[kind, name]
            found[name] = Target(name, label, type_, links, (), headers)
            continue
        field = RECORDS[RECORD_OF[kind]].field(name)
        if "import" in field.abilities:
            found[name] = Target(name, field.label, field.type, field.links, field.choices, headers)
    return found
