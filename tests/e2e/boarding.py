"""The board as a person handles it: columns, cards, a pointer that drags, and what the server says."""

import re
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect


def told(page: Page, path: str) -> Any:
    """What the API answers to the person of the page; only to read back what a journey did."""
    origin = page.evaluate("location.origin")
    answer = page.request.get(f"{origin}/api/v1{path}")
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json()


def expect_deal(page: Page, deal: str, **wanted: Any) -> None:
    expect_told(page, f"/deals/{deal}", **wanted)


def expect_told(page: Page, path: str, **wanted: Any) -> None:
    """What the server has of it, which may come to be so a moment after the page shows it."""
    found: dict[str, Any] = {}
    for _ in range(100):
        answer = told(page, path)
        found = {name: answer[name] for name in wanted}
        if found == wanted:
            return
        page.wait_for_timeout(100)
    assert found == wanted, found


def open_board(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("[data-card]").first).to_be_visible()


def column(page: Page, stage: str) -> Locator:
    """The column of an open stage."""
    heading = page.get_by_role("heading", name=re.compile(rf"^{re.escape(stage)}, "))
    return page.locator("[data-board] > section").filter(has=heading)


def strip(page: Page, stage: str) -> Locator:
    """The narrow column of won or lost deals."""
    return page.locator(f'section[aria-label^="{stage}, "]')


def counted(text: str | None) -> int:
    """The number of deals in "Proposal, 1,218 deals, €1.2M"."""
    found = re.search(r", ([\d,]+) deals?\b", text or "")
    assert found, f"no count in {text!r}"
    return int(found.group(1).replace(",", ""))


def count(page: Page, stage: str) -> int:
    """How many deals the head of an open stage says are in it."""
    return counted(column(page, stage).get_by_role("heading").get_attribute("aria-label"))


def expect_count(page: Page, stage: str, wanted: int) -> None:
    heading = column(page, stage).get_by_role("heading")
    expect(heading).to_have_attribute("aria-label", re.compile(rf"^{re.escape(stage)}, {wanted:,} deals?\b"))


def card(page: Page, name: str, stage: str | None = None) -> Locator:
    """The card of the deal, in that column when one is named."""
    where = column(page, stage) if stage else page
    title = page.locator("[data-card]", has_text=re.compile(rf"^{re.escape(name)}$"))
    return where.locator("article").filter(has=title)


def card_of(page: Page, deal: str, stage: str | None = None) -> Locator:
    """The card of the deal with that id; names may be shared."""
    where = column(page, stage) if stage else page
    return where.locator("article").filter(has=page.locator(f'[data-card="{deal}"]'))


def link(of: Locator) -> Locator:
    """What has the focus when a card has it."""
    return of.locator("[data-card]")


def deal_id(of: Locator) -> str:
    found = link(of).get_attribute("data-card")
    assert found
    return found


def box(of: Locator) -> FloatRect:
    found = of.bounding_box()
    assert found, "it is not on the page"
    return found


def drag(page: Page, source: Locator, target: Locator, *, down: float = 120) -> None:
    """Takes the card with the pointer and lets it go over the target, so far below its top."""
    source.scroll_into_view_if_needed()
    start, end = box(source), box(target)
    x, y = start["x"] + 90, start["y"] + 48
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 8, steps=3)
    x, y = end["x"] + end["width"] / 2, end["y"] + down
    page.mouse.move(x, y, steps=8)
    page.mouse.move(x + 2, y + 2, steps=2)
    page.mouse.up()


def new_deal(page: Page, stage: str, name: str) -> Locator:
    """Makes a deal by the composer of the column; gives its card."""
    column(page, stage).get_by_role("button", name=f"New deal in {stage}").click()
    field = page.get_by_role("textbox", name="Name of the new deal")
    field.fill(name)
    field.press("Enter")
    made = card(page, name, stage)
    expect(made).to_be_visible()
    field.press("Escape")
    return made


def toast(page: Page, text: str) -> Locator:
    """The message that says it, with its buttons."""
    return page.get_by_label("Messages").locator("> div").filter(has_text=text)
