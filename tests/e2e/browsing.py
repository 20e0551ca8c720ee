"""A browser for the journeys: finds the system's chromium and watches what goes wrong in its pages."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from headgate.app.bundle import FOLDER, PAGE

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP = (1440, 900)
PHONE = (390, 844)
WAIT_MS = 10_000

# Answers of the product that a person is meant to see: somebody was faster, a gate is not met.
ANSWERS = {409, 422}
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


def chromium_path() -> str:
    """Where chromium is. Raises RuntimeError with a way to get it."""
    named = os.environ.get("HEADGATE_CHROMIUM")
    found = [shutil.which(name) for name in ([named] if named else NAMES)]
    path = next((each for each in found if each), None)
    if path is None:
        raise RuntimeError(
            f"No chromium: looked for {named or ', '.join(NAMES)}. On Debian or Ubuntu: apt-get install "
            "chromium; elsewhere set HEADGATE_CHROMIUM to the program of a Chromium or Chrome."
        )
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, until the block ends. Raises RuntimeError without a browser or without the web bundle."""
    if not (FOLDER / PAGE).is_file():
        raise RuntimeError("The web application is not built: make web")
    with sync_playwright() as playwright:
        expect.set_options(timeout=WAIT_MS)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What went wrong in a page: errors in its console, requests that failed or were refused."""

    def __init__(self, page: Page) -> None:
        self.wrong: list[str] = []
        self.allowed = set(ANSWERS)
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.wrong.append(f"uncaught: {error}"))
        page.on("requestfailed", self.failed)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSED.match(message.text):
            self.wrong.append(f"console: {message.text}")

    def failed(self, request: Request) -> None:
        # Leaving a page ends what it was still asking for.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.wrong.append(f"{request.method} {request.url} failed: {request.failure}")

    def response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.wrong.append(f"{response.request.method} {response.url}: {response.status}")


def context(
    browser: Browser,
    url: str,
    cookies: dict[str, str],
    *,
    size: tuple[int, int] = DESKTOP,
    theme: str = "light",
    scale: float = 1,
    lenient: bool = False,
) -> BrowserContext:
    """A person's browser: signed in by the cookies, in a theme; a narrow one has a finger for a pointer.

    `lenient` lets scripts be added to pages in spite of their policy.
    """
    phone = size[0] < 640
    made = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="en-US",
        timezone_id="UTC",
        device_scale_factor=scale,
        has_touch=phone,
        is_mobile=phone,
        accept_downloads=True,
        bypass_csp=lenient,
    )
    made.set_default_timeout(WAIT_MS)
    made.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    made.add_cookies([{"name": "headgate_theme", "value": theme, "url": url}])
    return made


def picture(page: Page, folder: Path, name: str) -> Path:
    """A picture of what the page shows, for those who look for why a journey failed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png"
    page.screenshot(path=path)
    return path
