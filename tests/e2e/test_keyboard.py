"""The main job without a pointer: import, move, open, plan, win, lose and undo by keys alone."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e import boarding as b
from tests.e2e import exported
from tests.e2e.conftest import Visit
from tests.e2e.importing import LONG_MS
from tests.server import Server

REACH = 80


def has_focus(of: Locator) -> bool:
    return of.count() == 1 and bool(of.evaluate("(element) => element === document.activeElement"))


def reach(page: Page, target: Locator) -> None:
    """Tabs to it, as one who has no pointer does."""
    expect(target).to_be_visible()
    for _ in range(REACH):
        if has_focus(target):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def press(page: Page, role: str, name: str, *, key: str = "Enter") -> None:
    """Tabs to the control and presses the key on it."""
    found = page.get_by_role("link" if role == "link" else "button", name=name, exact=True)
    reach(page, found)
    page.keyboard.press(key)


def import_by_keys(page: Page, export: exported.Export) -> None:
    reach(page, page.get_by_label("Choose files to import"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(export.files)
    press(page, "button", "On to columns")
    press(page, "button", "On to values")
    reach(page, page.get_by_role("radio", name="stay without one"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="take the list price, if they are open")).to_be_checked()
    press(page, "button", "Check without writing")
    expect(page.get_by_text("No row is refused.")).to_be_visible(timeout=LONG_MS)
    press(page, "button", "Import now")
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible(timeout=LONG_MS)
    press(page, "link", "Open the board")


def focused_deal(page: Page) -> str:
    found = page.locator("[data-card]:focus")
    expect(found).to_be_visible()
    return str(found.get_attribute("data-card"))


def move_by_keys(page: Page) -> str:
    page.keyboard.press("ArrowDown")
    deal = focused_deal(page)
    version = b.told(page, f"/deals/{deal}")["version"]
    # Three in one breath: each waits for the one before, none is lost.
    for key in ("Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
        expect(page.locator(f'[data-card="{deal}"]')).to_be_focused()
    expect(b.card_of(page, deal, "Engaging")).to_be_visible()
    # Three moves, and the correction that the way back makes of the first.
    b.expect_deal(page, deal, stage_name="Engaging", version=version + 4)
    assert b.told(page, f"/deals/{deal}/timeline?kind=changes")["items"][0]["sentence"].endswith(
        "to Engaging"
    )
    page.keyboard.press("m")
    expect(page.get_by_role("listbox", name="Stages")).to_be_focused()
    page.keyboard.press("Home")
    while page.locator('[role="option"][aria-selected="true"]').inner_text() != "Prospecting":
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(b.link(b.card_of(page, deal, "Prospecting"))).to_be_focused()
    return deal


def plan_by_keys(page: Page, deal: str) -> None:
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Deal", exact=True)
    expect(panel.get_by_role("heading").first).to_be_focused()
    page.keyboard.press("p")
    expect(panel.get_by_role("textbox", name="Subject")).to_be_focused()
    page.keyboard.type("Ring the harbour master")
    page.keyboard.press("Control+Enter")
    expect(panel.get_by_role("region", name="Next step")).to_contain_text("Ring the harbour master")
    for _ in range(2):  # the pen is put down, then the panel closes
        page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator(f'[data-card="{deal}"]')).to_be_focused()


def win_and_lose_by_keys(page: Page, deal: str) -> None:
    page.keyboard.press("w")
    expect(page.get_by_role("dialog").get_by_label("Value")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(b.card_of(page, deal)).to_have_count(0)
    b.expect_deal(page, deal, stage_name="Won")
    other = focused_deal(page)
    page.keyboard.press("Control+z")
    expect(b.card_of(page, deal, "Prospecting")).to_be_visible()
    b.expect_deal(page, deal, stage_name="Prospecting")

    page.keyboard.press("Shift+W")
    expect(page.get_by_role("dialog").get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(b.card_of(page, other)).to_have_count(0)
    b.expect_deal(page, other, stage_name="Lost")
    page.keyboard.press("Control+z")
    expect(b.card_of(page, other, "Prospecting")).to_be_visible()


def test_the_main_job_by_keys_alone(visit: Visit, empty_server: Server, tmp_path: Path) -> None:
    export = exported.generated(tmp_path)
    page = visit(empty_server)
    page.goto(empty_server.url)
    import_by_keys(page, export)
    b.expect_count(page, "Prospecting", export.truth["stage_counts"]["Prospecting"])
    deal = move_by_keys(page)
    plan_by_keys(page, deal)
    win_and_lose_by_keys(page, deal)
    # And back: the whole import, but for what was changed by hand since.
    page.keyboard.press("g")
    page.keyboard.press("i")
    undo = page.get_by_role("button", name="Undo")
    reach(page, page.get_by_role("region", name="Imports so far").get_by_role("listitem").locator(undo))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    reach(page, dialog.get_by_role("checkbox"))
    page.keyboard.press("Space")
    reach(page, dialog.get_by_role("button", name="Undo this import"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Undone", exact=True)).to_be_visible(timeout=LONG_MS)
