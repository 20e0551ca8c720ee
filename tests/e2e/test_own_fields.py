"""Fields of the workspace's own in the browser: declared, put in order, filled in on a deal and a company."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server


def add(page: Page, name: str, kind: str, options: tuple[str, ...] = ()) -> None:
    page.get_by_role("button", name="New field").click()
    dialog = page.get_by_role("dialog", name="New field")
    dialog.get_by_label("Name", exact=True).fill(name)
    dialog.get_by_label("Kind").select_option(label=kind)
    for number, option in enumerate(options, start=1):
        dialog.get_by_role("button", name="Add an option").click()
        dialog.get_by_label(f"Option {number}", exact=True).fill(option)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0)


def names(page: Page) -> list[str]:
    return [
        each["name"] for each in b.told(page, "/custom-fields?record=deal")["items"] if not each["archived"]
    ]


def test_fields_are_declared_and_filled_in(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, allow=(409, 422))
    page.goto(f"{demo_server.url}/settings/fields")
    expect(page.get_by_text("No fields yet")).to_be_visible()
    add(page, "Budget", "Choice", ("Small", "Large"))
    add(page, "Seats", "Number")
    add(page, "Topics", "Several choices", ("Labs", "Wards"))
    assert names(page) == ["Budget", "Seats", "Topics"]

    page.get_by_role("button", name="Move Topics up").click()
    expect(page.get_by_role("listitem").nth(1)).to_contain_text("Topics")
    page.get_by_role("button", name="Actions for Seats").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("listitem").nth(1)).to_contain_text("Seats")
    page.get_by_role("button", name=re.compile("^Seats Name, edit")).click()
    page.get_by_role("textbox", name="Name").fill("Number of seats")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Number of seats"))).to_be_visible()
    page.get_by_role("button", name="Actions for Topics").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("Archived")).to_be_visible()
    page.get_by_role("button", name="Actions for Topics").click()
    page.get_by_role("menuitem", name="Use again").click()
    expect(page.get_by_text("Archived")).to_have_count(0)

    deal = b.told(page, "/deals?limit=1")["items"][0]
    page.goto(f"{demo_server.url}/deals/{deal['id']}")
    page.get_by_role("button", name="Budget, edit").click()
    page.get_by_role("combobox", name="Budget").select_option(label="Large")
    expect(page.get_by_role("button", name="Large Budget, edit")).to_be_visible()
    page.get_by_role("button", name="Number of seats, edit").click()
    page.get_by_role("textbox", name="Number of seats").fill("many")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write a number")).to_be_visible()
    page.get_by_role("textbox", name="Number of seats").fill("12,5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="12.5 Number of seats, edit")).to_be_visible()
    page.get_by_role("button", name="Topics, edit").click()
    page.get_by_role("checkbox", name="Wards").click()
    expect(page.get_by_role("checkbox", name="Wards")).to_be_checked()
    expect(page.get_by_text("Budget").nth(1)).to_be_visible()
    b.expect_told(
        page, f"/deals/{deal['id']}", custom={"budget": "large", "seats": 12.5, "topics": ["wards"]}
    )


def test_a_company_has_its_own(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
    page.goto(f"{demo_server.url}/settings/fields")
    page.get_by_label("Fields of").select_option(label="Companies")
    add(page, "Regulated", "Checkbox")
    add(page, "Site", "URL")
    company = b.told(page, "/companies?limit=1")["items"][0]
    page.goto(f"{demo_server.url}/companies/{company['id']}")
    page.get_by_role("checkbox", name="Regulated").click()
    expect(page.get_by_role("checkbox", name="Regulated")).to_be_checked()
    page.get_by_role("button", name="Site, edit").click()
    page.get_by_role("textbox", name="Site").fill("example.com/a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open https://example.com/a")).to_be_visible()
    b.expect_told(
        page, f"/companies/{company['id']}", custom={"regulated": True, "site": "https://example.com/a"}
    )


def test_a_new_deal_is_asked_for_what_is_required(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, allow=(422,))
    page.goto(f"{demo_server.url}/settings/fields")
    page.get_by_role("button", name="New field").click()
    form = page.get_by_role("dialog", name="New field")
    form.get_by_label("Name", exact=True).fill("Need")
    form.get_by_label("Required").check()
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_have_count(0)
    b.open_board(page, demo_server.url)
    page.get_by_role("button", name="New deal", exact=True).first.click()
    sheet = page.get_by_role("dialog", name="New deal")
    sheet.get_by_label("Name", exact=True).fill("Needy")
    sheet.get_by_role("button", name="Create deal").click()
    expect(sheet.get_by_text("“Need” is required.").first).to_be_visible()
    sheet.get_by_role("button", name="Need, edit").click()
    sheet.get_by_role("textbox", name="Need").fill("soon")
    page.keyboard.press("Enter")
    sheet.get_by_role("button", name="Create deal").click()
    expect(sheet).to_have_count(0)
    (made,) = b.told(page, "/deals?q=needy")["items"]
    assert made["custom"] == {"need": "soon"}
