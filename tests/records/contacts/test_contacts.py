"""Contacts: created, edited, put away, put back, and found again by any spelling of an address."""

from typing import Any

import pytest

from headgate.core.access.actor import system
from headgate.core.access.roles import Role
from headgate.kit.errors import Problem
from headgate.records.contacts.queries import alike, contacts_from
from headgate.records.contacts.schemas import NewContact
from headgate.records.custom_fields.schemas import NewCustomField
from tests.records.office import Office

FULL: dict[str, Any] = {
    "given_name": "Ada",
    "family_name": "Lovelace",
    "job_title": "Head of the laboratory",
    "emails": [
        {"address": "Ada@acme.example", "label": "work"},
        {"address": "al@home.example", "label": None},
    ],
    "phones": [{"number": "+44 20 7946 0018", "label": None}],
    "custom": {"likes": "tea"},
    "external_source": "crm-extract",
    "external_id": "P-3",
}


@pytest.fixture
def office(office: Office) -> Office:
    """With a custom field of contacts."""
    office.do(system(office.ws), "custom_field.add", NewCustomField("contact", "Likes", "text"))
    return office


def test_a_contact_is_created_with_all_that_it_has(office: Office) -> None:
    mia = office.member("Mia")
    company = mia.post("/companies", {"name": "Acme"}).json()
    links = {"company_id": company["id"], "owner_id": mia.member_id}
    made = mia.post("/contacts", {**FULL, **links})
    assert made.status_code == 201
    contact = made.json()
    assert {**contact, "id": "", "created_at": ""} == {
        **FULL,
        **links,
        "id": "",
        "created_at": "",
        "name": "Ada Lovelace",
        "email": "Ada@acme.example",
        "phone": "+44 20 7946 0018",
        "company_name": "Acme",
        "owner_name": "Mia",
        "archived": False,
        "version": 1,
    }
    assert mia.get(f"/contacts/{contact['id']}").json() == contact
    created = office.last()
    assert (created.kind, created.subject_id) == ("contact.created", contact["id"])
    assert created.changed()["job_title"] == (None, "Head of the laboratory")
    assert "name_key" not in created.changed()


NAMES: list[tuple[dict[str, Any], str]] = [
    ({"given_name": "Ada"}, "Ada"),
    ({"family_name": " Lovelace "}, "Lovelace"),
    ({"emails": [{"address": "x@acme.example"}]}, "x@acme.example"),
    ({"phones": [{"number": "030 9018200"}]}, "030 9018200"),
]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "/given_name"),
    ({"given_name": "\u200b"}, "/given_name"),
    ({"given_name": "x" * 121}, "/given_name"),
    (
        {"given_name": "A", "emails": [{"address": "a@b.example"}, {"address": "not one"}]},
        "/emails/1/address",
    ),
    ({"given_name": "A", "phones": [{"number": "call me"}]}, "/phones/0/number"),
    ({"given_name": "A", "company_id": "co_1"}, "/company_id"),
    ({"given_name": "A", "owner_id": "mem_1"}, "/owner_id"),
    ({"given_name": "A", "custom": {"two words": 1}}, "/custom"),
    ({"given_name": "A", "name": "B"}, "/name"),
]


def test_a_contact_is_called_by_what_is_known(office: Office) -> None:
    mia = office.member("Mia")
    for body, name in NAMES:
        assert mia.post("/contacts", body).json()["name"] == name


def test_what_cannot_be_created_is_named(office: Office) -> None:
    mia = office.member("Mia")
    for body, pointer in WRONG:
        answer = mia.post("/contacts", body)
        assert (answer.status_code, [each["pointer"] for each in answer.json()["errors"]]) == (422, [pointer])
    assert mia.get("/contacts").json()["items"] == []


def test_a_contact_is_edited(office: Office) -> None:
    mia = office.member("Mia")
    contact = mia.post("/contacts", FULL).json()
    path = f"/contacts/{contact['id']}"
    phones = [{"number": "0-3", "label": None}, {"number": "(030) 1", "label": "again"}]
    assert mia.patch(path, {"phones": phones}).status_code == 422, "too few digits"
    phones = [{"number": "030 123", "label": None}, {"number": "(030)-123", "label": "again"}]
    body = {"given_name": None, "emails": [], "phones": phones, "version": 1}
    changed = mia.patch(path, body).json()
    assert changed == {
        **contact,
        "given_name": None,
        "name": "Lovelace",
        "emails": [],
        "email": None,
        "phones": phones[:1],
        "phone": "030 123",
        "version": 2,
    }
    assert mia.patch(path, {"family_name": "Lovelace"}).json()["version"] == 2, "nothing differed"
    stale = mia.patch(path, {"job_title": "B", "version": 1})
    assert (stale.status_code, stale.json()["current"]) == (409, 2)
    assert mia.patch("/contacts/con_1", {"job_title": "B"}).status_code == 404


MAY: list[tuple[Role, int]] = [("manager", 201), ("seller", 201), ("success", 201), ("viewer", 403)]


def test_who_may_create(office: Office) -> None:
    for role, status in MAY:
        desk = office.member(role.title(), role)
        assert desk.post("/contacts", {"given_name": "Ada"}).status_code == status, role
        assert desk.get("/contacts").status_code == 200


