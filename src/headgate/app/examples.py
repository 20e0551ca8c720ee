"""What requests of the API look like, by operation; a test holds each against its type."""

from typing import Any

EXAMPLES: dict[str, dict[str, Any]] = {
    "signIn": {"email": "ada@example.com", "password": "correct horse battery"},
    "signInWithCode": {"pending": "Zq3tM1…", "code": "492 039"},
    "setUpSecondFactor": {"password": "correct horse battery"},
    "confirmSecondFactor": {"code": "492039"},
    "turnOffSecondFactor": {"password": "correct horse battery", "code": "k3dq-7xwa-m2fe-p5tz"},
    "createCompany": {"name": "Isdom", "sector": "medical", "country": "US", "employees": 4540},
    "createContact": {
        "given_name": "Ada",
        "family_name": "Lovelace",
        "job_title": "Head of the laboratory",
        "emails": [{"address": "ada@isdom.example", "label": "work"}],
        "phones": [{"number": "+44 20 7946 0018"}],
        "company_id": "co_18f3a0",
    },
    "createSource": {
        "name": "Spring fair",
        "kind": "campaign",
        "parent_id": "src_18f3a4",
        "starts_on": "2027-03-01",
        "ends_on": "2027-03-04",
        "cost": 1250000,
    },
    "editSource": {"name": "Fairs", "words": ["Trade show", "Messe"]},
    "createTarget": {"period": "2027-Q1", "amount": 30000000, "team_id": "team_18f3d2"},
    "createProduct": {"name": "GTX Pro", "series": "GTX", "list_price": 482100, "currency": "USD"},
    "createDeal": {
        "name": "Isdom: GTX Pro for three labs",
        "company_id": "co_18f3a0",
        "amount": 1446300,
        "currency": "USD",
        "expected_close": "2027-02-26",
        "source": "referral",
    },
    "addDealRole": {"name": "Decision maker"},
    "addPerson": {"contact_id": "con_18f3a9", "role_id": "role_18f3aa", "main": True},
    "editPerson": {"role_id": "role_18f3ab"},
    "editDeal": {"version": 4, "amount": 1398000, "expected_close": "2027-03-12"},
    "moveDeal": {"stage_id": "stage_18f3a2", "version": 5, "values": {"expected_close": "2027-03-12"}},
    "winDeal": {"closed_on": "2027-03-10", "amount": 1398000},
    "loseDeal": {"reason_id": "reason_18f3b1", "note": "They stay with what they have for another year."},
    "addActivity": {
        "deal_id": "deal_18f3c0",
        "kind": "call",
        "subject": "Ask who signs",
        "done": False,
        "due_on": "2026-12-01",
    },
}
