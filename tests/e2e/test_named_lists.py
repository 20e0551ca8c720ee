"""Lost reasons and roles of people in the settings: added, ordered, given a kind, retired, used again."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server


def group(page: Page, title: str) -> Locator:
    return page.get_by_role("heading", name=title, exact=True).locator("xpath=..")


def told(page: Page, path: str) -> list[str]:
    return [each["name"] for each in b.told(page, path)["items"] if not each["retired"]]


def by_menu(page: Page, name: str, item: str) -> None:
    page.get_by_role("button", name=f"Actions for {name}").click()
    page.get_by_role("menuitem", name=item).click()


def test_lost_reasons_in_their_order_and_of_their_kind(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
    page.goto(f"{demo_server.url}/settings/pipelines")
    reasons = group(page, "Lost reasons")
    before = told(page, "/lost-reasons")
    reasons.get_by_label("Another reason").fill("Lost in the mail")
    reasons.get_by_label("Kind", exact=True).select_option(label="No decision")
    reasons.get_by_role("button", name="Add").click()
    expect(reasons.get_by_role("button", name="Lost in the mail Reason, edit")).to_be_visible()
    assert told(page, "/lost-reasons") == [*before, "Lost in the mail"]

    # Past the reason of deleted deals, which is not shown: one step up is one step up.
    page.get_by_role("button", name="Move Lost in the mail up").click()
    expect(reasons.get_by_role("listitem").nth(-2)).to_contain_text("Lost in the mail")
    page.get_by_role("button", name="Actions for Lost in the mail").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(reasons.get_by_role("listitem").last).to_contain_text("Lost in the mail")

    reasons.get_by_role("button", name=re.compile("Kind of Lost in the mail")).click()
    reasons.get_by_role("combobox", name="Kind of Lost in the mail").select_option(label="Disqualified")
    expect(reasons.get_by_role("button", name=re.compile("^Disqualified Kind of Lost in"))).to_be_visible()
    by_menu(page, "Lost in the mail", "Retire")
    expect(reasons.get_by_text("Retired")).to_be_visible()
    assert told(page, "/lost-reasons") == before
    by_menu(page, "Lost in the mail", "Use again")
    expect(reasons.get_by_text("Retired")).to_have_count(0)


def test_roles_of_people(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
    page.goto(f"{demo_server.url}/settings/pipelines")
    roles = group(page, "Roles of people")
    before = told(page, "/deal-roles")
    roles.get_by_label("Another role").fill("Harbour master")
    roles.get_by_role("button", name="Add").click()
    expect(roles.get_by_role("listitem").last).to_contain_text("Harbour master")
    page.get_by_role("button", name="Move Harbour master up").click()
    expect(roles.get_by_role("listitem").nth(-2)).to_contain_text("Harbour master")
    roles.get_by_role("button", name="Harbour master Role, edit").click()
    roles.get_by_role("textbox", name="Role", exact=True).fill("Pilot")
    page.keyboard.press("Enter")
    expect(roles.get_by_role("button", name="Pilot Role, edit")).to_be_visible()
    assert told(page, "/deal-roles") == [*before[:-1], "Pilot", before[-1]]
