"""What a file may bring to each kind of record: fields of the catalogue, and the header words people use."""

from dataclasses import dataclass

from headgate.core.fields.catalogue import RECORDS, FieldType
from headgate.flows.exchange.plans import Kind
from headgate.records.companies.fields import COMPANY
from headgate.records.contacts.fields import CONTACT
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.deals.fields import DEAL
from headgate.records.members.fields import MEMBER
from headgate.records.products.fields import PRODUCT

RECORD_OF: dict[Kind, str] = {
    "members": MEMBER,
    "products": PRODUCT,
    "companies": COMPANY,
    "contacts": CONTACT,
    "deals": DEAL.name,
    "events": DEAL.name,
}
"""In the order in which an import makes them: what is named comes before what names it."""

COMPANIES = "companies"
"""Where external ids of imported companies say that they come from."""
COMPANY_KEY = "company.external_id"
QUANTITY, UNIT_PRICE, DISCOUNT, LINE_KEY = (
    "line.quantity",
    "line.unit_price",
    "line.discount",
    "line.external_id",
)
"""What makes a row of deals a line of one, with its product."""
IDS = (
    "account id, company id, organization id, organisation id, associated company ids, associated company id"
)
WORDS: dict[Kind, dict[str, str]] = {
    "deals": {
        "external_id": "external id, opportunity id, deal id, record id, opportunity number, order id, "
        "order number, id, key",
        "name": "name, deal name, opportunity name, deal title, title, opportunity, deal",
        "pipeline_id": "pipeline, pipeline name, deal pipeline",
        "stage_id": "stage, deal stage, stage name, opportunity stage, sales stage, pipeline stage, status",
        "company_id": "company, account, company name, account name, organization, organisation, customer, "
        "client, associated company",
        COMPANY_KEY: IDS,
        "product_id": "product, product name, product code, item",
        QUANTITY: "quantity, qty, number of units, units, pieces",
        UNIT_PRICE: "unit price, sales price, price per unit, item price, price each",
        DISCOUNT: "discount, discount percent, discount percentage, line discount",
        LINE_KEY: "line id, line item id, opportunity product id, opportunity line item id, product line id",
        "owner_id": "owner, deal owner, opportunity owner, owner name, sales agent, agent, sales rep, rep, "
        "sales person, salesperson, account executive, assigned to, responsible, seller",
        "amount": "amount, value, close value, deal value, deal amount, opportunity amount, contract value, "
        "total, price, revenue, product revenue",
        "currency": "currency, currency code, currency iso code, deal currency",
        "created_at": "created, created at, created on, create date, created date, creation date, "
        "engage date, open date, opened, start date, deal created, date created",
        "closed_at": "closed, closed at, close date, closed on, closed date, date closed, actual close date, "
        "won date, lost date",
        "expected_close": "expected close, expected close date, forecast close, estimated close, due date",
        "person": "contact, contact person, primary contact, associated contact, contact name, "
        "contact email, person, person name, person email",
        "person.role": "contact role, role of contact, person role",
        "entered": "",
        "outcome": "outcome, deal status, deal outcome, won lost",
        "won_at": "won time, won on",
        "lost_at": "lost time, lost on",
        "lost_reason_id": "lost reason, loss reason, closed lost reason, reason lost, reason for loss",
        "lost_note": "lost note, loss note, closed lost note",
        "source": "source, lead source, original source, channel",
        "deal_type": "deal type, type, opportunity type",
        "description": "description, notes, note, comment, comments",
    },
    "events": {
        "case": "case id, case, case concept name, case number, trace, opportunity id, deal id, ticket id, "
        "application id, parent id",
        "activity": "activity, concept name, event, event name, activity name, stage name, stage, new value, "
        "to stage, status, task",
        "time": "timestamp, time timestamp, time, complete timestamp, start timestamp, event time, date, "
        "created date, changed at, entered at, edit date",
        "name": "case name, deal name, opportunity name, title",
        "amount": "amount, case amount, amount req, amount requested, requested amount, value, deal value",
        "currency": "currency, currency code, currency iso code",
        "company_id": "company, account, customer, company name, account name",
        COMPANY_KEY: IDS,
        "product_id": "product, product name",
        "owner_id": "owner, deal owner, opportunity owner",
        "source": "source, lead source, channel",
        "deal_type": "deal type, case type, type",
    },
    "companies": {
        "name": "name, company, account, company name, account name, organization, organisation, customer",
        "external_id": "external id, company id, account id, id, record id, organization id, customer id, "
        "supplier id",
        "domain": "domain, website, web site, company domain, company domain name, url, homepage",
        "sector": "sector, industry, branch",
        "country": "country, office location, billing country, location, hq country, headquarters",
        "region": "region, territory, state, area",
        "revenue": "revenue, annual revenue, turnover, sales",
        "currency": "currency, currency code, currency iso code",
        "employees": "employees, number of employees, employee count, headcount, staff, company size",
        "founded": "founded, year established, year founded, established, founding year, foundation year",
        "parent_id": "parent, parent company, parent account, parent name, subsidiary of, belongs to, "
        "holding",
        "owner_id": "owner, account owner, company owner, sales agent, assigned to",
    },
    "contacts": {
        "given_name": "first name, given name, forename, firstname, vorname, prenom",
        "family_name": "last name, family name, surname, lastname, nachname, nom",
        "name": "name, full name, contact, contact name, person, person name, lead name",
        "job_title": "title, job title, position, contact title, job, function",
        "email": "email, e mail, email address, email 1, mail, person email work, work email",
        "email_2": "email 2, second email, other email, home email, personal email, person email home",
        "phone": "phone, phone number, phone 1, telephone, work phone, business phone, person phone",
        "phone_2": "phone 2, mobile, mobile phone, mobile phone number, other phone, home phone, cell phone",
        "company_id": "company, account, company name, account name, organization, organisation, customer, "
        "organization name, associated company, household",
        COMPANY_KEY: IDS,
        "owner_id": "owner, contact owner, lead owner, account owner, assigned to",
        "external_id": "external id, contact id, id, record id, person id, user id, customer id, lead id",
    },
    "products": {
        "name": "name, product, product name, product code, item",
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
    ("deals", "person"): ("Contacts", "text", None),
    ("deals", "person.role"): ("Contacts / role", "text", None),
    ("deals", "entered"): ("Entered stage", "instant", None),
    ("deals", "outcome"): ("Outcome", "choice", None),
    ("deals", "won_at"): ("Won on", "instant", None),
    ("deals", "lost_at"): ("Lost on", "instant", None),
    ("events", "case"): ("Case", "text", None),
    ("events", "activity"): ("Activity", "text", None),
    ("events", "time"): ("Time", "instant", None),
    ("events", COMPANY_KEY): ("Company / external id", "text", None),
    ("deals", QUANTITY): ("Line / quantity", "number", None),
    ("deals", UNIT_PRICE): ("Line / unit price", "money", None),
    ("deals", DISCOUNT): ("Line / discount in percent", "number", None),
    ("deals", LINE_KEY): ("Line / external id", "text", None),
    ("deals", COMPANY_KEY): ("Company / external id", "text", None),
    ("contacts", COMPANY_KEY): ("Company / external id", "text", None),
    ("contacts", "name"): ("Full name", "text", None),
    ("contacts", "email"): ("E-mail", "text", None),
    ("contacts", "email_2"): ("Second e-mail", "text", None),
    ("contacts", "phone"): ("Phone", "text", None),
    ("contacts", "phone_2"): ("Second phone", "text", None),
    ("members", "team.manager_id"): ("Team / manager", "user", "member"),
    ("members", "team.region"): ("Team / region", "text", None),
}
"""What is no field of the record itself: label, type, the record that it names."""

OUTCOMES = (("open", "Open"), ("won", "Won"), ("lost", "Lost"))
CHOICES = {("deals", "outcome"): OUTCOMES}
NEEDED: dict[Kind, frozenset[str]] = {
    "deals": frozenset(("stage_id",)),
    "companies": frozenset(("name",)),
    "products": frozenset(("name",)),
    "members": frozenset(("name",)),
    "contacts": frozenset(),
    "events": frozenset(("case", "activity", "time")),
}
STRICT = frozenset(
    "external_id name stage_id pipeline_id created_at closed_at won_at lost_at entered outcome amount "
    "currency list_price email role case activity time line.quantity line.unit_price line.discount "
    "line.external_id".split()
)
"""A value that cannot be read refuses its row; one of any other field is left out, with a warning."""
SOFT = frozenset((("contacts", "email"),))
"""Nevertheless left out with a warning."""


@dataclass(frozen=True)
class Target:
    """A field that a column may fill; `words` are its usual headers, the commonest first."""

    name: str
    label: str
    type: FieldType
    links: str | None
    choices: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    own: CustomField | None = None
    """Where it is one of the workspace's own."""


def targets(kind: Kind) -> dict[str, Target]:
    """What a file of a kind may fill, by name. A field of the catalogue needs the ability to be imported."""
    found = {}
    for name, words in WORDS[kind].items():
        headers = tuple(word.strip() for word in words.split(",") if word.strip())
        if (kind, name) in EXTRA:
            label, type_, links = EXTRA[kind, name]
            found[name] = Target(name, label, type_, links, CHOICES.get((kind, name), ()), headers)
            continue
        field = RECORDS[RECORD_OF[kind]].field(name)
        if "import" in field.abilities:
            found[name] = Target(name, field.label, field.type, field.links, field.choices, headers)
    return found
