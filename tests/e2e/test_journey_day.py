"""The rest of a day on the board: winning and losing, a new deal, views, the palette, the panel."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import boarding as b

LEAD, QUALIFICATION = "Lead generation", "Lead qualification"


def test_winning_losing_and_taking_it_back(demo: Page) -> None:
    won, lost = (b.counted(b.strip(demo, kind).get_attribute("aria-label")) for kind in ("Won", "Lost"))
    made = b.new_deal(demo, LEAD, "Quay cameras")
    deal = b.deal_id(made)
    b.link(made).focus()
    demo.keyboard.press("w")
    sheet = demo.get_by_role("dialog", name="Win Quay cameras")
    sheet.get_by_label("Value").fill("48.5k")
    # The demo's gates ask on the way to a win as they do on any other.
    sheet.get_by_role("button", name="Win", exact=True).click()
    sheet.get_by_label("Expected close").fill("2027-01-15")
    sheet.get_by_role("button", name="Win", exact=True).click()
    expect(made).to_have_count(0)
    expect(b.strip(demo, "Won")).to_have_attribute("aria-label", re.compile(f"^Won, {won + 1} deals"))
    b.expect_deal(demo, deal, amount=4_850_000)
    b.toast(demo, "Quay cameras won").get_by_role("button", name="Undo").click()
    expect(made).to_be_visible()
    expect(b.strip(demo, "Won")).to_have_attribute("aria-label", re.compile(f"^Won, {won} deals"))

    b.link(made).focus()
    demo.keyboard.press("Shift+W")
    sheet = demo.get_by_role("dialog", name="Why was Quay cameras lost?")
    expect(sheet.get_by_role("button", name="Lose", exact=True)).to_be_disabled()
    sheet.get_by_role("radio").first.check()
    sheet.get_by_label("Note").fill("Budget went elsewhere")
    sheet.get_by_role("button", name="Lose", exact=True).click()
    expect(made).to_have_count(0)
    expect(b.strip(demo, "Lost")).to_have_attribute("aria-label", re.compile(f"^Lost, {lost + 1} deals"))
    b.expect_deal(demo, deal, status="lost", lost_note="Budget went elsewhere")


def test_a_new_deal_with_a_new_company(demo: Page) -> None:
    demo.keyboard.press("c")
    sheet = demo.get_by_role("dialog", name="New deal")
    sheet.get_by_label("Name").fill("Dispatch screens")
    sheet.get_by_role("combobox", name="Company").fill("Zeta Works")
    expect(sheet.get_by_text("A new company is made with this name.")).to_be_visible()
    sheet.get_by_label("Value").fill("60k")
    sheet.get_by_label("Stage").select_option(label=QUALIFICATION)
    sheet.get_by_role("button", name="Create deal").click()
    made = b.card(demo, "Dispatch screens", QUALIFICATION)
    expect(made).to_contain_text("Zeta Works")
    expect(made).to_contain_text("€60,000")
    expect(b.link(made)).to_be_focused()


def test_whose_deals_are_shown(demo: Page) -> None:
    everything = b.count(demo, LEAD)
    members = {each["name"]: each["id"] for each in b.told(demo, "/members?limit=200")["items"]}
    demo.get_by_role("button", name="Filter").click()
    demo.get_by_role("menuitem", name="Freya Lindqvist").click()
    expect(demo).to_have_url(re.compile(f"owner={members['Freya Lindqvist']}"))
    expect(demo.get_by_label("Views").get_by_text("Freya Lindqvist")).to_be_visible()
    b.expect_count(demo, LEAD, stages_of(demo, members["Freya Lindqvist"])[LEAD])
    demo.get_by_role("button", name="Clear the filter").click()
    b.expect_count(demo, LEAD, everything)
    demo.get_by_label("Views").get_by_role("link", name="My deals").click()
    b.expect_count(demo, LEAD, stages_of(demo, members["Anna Keller"])[LEAD])


def stages_of(page: Page, owner: str) -> dict[str, int]:
    """How many open deals of the owner are in each stage."""
    (pipeline,) = b.told(page, "/pipelines")["items"]
    names = {stage["id"]: stage["name"] for stage in pipeline["stages"]}
    board = b.told(page, f"/pipelines/{pipeline['id']}/board?owner={owner}")
    return {names[each["stage_id"]]: each["count"] for each in board["columns"]}


def test_finding_a_deal_by_the_palette(demo: Page) -> None:
    name = b.told(demo, "/deals?limit=1&sort=name")["items"][0]["name"]
    demo.keyboard.press("Control+k")
    field = demo.get_by_role("combobox", name="Search and commands")
    field.fill(name)
    expect(demo.get_by_role("option", name=name).first).to_be_visible()
    demo.keyboard.press("ArrowDown")
    demo.keyboard.press("ArrowUp")
    demo.get_by_role("option", name=name).first.click()
    expect(demo.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(demo).to_have_url(re.compile("/deals/deal_"))


def test_finding_a_company_by_a_mistyped_name(demo: Page) -> None:
    companies = b.told(demo, "/companies?limit=100")["items"]
    name = max((each["name"] for each in companies), key=lambda name: max(map(len, name.split())))
    word = max(name.split(), key=len)
    demo.keyboard.press("Control+k")
    field = demo.get_by_role("combobox", name="Search and commands")
    field.fill(word[0] + word[2] + word[1] + word[3:])
    near = demo.get_by_role("group", name="Did you mean").get_by_role("option", name=name)
    expect(near).to_be_visible()
    expect(near.locator("b")).to_have_text(word)
    near.click()
    expect(demo.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(demo).to_have_url(re.compile("/companies/co_"))


def test_the_panel_takes_the_focus_and_gives_it_back(demo: Page) -> None:
    second = b.column(demo, LEAD).locator("article").nth(1)
    name = b.link(second).inner_text()
    second.click()
    panel = demo.get_by_role("complementary", name="Deal", exact=True)
    expect(panel.get_by_role("heading", name=name)).to_be_focused()
    expect(demo).to_have_url(re.compile(r"[?&]deal=deal_"))
    demo.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(b.link(second)).to_be_focused()
    demo.keyboard.press("Enter")
    expect(panel.get_by_role("heading", name=name)).to_be_focused()
    demo.reload()
    expect(panel.get_by_role("heading", name=name)).to_be_visible()
