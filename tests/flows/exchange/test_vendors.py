"""Exports of Salesforce, HubSpot and Pipedrive: recognised by their titles, and read into what they say."""

from pathlib import Path

import pytest

from headgate.flows.exchange import vendors
from headgate.flows.exchange.targets import targets
from headgate.records.pipelines.queries import pipelines_of
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, companies_of, contacts_of, deals_of, desk


@pytest.fixture
def at(store: Store, tmp_path: Path) -> Desk:
    return desk(store, tmp_path)


SEEN = [
    (
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date",
        "Salesforce deals",
    ),
    ("Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,OwnerId", "Salesforce deals"),
    ("Account Owner,Account Name,Billing State/Province,Type,Industry", "Salesforce companies"),
    ("Id,Name,BillingCountry,Website,NumberOfEmployees", "Salesforce companies"),
    ("First Name,Last Name,Title,Account Name,Email,Phone", "Salesforce contacts"),
    ("Id,OpportunityId,StageName,Amount,CreatedDate,CloseDate", "Salesforce events"),
    ("Opportunity ID,Opportunity Name,From Stage,To Stage,Last Modified", "Salesforce events"),
    ("Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Deal owner,Amount", "HubSpot deals"),
    ("Record ID,Company name,Company owner,Create Date,Country/Region", "HubSpot companies"),
    ("Record ID,First Name,Last Name,Email,Phone Number,Contact owner", "HubSpot contacts"),
    (
        "Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Organization - Name,Person - Name",
        "Pipedrive deals",
    ),
    ("Person - Name*,Person - Email (Work),Organization - Name*", "Pipedrive contacts"),
    ("Organization - Name,Organization - Owner", "Pipedrive companies"),
    ("deal id,name,stage,amount", None),
    ("name,email,company", None),
    ("Record ID,Title,Status", None),
]


@pytest.mark.parametrize(("header", "what"), SEEN)
def test_a_header_tells_of_its_system(header: str, what: str | None) -> None:
    found = vendors.seen(header.split(","))
    assert (f"{found.vendor} {found.kind}" if found else None) == what
    assert vendors.seen(header.upper().split(",")) == found


def test_each_title_is_of_a_field_that_its_kind_has() -> None:
    for export in vendors.EXPORTS:
        assert set(export.fields.values()) <= set(targets(export.kind)), export.vendor


PIPEDRIVE = """Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,\
Deal - Pipeline,Deal - Organization,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Lost time,\
Deal - Expected close date
1,Alpha,100,EUR,Demo,Open,New business,Isdom,Ana,2024-02-01 10:00:00,,,2024-06-01
2,Beta,200,EUR,Offer,Won,New business,Isdom,Ana,2024-02-01 10:00:00,2024-03-01 12:00:00,,
3,Gamma,300,EUR,Demo,Lost,New business,Isdom,Ana,2024-02-01 10:00:00,,2024-03-05 12:00:00,
4,Delta,300,EUR,Demo,Lost,New business,Isdom,Ana,2024-02-01 10:00:00,,,
5,Eps,300,EUR,Demo,Deleted,New business,Isdom,Ana,2024-02-01 10:00:00,,,
"""


def test_a_pipedrive_export_of_deals(at: Desk) -> None:
    """The stage is where a deal stood when it ended; the status says how."""
    run = at.upload({"deals.csv": PIPEDRIVE.encode()})
    assert (run.files[0].file.vendor, run.files[0].file.record) == ("Pipedrive", "deals")
    run = at.apply(at.check(run))
    assert run.result is not None and run.result.refused == 2
    assert {each.row: each.column for each in at.problems(run)} == {
        5: "Deal - Lost time",
        6: "Deal - Status",
    }
    deals = {each.name: each for each in deals_of(at)}
    assert {name: (each.status, each.amount, each.currency) for name, each in deals.items()} == {
        "Alpha": ("open", 10000, "EUR"),
        "Beta": ("won", 20000, "EUR"),
        "Gamma": ("lost", 30000, "EUR"),
    }
    stages = {p.id: p for p in at.store.read(lambda tx: pipelines_of(tx, at.ws))}
    names = {stage.id: stage.name for each in stages.values() for stage in each.stages}
    assert names[deals["Beta"].exit_stage_id or ""] == "Offer"
    assert str(deals["Gamma"].closed_at)[:10] == "2024-03-05"
    assert deals["Alpha"].expected_close == "2024-06-01"


HUBSPOT = """\
Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Deal owner,Amount,Create Date,Associated Company
11,Alpha,Appointment Scheduled,Sales Pipeline,2024-06-01 10:30,Ana,100,2024-02-01 10:30,Isdom
12,Beta,Closed Won,Sales Pipeline,2024-03-01 10:30,Ana,200,2024-02-01 10:30,Isdom
"""


def test_a_hubspot_export_of_deals(at: Desk) -> None:
    """Its pipeline is made of its stages where there is none of that name."""
    run = at.upload({"deals.csv": HUBSPOT.encode()})
    assert run.files[0].file.vendor == "HubSpot"
    assert run.plan.files[0].columns[3].field is None
    run = at.apply(at.check(run))
    assert run.result is not None and run.result.created["deal"] == 2 and run.result.refused == 0
    deals = {each.name: (each.status, each.expected_close) for each in deals_of(at)}
    assert deals == {"Alpha": ("open", "2024-06-01"), "Beta": ("won", None)}
    again = at.upload({"deals.csv": HUBSPOT.replace("Sales Pipeline", "Sales").encode()})
    assert again.plan.files[0].columns[3].field == "pipeline_id"


def test_salesforce_companies_and_contacts(at: Desk) -> None:
    companies = "Account Owner,Account Name,Billing Country,Industry\nAna,Isdom,US,Medical\n"
    contacts = "First Name,Last Name,Title,Account Name,Email\nAda,Byron,CTO,Isdom,ada@isdom.example\n"
    run = at.whole({"report1.csv": companies.encode(), "report2.csv": contacts.encode()})
    assert [stored.file.vendor for stored in run.files] == ["Salesforce", "Salesforce"]
    (company,), (contact,) = companies_of(at), contacts_of(at)
    assert (company.name, company.sector, company.country) == ("Isdom", "Medical", "US")
    assert (contact.name, contact.job_title, contact.company_name) == ("Ada Byron", "CTO", "Isdom")
