"""People on a deal: found or made anew, given roles, one the main contact, taken off and put back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server

LEAD = "Lead generation"


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name="People on the deal").get_by_role("listitem").filter(has_text=name)


def of_deal(page: Page, deal: str) -> list[tuple[str, str | None, bool]]:
    found = b.told(page, f"/deals/{deal}/people")["items"]
    return [(each["name"], each["role_name"], each["main"]) for each in found]


def searched(page: Page, typed: str, name: str, role: str) -> None:
    """Adds somebody who is there already."""
    page.get_by_role("button", name="Add a person").click()
    form = page.get_by_role("dialog", name="Add a person")
    form.get_by_role("combobox", name="Person").fill(typed)
    page.get_by_role("option", name=re.compile(f"^{name}")).click()
    form.get_by_role("combobox", name="Role").select_option(label=role)
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_have_count(0)


def made_anew(page: Page, given: str, family: str) -> None:
    page.get_by_role("button", name="Add a person").click()
    form = page.get_by_role("dialog", name="Add a person")
    form.get_by_role("combobox", name="Person").fill(f"{given} {family}")
    page.get_by_role("option", name=re.compile("New contact")).click()
    fresh = page.get_by_role("dialog", name="New contact")
    expect(fresh.get_by_label("Family name")).to_have_value(family)
    fresh.get_by_role("button", name="Create contact").click()


def test_people_come_to_a_deal_and_leave_it(demo: Page, demo_server: Server) -> None:
    page = demo
    deal = b.deal_id(b.new_deal(page, LEAD, "Harbour cranes"))
    page.goto(f"{demo_server.url}/deals/{deal}")
    people = page.get_by_role("region", name="People")
    expect(people.get_by_text("Nobody yet")).to_be_visible()

    made_anew(page, "Ines", "Okafor")
    expect(row(page, "Ines Okafor").get_by_text("Main")).to_be_visible()
    made_anew(page, "Jonas", "Lindqvist")
    expect(row(page, "Jonas Lindqvist")).to_be_visible()
    expect(row(page, "Jonas Lindqvist").get_by_text("Main")).to_have_count(0)

    # Who is on the deal is offered no more.
    page.get_by_role("button", name="Add a person").click()
    page.get_by_role("combobox", name="Person").fill("Jonas")
    expect(page.get_by_text("Nobody of this name yet.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Cancel").click()

    jonas = row(page, "Jonas Lindqvist")
    jonas.get_by_role("button", name=re.compile("Role of Jonas")).click()
    jonas.get_by_role("combobox", name="Role of Jonas Lindqvist").select_option(label="Champion")
    expect(jonas.get_by_role("button", name=re.compile("^Champion"))).to_be_visible()
    jonas.get_by_role("button", name="More about Jonas Lindqvist").click()
    page.get_by_role("menuitem", name="Make main contact").click()
    expect(jonas.get_by_text("Main")).to_be_visible()
    assert of_deal(page, deal) == [("Jonas Lindqvist", "Champion", True), ("Ines Okafor", None, False)]

    # Taken off, put back by undo with role and mark; taken off again, and added by search.
    for way in ("undo", "search"):
        jonas.get_by_role("button", name="More about Jonas Lindqvist").click()
        page.get_by_role("menuitem", name="Take off the deal").click()
        expect(jonas).to_have_count(0)
        expect(page.get_by_role("button", name="Add a person")).to_be_focused()
        assert of_deal(page, deal) == [("Ines Okafor", None, True)]
        if way == "undo":
            b.toast(page, "Jonas Lindqvist taken off the deal").get_by_role("button", name="Undo").click()
            expect(jonas.get_by_text("Main")).to_be_visible()
        else:
            searched(page, "Lindq", "Jonas Lindqvist", "Decision maker")
            expect(jonas.get_by_role("button", name=re.compile("^Decision maker"))).to_be_visible()

    # The contact's page tells of the deal, and leads to it.
    jonas.get_by_role("link", name="Jonas Lindqvist").click()
    expect(page.get_by_role("heading", name="Jonas Lindqvist")).to_be_visible()
    page.get_by_role("region", name="Deals").get_by_role("link", name="Harbour cranes").click()
    expect(row(page, "Ines Okafor")).to_be_visible()


def test_another_browser_sees_who_comes(demo: Page, visit: Visit, demo_server: Server) -> None:
    page, other = demo, visit(demo_server)
    deal = b.deal_id(b.new_deal(page, LEAD, "Tide gauges"))
    for each in (page, other):
        each.goto(f"{demo_server.url}/deals/{deal}")
        expect(each.get_by_role("region", name="People").get_by_text("Nobody yet")).to_be_visible()
    made_anew(page, "Wren", "Adeyemi")
    expect(row(other, "Wren Adeyemi")).to_be_visible()
