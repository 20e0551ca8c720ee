"""Lines of a deal: a product found, a name typed, changed in place, put in order, taken off and put back; the
value that follows them."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import axe
from tests.e2e import boarding as b
from tests.server import Server

LEAD = "Lead generation"


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name="Lines of the deal").get_by_role("listitem").filter(has_text=name)


def names(page: Page) -> list[str]:
    return [each["name"] for each in b.told(page, f"/deals/{page.url.rpartition('/')[2]}/lines")["items"]]


def add(page: Page, typed: str, quantity: str, price: str = "", discount: str = "", option: str = "") -> None:
    page.get_by_role("button", name="Add a line").click()
    form = page.get_by_role("dialog", name="Add a line")
    form.get_by_role("combobox", name="Product").fill(typed)
    if option:
        page.get_by_role("option", name=re.compile(f"^{option}")).click()
    else:
        expect(form.get_by_text("No product of this name")).to_be_visible()
        page.keyboard.press("Escape")
    form.get_by_label("Quantity").fill(quantity)
    if discount:
        form.get_by_label("Discount in percent").fill(discount)
    if price:
        form.get_by_label("Unit price").fill(price)
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_have_count(0)


def edit(page: Page, button: str, box: str, text: str) -> None:
    page.get_by_role("button", name=re.compile(button)).click()
    field = page.get_by_role("textbox", name=box)
    field.fill(text)
    field.press("Enter")


def test_lines_come_to_a_deal_and_make_its_value(demo: Page, demo_server: Server) -> None:
    page = demo
    product = b.told(page, "/products")["items"][0]["name"]
    deal = b.deal_id(b.new_deal(page, LEAD, "Harbour lights"))
    page.goto(f"{demo_server.url}/deals/{deal}")
    lines = page.get_by_role("region", name="Lines")
    expect(lines.get_by_text("Nothing yet")).to_be_visible()

    add(page, product[:4], "2", "100", option=product)
    add(page, "Delivery by sea", "1", "50.50", "10")
    expect(row(page, "Delivery by sea").get_by_text("10% off")).to_be_visible()
    assert names(page) == [product, "Delivery by sea"]

    # A quantity that is none is refused in place; a good one is kept.
    page.get_by_role("button", name=re.compile(f"Quantity of {re.escape(product)}")).click()
    box = page.get_by_role("textbox", name=f"Quantity of {product}")
    box.fill("none")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Write a quantity")).to_be_visible()
    box.fill("2.5")
    box.press("Enter")
    expect(row(page, product).get_by_role("button", name=re.compile(r"^2\.5"))).to_be_visible()
    edit(page, "Discount on Delivery by sea", "Discount on Delivery by sea", "")
    expect(row(page, "Delivery by sea").get_by_text("No discount")).to_be_visible()

    assert axe.found(page) == []

    # The value follows once that is chosen, and is no longer typed.
    lines.get_by_role("switch", name="Value from the lines").click()
    expect(page.get_by_role("complementary", name="Details").get_by_text("300.50").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Value, edit"))).to_have_count(0)
    edit(page, "Unit price of Delivery by sea", "Unit price of Delivery by sea", "150")
    expect(lines.get_by_text("400").last).to_be_visible()
    assert b.told(page, f"/deals/{deal}")["amount"] == 40000

    row(page, "Delivery by sea").get_by_role("button", name="More about Delivery by sea").click()
    page.get_by_role("menuitem", name="Move up").click()
    expect(page.get_by_role("list", name="Lines of the deal").get_by_role("listitem").first).to_contain_text(
        "Delivery by sea"
    )
    assert names(page) == ["Delivery by sea", product]

    # Taken off, and put back by the message's undo; the value goes along.
    row(page, "Delivery by sea").get_by_role("button", name="More about Delivery by sea").click()
    page.get_by_role("menuitem", name="Take off the deal").click()
    expect(row(page, "Delivery by sea")).to_have_count(0)
    assert b.told(page, f"/deals/{deal}")["amount"] == 25000
    b.toast(page, "Delivery by sea taken off the deal").get_by_role("button", name="Undo").click()
    expect(row(page, "Delivery by sea")).to_be_visible()
    assert b.told(page, f"/deals/{deal}")["amount"] == 40000
    expect(page.get_by_text("took the line Delivery by sea off the deal").first).to_be_visible()


def test_the_lines_stand_on_a_phone(demo: Page, demo_server: Server) -> None:
    page = demo
    deal = b.deal_id(b.new_deal(page, LEAD, "Quay lamps"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{demo_server.url}/deals/{deal}?tab=overview")
    add(page, "Training on the quay", "1.5", "1200")
    expect(row(page, "Training on the quay").get_by_text("1,800")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
