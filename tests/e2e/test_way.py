"""A stage of the funnel is explained: its counts, its bounds, and the deals behind each count."""

import re

from playwright.sync_api import Page, expect

from tests.server import Server


def test_the_deals_behind_a_stage(demo: Page, demo_server: Server) -> None:
    demo.goto(f"{demo_server.url}/figures")
    funnel = demo.get_by_role("region", name="How do deals become customers?")
    opener = funnel.get_by_role("button", name="Explain Negotiation")
    opener.click()
    panel = demo.get_by_role("complementary", name="Explain this number")
    expect(panel.get_by_role("heading", name="Explain this number")).to_be_focused()
    expect(demo).to_have_url(re.compile("explain=stage_"))
    which = panel.get_by_role("group", name="Which deals")
    counts: dict[str, int] = {}
    for part in ("All", "Went on", "Lost", "Open"):
        button = which.get_by_role("button", name=re.compile(f"^{part} "))
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        counts[part] = int(button.inner_text().removeprefix(part).replace(",", ""))
        expect(panel.get_by_role("link")).to_have_count(min(12, counts[part]))
    assert counts["All"] == counts["Went on"] + counts["Lost"] + counts["Open"] > 12
    which.get_by_role("button", name=re.compile("^All ")).click()
    panel.get_by_role("button", name="Show more").click()
    expect(panel.get_by_role("link")).to_have_count(min(24, counts["All"]))
    demo.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()
