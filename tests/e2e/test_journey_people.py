"""Two people at once: what one does the other sees, and each sees what their role lets them see."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server

LEAD, QUALIFICATION = "Lead generation", "Lead qualification"


def invited(page: Page, server: Server, name: str, email: str) -> str:
    """Adds a seller in Settings; gives the link that the product shows for them."""
    page.goto(f"{server.url}/settings/members")
    page.get_by_role("button", name="Add a member").click()
    form = page.get_by_role("dialog", name="Add a member")
    form.get_by_label("Name").fill(name)
    form.get_by_label("E-mail").fill(email)
    form.get_by_label("Role").select_option(label="Seller")
    form.get_by_role("button", name="Add and invite").click()
    shown = page.get_by_role("dialog", name=f"Invite {name}")
    link = shown.get_by_label("Invitation link").input_value()
    shown.get_by_role("button", name="Done").click()
    expect(page.get_by_label("Members").get_by_text(name).first).to_be_visible()
    return link


def joined(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name=re.compile("^Join "))).to_be_visible()
    page.get_by_label("Choose a password").fill("three quiet harbours")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("navigation", name="Views")).to_be_visible()


def test_another_browser_sees_a_move_without_reloading(demo: Page, visit: Visit, demo_server: Server) -> None:
    made = b.new_deal(demo, LEAD, "Seen from afar")
    other = visit(demo_server)
    b.open_board(other, demo_server.url)
    expect(b.card(other, "Seen from afar", LEAD)).to_be_visible()
    there = b.count(other, QUALIFICATION)
    b.drag(demo, made, b.column(demo, QUALIFICATION))
    expect(b.card(other, "Seen from afar", QUALIFICATION)).to_be_visible()
    b.expect_count(other, QUALIFICATION, there + 1)
    # And back the other way, by keys.
    b.link(b.card(other, "Seen from afar", QUALIFICATION)).focus()
    other.keyboard.press("Shift+ArrowLeft")
    expect(b.card(demo, "Seen from afar", LEAD)).to_be_visible()
    b.expect_count(demo, QUALIFICATION, there)


def test_a_seller_joins_and_sees_only_their_own(demo: Page, visit: Visit, demo_server: Server) -> None:
    link = invited(demo, demo_server, "Noor Haddad", "noor.haddad@aldermoor.example")
    assert "/signin#invite=" in link
    seller = visit(demo_server, signed_in=False, allow=(401,))
    joined(seller, link)
    expect(b.column(seller, LEAD)).to_be_visible()
    b.expect_count(seller, LEAD, 0)
    expect(seller.locator("[data-card]")).to_have_count(0)
    mine = b.new_deal(seller, LEAD, "Noor's first")
    expect(mine).to_be_visible()

    # The owner sees it at once, hands over another, and the seller sees that come.
    b.open_board(demo, demo_server.url)
    expect(b.card(demo, "Noor's first", LEAD)).to_be_visible()
    given = b.new_deal(demo, QUALIFICATION, "Handed over")
    b.link(given).focus()
    demo.keyboard.press("a")
    demo.get_by_role("dialog", name="Who takes Handed over?").get_by_role(
        "option", name="Noor Haddad"
    ).click()
    expect(b.card(seller, "Handed over", QUALIFICATION)).to_be_visible()
    shown = seller.locator("[data-card]").all_inner_texts()
    assert sorted(shown) == ["Handed over", "Noor's first"]

    # What is not theirs is not to be found, by address neither; and Settings only shows.
    foreign = b.told(demo, "/deals?limit=1&sort=number")["items"][0]
    seller.keyboard.press("Control+k")
    seller.get_by_role("combobox", name="Search and commands").fill(foreign["name"])
    expect(seller.get_by_text("Nothing found")).to_be_visible()
    seller.goto(f"{demo_server.url}/settings/members")
    expect(seller.get_by_text("An owner or an administrator can change this.")).to_be_visible()
    expect(seller.get_by_role("button", name="Add a member")).to_have_count(0)


def test_another_s_deal_is_as_if_it_were_not_there(demo: Page, visit: Visit, demo_server: Server) -> None:
    link = invited(demo, demo_server, "Ivo Brandt", "ivo.brandt@aldermoor.example")
    foreign = b.told(demo, "/deals?limit=1&sort=number")["items"][0]
    seller = visit(demo_server, signed_in=False, allow=(401, 404))
    joined(seller, link)
    seller.goto(f"{demo_server.url}/deals/{foreign['id']}")
    expect(seller.get_by_text("There is no such deal")).to_be_visible()


def test_what_a_leaver_had_goes_to_another_and_comes_back(demo: Page, demo_server: Server) -> None:
    demo.goto(f"{demo_server.url}/settings/members")
    row = demo.get_by_label("Members").get_by_role("listitem")
    name = b.told(demo, "/deals?limit=1&sort=number")["items"][0]["owner_name"]
    row.filter(has_text=name).get_by_role("button", name=f"Actions for {name}").click()
    demo.get_by_role("menuitem", name="Hand over…").click()
    asked = demo.get_by_role("dialog", name=f"Hand over what {name} has")
    asked.get_by_text("Planned activities:").click()
    asked.get_by_label("To", exact=True).select_option(index=1)
    asked.get_by_role("button", name=re.compile(r"^Hand over [\d,]+ records")).click()
    ended = demo.get_by_role("dialog", name=re.compile(r"^Hand over [\d,]+ records"))
    expect(ended.get_by_text(re.compile("records were handed over"))).to_be_visible(timeout=60_000)
    assert b.told(demo, "/deals?limit=1&sort=number")["items"][0]["owner_name"] != name
    ended.get_by_role("button", name="Undo").click()
    expect(ended.get_by_text(re.compile("records are as before"))).to_be_visible(timeout=60_000)
    assert b.told(demo, "/deals?limit=1&sort=number")["items"][0]["owner_name"] == name


def test_a_shared_deal_is_seen_and_with_the_right_changed(
    demo: Page, visit: Visit, demo_server: Server
) -> None:
    link = invited(demo, demo_server, "Iris Holm", "iris.holm@aldermoor.example")
    iris = visit(demo_server, signed_in=False, allow=(401, 404))
    joined(iris, link)
    b.open_board(demo, demo_server.url)
    b.new_deal(demo, LEAD, "Shared pilot")
    deal = next(d for d in b.told(demo, "/deals?limit=5&q=Shared")["items"] if d["name"] == "Shared pilot")
    expect(iris.locator("[data-card]")).to_have_count(0)

    demo.goto(f"{demo_server.url}/deals/{deal['id']}")
    shared = demo.get_by_role("region", name="Shared with")
    shared.get_by_role("button", name="Share with a member").click()
    shared.get_by_label("Member").select_option(label="Iris Holm")
    shared.get_by_role("button", name="Share", exact=True).click()
    expect(shared.get_by_text("Iris Holm", exact=True)).to_be_visible()

    iris.reload()
    expect(b.card(iris, "Shared pilot", LEAD)).to_be_visible()
    b.expect_count(iris, LEAD, 1)
    iris.goto(f"{demo_server.url}/deals/{deal['id']}")
    expect(iris.get_by_text("This deal is shared with you to be seen.")).to_be_visible()
    expect(iris.get_by_role("button", name="Share with a member")).to_have_count(0)

    shared.get_by_role("button", name="Share no longer with Iris Holm").click()
    expect(shared.get_by_text("Nobody yet")).to_be_visible()
    iris.goto(f"{demo_server.url}/board")
    expect(iris.locator("[data-card]")).to_have_count(0)
