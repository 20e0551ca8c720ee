"""Long because it is a table. Exports of other systems, known by the titles that those write by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from headgate.flows.exchange.headers import header_words
from headgate.flows.exchange.plans import Kind

Vendor = Literal["Salesforce", "HubSpot", "Pipedrive"]


@dataclass(frozen=True)
class Export:
    """`marks`: titles that such a file has, each one of several, signs and all; `fields`: title -> field."""

    vendor: Vendor
    kind: Kind
    marks: tuple[tuple[str, ...], ...]
    fields: Mapping[str, str]


def titled(text: str) -> dict[str, str]:
    """“title: field” by line, the titles as they are compared."""
    pairs = (line.split(":") for line in text.strip().splitlines())
    return {header_words(title): field.strip() for title, field in pairs}


SALESFORCE_DEALS = titled("""
    Opportunity ID: external_id
    Id: external_id
    Opportunity Name: name
    Name: name
    Stage: stage_id
    StageName: stage_id
    Account Name: company_id
    Account ID: company.external_id
    AccountId: company.external_id
    Opportunity Owner: owner_id
    Amount: amount
    Amount Currency: currency
    Opportunity Currency: currency
    CurrencyIsoCode: currency
    Created Date: created_at
    CreatedDate: created_at
    Close Date: closed_at
    CloseDate: closed_at
    Lead Source: source
    LeadSource: source
    Primary Contact: person
    Contact Name: person
    Type: deal_type
    Description: description
    Loss Reason: lost_reason_id
""")
SALESFORCE_COMPANIES = titled("""
    Account ID: external_id
    Id: external_id
    Account Name: name
    Name: name
    Website: domain
    Industry: sector
    Billing Country: country
    BillingCountry: country
    Billing State/Province: region
    BillingState: region
    Annual Revenue: revenue
    AnnualRevenue: revenue
    Employees: employees
    NumberOfEmployees: employees
    Year Started: founded
    YearStarted: founded
    Parent Account: parent_id
    Account Owner: owner_id
""")
SALESFORCE_CONTACTS = titled("""
    Contact ID: external_id
    Id: external_id
    First Name: given_name
    FirstName: given_name
    Last Name: family_name
    LastName: family_name
    Title: job_title
    Email: email
    Phone: phone
    Mobile: phone_2
    MobilePhone: phone_2
    Account Name: company_id
    Account ID: company.external_id
    AccountId: company.external_id
    Contact Owner: owner_id
""")
SALESFORCE_HISTORY = titled("""
    OpportunityId: case
    Opportunity ID: case
    StageName: activity
    To Stage: activity
    CreatedDate: time
    Last Modified: time
    Opportunity Name: name
    Account Name: company_id
    Opportunity Owner: owner_id
    Amount: amount
    CurrencyIsoCode: currency
""")
HUBSPOT_DEALS = titled("""
    Record ID: external_id
    Deal Name: name
    Deal Stage: stage_id
    Pipeline: pipeline_id
    Associated Company: company_id
    Associated Company (Primary): company_id
    Associated Company IDs: company.external_id
    Associated Company IDs (Primary): company.external_id
    Deal owner: owner_id
    Amount: amount
    Currency: currency
    Create Date: created_at
    Close Date: closed_at
    Associated Contact: person
    Closed Lost Reason: lost_note
    Deal Type: deal_type
    Deal Description: description
    Original Source: source
    Original Traffic Source: source
""")
HUBSPOT_COMPANIES = titled("""
    Record ID: external_id
    Company name: name
    Company Domain Name: domain
    Industry: sector
    Country/Region: country
    State/Region: region
    Annual Revenue: revenue
    Number of Employees: employees
    Year Founded: founded
    Parent Company: parent_id
    Company owner: owner_id
""")
HUBSPOT_CONTACTS = titled("""
    Record ID: external_id
    First Name: given_name
    Last Name: family_name
    Job Title: job_title
    Email: email
    Work email: email_2
    Phone Number: phone
    Mobile Phone Number: phone_2
    Associated Company: company_id
    Associated Company (Primary): company_id
    Associated Company IDs: company.external_id
    Associated Company IDs (Primary): company.external_id
    Contact owner: owner_id
