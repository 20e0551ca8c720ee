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


HISTORY = (
    "undid: lost the deal: ",
    "reopened the deal in Engaging: Signed by the wrong person",
    "lost the deal: ",
    "won the deal",
    "moved the deal from Prospecting to Engaging",
    "moved the deal from Engaging to Prospecting",
    "moved the deal from Prospecting to Engaging",
    "created the deal in Prospecting",
)


def read_history(page: Page) -> None:
    """Every change is there, what was taken back says so, and of the stays there are those that count."""
    panel(page).get_by_role("tab", name="History").click()
    told = panel(page).get_by_role("list").filter(has_text="created the deal").get_by_role("listitem")
    expect(told).to_have_count(len(HISTORY))
    lines = told.all_inner_texts()
    assert all(any(said in line for line in lines) for said in HISTORY), lines
    assert sum("Undone" in line for line in lines) == 1
    lost = told.filter(has_text="Undone")
    expect(lost).to_contain_text("Went quiet")
    stays = panel(page).get_by_role("row").all_inner_texts()
    # Won and reopened, lost and taken back within minutes: corrections, which leave no stay behind.
    assert [stay.split()[0] for stay in stays] == ["Stage", "Prospecting", "Engaging"]
