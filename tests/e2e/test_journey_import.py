"""The main job from a file to a moved deal, in the browser alone: on a real export and on its twin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import boarding as b
from tests.e2e import dealing, exported, figures, importing
from tests.e2e.conftest import Visit
from tests.e2e.exported import Export
from tests.server import Server, launched


@pytest.fixture(params=["real", "generated"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Export:
    if request.param == "real":
        return exported.of_samples(request.getfixturevalue("samples"))
    return exported.generated(tmp_path)


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A fresh server and the link that it printed."""
    folder = tmp_path / "data"
    folder.mkdir()
    with launched(folder) as (process, url, secret):
        yield Server(process, url, {}), f"{url}/signin#link={secret}"


def test_from_a_file_to_a_moved_deal(visit: Visit, printed: tuple[Server, str], export: Export) -> None:
    server, link = printed
    page = visit(server, signed_in=False)
    page.goto(link)
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    expect(page.get_by_role("heading", name="Where do your deals come from?")).to_be_visible()
    importing.whole(page, export)

    page.get_by_role("link", name="Open the board").click()
    see_the_board(page, export)
    page.get_by_role("link", name="Figures", exact=True).click()
    figures.read_headlines(page, export.truth)
    figures.read_splits(page, export.truth)
    assert (
        figures.deals_behind(page, "Win rate")
        == export.truth["overall"]["won"] + export.truth["overall"]["lost"]
    )

    page.get_by_role("link", name="Sales pipeline").click()
    deal = move(page, export)
    dealing.open_panel(page, deal)
    dealing.plan_and_log(page)
    dealing.win_reopen_lose_undo(page, deal)
    dealing.read_history(page)

    importing.take_back(page)
    page.get_by_role("link", name="Sales pipeline").click()
    expect(b.card_of(page, deal, "Engaging")).to_be_visible()
    expect(b.column(page, "Prospecting")).to_have_count(0)  # nobody is in it, so it went as well
    left = b.told(page, "/deals?limit=200")["items"]
    assert [each["id"] for each in left] == [deal]


def see_the_board(page: Page, export: Export) -> None:
    counts = export.truth["stage_counts"]
    for stage in ("Prospecting", "Engaging"):
        b.expect_count(page, stage, counts[stage])
    for stage in ("Won", "Lost"):
        assert b.counted(b.strip(page, stage).get_attribute("aria-label")) == counts[stage]
    # The list is windowed: far fewer cards stand in the page than deals are in the stage.
    expect(b.column(page, "Engaging").locator("article").first).to_be_visible()
    assert b.column(page, "Engaging").locator("article").count() <= 30


def move(page: Page, export: Export) -> str:
    """The same deal by pointer, by keys and by menu; it ends in Engaging. Gives its id."""
    waiting = export.truth["stage_counts"]["Prospecting"]
    deal = b.deal_id(b.column(page, "Prospecting").locator("article").nth(1))

    def at(stage: str) -> None:
        expect(b.card_of(page, deal, stage)).to_be_visible()
        b.expect_count(page, "Prospecting", waiting - (stage == "Engaging"))

    b.drag(page, b.card_of(page, deal), b.column(page, "Engaging"))
    at("Engaging")
    b.link(b.card_of(page, deal)).focus()
    page.keyboard.press("Shift+ArrowLeft")
    at("Prospecting")
    expect(b.link(b.card_of(page, deal))).to_be_focused()
    b.card_of(page, deal).hover()
    b.card_of(page, deal).get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="Move to…").click()
    page.get_by_role("dialog").get_by_role("option", name="Engaging").click()
    at("Engaging")
    return deal
