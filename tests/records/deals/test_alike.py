"""The hint that two deals may be one."""

from datetime import UTC, datetime, timedelta

import pytest

from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.companies import commands as companies
from headgate.records.companies.schemas import NewCompany
from headgate.records.deals.alike import alike, like
from headgate.records.deals.schemas import DeleteDeal, NewDeal
from headgate.records.products import commands as products
from headgate.records.products.schemas import NewProduct
from headgate.store.engine import Store
from tests.world import found

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
VERBS = (companies, products)


@pytest.mark.parametrize(
    ("one", "other", "alike_"),
    [
        ("Pump station", "pump  station", True),
        ("Pump station", "Pump stations, phase 2", True),
        ("Pump station", "Flow meters", False),
        ("Café Zoë refit", "CAFE ZOE REFIT", True),
    ],
)
def test_names_alike(one: str, other: str, alike_: bool) -> None:
    assert (like(one, other) >= 0.6) is alike_
    assert like(one, other) == like(other, one)


def test_what_is_alike(store: Store) -> None:
    with clock.frozen(START):
        world = found(store)
        acme, other = world.do("company.create", NewCompany(name="Acme"), NewCompany(name="Bolt")).results
        (pump,) = world.do("product.create", NewProduct("Pump")).results
        ana, ben = world.member("Ana", "seller"), world.member("Ben", "seller")

    def deal(name: str, company: str | None, day: int = 0, product: str | None = None) -> str:
        new = NewDeal(name=name, company_id=company, product_id=product, owner_id=ana.member_id)
        with clock.frozen(START + timedelta(days=day)):
            return str(world.do("deal.create", new).results[0])

    def names(deal_id: str) -> dict[str, str]:
        shown = store.read(lambda tx: alike(tx, ana, deal_id))
        return {each.name: each.why for each in shown}

    one = deal("Pump station", acme, product=pump)
    deal("Pump station 2", acme)
    deal("Pump station", other)
    deal("Quite different", acme, 30, pump)
    gone = deal("Pump stations", acme, 40)
    deal("Something later", acme, 90, pump)
    with clock.frozen(START + timedelta(days=91)):
        world.do("deal.delete", DeleteDeal(id=gone, reason="test"))
    assert names(one) == {
        "Pump station 2": "The same company, and a similar name.",
        "Quite different": "The same company and product, begun within 60 days.",
    }
    lone = deal("Walk-in", None, 92)
    deal("walk-in", None, 92)
    deal("Walk-in 2", None, 92)
    assert names(lone) == {"walk-in": "No company on either, and the same name."}
    with pytest.raises(Problem) as unseen:
        store.read(lambda tx: alike(tx, ben, one))
    assert unseen.value.status == 404
