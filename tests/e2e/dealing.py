"""A deal in its panel as a person works on it: plans, logs, closes, opens again, reads its history."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import boarding as b


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Deal", exact=True)


def open_panel(page: Page, deal: str) -> None:
    b.card_of(page, deal).click()
    expect(panel(page).get_by_role("button", name="Won", exact=True)).to_be_visible()


def plan_and_log(page: Page) -> None:
    """A call is planned and done; a meeting is logged; a note is written."""
    here = panel(page)
    step = here.get_by_role("region", name="Next step")
    step.get_by_role("button", name="Call").click()
    form = here.get_by_role("form", name="Write something down")
    form.get_by_role("textbox", name="Subject").fill("Ask about the pilot")
    form.get_by_label("Due on").fill("2030-01-15")
    form.get_by_role("button", name="Plan", exact=True).click()
    expect(step).to_contain_text("Ask about the pilot")

    form.get_by_role("button", name="Meeting").click()
    form.get_by_role("radio", name="Log").click()
    form.get_by_role("textbox", name="Subject").fill("Met at the fair")
    form.get_by_role("button", name="Log", exact=True).click()
    expect(here.get_by_role("listitem").filter(has_text="Met at the fair")).to_be_visible()

    form.get_by_role("button", name="Note").click()
    form.get_by_role("textbox", name="Note").fill("They decide in spring.")
    form.get_by_role("button", name="Save note").click()
    expect(here.get_by_role("listitem").filter(has_text="They decide in spring.")).to_be_visible()

    step.get_by_role("button", name="Done").click()
    outcome = page.get_by_role("dialog", name="What came of it?")
    outcome.get_by_label("What came of it?").fill("They want a pilot")
    outcome.get_by_role("button", name="Done").click()
    expect(step).to_contain_text("No next step")
    expect(here.get_by_role("listitem").filter(has_text="They want a pilot")).to_be_visible()


def win(page: Page, value: str) -> None:
    panel(page).get_by_role("button", name="Won", exact=True).click()
    sheet = page.get_by_role("dialog", name=re.compile("^Win "))
    sheet.get_by_label("Value").fill(value)
    sheet.get_by_role("button", name="Win", exact=True).click()
    expect(sheet).to_have_count(0)


def reopen(page: Page, why: str) -> None:
    panel(page).get_by_role("button", name="Reopen", exact=True).click()
    sheet = page.get_by_role("dialog", name=re.compile("^Reopen "))
    sheet.get_by_label("Why").fill(why)
    sheet.get_by_role("button", name="Reopen", exact=True).click()
    expect(sheet).to_have_count(0)


def lose(page: Page, note: str) -> None:
    panel(page).get_by_role("button", name="Lost", exact=True).click()
    sheet = page.get_by_role("dialog", name=re.compile("^Why was "))
    sheet.get_by_role("radio").nth(1).check()
    sheet.get_by_label("Note").fill(note)
    sheet.get_by_role("button", name="Lose", exact=True).click()
    expect(sheet).to_have_count(0)


def win_reopen_lose_undo(page: Page, deal: str) -> None:
    def status() -> str:
        return str(b.told(page, f"/deals/{deal}")["status"])

    win(page, "1,234")
    expect(panel(page).get_by_role("button", name="Reopen", exact=True)).to_be_visible()
    assert status() == "won"
    reopen(page, "Signed by the wrong person")
    expect(panel(page).get_by_role("button", name="Won", exact=True)).to_be_visible()
    assert status() == "open"
    lose(page, "Went quiet")
    expect(panel(page).get_by_role("button", name="Reopen", exact=True)).to_be_visible()
    assert status() == "lost"
    page.get_by_label("Messages").get_by_role("button", name="Undo").last.click()
    expect(panel(page).get_by_role("button", name="Won", exact=True)).to_be_visible()
    assert status() == "open"


def read_history(page: Page) -> None:
    """Each stay and each change is there, the newest first, and what was taken back says so."""
    panel(page).get_by_role("tab", name="History").click()
    lines = panel(page).get_by_role("tabpanel").get_by_role("listitem")
    expect(lines.first).to_be_visible()
    told = [line.get_by_role("paragraph").first.inner_text() for line in lines.all()]
    print(told)
    stays = panel(page).get_by_role("row").all_inner_texts()
    print(stays)
