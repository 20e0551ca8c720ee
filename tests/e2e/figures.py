"""The page of figures as a person reads it: headline numbers explained, and the tables behind charts."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e import boarding as b

TOO_FEW = 10
HEADLINES = {
    "Win rate": "win_rate",
    "Won value": "won_value",
    "Average deal size": "avg_won_value",
    "Median sales cycle": "median_cycle_days_won",
    "Open value": "open_value_at_list_price",
}


def dollars(value: float) -> str:
    cents = round(value * 100)
    return f"${cents / 100:,.2f}" if cents % 100 else f"${cents // 100:,}"


def as_shown(name: str, truth: dict[str, Any]) -> str:
    """The reference figure as the page writes it in full."""
    value = truth[HEADLINES[name]]
    if name == "Win rate":
        return f"{value:.2%}"
    return f"{value:g} d" if name == "Median sales cycle" else dollars(value)


def explained(page: Page, name: str) -> str:
    """The number with all its digits, as its explanation has it."""
    page.get_by_label("Headline figures").get_by_role("button", name=re.compile(f"^{name} ")).click()
    panel = page.get_by_role("complementary", name="Explain this number")
    expect(panel.get_by_role("heading", name="How it is computed")).to_be_visible()
    expect(panel).to_contain_text(name)
    said = panel.locator('[class*="32px"]').inner_text()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    return said


def read_headlines(page: Page, truth: dict[str, Any]) -> None:
    said = {name: explained(page, name) for name in HEADLINES}
    assert said == {name: as_shown(name, truth["overall"]) for name in HEADLINES}


def split(page: Page, figure: str, field: str) -> dict[str, list[str]]:
    """The table of the figure by the field: name to value, low, high and n."""
    choose(page, "Figure to split", figure)
    choose(page, "Segment by", field)
    tile = page.get_by_role("region", name=f"{figure} by {field.lower()}")
    expect(tile).to_be_visible()
    if tile.get_by_role("button", name="Show as a table").is_visible():
        tile.get_by_role("button", name="Show as a table").click()
    rows = tile.get_by_role("row")
    expect(rows.first).to_contain_text(figure)
    cells = [row.get_by_role("cell").all_inner_texts() for row in rows.all()[1:]]
    return {name: rest for name, *rest in cells}


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{label}: ")).click()
    page.get_by_role("menuitem", name=value, exact=True).click()


def read_splits(page: Page, truth: dict[str, Any]) -> None:
    """Win rate by owner and won value by product, each row of it."""
    rates = split(page, "Win rate", "Owner")
    for name, wanted in truth["by_agent"].items():
        closed = wanted["won"] + wanted["lost"]
        rate = "too few" if closed < TOO_FEW else f"{wanted['win_rate']:.2%}"
        assert (rates[name][0], rates[name][3]) == (rate, f"{closed:,}"), name
    values = split(page, "Won value", "Product")
    for name, wanted in truth["by_product"].items():
        assert (values[name][0], values[name][3]) == (dollars(wanted["won_value"]), f"{wanted['won']:,}"), (
            name
        )


def deals_behind(page: Page, figure: str) -> int:
    """How many deals the list shows that the figure opens."""
    page.get_by_label("Headline figures").get_by_role("button", name=re.compile(f"^{figure} ")).click()
    panel = page.get_by_role("complementary", name="Explain this number")
    panel.get_by_role("link", name="Open the deals").click()
    expect(page.get_by_role("heading", level=1, name="Deals")).to_be_visible()
    said = page.get_by_role("status").filter(has_text=re.compile(r"\d deals?$"))
    return b.counted(", " + said.inner_text())
