"""A deal that is there twice: found by its likeness, compared, merged, opened by the old one, unmerged."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe, browsing
from tests.e2e.conftest import PICTURES, Visit
from tests.server import Server


def twins(server: Server, name: str) -> tuple[str, str]:
    """Two deals of one company, called nearly the same."""
    with server.client() as client:
        company = client.get("/companies?limit=1").json()["items"][0]["id"]
        made = []
        for called, amount, source in ((name, 1_200_000, "web"), (f"{name} (2)", 1_500_000, "fair")):
            body = {"name": called, "amount": amount, "source": source, "company_id": company}
            answer = client.post("/deals", json=body)
            assert answer.status_code == 201, answer.text
            made.append(answer.json()["deal"]["id"])
    return made[0], made[1]


def compare(page: Page, server: Server, deal: str, name: str) -> None:
    page.goto(f"{server.url}/deals/{deal}")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Merge with…").click()
    page.get_by_role("option", name=re.compile(re.escape(f"{name} (2)"))).click()
    expect(page.get_by_role("dialog", name="Merge two deals")).to_be_visible()


def test_merged_and_brought_back(visit: Visit, demo_server: Server) -> None:
    name = "Harbour crane planning"
    one, two = twins(demo_server, name)
    page = visit(demo_server, allow=(404,))
    compare(page, demo_server, one, name)
    sheet = page.get_by_role("dialog", name="Merge two deals")
    sheet.get_by_role("group", name="Value").get_by_role("radio").nth(1).check()
    sheet.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text(f"Merged into {name}")).to_be_visible()
    with demo_server.client() as client:
        left = client.get(f"/deals/{one}").json()
        assert (left["name"], left["amount"], left["source"]) == (name, 1_500_000, "web")
    page.goto(f"{demo_server.url}/deals/{two}")
    page.get_by_role("link", name="Open that one").click()
    expect(page).to_have_url(f"{demo_server.url}/deals/{one}")
    expect(page.get_by_text("€15,000").first).to_be_visible()
    with demo_server.client() as client:
        told = client.get(f"/deals/{one}/timeline?limit=20").json()["items"]
        seq = next(each["seq"] for each in told if each["kind"] == "deal.merged")
        assert client.post("/undo", json={"seq": seq}).status_code == 200
        assert client.get(f"/deals/{one}").json()["amount"] == 1_200_000
        assert client.get(f"/deals/{two}").json()["name"] == f"{name} (2)"


@pytest.mark.parametrize(
    ("theme", "size"), [("light", (1440, 900)), ("dark", (1440, 900)), ("light", (390, 844))]
)
def test_how_it_looks(visit: Visit, demo_server: Server, theme: str, size: tuple[int, int]) -> None:
    name = f"Quay lighting {theme} {size[0]}"
    one, _ = twins(demo_server, name)
    page = visit(demo_server, theme=theme, size=size)
    compare(page, demo_server, one, name)
    page.wait_for_timeout(400)
    browsing.picture(page, PICTURES, f"merge {theme} {size[0]}")
    assert axe.found(page) == []
