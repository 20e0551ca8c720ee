"""How the records of each kind are made from rows, told apart, and filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from headgate.flows.exchange.plans import Kind
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.contacts.schemas import EditContact, NewContact
from headgate.records.members.schemas import EditMember, NewMember
from headgate.records.products.schemas import EditProduct, NewProduct

SELLER: dict[str, Any] = {"role": "seller"}
OWN: dict[Kind, str] = {"members": "e-mail", "companies": "external id", "contacts": "id or e-mail"}
APART = ("contacts", "companies")
NAMELESS: dict[Kind, str] = {"contacts": "It has no name, no e-mail address and no phone number."}


@dataclass(frozen=True)
class Noun:
    """How a kind of record is made and filled in; `fills` are the fields set where they are empty."""

    record: str
    create: str
    edit: str
    new: Callable[..., Any]
    change: Callable[..., Any]
    fields: tuple[str, ...]
    fills: tuple[str, ...] = ()
    money: str = ""


NOUNS: dict[Kind, Noun] = {
    "members": Noun("member", "member.add", "member.edit", NewMember, EditMember, ("name", "email", "role")),
    "products": Noun(
        "product",
        "product.create",
        "product.edit",
        NewProduct,
        EditProduct,
        ("name", "series", "list_price", "currency"),
        ("series",),
        "list_price",
    ),
    "companies": Noun(
        "company",
        "company.create",
        "company.edit",
        NewCompany,
        EditCompany,
        (
            "name",
            "domain",
            "sector",
            "country",
            "region",
            "revenue",
            "currency",
            "employees",
            "founded",
            "external_id",
        ),
        ("domain", "sector", "country", "region", "employees", "founded"),
        "revenue",
    ),
    "contacts": Noun(
        "contact",
        "contact.create",
        "contact.edit",
        NewContact,
        EditContact,
        ("given_name", "family_name", "job_title", "external_id"),
        ("job_title", "company_id", "emails", "phones"),
    ),
}