def test_lists_are_sorted_and_asked(office: Office) -> None:
    mia = office.member("Mia")
    company = mia.post("/companies", {"name": "Acme", "sector": "Medical"}).json()["id"]
    for given, family in (("Zoe", "Ash"), ("Émile", "Borel"), ("Ada", "Lovelace")):
        there = company if given != "Zoe" else None
        mia.post("/contacts", {"given_name": given, "family_name": family, "company_id": there})

    def names(**query: Any) -> list[str]:
        return [each["name"] for each in mia.get("/contacts", **query).json()["items"]]

    assert names() == ["Ada Lovelace", "Émile Borel", "Zoe Ash"]
    assert names(sort="-name", limit=1) == ["Zoe Ash"]
    assert names(q="emi") == ["Émile Borel"]
    assert names(filter=f'{{"field":"company_id","op":"eq","value":"{company}"}}', sort="-name") == [
        "Émile Borel",
        "Ada Lovelace",
    ]
    assert names(filter='{"field":"company_sector","op":"eq","value":"Medical"}') == [
        "Ada Lovelace",
        "Émile Borel",
    ]
    assert names(sort="company_name")[-1] == "Zoe Ash", "without a company comes last"


def test_put_away_and_brought_back(office: Office) -> None:
    mia = office.member("Mia")
    contact = mia.post("/contacts", FULL).json()
    path = f"/contacts/{contact['id']}"
    assert mia.post(f"{path}/archive").json() == {**contact, "archived": True, "version": 2}
    assert mia.get("/contacts").json()["items"] == []
    assert len(mia.get("/contacts", archived=True).json()["items"]) == 1
    assert mia.post(f"{path}/restore").json() == {**contact, "version": 3}
    assert [each.kind for each in office.entries()[-2:]] == ["contact.archived", "contact.restored"]


def test_another_spelling_of_an_address_is_found(office: Office) -> None:
    mia = office.member("Mia")
    contact = mia.post("/contacts", FULL).json()
    mia.post("/contacts", {"given_name": "Bo", "emails": [{"address": "bo@acme.example"}]})
    for query in (
        {"email": "ADA@ACME.example"},
        {"email": "al@home.example"},
        {"phone": "020 7946 0018"},
        {"phone": "0044-20-79460018"},
    ):
        (found,) = mia.get("/contacts/alike", **query).json()["items"]
        assert (found["id"], found["name"], found["address"]) == (
            contact["id"],
            "Ada Lovelace",
            next(iter(query.values())),
        )
    assert mia.get("/contacts/alike", email="nobody@acme.example").json()["items"] == []
    assert mia.get("/contacts/alike").json()["items"] == []


def test_marks_follow_edits_and_undo(office: Office) -> None:
    mia = office.member("Mia")
    me = office.actor(mia)

    def known(email: str) -> list[str]:
        return [each.id for each in office.store.read(lambda tx: alike(tx, office.ws, [email], []))]

    contact = mia.post("/contacts", FULL).json()
    created = office.last().seq
    path = f"/contacts/{contact['id']}"
    mia.patch(path, {"emails": [{"address": "new@acme.example"}], "given_name": "Augusta"})
    assert (known("ada@acme.example"), known("new@acme.example")) == ([], [contact["id"]])
    office.undo(me, office.last().seq)
    assert (known("ada@acme.example"), known("new@acme.example")) == ([contact["id"]], [])
    assert {**mia.get(path).json(), "version": 1} == contact
    assert [each["id"] for each in mia.get("/contacts", q="ada").json()["items"]] == [contact["id"]]
    office.undo(me, created)
    assert mia.get(path).status_code == 404
    assert known("ada@acme.example") == []


def test_a_company_with_contacts_is_not_undone_away(office: Office) -> None:
    mia = office.member("Mia")
    company = mia.post("/companies", {"name": "Acme"}).json()
    created = office.last().seq
    mia.post("/contacts", {"given_name": "Ada", "company_id": company["id"]})
    with pytest.raises(Problem) as refused:
        office.undo(office.actor(mia), created)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Contacts belong to it."


def test_two_thousand_at_once(office: Office) -> None:
    batch = [
        NewContact(given_name=f"Person {i:04}", external_source="x", external_id=str(i)) for i in range(2_000)
    ]
    made = office.do(system(office.ws, "import"), "contact.create", *batch)
    assert len(set(made.results)) == 2_000
    known = office.store.read(lambda tx: contacts_from(tx, office.ws, "x", ["7", "none"]))
    assert known == {"7": made.results[7]}
    bad = [NewContact(given_name="A"), NewContact(), NewContact(given_name="C")]
    with pytest.raises(Problem) as refused:
        office.do(system(office.ws, "import"), "contact.create", *bad)
    assert refused.value.fields[0]["pointer"] == "/1/given_name"


def test_contacts_of_another_workspace_are_not_there(office: Office) -> None:
    from headgate.records.workspace.commands import found

    mia = office.member("Mia")
    contact = mia.post("/contacts", FULL).json()
    other = office.store.write(lambda tx: found(tx, name="Other", currency="USD", zone="UTC"))
    otto = office.member("Otto", "owner", ws=other)
    path = f"/contacts/{contact['id']}"
    answers = [otto.get(path), otto.patch(path, {"given_name": "B"}), otto.post(f"{path}/archive")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert otto.get("/contacts/alike", email="ada@acme.example").json()["items"] == []
