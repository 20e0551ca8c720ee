"""Many deals of the list at once: picked by keys and by pointer, tried, moved, undone; by a finger too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe, browsing
from tests.e2e.conftest import PICTURES, Visit
from tests.server import Server

TALK = "Sales call or demonstration"


def open_list(page: Page, server: Server) -> None:
    page.goto(f'{server.url}/deals?filter={{"field":"status","op":"eq","value":"open"}}')
    expect(page.get_by_role("table", name="Deals")).to_be_visible()


def bar(page: Page, count: str) -> None:
    shown = page.get_by_role("region", name="Picked deals")
    expect(shown.get_by_role("status")).to_have_text(f"{count} picked")


def test_picked_by_keys_moved_and_undone(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
    open_list(page, demo_server)
    rows = page.get_by_role("table", name="Deals").locator("[data-index]")
    rows.first.get_by_role("link").focus()
    page.keyboard.press("x")
    bar(page, "1")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    bar(page, "4")
    expect(rows.nth(3).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    bar(page, "5")
    page.get_by_role("region", name="Picked deals").get_by_role("button", name="Move").click()
    sheet = page.get_by_role("dialog", name="Move 5 deals")
    sheet.get_by_label("Stage").select_option(label=TALK)
    foretold = sheet.get_by_role("region", name="What would happen")
    expect(foretold).to_contain_text(re.compile(r"\d deals? change"))
    browsing.picture(page, PICTURES, "bulk preview")
    said = foretold.inner_text()
    moving = int((re.search(r"(\d+) deals? change", said) or [0, 0])[1])
    assert moving, said
    sheet.get_by_role("button", name=re.compile(r"^Move \d deals?$")).click()
    expect(page.get_by_text(re.compile(rf"^{moving} deals? w(as|ere) changed$")).first).to_be_visible()
    browsing.picture(page, PICTURES, "bulk done")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile(rf"^{moving} deals? (is|are) as before$")).first).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    expect(page.get_by_role("region", name="Picked deals")).not_to_be_visible()


def test_everything_that_the_filter_shows(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
    open_list(page, demo_server)
    page.get_by_label("Pick the deals shown").check()
    every = page.get_by_role("button", name=re.compile(r"^Pick all "))
    expect(every).to_be_visible()
    total = every.inner_text().removeprefix("Pick all ")
    every.click()
    bar(page, total)
    page.get_by_role("button", name="Edit a field").click()
    sheet = page.get_by_role("dialog", name=f"Edit {total} deals")
    sheet.get_by_label("Field").select_option(label="Type")
    sheet.get_by_label("Type", exact=True).fill("renewal")
    expect(sheet.get_by_role("region", name="What would happen")).to_contain_text(f"{total} deals change")
    sheet.get_by_role("button", name=f"Edit {total} deals").click()
    expect(page.get_by_text(f"{total} deals were changed").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Picked deals")).not_to_be_visible()


def test_escape_picks_none(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
    open_list(page, demo_server)
    rows = page.get_by_role("table", name="Deals").locator("[data-index]")
    rows.nth(0).get_by_role("checkbox").click()
    rows.nth(4).get_by_role("checkbox").click(modifiers=["Shift"])
    bar(page, "5")
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Picked deals")).not_to_be_visible()


@pytest.mark.parametrize(
    ("theme", "size"),
    [("light", (1440, 900)), ("dark", (1440, 900)), ("light", (390, 844)), ("dark", (390, 844))],
)
def test_how_it_looks(visit: Visit, demo_server: Server, theme: str, size: tuple[int, int]) -> None:
    page = visit(demo_server, theme=theme, size=size)
    open_list(page, demo_server)
    phone = size[0] < 640
    if phone:
        page.get_by_role("button", name="Pick", exact=True).click()
    rows = page.get_by_role("table", name="Deals").locator("[data-index]")
    for at in (0, 1, 2, 5):
        rows.nth(at).get_by_role("checkbox").check()
    bar(page, "4")
    name = f"bulk {theme} {'phone' if phone else 'wide'}"
    browsing.picture(page, PICTURES, name)
    assert axe.found(page) == []
    if phone:
        page.get_by_role("button", name="Change", exact=True).click()
        page.get_by_role("menuitem", name="Move").click()
    else:
        page.get_by_role("region", name="Picked deals").get_by_role("button", name="Move").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Stage").select_option(label="Closing the deal")
    expect(sheet.get_by_role("region", name="What would happen")).to_be_visible()
    page.wait_for_timeout(300)
    browsing.picture(page, PICTURES, f"{name} sheet")
    assert axe.found(page) == []
