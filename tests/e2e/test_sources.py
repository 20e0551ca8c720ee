"""Sources in the browser: a tree with a campaign, words of deals in their place, a deal's source chosen."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server


def by_menu(page: Page, name: str, item: str) -> None:
    page.get_by_role("button", name=f"Actions for {name}").click()
    page.get_by_role("menuitem", name=item).click()


def tree(page: Page) -> dict[str, str | None]:
    """In use: name -> name of what it is part of."""
    found = {each["id"]: each for each in b.told(page, "/sources")["items"] if not each["archived"]}
    parents = {each["name"]: found.get(each["parent_id"]) for each in found.values()}
    return {name: parent and parent["name"] for name, parent in parents.items()}


def test_sources_are_a_tree_with_campaigns(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, allow=(409, 422))
    page.goto(f"{demo_server.url}/settings/sources")
    expect(page.get_by_text("No sources yet")).to_be_visible()
    page.get_by_role("button", name="New source").click()
    form = page.get_by_role("dialog", name="New source")
    form.get_by_label("Name").fill("Events")
    form.get_by_role("button", name="Add").click()
    expect(form).to_have_count(0)

    by_menu(page, "Events", "New source below…")
    form.get_by_label("Name").fill("Spring fair")
    form.get_by_label("Kind").select_option(label="Campaign")
    form.get_by_label("Starts").fill("2026-04-20")
    form.get_by_label("Ends").fill("2026-04-02")
    form.get_by_label("Cost").fill("12k")
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_text("It ends before it starts.")).to_be_visible()
    form.get_by_label("Ends").fill("2026-04-22")
    form.get_by_role("button", name="Add").click()
    expect(form).to_have_count(0)
    below = page.get_by_role("list", name="Below Events")
    expect(below.get_by_text("€12,000").last).to_be_visible()
    (fair,) = [each for each in b.told(page, "/sources")["items"] if each["kind"] == "campaign"]
    assert (fair["starts_on"], fair["ends_on"], fair["cost"]) == ("2026-04-20", "2026-04-22", 1_200_000)

    # What deals say already: one becomes a source, another a further word for it.
    words = page.get_by_role("list", name="Not in the tree yet")
    first, second = [each["word"] for each in b.told(page, "/sources/unplaced")["items"][:2]]
    page.get_by_role("button", name=f"Make a source of {first}").click()
    expect(form.get_by_label("Name")).to_have_value(first)
    form.get_by_role("button", name="Add").click()
    expect(page.get_by_role("button", name=f"Make a source of {first}")).to_have_count(0)
    words.get_by_label(f"{second} is another word for").select_option(label=first)
    expect(page.get_by_role("button", name=f"Make a source of {second}")).to_have_count(0)
    expect(page.get_by_text(f"Also: {second}")).to_be_visible()

    # Renamed in place, moved below another, put away and back.
    page.get_by_role("button", name=re.compile("^Events Name, edit")).click()
    page.get_by_role("textbox", name="Name").fill("Meetings")
    page.keyboard.press("Enter")
    by_menu(page, "Meetings", "Edit or move…")
    moved = page.get_by_role("dialog", name="Meetings")
    expect(moved.get_by_role("option", name=re.compile("Spring fair"))).to_have_count(0)
    moved.get_by_label("Part of").select_option(label=first)
    moved.get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name=f"Below {first}").get_by_text("Spring fair")).to_be_visible()
    assert tree(page) == {first: None, "Meetings": first, "Spring fair": "Meetings"}
    by_menu(page, "Spring fair", "Archive")
    expect(page.get_by_role("list", name="Below Meetings")).to_have_count(0)
    b.toast(page, "Spring fair archived").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("list", name="Below Meetings")).to_be_visible()


def test_a_deal_says_where_it_comes_from(demo: Page, demo_server: Server) -> None:
    deal = b.deal_id(b.new_deal(demo, "Lead generation", "Quay lights"))
    with demo_server.client() as client:
        for name in ("Regatta", "Quay day"):
            client.post("/sources", json={"name": name, "words": [f"Lenzmesse of {name}"]}).raise_for_status()
    demo.goto(f"{demo_server.url}/deals/{deal}")
    demo.get_by_role("button", name="Source, edit").click()
    demo.get_by_role("combobox", name="Source").fill("messe of reg")
    demo.get_by_role("option", name="Regatta").click()
    expect(demo.get_by_role("button", name="Regatta Source, edit")).to_be_visible()
    b.expect_deal(demo, deal, source="Regatta")
    # A word of one's own is taken too.
    demo.get_by_role("button", name="Regatta Source, edit").click()
    demo.get_by_role("combobox", name="Source").fill("Harbour radio")
    demo.get_by_role("option", name="“Harbour radio”, not in the list").click()
    b.expect_deal(demo, deal, source="Harbour radio")
