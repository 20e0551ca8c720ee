"""Cards of the board are picked by keys, with Shift, and from their menu; one verb changes them all."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import axe, browsing
from tests.e2e import boarding as b
from tests.e2e.conftest import PICTURES

FROM, TO = "Lead generation", "Lead qualification"


def cards(page: Page, stage: str) -> Locator:
    return b.column(page, stage).get_by_role("listitem").locator("[data-card]")


def picked(page: Page, count: int) -> Locator:
    bar = page.get_by_role("region", name="Picked deals")
    expect(bar.get_by_role("status")).to_contain_text(re.compile(rf"^{count} picked"))
    return bar


def test_picked_by_keys_and_assigned(demo: Page) -> None:
    here = cards(demo, FROM)
    ids = [str(here.nth(n).get_attribute("data-card")) for n in range(4)]
    here.first.focus()
    demo.keyboard.press("x")
    picked(demo, 1)
    expect(here.first).to_have_accessible_name(re.compile(", picked$"))
    demo.keyboard.press("ArrowDown")
    demo.keyboard.press("ArrowDown")
    demo.keyboard.press("Shift+X")
    bar = picked(demo, 3)
    browsing.picture(demo, PICTURES, "board picks")
    assert axe.found(demo) == []
    demo.keyboard.press("Escape")
    expect(bar).to_have_count(0)

    # By the pointer: the menu takes one, Shift the stretch up to the one that is pressed.
    here.first.hover()
    b.card_of(demo, ids[0]).get_by_role("button", name=re.compile("^Actions for")).click()
    demo.get_by_role("menuitem", name="Pick").click()
    picked(demo, 1)
    here.nth(3).click(modifiers=["Shift"])
    picked(demo, 4)
    expect(demo).not_to_have_url(re.compile("deal="))
    bar.get_by_role("button", name="Assign").click()
    sheet = demo.get_by_role("dialog", name="Assign 4 deals")
    sheet.get_by_label("Owner").select_option(index=2)
    owner = sheet.get_by_label("Owner").input_value()
    sheet.get_by_role("button", name=re.compile(r"^Assign \d deals?$")).click()
    expect(demo.get_by_text(re.compile(r"^\d deals? w(as|ere) changed$")).first).to_be_visible()
    for id_ in ids:
        b.expect_deal(demo, id_, owner_id=owner)
    demo.get_by_role("dialog").get_by_role("button", name="Done").click()
    expect(bar).to_have_count(0)


def test_what_is_here_of_a_column_and_another_board_begins_anew(demo: Page) -> None:
    here = cards(demo, TO)
    here.first.focus()
    demo.keyboard.press("Control+a")
    loaded = min(b.count(demo, TO), 30)
    picked(demo, loaded)
    demo.keyboard.press("Control+a")
    expect(demo.get_by_role("region", name="Picked deals")).to_have_count(0)
    demo.keyboard.press("x")
    bar = picked(demo, 1)
    demo.goto(re.sub(r"\?.*", "", demo.url) + "?owner=none")
    expect(bar).to_have_count(0)
