"""Another kind for a field in the browser: what fits is told before, the change runs, all of it is undone."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server


def in_use(page: Page) -> list[tuple[str, str]]:
    found = b.told(page, "/custom-fields?record=deal")["items"]
    return [(each["name"], each["kind"]) for each in found if not each["archived"]]


def test_a_text_becomes_a_number(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, allow=(409, 422))
    with demo_server.client() as client:
        client.post(
            "/custom-fields", json={"record": "deal", "name": "Seats", "kind": "text"}
        ).raise_for_status()
        deals = client.get("/deals?limit=3").json()["items"]
        for deal, seats in zip(deals, ("12", "40", "a few"), strict=True):
            client.patch(f"/deals/{deal['id']}", json={"custom": {"seats": seats}}).raise_for_status()

    page.goto(f"{demo_server.url}/settings/fields")
    page.get_by_role("button", name="Actions for Seats").click()
    page.get_by_role("menuitem", name="Another kind…").click()
    dialog = page.get_by_role("dialog", name="Another kind for Seats")
    dialog.get_by_label("Kind").select_option(label="Number")
    expect(dialog.get_by_text("2 of 3 values fit")).to_be_visible()
    stays = dialog.get_by_role("region", name="1 does not fit and stays in the archived field")
    expect(stays.get_by_role("listitem")).to_have_text(re.compile(f"{re.escape(deals[2]['name'])}.*a few"))
    dialog.get_by_label("Kind").select_option(label="Choice")
    expect(dialog.get_by_text("Options: 12, 40, a few")).to_be_visible()
    dialog.get_by_label("Kind").select_option(label="Number")
    dialog.get_by_role("button", name="Change the kind").click()

    ended = page.get_by_role("dialog", name="Convert 3 values")
    expect(ended.get_by_text("2 values were converted")).to_be_visible()
    expect(ended.get_by_text("“Seats” would take a number.")).to_be_visible()
    assert in_use(page) == [("Seats", "number")]
    assert b.told(page, f"/deals/{deals[0]['id']}")["custom"]["seats_2"] == 12
    ended.get_by_role("button", name="Undo").click()
    expect(ended.get_by_text("2 records are as before")).to_be_visible()
    assert in_use(page) == [("Seats", "text")]
    assert b.told(page, f"/deals/{deals[0]['id']}")["custom"] == {"seats": "12"}
