"""Every page and every sheet in both themes: axe finds nothing serious and nothing critical."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe, browsing
from tests.e2e import boarding as b
from tests.e2e.conftest import Visit
from tests.server import Server

LEAD = "Lead generation"
Open = Callable[[Page, str], None]


STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().endTime < 9999).map((each) => each.finished))"""


def settled(page: Page) -> None:
    """Waits until nothing is being loaded or faded in: half a colour has half a contrast."""
    expect(page.locator('[class*="pulse_"]')).to_have_count(0)
    page.evaluate(STILL)


def at(path: str, heading: str) -> Open:
    """The page at an address, once it shows the heading."""

    def go(page: Page, url: str) -> None:
        page.goto(f"{url}{path}")
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()

    return go


def first_card(page: Page, url: str) -> None:
    b.open_board(page, url)
    b.link(page.locator("article").first).focus()


def by_key(key: str) -> Open:
    """What a key opens on the first card of the board."""

    def press(page: Page, url: str) -> None:
        first_card(page, url)
        page.keyboard.press(key)
        expect(page.get_by_role("dialog").or_(page.get_by_role("menu")).first).to_be_visible()

    return press


def panel(page: Page, url: str) -> None:
    first_card(page, url)
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Timeline")).to_be_visible()


def deal(page: Page, url: str) -> None:
    found = b.told(page, "/deals?limit=1&sort=number")["items"][0]
    page.goto(f"{url}/deals/{found['id']}")
    expect(page.get_by_role("heading", level=1, name=found["name"])).to_be_visible()


def history(page: Page, url: str) -> None:
    deal(page, url)
    page.get_by_role("tab", name="History").click()
    expect(page.get_by_role("heading", name="Changes")).to_be_visible()


def company(page: Page, url: str) -> None:
    found = b.told(page, "/companies?limit=1&sort=name")["items"][0]
    page.goto(f"{url}/companies/{found['id']}")
    expect(page.get_by_role("heading", name=found["name"]).first).to_be_visible()


def people(page: Page, url: str) -> None:
    deal(page, url)
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_role("dialog", name="Add a person")).to_be_visible()


def explained(page: Page, url: str) -> None:
    at("/figures", "Figures")(page, url)
    page.get_by_role("button", name=re.compile("^Win rate ")).click()
    expect(page.get_by_role("heading", name="How it is computed")).to_be_visible()


def tables(page: Page, url: str) -> None:
    at("/figures", "Figures")(page, url)
    charts = page.get_by_role("button", name="Show as a table")
    expect(charts.first).to_be_visible()
    while charts.count():
        charts.first.click()


def stages(page: Page, url: str) -> None:
    at("/settings/pipelines", "Pipelines")(page, url)
    page.locator("main").get_by_role("link", name=re.compile("^Sales")).click()
    page.get_by_role("button", name=LEAD, expanded=False).click()
    expect(page.get_by_text("To enter, these must be true")).to_be_visible()


def gate(page: Page, url: str) -> None:
    first_card(page, url)
    made = b.new_deal(
        page, LEAD, f"Asked by a gate, {page.evaluate('document.documentElement.dataset.theme')}"
    )
    b.link(made).focus()
    page.keyboard.press("m")
    page.get_by_role("dialog").get_by_role("option", name="Closing the deal").click()
    expect(page.get_by_role("dialog", name=re.compile("to confirm"))).to_be_visible()


SIGHTS: dict[str, Open] = {
    "board": first_card,
    "panel": panel,
    "menu of a card": by_key("."),
    "move": by_key("m"),
    "win": by_key("w"),
    "lose": by_key("Shift+W"),
    "assign": by_key("a"),
    "new deal": by_key("c"),
    "palette": by_key("Control+k"),
    "all keys": by_key("?"),
    "gate": gate,
    "deal": deal,
    "history of a deal": history,
    "person for a deal": people,
    "deals": at("/deals", "Deals"),
    "deleted deals": at("/deals/deleted", "Deleted"),
    "companies": at("/companies", "Companies"),
    "contacts": at("/contacts", "Contacts"),
    "company": company,
    "imports": at("/import", "Import"),
    "figures": at("/figures", "Figures"),
    "figures as tables": tables,
    "explained figure": explained,
    "stages": stages,
    **{
        f"settings, {name}": at(f"/settings/{name}", heading)
        for name, heading in {
            "profile": "You",
            "workspace": "Workspace",
            "pipelines": "Pipelines",
            "rates": "Exchange rates",
            "members": "Members",
            "roles": "Roles",
            "teams": "Teams",
            "products": "Products",
            "sources": "Sources",
            "tokens": "API tokens",
            "audit": "Audit log",
        }.items()
    },
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_grave_on_any_page(visit: Visit, demo_server: Server, theme: str) -> None:
    page = visit(demo_server, theme=theme)
    said = []
    for name, show in SIGHTS.items():
        show(page, demo_server.url)
        settled(page)
        said += [f"{name}: {each}" for each in axe.found(page)]
    assert said == [], "\n".join(said)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_grave_at_the_door(visit: Visit, demo_server: Server, theme: str) -> None:
    page = visit(demo_server, signed_in=False, theme=theme, allow=(401,))
    page.goto(demo_server.url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert axe.found(page) == []


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_grave_on_a_phone(visit: Visit, demo_server: Server, theme: str) -> None:
    page = visit(demo_server, theme=theme, size=browsing.PHONE)
    page.goto(demo_server.url)
    said = []
    for name in (
        "deal",
        "history of a deal",
        "companies",
        "company",
        "imports",
        "figures",
        "settings, members",
    ):
        SIGHTS[name](page, demo_server.url)
        settled(page)
        said += [f"{name}: {each}" for each in axe.found(page)]
    page.goto(demo_server.url)
    page.get_by_role("button", name=re.compile("^Move ")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settled(page)
    said += axe.found(page)
    assert said == [], "\n".join(said)
