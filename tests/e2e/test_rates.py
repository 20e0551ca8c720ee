"""Exchange rates are set, corrected and put away; figures follow."""

import re

from playwright.sync_api import Page, expect

from tests.server import Server


def test_rates_in_the_settings(demo: Page, demo_server: Server) -> None:
    demo.goto(f"{demo_server.url}/settings/rates")
    expect(demo.get_by_text("No rates yet: figures count the deals in EUR alone.")).to_be_visible()
    add = demo.get_by_role("button", name="Add", exact=True)
    expect(add).to_be_disabled()
    demo.get_by_label("Currency").fill("chf")
    demo.get_by_label("From").fill("2024-01-01")
    demo.get_by_label("One is worth, in EUR").fill("1,04")
    demo.keyboard.press("Enter")
    rows = demo.get_by_role("list", name="Exchange rates")
    expect(rows.get_by_role("listitem")).to_have_count(1)
    expect(rows).to_contain_text("1.04")

    # A day has one rate.
    demo.get_by_label("One is worth, in EUR").fill("1.05")
    demo.keyboard.press("Enter")
    expect(demo.get_by_text("There is a rate of this currency from this day already")).to_be_visible()

    rows.get_by_role("button", name=re.compile("Rate of CHF")).click()
    demo.get_by_role("textbox", name=re.compile("Rate of CHF")).fill("1.0412")
    demo.keyboard.press("Enter")
    expect(rows).to_contain_text("1.0412")
    demo.get_by_role("button", name=re.compile("^Archive CHF")).click()
    expect(demo.get_by_text("No rates yet")).to_be_visible()
    demo.get_by_role("checkbox", name="Archived").click()
    expect(rows).to_contain_text("1.0412")
