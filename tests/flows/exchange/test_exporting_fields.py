"""Custom fields in exported lists: a column each, in words."""

import csv
import io
from pathlib import Path

from headgate.flows.exchange.plans import Kind
from headgate.records.companies.schemas import NewCompany
from headgate.records.custom_fields.schemas import GivenOption, NameCustomField, NewCustomField
from headgate.records.deals.schemas import NewDeal
from headgate.store.engine import Store
from tests.flows.exchange.desk import Desk, desk

OPTIONS = [GivenOption("=Small"), GivenOption("Large")]


def table(at: Desk, kind: Kind) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(at.export(kind).removeprefix("\ufeff"), newline="")))


def test_values_are_said_in_columns_of_their_own(store: Store, tmp_path: Path) -> None:
    at = desk(store, tmp_path)
    (gone,) = at.do("custom_field.add", NewCustomField("deal", "Gone", "text")).results
    at.do(
        "custom_field.add",
        NewCustomField("deal", "Sizes", "choices", options=OPTIONS),
        NewCustomField("deal", "Fee", "money", currency="JPY"),
        NewCustomField("deal", "Share", "number"),
        NewCustomField("deal", "Partner", "link", links="company"),
        NewCustomField("deal", "Sure", "flag"),
        NewCustomField("deal", "Owner", "text", key="other_owner"),
        NewCustomField("deal", "+1", "text"),
    )
    (company,) = at.do("company.create", NewCompany("Acme, Inc.")).results
    values = {
        "sizes": ["large", "small"],
        "fee": 1200,
        "share": 1e-07,
        "partner": company,
        "sure": False,
        "other_owner": "@me",
        "field_1": "x",
        "gone": "y",
    }
    at.do("deal.create", NewDeal(name="A", custom=values), NewDeal(name="B"))
    at.do("custom_field.archive", NameCustomField(gone))
    first, second = table(at, "deals")
    own = ("Sizes", "Fee", "Share", "Partner", "Sure", "other_owner", "'+1")
    assert tuple(first)[-7:] == own
    said = ["'=Small; Large", "1200", "0.0000001", "Acme, Inc.", "no", "'@me", "x"]
    assert [first[name] for name in own] == said
    assert {second[name] for name in own} == {""}
    assert "Sizes" not in table(at, "companies")[0]
