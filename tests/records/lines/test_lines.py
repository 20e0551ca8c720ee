"""Lines of a deal: added, changed, put in order, taken off, undone; the amount that follows them."""

from typing import Any

import pytest
import sqlalchemy as sa

from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.deals.schemas import DeleteDeal, EditDeal, NameDeal, NewDeal, WinDeal
from headgate.records.deals.tables import deals
from headgate.records.lines import queries
from headgate.records.lines.schemas import AddLine, EditLine, NameLine
from headgate.records.lines.verify import verify
from headgate.records.products.schemas import NewProduct
from headgate.store.statements import P, Query
from tests.records.lines.shop import Shop


@pytest.fixture
def shop(store: Any) -> Any:
    made = Shop(store)
    yield made
    made.sound()


def test_a_line_has_the_name_and_the_price_of_its_product(shop: Shop) -> None:
    shop.add(shop.lamp)
    shop.add(shop.lamp, name="Lamp, red", quantity="2.50", unit_price=1999, discount="12.5")
    first, second = shop.lines().items
    assert (first.name, first.quantity, first.unit_price, first.sum) == ("Lamp", "1", 2500, 2500)
    assert (second.name, second.quantity, second.discount, second.sum) == ("Lamp, red", "2.5", "12.5", 4373)
    assert shop.lines().sum == 6873
    assert shop.amount() == 700


def test_what_is_sold_need_not_be_a_product(shop: Shop) -> None:
    shop.add(name="Delivery", unit_price=-500)
    assert [(each.product_id, each.sum) for each in shop.lines().items] == [(None, -500)]


WRONG = [
    ({}, "/name"),
    ({"name": " ", "unit_price": 1}, "/name"),
    ({"name": "Delivery"}, "/unit_price"),
    ({"product": "prod_1"}, "/product_id"),
    ({"product": "nonsense"}, "/product_id"),
    ({"name": "x", "unit_price": 1, "quantity": "0.0"}, "/quantity"),
    ({"name": "x", "unit_price": 1, "discount": "100.0001"}, "/discount"),
    ({"name": "x", "unit_price": 10**15, "quantity": "1.000001"}, "/quantity"),
]


@pytest.mark.parametrize(("given", "pointer"), WRONG)
def test_what_cannot_be_a_line_is_refused(shop: Shop, given: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Problem) as refused:
        shop.add(**given)
    assert (refused.value.status, refused.value.fields[0]["pointer"]) == (422, pointer)
    assert shop.names() == []


def test_a_list_price_of_another_currency_is_no_price(shop: Shop) -> None:
    with pytest.raises(Problem, match="no list price in USD"):
        shop.add(shop.desk)


def test_lines_are_put_in_order(shop: Shop) -> None:
    a, b, c = (shop.add(name=name, unit_price=1) for name in "ABC")
    shop.do("deal_line.edit", EditLine(c, position=0))
    assert shop.names() == ["C", "A", "B"]
    moved = shop.do("deal_line.edit", EditLine(c, position=9))
    assert shop.names() == ["A", "B", "C"]
    shop.undo(moved)
    assert shop.names() == ["C", "A", "B"]
    shop.add(name="D", unit_price=1, position=1)
    gone = shop.do("deal_line.remove", NameLine(a))
    shop.add(name="E", unit_price=1, position=2)
    shop.undo(gone)
    assert shop.names() == ["C", "D", "A", "E", "B"] or shop.names() == ["C", "D", "E", "A", "B"]
    same = shop.do("deal_line.edit", EditLine(b, position=4))
    assert same.last == 0


def test_the_amount_follows_the_lines_where_that_was_chosen(shop: Shop) -> None:
    line = shop.add(shop.lamp)
    on = shop.follow()
    assert shop.amount() == 2500
    edited = shop.do("deal_line.edit", EditLine(line, quantity="3"))
    added = shop.do("deal_line.add", AddLine(shop.deal, name="Delivery", unit_price=500))
    assert shop.amount() == 8000
    shop.undo(edited)
    assert shop.amount() == 3000
    shop.undo(added)
    assert shop.amount() == 2500
    shop.do("deal_line.remove", NameLine(line))
    assert shop.amount() is None
    shop.do("deal.edit", EditDeal(shop.deal, amount_from=None, amount=900))
    assert shop.amount() == 900
    with pytest.raises(Problem):
        shop.undo(on)


def test_turning_it_on_is_undone_whatever_the_lines_came_to(shop: Shop) -> None:
    line = shop.add(shop.lamp)
    on = shop.follow()
    shop.do("deal_line.edit", EditLine(line, quantity="3"))
    shop.undo(on)
    assert (shop.amount(), shop.lines().amount_from) == (700, None)


def test_turning_it_on_is_undone_with_its_amount(shop: Shop) -> None:
    shop.add(shop.lamp)
    shop.undo(shop.follow())
    assert (shop.amount(), shop.lines().amount_from) == (700, None)


def test_an_amount_that_follows_is_not_given(shop: Shop) -> None:
    shop.add(shop.lamp)
    shop.follow()
    edited = EditDeal(shop.deal, amount=1)
    for verb, payload in (("deal.edit", edited), ("deal.win", WinDeal(shop.deal, amount=1))):
        with pytest.raises(Problem) as refused:
            shop.do(verb, payload)
        assert refused.value.fields[0]["pointer"] == "/amount"
    shop.do("deal.edit", EditDeal(shop.deal, amount=2500, name="Acme"))
    with pytest.raises(Problem):
        shop.do("deal.create", NewDeal("Other", amount=5, amount_from="lines"))