""")
PIPEDRIVE_DEALS = titled("""
    Deal - ID: external_id
    Deal - Pipedrive System ID: external_id
    Deal - Title: name
    Deal - Stage: stage_id
    Deal - Stage (pipeline): stage_id
    Deal - Status: outcome
    Deal - Pipeline: pipeline_id
    Deal - Organization: company_id
    Organization - Name: company_id
    Deal - Owner: owner_id
    Deal - Contact person: person
    Person - Email - Work: person
    Person - Email: person
    Person - Name: person
    Deal - Value: amount
    Deal - Currency of Value: currency
    Deal - Currency: currency
    Deal - Deal created: created_at
    Deal - Deal created on: created_at
    Deal - Creation date: created_at
    Deal - Deal closed on: closed_at
    Deal - Closed on: closed_at
    Deal - Won time: won_at
    Deal - Lost time: lost_at
    Deal - Expected close date: expected_close
    Deal - Lost reason: lost_note
    Deal - Source channel: source
""")
PIPEDRIVE_COMPANIES = titled("""
    Organization - ID: external_id
    Organization - Pipedrive System ID: external_id
    Organization - Name: name
    Organization - Website: domain
    Organization - Industry: sector
    Organization - Country of Address: country
    Organization - Annual revenue: revenue
    Organization - Number of employees: employees
    Organization - Employee count: employees
    Organization - Owner: owner_id
""")
PIPEDRIVE_CONTACTS = titled("""
    Person - ID: external_id
    Person - Pipedrive System ID: external_id
    Person - First name: given_name
    Person - Last name: family_name
    Person - Name: name
    Person - Job title: job_title
    Person - Email: email
    Person - Email - Work: email
    Person - Email (Work): email
    Person - Email - Home: email_2
    Person - Email (Home): email_2
    Person - Phone: phone
    Person - Phone - Work: phone
    Person - Phone - Mobile: phone_2
    Person - Organization: company_id
    Organization - Name: company_id
    Person - Owner: owner_id
""")
ACCOUNTS = (("Account Name",), ("Account Owner", "Account ID"))
PEOPLE = (("Record ID",), ("First Name", "Last Name"), ("Email",))
PERSONS = (("Person - Name", "Person - First name", "Person - Last name"),)
EXPORTS = (
    Export(
        "Salesforce",
        "events",
        (("OpportunityId", "Opportunity ID"), ("StageName", "To Stage"), ("CreatedDate", "Last Modified")),
        SALESFORCE_HISTORY,
    ),
    Export("Salesforce", "deals", (("Opportunity Name",), ("Stage",)), SALESFORCE_DEALS),
    Export("Salesforce", "deals", (("StageName",), ("CloseDate",)), SALESFORCE_DEALS),
    Export("Salesforce", "contacts", (("Last Name",), ("Account Name",)), SALESFORCE_CONTACTS),
    Export("Salesforce", "contacts", (("LastName",), ("AccountId",)), SALESFORCE_CONTACTS),
    Export("Salesforce", "companies", ACCOUNTS, SALESFORCE_COMPANIES),
    Export("Salesforce", "companies", (("BillingCountry",), ("Name",)), SALESFORCE_COMPANIES),
    Export("HubSpot", "deals", (("Record ID",), ("Deal Name",), ("Deal Stage",)), HUBSPOT_DEALS),
    Export("HubSpot", "contacts", PEOPLE, HUBSPOT_CONTACTS),
    Export("HubSpot", "companies", (("Record ID",), ("Company name",)), HUBSPOT_COMPANIES),
    Export("Pipedrive", "deals", (("Deal - Title",),), PIPEDRIVE_DEALS),
    Export(
        "Pipedrive",
        "contacts",
        (("Person - Name", "Person - First name", "Person - Last name"),),
        PIPEDRIVE_CONTACTS,
    ),
    Export("Pipedrive", "companies", (("Organization - Name",),), PIPEDRIVE_COMPANIES),
)
"""In the order in which they are looked for: one that tells more comes before one that tells less."""


def seen(titles: Sequence[str]) -> Export | None:
    """The system and kind that a header tells of."""
    here = {title.strip().rstrip("*").casefold() for title in titles}
    for each in EXPORTS:
        if all(any(title.casefold() in here for title in choice) for choice in each.marks):
            return each
    return None


def fields_of(export: Export, titles: Sequence[str]) -> dict[int, str]:
    """Place of a column -> its field, each field once: the title named first has it."""
    order = {title: rank for rank, title in enumerate(export.fields)}
    known = [
        (order[words], place) for place, title in enumerate(titles) if (words := header_words(title)) in order
    ]
    found: dict[int, str] = {}
    for rank, place in sorted(known):
        field = [*export.fields.values()][rank]
        if field not in found.values():
            found[place] = field
    return found
