"""A day on the board of the demo: moving by pointer and by keys, gates, closing, searching, the panel."""

import re

from playwright.sync_api import Page, Route, expect

from tests.e2e import boarding as b
from tests.server import Server

LEAD, QUALIFICATION, TALK = "Lead generation", "Lead qualification", "Sales call or demonstration"
LAST = "Closing the deal"


def test_moving_by_pointer_keys_and_menu(demo: Page) -> None:
    made = b.new_deal(demo, LEAD, "Route planning, harbour")
    deal = b.deal_id(made)
    left, entered = b.count(demo, LEAD), b.count(demo, QUALIFICATION)

    b.drag(demo, made, b.column(demo, QUALIFICATION))
    moved = b.card(demo, "Route planning, harbour", QUALIFICATION)
    expect(moved).to_be_visible()
    b.expect_count(demo, LEAD, left - 1)
    b.expect_count(demo, QUALIFICATION, entered + 1)
    b.expect_deal(demo, deal, stage_name=QUALIFICATION)

    b.link(moved).focus()
    demo.keyboard.press("Shift+ArrowRight")
    further = b.card(demo, "Route planning, harbour", TALK)
    expect(b.link(further)).to_be_focused()
    demo.keyboard.press("Shift+ArrowLeft")
    expect(b.link(moved)).to_be_focused()

    places = b.column(demo, QUALIFICATION).get_by_role("listitem")
    before = [each.split("\n")[0] for each in places.all_inner_texts()]
    demo.keyboard.press("Shift+ArrowDown")
    expect(b.link(moved)).to_be_focused()
    at = int(moved.locator("xpath=..").get_attribute("aria-posinset") or 0)
    demo.keyboard.press("Shift+ArrowUp")
    expect(moved.locator("xpath=..")).to_have_attribute("aria-posinset", str(at - 1))
    expect(b.link(moved)).to_be_focused()
    assert before == [each.split("\n")[0] for each in places.all_inner_texts()]

    demo.keyboard.press("m")
    sheet = demo.get_by_role("dialog", name="Move Route planning, harbour")
    expect(sheet.get_by_role("option", name=QUALIFICATION)).to_contain_text("Here now")
    sheet.get_by_role("option", name=TALK).click()
    expect(further).to_be_visible()
    further.hover()
    further.get_by_role("button", name="Actions for Route planning, harbour").click()
    demo.get_by_role("menuitem", name="Move to…").click()
    sheet.get_by_role("option", name=LEAD).click()
    expect(made).to_be_visible()
    b.expect_count(demo, LEAD, left)
    b.expect_deal(demo, deal, stage_name=LEAD)


def hold(page: Page, moves: int) -> list[Route]:
    """The requests of the next moves, which wait until they are sent on."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/move", keep, times=moves)
    return held


def test_two_quick_moves_show_no_word_of_the_first(demo: Page) -> None:
    """What the server and the live stream say of the first is older than what is seen."""
    made = b.new_deal(demo, LEAD, "Route planning, quay")
    held = hold(demo, 1)
    b.link(made).focus()
    demo.keyboard.press("Shift+ArrowRight")
    moved = b.card(demo, "Route planning, quay", QUALIFICATION)
    expect(b.link(moved)).to_be_focused()
    demo.keyboard.press("Shift+ArrowLeft")
    expect(b.link(made)).to_be_focused()

    answer = held[0].fetch()  # The server has moved it and tells everybody.
    for _ in range(20):
        assert made.is_visible()
        demo.wait_for_timeout(100)
    held[0].fulfill(response=answer)
    expect(demo.get_by_text(re.compile(f"^Moved to {LEAD}, 1 of"))).to_be_attached()
    expect(b.link(made)).to_be_focused()
    b.expect_deal(demo, b.deal_id(made), stage_name=LEAD)

    for _ in range(6):  # At the pace of a key held down: no answer lies between all of them.
        demo.keyboard.press("Shift+ArrowRight")
        expect(b.link(moved)).to_be_focused()
        demo.keyboard.press("Shift+ArrowLeft")
        expect(b.link(made)).to_be_focused()
        demo.keyboard.press("Shift+ArrowDown")
        expect(b.link(made)).to_be_focused()
    expect(demo.get_by_role("alert")).to_have_count(0)
    b.expect_deal(demo, b.deal_id(made), stage_name=LEAD)


def test_an_answer_does_not_lead_back_a_hand_that_is_two_moves_further(demo: Page) -> None:
    made = b.new_deal(demo, LEAD, "Berth planning, quay")
    held = hold(demo, 2)
    b.link(made).focus()
    moved = b.card(demo, "Berth planning, quay", QUALIFICATION)
    for key, there in (("Right", moved), ("Left", made), ("Right", moved)):
        demo.keyboard.press(f"Shift+Arrow{key}")
        expect(b.link(there)).to_be_focused()

    held[0].continue_()
    for _ in range(100):
        if len(held) == 2:
            break
        demo.wait_for_timeout(50)
    assert len(held) == 2  # The first is answered, the second on its way, the third waits.
    demo.wait_for_timeout(300)
    expect(b.link(moved)).to_be_focused()
    held[1].continue_()
    expect(demo.get_by_text(re.compile(f"^Moved to {QUALIFICATION}, 1 of"))).to_be_attached()
    expect(b.link(moved)).to_be_focused()
    expect(demo.get_by_role("alert")).to_have_count(0)
    # Made, three times moved, and the correction that the way back makes of the first move.
    b.expect_deal(demo, b.deal_id(moved), stage_name=QUALIFICATION, version=5)


def test_a_gate_asks_and_then_lets_pass(demo: Page, demo_server: Server) -> None:
    demo.goto(f"{demo_server.url}/settings/pipelines")
    demo.get_by_role("link", name=re.compile("^Sales")).last.click()
    demo.get_by_role("button", name=LAST, expanded=False).click()
    form = demo.get_by_role("listitem").filter(has=demo.get_by_text("To enter, these must be true"))
    form.get_by_label("Add a field that must be filled").select_option(label="Source")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)

    b.open_board(demo, demo_server.url)
    demo.keyboard.press("[")  # a narrow sidebar leaves room for all six stages
    made = b.new_deal(demo, TALK, "Gate probe")
    b.drag(demo, made, b.column(demo, LAST))
    sheet = demo.get_by_role("dialog", name=re.compile("to confirm before Closing"))
    # The stages between ask as well: a leap does not go round their gates.
    asked = sheet.get_by_role("listitem")
    expect(asked).to_have_count(3)
    ghost = b.column(demo, LAST).locator("[data-ghost]")
    expect(ghost).to_contain_text("Waiting for 3 answers")
    demo.keyboard.press("Escape")
    expect(ghost).to_have_count(0)
    expect(b.link(made)).to_be_focused()
    b.expect_deal(demo, b.deal_id(made), stage_name=TALK)

    b.drag(demo, made, b.column(demo, LAST))
    sheet.get_by_label("Value").fill("12k")
    sheet.get_by_label("Expected close").fill("2027-03-31")
    expect(sheet.get_by_role("button", name="Move · 1 left")).to_be_visible()
    sheet.get_by_label("Source").fill("Trade fair")
    sheet.get_by_role("button", name="Move", exact=True).click()
    moved = b.card(demo, "Gate probe", LAST)
    expect(b.link(moved)).to_be_focused()
    b.expect_deal(
        demo,
        b.deal_id(moved),
        stage_name=LAST,
        amount=1_200_000,
        expected_close="2027-03-31",
        source="Trade fair",
    )
