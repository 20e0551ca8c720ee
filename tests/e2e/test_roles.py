"""Roles in the browser: one is added, given, changed and put away; who has it works by it at once."""

import re

from playwright.sync_api import expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server


def test_a_role_of_ones_own(visit: Visit, demo_server: Server) -> None:
    demo = visit(demo_server, allow=(409, 422))
    demo.goto(f"{demo_server.url}/settings/roles")
    table = demo.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Seller")).to_be_visible()
    demo.get_by_role("button", name="New role").click()
    dialog = demo.get_by_role("dialog", name="New role")
    dialog.get_by_label("Name").fill("Coach")
    dialog.get_by_label("Begins as").select_option(label="Seller")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog).to_have_count(0)
    assign = table.get_by_role("checkbox", name="Coach: Assign to others")
    expect(assign).not_to_be_checked()
    assign.click()
    expect(assign).to_be_checked()
    table.get_by_role("button", name=re.compile("Whose deals Coach sees")).click()
    table.get_by_role("combobox", name="Whose deals Coach sees").select_option(
        label="Teams managed and below"
    )
    expect(table.get_by_role("button", name=re.compile("Teams managed and below"))).to_be_visible()
    (role,) = [each for each in b.told(demo, "/roles")["items"] if not each["preset"]]
    assert role["reach"] == "tree" and "deal.assign" in role["permissions"]

    # What shows everybody's is not given to who sees but some: the reason is said, and nothing changes.
    table.get_by_role("checkbox", name="Coach: See the audit log").click()
    expect(demo.get_by_text("only for roles that see everybody")).to_be_visible()
    expect(table.get_by_role("checkbox", name="Coach: See the audit log")).not_to_be_checked()

    demo.get_by_role("link", name="Members").click()
    given = demo.get_by_role("button", name=re.compile("^Seller Role of")).first
    given.click()
    demo.get_by_role("combobox", name=re.compile("^Role of")).select_option(label="Coach")
    expect(demo.get_by_role("button", name=re.compile("^Coach Role of"))).to_be_visible()

    demo.get_by_role("link", name="Roles").click()
    demo.get_by_role("button", name="Actions for Coach").click()
    demo.get_by_role("menuitem", name="Archive").click()
    expect(demo.get_by_text("Coach was not archived")).to_be_visible()
