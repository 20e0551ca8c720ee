"""A target is set, seen against the pipeline, changed and put away."""

import re

from playwright.sync_api import Page, expect

from tests.server import Server


def test_a_target_and_its_coverage(demo: Page, demo_server: Server) -> None:
    demo.goto(f"{demo_server.url}/figures?period=next-year")
    expect(demo.get_by_text("No target is set here")).to_be_visible()
    demo.get_by_role("button", name="Set a target").click()
    sheet = demo.get_by_role("dialog", name="Set a target")
    expect(sheet.get_by_label("Value to be won")).to_be_focused()
    expect(sheet.get_by_role("button", name="Set", exact=True)).to_be_disabled()
    demo.keyboard.type("5m")
    sheet.get_by_label("Period").select_option(label="Next year")
    demo.keyboard.press("Enter")
    expect(sheet).to_have_count(0)

    tile = demo.locator("[data-tile=coverage]")
    expect(tile).to_contain_text("Too little: ")
    expect(tile).to_contain_text("Missing")
    expect(tile.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile(r"^Coverage [\d.]+×, weighted")
    )
    rows = tile.get_by_role("link", name=re.compile("Expected in the period"))
    listed = int((rows.inner_text()).split()[0])
    rows.click()
    expect(demo).to_have_url(re.compile("/deals"))
    expect(demo.get_by_text(re.compile(rf"^{listed} deals?$"))).to_be_visible()
    demo.go_back()

    # The same part and period have one target: the sheet says so and stays.
    tile.get_by_role("button", name="Set a target").click()
    sheet.get_by_label("Value to be won").fill("6m")
    sheet.get_by_label("Period").select_option(label="Next year")
    demo.keyboard.press("Enter")
    expect(sheet.get_by_text("There is a target for this period")).to_be_visible()
    demo.keyboard.press("Escape")

    tile.get_by_role("button", name="Change").click()
    sheet = demo.get_by_role("dialog", name=re.compile("^Everybody, Jan 1"))
    sheet.get_by_label("Value to be won").fill("7.5m")
    sheet.get_by_role("button", name="Save").click()
    expect(tile).to_contain_text("€7.5M")
    tile.get_by_role("button", name="Show as a table").click()
    expect(tile.get_by_role("table")).to_contain_text("Lead generation")
    tile.get_by_role("button", name="Show as a chart").click()
    tile.get_by_role("button", name="Change").click()
    sheet.get_by_role("button", name="Put away").click()
    expect(demo.get_by_text("No target is set here")).to_be_visible()