def test_a_followed_amount_is_not_undone_by_itself(shop: Shop) -> None:
    shop.add(shop.lamp)
    shop.follow()
    made = shop.do("deal_line.add", AddLine(shop.deal, name="Delivery", unit_price=500))
    with pytest.raises(Problem) as refused:
        shop.do("undo", Undo(seq=made.last))
    assert "undo the change of the lines" in refused.value.extra["in_the_way"][0]["sentence"]
    shop.do("undo", Undo(seq=made.first))
    assert shop.amount() == 2500


def test_a_deal_with_lines_stays_in_their_currency(shop: Shop) -> None:
    line = shop.add(shop.lamp)
    with pytest.raises(Problem) as refused:
        shop.do("deal.edit", EditDeal(shop.deal, currency="EUR"))
    assert refused.value.fields[0]["pointer"] == "/currency"
    gone = shop.do("deal_line.remove", NameLine(line))
    shop.do("deal.edit", EditDeal(shop.deal, currency="EUR"))
    with pytest.raises(Problem) as refused:
        shop.undo(gone)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "The deal is in EUR now."


def test_the_history_tells_of_lines(shop: Shop) -> None:
    line = shop.add(shop.lamp, quantity="2")
    shop.do("deal_line.edit", EditLine(line, quantity="3", discount="10"))
    shop.do("deal_line.edit", EditLine(line, name="Lamp, red"))
    shop.follow()
    shop.do("deal_line.remove", NameLine(line))
    items = shop.told()
    assert [item.sentence for item in items][:6] == [
        "made the value what the lines come to",
        "took the line Lamp, red off the deal",
        "edited the deal",
        "changed the line Lamp, red",
        "changed the line Lamp",
        "added 2 × Lamp to the deal",
    ]
    assert [item.can_undo for item in items][:2] == [False, True]
    changes = {change.label: (change.before, change.after) for change in items[4].changes}
    assert changes == {
        "Quantity": ("2", "3"),
        "Discount in percent": ("0", "10"),
        "Sum": ("50.00 USD", "67.50 USD"),
    }


def test_deals_are_found_by_the_products_on_their_lines(shop: Shop) -> None:
    assert shop.deals({"field": "line_product_id", "op": "in", "value": [shop.desk]}) == 0
    shop.add(shop.lamp)
    shop.add(shop.desk, unit_price=1)
    assert shop.deals({"field": "line_product_id", "op": "in", "value": [shop.desk]}) == 1
    assert shop.deals({"field": "lines", "op": "eq", "value": 2}) == 1


def test_a_deal_that_comes_back_has_its_lines(shop: Shop) -> None:
    shop.add(shop.lamp)
    shop.follow()
    shop.do("deal.delete", DeleteDeal("test", shop.deal), actor=shop.world.actor)
    with pytest.raises(Problem) as refused:
        shop.add(shop.lamp)
    assert refused.value.status == 404
    shop.do("deal.restore", NameDeal(shop.deal), actor=shop.world.actor)
    assert (shop.names(), shop.amount()) == (["Lamp"], 2500)


def test_a_deal_has_at_most_200_lines(shop: Shop) -> None:
    shop.do("deal_line.add", *(AddLine(shop.deal, name="x", unit_price=1) for _ in range(200)))
    with pytest.raises(Problem, match="at most 200 lines"):
        shop.add(name="y", unit_price=1)


def test_a_product_on_a_line_is_not_taken_out(shop: Shop) -> None:
    made = shop.do("product.create", NewProduct("Chair", None, 100), actor=shop.world.actor)
    shop.add(made.results[0])
    with pytest.raises(Problem) as refused:
        shop.do("undo", Undo(seq=made.first), actor=shop.world.actor)
    assert refused.value.extra["in_the_way"][0]["sentence"] == "Lines of deals name it."


def test_a_deal_that_one_does_not_see_has_no_lines(shop: Shop) -> None:
    line = shop.add(shop.lamp)
    ben = shop.world.member("Ben", owners=[])
    for verb, payload in (
        ("deal_line.add", AddLine(shop.deal, shop.lamp)),
        ("deal_line.edit", EditLine(line, quantity="2")),
        ("deal_line.remove", NameLine(line)),
    ):
        with pytest.raises(Problem) as refused:
            shop.do(verb, payload, actor=ben)
        assert refused.value.status == 404
    with pytest.raises(Problem):
        shop.world.store.read(lambda tx: queries.lines_seen(tx, ben, shop.deal))


def test_a_stale_change_is_refused(shop: Shop) -> None:
    line = shop.add(shop.lamp)
    shop.do("deal_line.edit", EditLine(line, 1, quantity="2"))
    with pytest.raises(Problem) as refused:
        shop.do("deal_line.edit", EditLine(line, 1, quantity="3"))
    assert refused.value.status == 409


def test_a_value_that_went_astray_is_found(shop: Shop) -> None:
    shop.add(shop.lamp)
    shop.follow()
    astray: Query[Any] = Query(
        sa.update(deals).where(deals.c.workspace_id == P("ws")).values(amount=P("amount"))
    )
    shop.world.store.write(lambda tx: tx.run(astray, ws=shop.world.ws, amount=3))
    found = list(verify(shop.world.store, shop.world.ws))
    assert len(found) == 1 and "its value is 3, its lines come to 2500" in found[0]
    shop.world.store.write(lambda tx: tx.run(astray, ws=shop.world.ws, amount=2500))
