"""Takes the pictures of the documents on the demo company: `python -m tests.e2e.pictures`."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e import boarding as b
from tests.e2e import browsing
from tests.flows.exchange.twin import twin
from tests.house.tree import ROOT
from tests.server import Server, running

FOLDER = ROOT / "docs" / "pictures"
LAST = "Closing the deal"
ROWS = 2_400


def opened(page: Page, url: str) -> None:
    """The board with the narrow sidebar, so that all six stages are to be seen."""
    b.open_board(page, url)
    page.keyboard.press("[")
    expect(b.column(page, LAST)).to_be_in_viewport()


def board(page: Page, url: str) -> None:
    opened(page, url)
    page.get_by_role("button", name="Filter").hover()


def cards(page: Page, stage: int) -> list[dict[str, Any]]:
    """The first cards of a stage."""
    (pipeline,) = b.told(page, "/pipelines")["items"]
    found = b.told(page, f"/pipelines/{pipeline['id']}/board?limit=30")["columns"][stage]["cards"]
    return list(found)


def lively(page: Page, stage: int, first: int) -> str:
    """Of the first deals of the stage the one of which there is most to tell."""
    dated = [card["id"] for card in cards(page, stage)[:first] if card["next_activity_id"]]
    return str(max(dated, key=lambda deal: len(b.told(page, f"/deals/{deal}/timeline?limit=50")["items"])))


def panel(page: Page, url: str) -> None:
    opened(page, url)
    b.card_of(page, lively(page, 3, 5)).click()
    page.get_by_role("tab", name="Timeline").click()
    here = page.get_by_role("complementary", name="Deal", exact=True)
    expect(here.get_by_role("listitem").first).to_be_visible()


def deal(page: Page, url: str) -> None:
    opened(page, url)
    page.goto(f"{url}/deals/{lively(page, 3, 30)}")
    expect(page.get_by_role("tabpanel").get_by_role("listitem").first).to_be_visible()


def figures(page: Page, url: str) -> None:
    opened(page, url)
    page.goto(f"{url}/figures")
    expect(page.get_by_role("region", name="Win rate by owner")).to_be_visible()


def gate_sheet(page: Page, url: str) -> None:
    """A card let go two stages further, with the sheet of what is asked on the way."""
    opened(page, url)
    early = [card for stage in (0, 1, 2) for card in cards(page, stage)[:7]]
    bare = min(early, key=lambda card: (card["amount"] or 0, card["expected_close"] or ""))
    b.drag(page, b.card_of(page, bare["id"]), b.column(page, "Negotiation and commitment"), down=230)
    expect(page.get_by_role("dialog", name=re.compile("to confirm"))).to_be_visible()


def importing(page: Page, url: str) -> None:
    """The columns of an export as the wizard understands them."""
    opened(page, url)
    page.goto(f"{url}/import")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, content in twin(ROWS, dates="us").files.items():
            files.append(Path(folder) / name)
            files[-1].write_bytes(content)
        page.get_by_label("Choose files to import").set_input_files(files)
        page.get_by_role("button", name="On to columns").click()
    expect(page.get_by_label("Field for close_date")).to_be_visible()


def phone_board(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_role("button", name=re.compile("^Move ")).first).to_be_visible()


SIGHTS: dict[str, Callable[[Page, str], None]] = {
    "board": board,
    "deal": deal,
    "figures": figures,
    "panel": panel,
    "gate-sheet": gate_sheet,
    "import": importing,
}
DARK = ("board", "deal", "figures")


def take(browser: Browser, server: Server, name: str, show: Callable[[Page, str], None], theme: str) -> None:
    size, scale = (browsing.PHONE, 2) if show is phone_board else (browsing.DESKTOP, 1)
    context = browsing.context(browser, server.url, server.cookies, theme=theme, size=size, scale=scale)
    page = context.new_page()
    show(page, server.url)
    expect(page.locator('[class*="pulse_"]')).to_have_count(0)
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / name)
    print(FOLDER / name)
    context.close()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), demo=True) as server,
        browsing.chromium() as browser,
    ):
        take(browser, server, "phone-board.png", phone_board, "light")
        for name, show in SIGHTS.items():
            for theme in ("light", "dark") if name in DARK else ("light",):
                take(browser, server, f"{name}-{theme}.png", show, theme)


if __name__ == "__main__":
    main()
